// How sure the chain is: the share of all legal paths, by their weight, in which a word has a label. Forward-backward,
// scaled at every word, so that no length overflows.
import { isInside, LABELS, LEGAL_PAIRS, OUTSIDE } from './labels.ts';

/** Every label allowed. */
export const ANY = (1 << LABELS) - 1;

export type Marginals = {
  /** after `run`: LABELS numbers a word, from 0 for the first word of the chain */
  values: Float64Array;
  /**
   * @param scores LABELS numbers a word; the chain is words `first` … `first + count - 1`
   * @param exponentials e^transition for each pair of labels, 0 where illegal
   * @param allowed bits of the labels each word may have (same indexes as the words), or null for all
   * @returns log of the sum over all allowed paths; -Infinity when none is left, and `values` mean nothing
   */
  run(
    scores: Float64Array,
    first: number,
    count: number,
    exponentials: Float64Array,
    allowed: Uint16Array | null,
  ): number;
  /** Adds `factor` times the expected number of each pair of labels of the last `run` to `sums`. */
  addPairs(sums: Float64Array, factor: number): void;
};

/** e^transition, 0 for what is illegal. */
export function exponentialsOf(transitions: Float64Array): Float64Array {
  const exponentials = new Float64Array(LABELS * LABELS);
  for (const pair of LEGAL_PAIRS) exponentials[pair] = Math.exp(transitions[pair] as number);
  return exponentials;
}

/**
 * @param floor labels whose potential is below this share of the best one's count as impossible: 0 for training, which
 *   must be exact; a little more saves most of the work where a word is clear
 */
export function createMarginals(floor = 0): Marginals {
  let size = 0;
  let potentials = new Float64Array(0);
  let forward = new Float64Array(0);
  let backward = new Float64Array(0);
  let scales = new Float64Array(0);
  let length = 0;
  let table: Float64Array = new Float64Array(0);
  const open = new Float64Array(LABELS);
  open[OUTSIDE] = 1;

  const grow = (count: number): void => {
    if (count <= size) return;
    size = Math.max(64, count * 2);
    potentials = new Float64Array(size * LABELS);
    forward = new Float64Array(size * LABELS);
    backward = new Float64Array(size * LABELS);
    scales = new Float64Array(size + 1);
    marginals.values = new Float64Array(size * LABELS);
  };

  const marginals: Marginals = {
    values: new Float64Array(0),
    run(scores, first, count, exponentials, allowed) {
      grow(count);
      length = count;
      table = exponentials;
      let total = setPotentials(potentials, scores, first, count, allowed, floor);
      for (let at = 0; at < count; at++) {
        const sum = step(
          forward,
          at,
          at === 0 ? open : forward,
          at === 0 ? 0 : (at - 1) * LABELS,
          potentials,
          table,
        );
        if (!(sum > 0)) return Number.NEGATIVE_INFINITY;
        scales[at] = sum;
        total += Math.log(sum);
      }
      let end = 0;
      for (let label = 0; label < LABELS; label++) {
        end +=
          (forward[(count - 1) * LABELS + label] as number) * (table[label * LABELS + OUTSIDE] as number);
      }
      if (!(end > 0)) return Number.NEGATIVE_INFINITY;
      for (let label = 0; label < LABELS; label++) {
        backward[(count - 1) * LABELS + label] = (table[label * LABELS + OUTSIDE] as number) / end;
      }
      for (let at = count - 2; at >= 0; at--)
        stepBack(backward, at, potentials, table, scales[at + 1] as number);
      const { values } = marginals;
      for (let at = 0; at < count * LABELS; at++) {
        values[at] = (forward[at] as number) * (backward[at] as number);
      }
      return total + Math.log(end);
    },
    addPairs(sums, factor) {
      for (let at = 0; at < length; at++) {
        const scale = factor / (scales[at] as number);
        for (const pair of LEGAL_PAIRS) {
          const before = (pair / LABELS) | 0;
          const label = pair - before * LABELS;
          const from = at === 0 ? (open[before] as number) : (forward[(at - 1) * LABELS + before] as number);
          const here = at * LABELS + label;
          sums[pair] =
            (sums[pair] as number) +
            scale *
              from *
              (table[pair] as number) *
              (potentials[here] as number) *
              (backward[here] as number);
        }
      }
      for (let label = 0; label < LABELS; label++) {
        const last = (length - 1) * LABELS + label;
        const pair = label * LABELS + OUTSIDE;
        sums[pair] = (sums[pair] as number) + factor * (forward[last] as number) * (backward[last] as number);
      }
    },
  };
  return marginals;
}

/** e^(score - best score of the word), 0 where not allowed; returns the sum of the best scores. */
function setPotentials(
  potentials: Float64Array,
  scores: Float64Array,
  first: number,
  count: number,
  allowed: Uint16Array | null,
  floor: number,
): number {
  const least = floor > 0 ? Math.log(floor) : Number.NEGATIVE_INFINITY;
  let total = 0;
  for (let at = 0; at < count; at++) {
    const row = (first + at) * LABELS;
    const bits = allowed === null ? ANY : (allowed[first + at] as number);
    let best = Number.NEGATIVE_INFINITY;
    for (let label = 0; label < LABELS; label++) best = Math.max(best, scores[row + label] as number);
    total += best;
    for (let label = 0; label < LABELS; label++) {
      const behind = (scores[row + label] as number) - best;
      potentials[at * LABELS + label] = (bits >> label) & 1 && behind >= least ? Math.exp(behind) : 0;
    }
  }
  return total;
}

/** One word forward; its row sums to 1 after it. Returns what it was divided by. */
function step(
  forward: Float64Array,
  at: number,
  source: Float64Array,
  from: number,
  potentials: Float64Array,
  table: Float64Array,
): number {
  const row = at * LABELS;
  let sum = 0;
  for (let label = 0; label < LABELS; label++) {
    const potential = potentials[row + label] as number;
    let value = 0;
    if (potential > 0) {
      const inside = isInside(label);
      const end = inside ? label : LABELS - 1;
      for (let before = inside ? label - 1 : 0; before <= end; before++) {
        value += (source[from + before] as number) * (table[before * LABELS + label] as number);
      }
      value *= potential;
    }
    forward[row + label] = value;
    sum += value;
  }
  for (let label = 0; label < LABELS; label++) forward[row + label] = (forward[row + label] as number) / sum;
  return sum;
}

function stepBack(
  backward: Float64Array,
  at: number,
  potentials: Float64Array,
  table: Float64Array,
  scale: number,
): void {
  const row = at * LABELS;
  const after = row + LABELS;
  for (let before = 0; before < LABELS; before++) backward[row + before] = 0;
  for (let label = 0; label < LABELS; label++) {
    const potential = potentials[after + label] as number;
    if (potential === 0) continue;
    const inside = isInside(label);
    const last = inside ? label : LABELS - 1;
    for (let before = inside ? label - 1 : 0; before <= last; before++) {
      backward[row + before] =
        (backward[row + before] as number) +
        (table[before * LABELS + label] as number) * potential * (backward[after + label] as number);
    }
  }
  for (let before = 0; before < LABELS; before++) {
    backward[row + before] = (backward[row + before] as number) / scale;
  }
}
