// The best path of a chain. Scores are sums of weights; higher is better.
import { isInside, LABELS, OUTSIDE } from './labels.ts';

export type Viterbi = (
  scores: Float64Array,
  first: number,
  count: number,
  transitions: Float64Array,
  path: Uint8Array,
) => void;

/**
 * Finds the legal path with the highest score for words `first` … `first + count - 1`; labels go to `path` at the same
 * indexes. `scores` has LABELS numbers a word, `transitions` LABELS a label before. Ties go to the lower label.
 */
export function createViterbi(): Viterbi {
  let back = new Uint8Array(64 * LABELS);
  let row = new Float64Array(LABELS);
  let next = new Float64Array(LABELS);
  return (scores, first, count, transitions, path) => {
    if (count === 0) return;
    if (back.length < count * LABELS) back = new Uint8Array(2 * count * LABELS);
    for (let label = 0; label < LABELS; label++) {
      const open = isInside(label)
        ? Number.NEGATIVE_INFINITY
        : (transitions[OUTSIDE * LABELS + label] as number);
      row[label] = open + (scores[first * LABELS + label] as number);
    }
    for (let at = 1; at < count; at++) {
      for (let label = 0; label < LABELS; label++) {
        let best = Number.NEGATIVE_INFINITY;
        let from = OUTSIDE;
        const inside = isInside(label);
        const start = inside ? label - 1 : 0;
        const end = inside ? label : LABELS - 1;
        for (let before = start; before <= end; before++) {
          const score = (row[before] as number) + (transitions[before * LABELS + label] as number);
          if (score > best) {
            best = score;
            from = before;
          }
        }
        next[label] = best + (scores[(first + at) * LABELS + label] as number);
        back[at * LABELS + label] = from;
      }
      [row, next] = [next, row];
    }
    let label = OUTSIDE;
    let best = Number.NEGATIVE_INFINITY;
    for (let last = 0; last < LABELS; last++) {
      const score = (row[last] as number) + (transitions[last * LABELS + OUTSIDE] as number);
      if (score > best) {
        best = score;
        label = last;
      }
    }
    for (let at = count - 1; at >= 0; at--) {
      path[first + at] = label;
      label = back[at * LABELS + label] as number;
    }
  };
}
