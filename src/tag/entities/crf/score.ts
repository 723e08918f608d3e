// Scores of the labels of each word: sums of whole numbers, brought to scale once at the end. The inner loop of the
// tagger: no objects, no strings, one table.
import { MOST_FEATURES, writeFeatures } from './features.ts';
import { LABELS } from './labels.ts';
import { type CrfModel, ROW_SHIFT } from './model.ts';
import type { View } from './view.ts';
import type { CrfWord } from './word.ts';
import { REACH, writeWordFeatures } from './word-features.ts';

/** Writes LABELS scores for each word of the zones (first, end, first, end …) to `scores`, at word · LABELS. */
export type Scorer = (view: View, zones: readonly number[], scores: Float64Array) => void;

export function createScorer(model: CrfModel): Scorer {
  const hashes = new Int32Array(MOST_FEATURES);
  const totals = new Int32Array(LABELS);
  return (view, zones, scores) => {
    for (let zone = 0; zone < zones.length; zone += 2) {
      const end = zones[zone + 1] as number;
      for (let at = zones[zone] as number; at < end; at++) {
        totals.fill(0);
        for (let distance = -REACH; distance <= REACH; distance++) {
          addSums(totals, view.word(at, distance), distance, model);
        }
        addRows(totals, hashes, writeFeatures(hashes, view, at), model);
        for (let label = 0; label < LABELS; label++) {
          scores[at * LABELS + label] = (totals[label] as number) * model.scale;
        }
      }
    }
  };
}

function addSums(totals: Int32Array, word: CrfWord, distance: number, model: CrfModel): void {
  word.sums ??= sumWord(word, model);
  const { sums } = word;
  const from = (distance + REACH) * LABELS;
  for (let label = 0; label < LABELS; label++) {
    totals[label] = (totals[label] as number) + (sums[from + label] as number);
  }
}

/** The features of single words, summed for every distance at which the word may stand. */
function sumWord(word: CrfWord, model: CrfModel): Int32Array {
  const sums = new Int32Array((2 * REACH + 1) * LABELS);
  const hashes = new Int32Array(MOST_FEATURES);
  for (let distance = -REACH; distance <= REACH; distance++) {
    const row = sums.subarray((distance + REACH) * LABELS, (distance + REACH + 1) * LABELS);
    addRows(row, hashes, writeWordFeatures(hashes, 0, word, distance), model);
  }
  return sums;
}

/** Nine accumulators by hand: three times as fast as a loop over labels. */
function addRows(totals: Int32Array, hashes: Int32Array, count: number, model: CrfModel): void {
  const { mask, keys, entries } = model.features;
  const { rows } = model;
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let e = 0;
  let f = 0;
  let g = 0;
  let h = 0;
  let i = 0;
  for (let at = 0; at < count; at++) {
    const key = hashes[at] as number;
    let slot = (key ^ (key >>> 16)) & mask;
    let entry = entries[slot] as number;
    while (entry !== 0 && keys[slot] !== key) {
      slot = (slot + 1) & mask;
      entry = entries[slot] as number;
    }
    if (entry === 0) continue;
    const row = (entry - 1) << ROW_SHIFT;
    a += rows[row] as number;
    b += rows[row + 1] as number;
    c += rows[row + 2] as number;
    d += rows[row + 3] as number;
    e += rows[row + 4] as number;
    f += rows[row + 5] as number;
    g += rows[row + 6] as number;
    h += rows[row + 7] as number;
    i += rows[row + 8] as number;
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
