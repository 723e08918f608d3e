// Exact-match scores of a tagger on labelled documents: right only if first word, last word and type are.
import type { EntityType } from '../../model/article.ts';
import { TYPES } from '../../tag/entities/crf/labels.ts';
import { type CrfTagger, type Named, readNames } from '../../tag/entities/crf/tag.ts';
import type { TrainDocument } from './document.ts';

export type Count = { gold: number; found: number; right: number };
export type Scores = Record<EntityType, Count>;

/** A name that the tagger gave, and whether it is right. */
export type Judged = { type: EntityType; score: number; right: boolean };

export function measure(
  documents: readonly TrainDocument[],
  tagger: CrfTagger,
): { scores: Scores; judged: Judged[] } {
  const scores: Scores = { PER: zero(), ORG: zero(), LOC: zero(), MISC: zero() };
  const judged: Judged[] = [];
  for (const { raws, sentences, labels } of documents) {
    const gold = readNames(Uint8Array.from(labels), new Float64Array(labels.length));
    const keys = new Set(gold.map(keyOf));
    for (const { type } of gold) scores[type].gold++;
    for (const named of tagger.tag(raws, sentences)) {
      const right = keys.has(keyOf(named));
      scores[named.type].found++;
      if (right) scores[named.type].right++;
      judged.push({ type: named.type, score: named.score, right });
    }
  }
  return { scores, judged };
}

/** In percent. */
export const f1 = ({ gold, found, right }: Count): number =>
  gold + found === 0 ? 0 : (200 * right) / (gold + found);

/** People, organisations and places together. */
export const overall = (scores: Scores): Count =>
  TYPES.filter((type) => type !== 'MISC').reduce(
    (all, type) => ({
      gold: all.gold + scores[type].gold,
      found: all.found + scores[type].found,
      right: all.right + scores[type].right,
    }),
    zero(),
  );

const zero = (): Count => ({ gold: 0, found: 0, right: 0 });
const keyOf = ({ first, last, type }: Named): string => `${first} ${last} ${type}`;
