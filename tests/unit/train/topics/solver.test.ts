// The solver against the optimality conditions of its problem, which say for themselves whether a solution is right.
import { expect, test } from 'vitest';
import type { Matrix } from '../../../../src/train/topics/matrix.ts';
import { seeded } from '../../../../src/train/topics/random.ts';
import { CONSTANT, solve } from '../../../../src/train/topics/solver.ts';

const WIDTH = 6;
const ROWS = 80;

/** Rows of three random features; the side is decided by the first feature, with some noise. */
function toy(seed: number) {
  const random = seeded(seed);
  const matrix: Matrix = {
    rows: ROWS,
    starts: Int32Array.from({ length: ROWS + 1 }, (_, row) => row * 3),
    columns: Int32Array.from({ length: ROWS * 3 }, (_, at) => (at % 3) + (at % 2) * 3),
    values: Float32Array.from({ length: ROWS * 3 }, () => random() * 2 - 1),
  };
  const sides = Int8Array.from({ length: ROWS }, (_, row) =>
    (matrix.values[row * 3] as number) + 0.4 * (random() - 0.5) > 0 ? 1 : -1,
  );
  const costs = Float32Array.from({ length: ROWS }, (_, row) => (row % 2 === 0 ? 0.5 : 2));
  return { matrix, sides, costs, rows: Int32Array.from({ length: ROWS }, (_, row) => row), width: WIDTH };
}

const settings = { rounds: 5000, tolerance: 1e-7, squared: false };

test('every text is where its dual variable says: outside the margin, on it, or within', () => {
  const problem = toy(3);
  const { weights, alphas, violation } = solve(problem, { ...settings, random: seeded(1) });
  expect(violation).toBeLessThanOrEqual(1e-7);
  for (const row of problem.rows) {
    let margin = (weights[WIDTH] as number) * CONSTANT;
    for (let at = row * 3; at < row * 3 + 3; at++)
      margin +=
        (weights[problem.matrix.columns[at] as number] as number) * (problem.matrix.values[at] as number);
    margin *= problem.sides[row] as number;
    const alpha = alphas[row] as number;
    if (alpha === 0) expect(margin).toBeGreaterThanOrEqual(1 - 1e-5);
    else if (alpha === problem.costs[row]) expect(margin).toBeLessThanOrEqual(1 + 1e-5);
    else expect(margin).toBeCloseTo(1, 4);
  }
});

test('the weights are the sum that the dual variables make, and another order of visits finds the same ones', () => {
  const problem = toy(4);
  const one = solve(problem, { ...settings, random: seeded(1) });
  const other = solve(problem, { ...settings, random: seeded(99) });
  const sum = new Float64Array(WIDTH + 1);
  for (const row of problem.rows) {
    const step = (one.alphas[row] as number) * (problem.sides[row] as number);
    sum[WIDTH] = (sum[WIDTH] as number) + step * CONSTANT;
    for (let at = row * 3; at < row * 3 + 3; at++) {
      const column = problem.matrix.columns[at] as number;
      sum[column] = (sum[column] as number) + step * (problem.matrix.values[at] as number);
    }
  }
  one.weights.forEach((weight, at) => {
    expect(weight).toBeCloseTo(sum[at] as number, 8);
    expect(weight).toBeCloseTo(other.weights[at] as number, 4);
  });
});
