// Which of the paragraphs that came stand for which of those that went: by the words they share, in the order of reading.
// Large rewrites are not paired: nobody could read such a difference word by word.
import { LIMITS } from '../config/limits.ts';
import { isWord, piecesOf } from './pieces.ts';

/** share of words in common from which two paragraphs are one that changed */
const LEAST_ALIKE = 0.35;

/** A paragraph that changed, one that went (no later text), or one that came (no earlier text). */
export type Pair = [before: string | null, after: string | null];

/** Pairs in the order of reading; the pairing with the greatest likeness in all. */
export function alignChanged(removed: readonly string[], added: readonly string[]): Pair[] {
  if (removed.length * added.length > LIMITS.diffPairs) {
    return [...removed.map((text): Pair => [text, null]), ...added.map((text): Pair => [null, text])];
  }
  const bags = { removed: removed.map(bagOf), added: added.map(bagOf) };
  const alike = bags.removed.map((one) => bags.added.map((other) => share(one, other)));
  const best = bestSums(alike, removed.length, added.length);
  const pairs: Pair[] = [];
  let [i, j] = [0, 0];
  while (i < removed.length || j < added.length) {
    const common = alike[i]?.[j] ?? 0;
    const here = best[i]?.[j] ?? 0;
    if (common >= LEAST_ALIKE && here === common + (best[i + 1]?.[j + 1] ?? 0)) {
      pairs.push([removed[i++] ?? '', added[j++] ?? '']);
    } else if (i < removed.length && here === (best[i + 1]?.[j] ?? 0)) pairs.push([removed[i++] ?? '', null]);
    else pairs.push([null, added[j++] ?? '']);
  }
  return pairs;
}

/** Greatest sum of likeness of the paragraphs from i and j on. */
function bestSums(alike: readonly number[][], rows: number, columns: number): number[][] {
  const best = Array.from({ length: rows + 1 }, () => new Array<number>(columns + 1).fill(0));
  for (let i = rows - 1; i >= 0; i--) {
    for (let j = columns - 1; j >= 0; j--) {
      const common = alike[i]?.[j] ?? 0;
      const both = common >= LEAST_ALIKE ? common + (best[i + 1]?.[j + 1] ?? 0) : 0;
      const row = best[i];
      if (row) row[j] = Math.max(both, best[i + 1]?.[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return best;
}

type Bag = { words: ReadonlyMap<string, number>; size: number };

function bagOf(text: string): Bag {
  const words = new Map<string, number>();
  const found = piecesOf(text.toLowerCase()).filter(isWord);
  for (const word of found) words.set(word, (words.get(word) ?? 0) + 1);
  return { words, size: found.length };
}

/** How much two texts share: twice the words in common over all words; 0 nothing, 1 the same words. */
export const likeness = (one: string, other: string): number => share(bagOf(one), bagOf(other));

function share(one: Bag, other: Bag): number {
  if (one.size + other.size === 0) return 0;
  let common = 0;
  for (const [word, count] of one.words) common += Math.min(count, other.words.get(word) ?? 0);
  return (2 * common) / (one.size + other.size);
}
