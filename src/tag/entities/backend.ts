// A name finder of the operator's own that may take the tagger's place: the interface, and asking it within a deadline.
// It says where names stand and of what type they are; who is meant stays with packs and clusters.
import type { EntityType } from '../../model/article.ts';

/** A name by its place in a field; offsets are UTF-16, the end outside. */
export type FoundName = {
  field: 'title' | 'body';
  start: number;
  end: number;
  type: EntityType;
  /** how sure the finder is, 0 to 1 */
  score: number;
};

export type NerBackend = {
  name: string;
  /** changes whenever its answers may */
  version: string;
  /** languages it is asked for, as ISO 639-1 */
  languages: readonly string[];
  /** Gives up soon after `signal` is aborted. May reject: then the tagger stands in. */
  tag(document: { title: string; text: string }, signal: AbortSignal): Promise<FoundName[]>;
};

export type Asked = { names: FoundName[] } | { names: null; why: string };

/** The backend's names, or why it gave none within `ms`. Never throws. */
export async function askBackend(
  backend: NerBackend,
  document: { title: string; text: string },
  ms: number,
): Promise<Asked> {
  const giveUp = new AbortController();
  const late = Promise.withResolvers<Asked>();
  const timer = setTimeout(() => {
    giveUp.abort();
    late.resolve({ names: null, why: `no answer within ${ms} ms` });
  }, ms);
  try {
    const answer = backend.tag(document, giveUp.signal).then((names): Asked => ({ names }));
    return await Promise.race([answer, late.promise]);
  } catch (error) {
    return { names: null, why: error instanceof Error ? error.message : String(error) };
  } finally {
    clearTimeout(timer);
  }
}
