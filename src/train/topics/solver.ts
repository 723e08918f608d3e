// A linear support vector machine by dual coordinate descent (Hsieh et al., ICML 2008, algorithm 3 with shrinking).
// L2-regularised, hinge loss or squared hinge loss; each text may cost its own C. Knows nothing of topics.
import type { Matrix } from './matrix.ts';
import { shuffle } from './random.ts';

export type Problem = {
  matrix: Matrix;
  /** rows that take part, and by row whether it belongs to the class (1) or not (-1) */
  rows: Int32Array;
  sides: Int8Array;
  /** by row: what an error costs */
  costs: Float32Array;
  /** columns of the matrix; the weights have one more, the constant */
  width: number;
};

export type Settings = { rounds: number; tolerance: number; squared: boolean; random: () => number };

export type Solution = {
  /** by column, the constant last */
  weights: Float64Array;
  /** dual variable by row */
  alphas: Float64Array;
  /** largest violation of the optimality conditions in the last round */
  violation: number;
  rounds: number;
};

/** The constant is a feature of every row with this value, so that it is hardly held back by regularisation. */
export const CONSTANT = 1;

export function solve(problem: Problem, settings: Settings): Solution {
  const { matrix, sides, costs, width } = problem;
  const { starts, columns, values } = matrix;
  const weights = new Float64Array(width + 1);
  const alphas = new Float64Array(matrix.rows);
  // squared hinge: no upper bound, and 1/(2C) on the diagonal (the paper's table 1)
  const diagonal = (row: number) => (settings.squared ? 0.5 / (costs[row] as number) : 0);
  const most = (row: number) => (settings.squared ? Number.POSITIVE_INFINITY : (costs[row] as number));
  const curvature = new Float64Array(matrix.rows);
  for (const row of problem.rows) {
    let squares = CONSTANT * CONSTANT + diagonal(row);
    for (let at = starts[row] as number; at < (starts[row + 1] as number); at++)
      squares += (values[at] as number) ** 2;
    curvature[row] = squares;
  }
  const order = Int32Array.from(problem.rows);
  let active = order.length;
  let [above, below] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let round = 0;
  let violation = Number.POSITIVE_INFINITY;
  while (round < settings.rounds) {
    round++;
    let [highest, lowest] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
    shuffle(order.subarray(0, active), settings.random);
    for (let index = 0; index < active; index++) {
      const row = order[index] as number;
      const side = sides[row] as number;
      const alpha = alphas[row] as number;
      const from = starts[row] as number;
      const to = starts[row + 1] as number;
      let sum = (weights[width] as number) * CONSTANT;
      for (let at = from; at < to; at++)
        sum += (weights[columns[at] as number] as number) * (values[at] as number);
      const gradient = side * sum - 1 + diagonal(row) * alpha;
      const bound = most(row);
      let projected = gradient;
      if (alpha === 0) {
        if (gradient > above) {
          // far from the margin on the right side: leave it alone until the end
          order[index--] = order[--active] as number;
          order[active] = row;
          continue;
        }
        if (gradient > 0) projected = 0;
      } else if (alpha === bound) {
        if (gradient < below) {
          order[index--] = order[--active] as number;
          order[active] = row;
          continue;
        }
        if (gradient < 0) projected = 0;
      }
      highest = Math.max(highest, projected);
      lowest = Math.min(lowest, projected);
      if (Math.abs(projected) < 1e-12) continue;
      const next = Math.min(Math.max(alpha - gradient / (curvature[row] as number), 0), bound);
      alphas[row] = next;
      const step = (next - alpha) * side;
      weights[width] = (weights[width] as number) + step * CONSTANT;
      for (let at = from; at < to; at++) {
        const column = columns[at] as number;
        weights[column] = (weights[column] as number) + step * (values[at] as number);
      }
    }
    violation = highest - lowest;
    if (violation <= settings.tolerance) {
      if (active === order.length) break;
      // those left alone get a last look
      active = order.length;
      [above, below] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
      continue;
    }
    above = highest <= 0 ? Number.POSITIVE_INFINITY : highest;
    below = lowest >= 0 ? Number.NEGATIVE_INFINITY : lowest;
  }
  return { weights, alphas, violation, rounds: round };
}
