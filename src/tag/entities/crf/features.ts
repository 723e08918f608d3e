// All features of one word in its document. Training counts them, the tagger looks their weights up: one list for both.
import { writeContextFeatures } from './context-features.ts';
import { writeDocumentFeatures } from './document-features.ts';
import { writeRunFeatures } from './run-features.ts';
import type { View } from './view.ts';
import { REACH, writeWordFeatures } from './word-features.ts';

/** No word has more. */
export const MOST_FEATURES = 160;

/** Features of the neighbourhood: all but those of single words. Returns their number, written from 0. */
export function writeFeatures(out: Int32Array, view: View, index: number): number {
  let at = writeContextFeatures(out, 0, view, index);
  at = writeRunFeatures(out, at, view, index);
  return writeDocumentFeatures(out, at, view, index);
}

/** Those, and the features of the words up to REACH places away. */
export function writeAllFeatures(out: Int32Array, view: View, index: number): number {
  let at = writeFeatures(out, view, index);
  for (let distance = -REACH; distance <= REACH; distance++) {
    at = writeWordFeatures(out, at, view.word(index, distance), distance);
  }
  return at;
}
