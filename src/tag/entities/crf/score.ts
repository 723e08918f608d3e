// Scores of the labels of each word: sums of whole numbers, brought to scale once at the end. The inner loop of the
// tagger: no objects, no strings, one table.
import { type FeatureTable, FILTER_MASK, SLOT_SHIFT, TAKEN_AT, WEIGHTS_AT } from './feature-table.ts';
import { MOST_FEATURES, writeFeatures } from './features.ts';
import { LABELS, OUTSIDE } from './labels.ts';
import type { CrfModel } from './model.ts';
import type { Around, View } from './view.ts';
import type { CrfWord } from './word.ts';
import { REACH, writeWordFeatures } from './word-features.ts';

/** A word without a capital is outside of names when O leads by this much before its neighbourhood is looked at. */
const SETTLED = 5;

/** Writes LABELS scores for each word of the zones (first, end, first, end …) to `scores`, at word · LABELS. */
export type Scorer = (view: View, zones: readonly number[], scores: Float64Array) => void;

export function createScorer(model: CrfModel): Scorer {
  const hashes = new Int32Array(MOST_FEATURES);
  const totals = new Int32Array(LABELS);
  const settled = Math.ceil(SETTLED / model.scale);
  return (view, zones, scores) => {
    for (let zone = 0; zone < zones.length; zone += 2) {
      const end = zones[zone + 1] as number;
      for (let at = zones[zone] as number; at < end; at++) {
        const around = view.around(at);
        startSums(totals, around, model);
        if (around[2].candidate || !isSettled(totals, settled))
          addRows(totals, hashes, writeFeatures(hashes, view, at), model.features);
        for (let label = 0; label < LABELS; label++) {
          scores[at * LABELS + label] = (totals[label] as number) * model.scale;
        }
      }
    }
  };
}

/** Does O lead every other label by so much? */
function isSettled(totals: Int32Array, lead: number): boolean {
  const limit = (totals[OUTSIDE] as number) - lead;
  for (let label = 1; label < LABELS; label++) if ((totals[label] as number) > limit) return false;
  return true;
}

/** Starts from what the word and its neighbours say by themselves. */
function startSums(totals: Int32Array, around: Around, model: CrfModel): void {
  const a = around[0].sums ?? sumWord(around[0], model);
  const b = around[1].sums ?? sumWord(around[1], model);
  const c = around[2].sums ?? sumWord(around[2], model);
  const d = around[3].sums ?? sumWord(around[3], model);
  const e = around[4].sums ?? sumWord(around[4], model);
  for (let label = 0; label < LABELS; label++) {
    totals[label] =
      (a[label] as number) +
      (b[LABELS + label] as number) +
      (c[2 * LABELS + label] as number) +
      (d[3 * LABELS + label] as number) +
      (e[4 * LABELS + label] as number);
  }
}

/** The features of single words, summed for every distance at which the word may stand. */
function sumWord(word: CrfWord, model: CrfModel): Int32Array {
  const sums = new Int32Array((2 * REACH + 1) * LABELS);
  const hashes = new Int32Array(MOST_FEATURES);
  for (let distance = -REACH; distance <= REACH; distance++) {
    const row = sums.subarray((distance + REACH) * LABELS, (distance + REACH + 1) * LABELS);
    addRows(row, hashes, writeWordFeatures(hashes, 0, word, distance), model.features);
  }
  word.sums = sums;
  return sums;
}

/** Nine accumulators by hand: three times as fast as a loop over labels. */
function addRows(totals: Int32Array, hashes: Int32Array, count: number, table: FeatureTable): void {
  const { mask, shift, slots, bytes, filter } = table;
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let e = 0;
  let f = 0;
  let g = 0;
  let h = 0;
  let i = 0;
  // without a branch, since which keys pass cannot be foreseen
  let passed = 0;
  for (let at = 0; at < count; at++) {
    const key = hashes[at] as number;
    const bit = key & FILTER_MASK;
    hashes[passed] = key;
    passed += ((filter[bit >> 5] as number) >>> (bit & 31)) & 1;
  }
  for (let at = 0; at < passed; at++) {
    const key = hashes[at] as number;
    let slot = key >>> shift;
    while (slots[slot << 2] !== key && bytes[(slot << SLOT_SHIFT) + TAKEN_AT] === 1) slot = (slot + 1) & mask;
    // an empty slot may look like key 0; its weights are 0
    const row = (slot << SLOT_SHIFT) + WEIGHTS_AT;
    a += bytes[row] as number;
    b += bytes[row + 1] as number;
    c += bytes[row + 2] as number;
    d += bytes[row + 3] as number;
    e += bytes[row + 4] as number;
    f += bytes[row + 5] as number;
    g += bytes[row + 6] as number;
    h += bytes[row + 7] as number;
    i += bytes[row + 8] as number;
  }
  totals[0] = (totals[0] as number) + a;
  totals[1] = (totals[1] as number) + b;
  totals[2] = (totals[2] as number) + c;
  totals[3] = (totals[3] as number) + d;
  totals[4] = (totals[4] as number) + e;
  totals[5] = (totals[5] as number) + f;
  totals[6] = (totals[6] as number) + g;
  totals[7] = (totals[7] as number) + h;
  totals[8] = (totals[8] as number) + i;
}
