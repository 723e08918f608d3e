// The labels of the chain: O, and B and I of each type. I-X follows B-X or I-X only; a chain begins and ends beside O.
import type { EntityType } from '../../../model/article.ts';

export const TYPES: readonly EntityType[] = ['PER', 'ORG', 'LOC', 'MISC'];
export const LABELS = 9;
export const OUTSIDE = 0;

export const LABEL_NAMES: readonly string[] = ['O', ...TYPES.flatMap((type) => [`B-${type}`, `I-${type}`])];

export const beginOf = (type: number): number => 2 * type + 1;
export const isBegin = (label: number): boolean => label % 2 === 1;
export const isInside = (label: number): boolean => label > 0 && label % 2 === 0;
/** Index into TYPES; -1 for O. */
export const typeOf = (label: number): number => (label - 1) >> 1;

export const isLegal = (before: number, label: number): boolean =>
  !isInside(label) || before === label || before === label - 1;

/** All label pairs that may follow each other, as before · LABELS + label. */
export const LEGAL_PAIRS: readonly number[] = Array.from(
  { length: LABELS * LABELS },
  (_, pair) => pair,
).filter((pair) => isLegal(Math.floor(pair / LABELS), pair % LABELS));
