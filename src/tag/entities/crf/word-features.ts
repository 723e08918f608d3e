// Features that speak of one word alone, by its distance from the word in question. They depend on nothing else, so
// their weights are summed once for each spelling and distance, and kept.
import { mix } from './hash.ts';
import type { CrfWord } from './word.ts';

/** Words on each side whose own features count. */
export const REACH = 2;

/** Templates of each distance lie in a block of their own. */
const BLOCK = 32;

/**
 * Writes the features of `word` as seen from the word `distance` places before it.
 * @param distance -2 … 2; 0 is the word itself
 * @returns the index behind the last feature written
 */
export function writeWordFeatures(out: Int32Array, at: number, word: CrfWord, distance: number): number {
  const block = 1 + (distance + REACH) * BLOCK;
  out[at++] = mix(block, word.lower);
  if (word.middle !== 0) out[at++] = mix(block + 1, word.middle);
  if (distance < -1 || distance > 1) return at;
  out[at++] = mix(block + 2, word.shape);
  if (word.fine !== 0) out[at++] = mix(block + 3, word.fine);
  if (word.names !== 0 && word.capital) out[at++] = mix(block + 4, word.names);
  if (distance !== 0) {
    out[at++] = mix(block + 5, word.suffix3);
    return at;
  }
  out[at++] = mix(block + 6, 0);
  out[at++] = mix(block + 7, word.form);
  out[at++] = mix(block + 8, word.start);
  out[at++] = mix(block + 9, word.case);
  for (const suffix of word.suffixes) out[at++] = mix(block + 10, suffix);
  for (const prefix of word.prefixes) out[at++] = mix(block + 11, prefix);
  if (word.coarse !== 0) out[at++] = mix(block + 12, word.coarse);
  if (word.fine !== 0) out[at++] = mix(block + 13, word.fine * 8 + word.case);
  return at;
}
