// From scores to labels: first pass, the document's second pass, labels with what the chain believes of each.
// Used by the tagger on its whole-number scores and by training on its own.
import { addConsistency } from './consistency.ts';
import { LABELS, OUTSIDE } from './labels.ts';
import { createMarginals, exponentialsOf } from './marginals.ts';
import { createViterbi } from './viterbi.ts';
import type { CrfWord } from './word.ts';

export type Decoded = {
  /** label of each word; OUTSIDE beyond the zones */
  labels: Uint8Array;
  /** marginal of that label; 1 beyond the zones */
  beliefs: Float64Array;
};

/** Where O leads every other label of every word by this much, no path through a name has a chance worth counting. */
const CLEAR = 14;

export type Decoder = (words: readonly CrfWord[], zones: readonly number[], scores: Float64Array) => Decoded;

/**
 * @param transitions weight for each pair of labels, before · LABELS + label
 * @param floor see `createMarginals`
 */
export function createDecoder(transitions: Float64Array, floor = 0): Decoder {
  const exponentials = exponentialsOf(transitions);
  const viterbi = createViterbi();
  const marginals = createMarginals(floor);

  const believe = (
    scores: Float64Array,
    zones: readonly number[],
    zone: number,
    into: Float64Array,
  ): void => {
    const first = zones[zone * 2] as number;
    const count = (zones[zone * 2 + 1] as number) - first;
    marginals.run(scores, first, count, exponentials, null);
    into.set(marginals.values.subarray(0, count * LABELS), first * LABELS);
  };

  return (words, zones, scores) => {
    const believed = new Float64Array(words.length * LABELS);
    const labels = new Uint8Array(words.length).fill(OUTSIDE);
    const beliefs = new Float64Array(words.length).fill(1);
    for (let zone = 0; zone < zones.length / 2; zone++) {
      if (!isClear(scores, zones, zone)) believe(scores, zones, zone, believed);
      else
        for (let at = zones[2 * zone] as number; at < (zones[2 * zone + 1] as number); at++)
          believed[at * LABELS] = 1;
    }
    const changed = addConsistency(words, zones, believed, scores);
    for (let zone = 0; zone < changed.length; zone++) {
      if (changed[zone] === 1) believe(scores, zones, zone, believed);
      const first = zones[zone * 2] as number;
      const end = zones[zone * 2 + 1] as number;
      viterbi(scores, first, end - first, transitions, labels);
      for (let at = first; at < end; at++) {
        beliefs[at] = believed[at * LABELS + (labels[at] as number)] as number;
      }
    }
    return { labels, beliefs };
  };
}

/** Is every word of a zone outside of names by far? */
function isClear(scores: Float64Array, zones: readonly number[], zone: number): boolean {
  const end = (zones[2 * zone + 1] as number) * LABELS;
  for (let row = (zones[2 * zone] as number) * LABELS; row < end; row += LABELS) {
    const limit = (scores[row] as number) - CLEAR;
    for (let label = 1; label < LABELS; label++) if ((scores[row + label] as number) > limit) return false;
  }
  return true;
}
