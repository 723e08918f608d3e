// Logistic regression over a few named facts, each with a weight for short texts and one that grows with length, by Newton's
// method, with a ridge on all but the constant.
import type { Curve, Facts } from '../../tag/topics/rank.ts';

/** pulls coefficients to nothing: the articles are few */
const RIDGE = 3;
const ROUNDS = 30;
const ENOUGH = 1e-7;

/** Something seen: its facts, whether it came true, and how many such it counts for. */
export type Seen = { facts: Facts; yes: boolean; weight: number };

/** The curve that makes what was seen likeliest. */
export function fitCurve(seen: readonly Seen[]): Curve {
  const keys = Object.keys(seen[0]?.facts ?? {}).filter((key) => key !== 'length') as (keyof Curve)[];
  const rows = seen.map(({ facts }) => keys.flatMap((key) => [facts[key], facts[key] * facts.length]));
  const ridges = keys.flatMap((key) => [key === 'constant' ? 0 : RIDGE, RIDGE]);
  let at = ridges.map(() => 0);
  for (let round = 0; round < ROUNDS; round++) {
    const gradient = at.map((value, i) => -(ridges[i] as number) * value);
    const curvature = ridges.map((ridge, i) => ridges.map((_, j) => (i === j ? ridge : 0)));
    rows.forEach((row, index) => {
      const { yes, weight } = seen[index] as Seen;
      const p = 1 / (1 + Math.exp(-row.reduce((sum, value, i) => sum + value * (at[i] as number), 0)));
      const error = weight * ((yes ? 1 : 0) - p);
      row.forEach((value, i) => {
        gradient[i] = (gradient[i] as number) + error * value;
        const line = curvature[i] as number[];
        row.forEach((other, j) => {
          line[j] = (line[j] as number) + weight * p * (1 - p) * value * other;
        });
      });
    });
    const step = solve(curvature, gradient);
    at = at.map((value, i) => value + (step[i] as number));
    if (Math.max(...step.map(Math.abs)) < ENOUGH) break;
  }
  return Object.fromEntries(
    keys.map((key, i) => [key, [at[2 * i] as number, at[2 * i + 1] as number] as const]),
  ) as Curve;
}

/** x of a x = b by Gauss-Jordan with pivots; a is symmetric and definite. */
function solve(a: readonly number[][], b: readonly number[]): number[] {
  const size = b.length;
  const rows = a.map((row, i) => [...row, b[i] as number]);
  for (let column = 0; column < size; column++) {
    const best = rows
      .slice(column)
      .reduce((most, row) =>
        Math.abs(row[column] as number) > Math.abs(most[column] as number) ? row : most,
      );
    const pivotAt = rows.indexOf(best);
    rows[pivotAt] = rows[column] as number[];
    rows[column] = best;
    rows.forEach((row, index) => {
      if (index === column) return;
      const times = (row[column] as number) / (best[column] as number);
      for (let at = column; at <= size; at++) row[at] = (row[at] as number) - times * (best[at] as number);
    });
  }
  return rows.map((row, i) => (row[size] as number) / (row[i] as number));
}
