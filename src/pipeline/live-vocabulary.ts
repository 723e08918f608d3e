// The vocabulary in force in this process, followed while it runs: changed files of packs and rules are read again, and
// merges of entities. What is wrong is refused whole, and the vocabulary before it stays. An article that is under way
// keeps the vocabulary it began with.
import { setTimeout as wait } from 'node:timers/promises';
import { LIMITS } from '../config/limits.ts';
import type { AliasesOf } from '../lib/entity-values.ts';
import { createMerges, type Merges, NO_MERGES } from '../lib/merges.ts';
import { listMerges } from '../store/merges.ts';
import type { Vocabulary } from '../tag/tag.ts';
import type { Deps } from './deps.ts';

/** How a process reads its vocabulary. */
export type VocabularySource = {
  /** changes when a file does: names, sizes and times of all files */
  signature(): string;
  /** @throws when anything is wrong; the message names every mistake */
  read(): Vocabulary;
  /** Puts the names of topics in force that belong to it. Returns whether they are others; throws as `read` does. */
  renewTopicNames(vocabulary: Vocabulary): boolean;
  aliasesOf(vocabulary: Vocabulary, merges: Merges): AliasesOf;
};

type LiveDeps = Pick<Deps, 'store' | 'vocabulary' | 'vocabularyProblem' | 'aliasesOf' | 'roster' | 'log'>;

export type LiveVocabulary = { stop(): Promise<void> };

/**
 * Follows files and merges until it is stopped; resolves when the merges are known.
 * @param read signature from before the vocabulary in force was read: what was written meanwhile is taken over too
 * @param changed runs after a new vocabulary is in force
 */
export async function followVocabulary(
  deps: LiveDeps,
  source: VocabularySource,
  read: string,
  changed: () => Promise<void>,
): Promise<LiveVocabulary> {
  const stopping = new AbortController();
  let merges = NO_MERGES;
  let known = '';
  /** of the files in force, or refused */
  let settled = read;
  let before = settled;

  const followMerges = async (): Promise<void> => {
    const rows = await listMerges(deps.store);
    const signature = JSON.stringify(rows);
    if (signature === known) return;
    known = signature;
    merges = createMerges(rows);
    deps.aliasesOf = source.aliasesOf(deps.vocabulary, merges);
  };

  const followFiles = async (): Promise<void> => {
    const now = source.signature();
    // somebody may be in the middle of saving: two looks must agree
    const quiet = now === before;
    before = now;
    if (!quiet || now === settled) return;
    settled = now;
    if (takeOver(deps, source, merges)) await changed();
  };

  await followMerges();
  const following = (async () => {
    while (!stopping.signal.aborted) {
      await wait(LIMITS.vocabularyLookMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (stopping.signal.aborted) break;
      try {
        await followMerges();
        await followFiles();
      } catch (error) {
        deps.log.warn({ event: 'vocabulary.unwatched', problem: messageOf(error) });
      }
    }
  })();
  return {
    stop: async () => {
      stopping.abort();
      await following;
    },
  };
}

/** Puts the files in force, or tells what is wrong with them. */
function takeOver(deps: LiveDeps, source: VocabularySource, merges: Merges): boolean {
  const was = deps.vocabulary.version;
  try {
    const vocabulary = source.read();
    const renamed = source.renewTopicNames(vocabulary);
    deps.vocabularyProblem = null;
    // a query holds the codes that its names of topics meant when it was compiled
    if (renamed) deps.log.info({ event: 'topics.renamed', queries: deps.roster.renewTopics() });
    if (vocabulary.version === was) return false;
    deps.vocabulary = vocabulary;
    deps.aliasesOf = source.aliasesOf(vocabulary, merges);
    deps.log.info({ event: 'vocabulary.changed', version: vocabulary.version, before: was });
    return true;
  } catch (error) {
    deps.vocabularyProblem = messageOf(error);
    deps.log.error({ event: 'vocabulary.refused', inForce: was, problem: deps.vocabularyProblem });
    return false;
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
