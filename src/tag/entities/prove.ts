// The proofs that packs carry: their tests, and for every guarded spelling a text in which it counts and one in which it
// does not. Besides, no spelling that is an ordinary word stands without a guard. Only looks; changes nothing.
import type { PackData, VocabularyData } from '../../model/vocabulary.ts';
import { fold, tokenize } from '../../query/text.ts';
import type { EntityVocabulary } from './find.ts';
import { findHits } from './hit.ts';
import { type JoinedAlias, type JoinedEntity, joinEntities } from './join.ts';
import type { Span } from './span.ts';
import { readDocument } from './word.ts';

/** Something to be shown: `run` gives null when it holds, else a sentence. */
export type Proof = { pack: string; about: string; run(vocabulary: EntityVocabulary): string | null };

/** Stands in proofs for the spelling. */
const BLANK = '{}';

/** All proofs of guarded spellings and ordinary words, in the order of the packs. */
export function aliasProofs(data: VocabularyData): Proof[] {
  const common = new Set([...data.commonWords, ...(data.frequentWords ?? [])].map(fold));
  return joinEntities(data.packs).flatMap((entity) => [
    ...entity.aliases.flatMap((alias) => proofsOf(entity, alias, entity.id, common)),
    ...entity.demonyms.flatMap((alias) => proofsOf(entity, alias, null, common)),
  ]);
}

function proofsOf(
  entity: JoinedEntity,
  alias: JoinedAlias,
  id: string | null,
  common: ReadonlySet<string>,
): Proof[] {
  const { text, guard, pack } = alias;
  const about = `${text} (${entity.id})`;
  if (guard === null) {
    const words = tokenize(text);
    const word = words.length === 1 ? words[0]?.folded : undefined;
    if (word === undefined || !common.has(word) || alias.anyCase) return [];
    const says = `"${text}" of ${entity.id} is an ordinary word and has no guard`;
    return [{ pack, about, run: () => says }];
  }
  const means = (span: Span): boolean => (id === null ? span.about.includes(entity.id) : span.id === id);
  const prove = (template: string | undefined, wanted: boolean): Proof => ({
    pack,
    about,
    run(vocabulary) {
      const kind = wanted ? 'must' : 'mustNot';
      if (template === undefined) return `"${text}" of ${entity.id} has a guard without "${kind}"`;
      if (!template.includes(BLANK)) return `"${text}" of ${entity.id}: its "${kind}" has no ${BLANK}`;
      if (countsIn(template, text, vocabulary, means) === wanted) return null;
      return `"${text}" ${wanted ? 'is not' : 'is'} ${entity.id} in "${template.replaceAll(BLANK, text)}"`;
    },
  });
  return [prove(guard.must, true), prove(guard.mustNot, false)];
}

/** Does the spelling, put into the text, count as its entity? */
function countsIn(
  template: string,
  text: string,
  vocabulary: EntityVocabulary,
  means: (span: Span) => boolean,
): boolean {
  const document = readDocument('', template.replaceAll(BLANK, text));
  const from = template.indexOf(BLANK);
  return findHits(document, vocabulary, 'en').some((span) => {
    const [head, tail] = [document.words[span.first], document.words[span.last]];
    return means(span) && (head?.start ?? 0) >= from && (tail?.end ?? 0) <= from + text.length;
  });
}

/** How many entities and spellings each pack has, for people. */
export function countPack({ entities }: PackData): { entities: number; aliases: number } {
  const aliases = entities.reduce(
    (sum, one) =>
      sum +
      1 +
      (one.aliases?.length ?? 0) +
      (one.demonyms?.length ?? 0) +
      Object.keys(one.names ?? {}).length,
    0,
  );
  return { entities: entities.length, aliases };
}
