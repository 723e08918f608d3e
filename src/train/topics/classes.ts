// One binary problem for each class: which texts belong to it, and what an error on each of them costs.
import type { Tree } from '../../tag/topics/tree.ts';
import type { Example } from './corpus.ts';
import type { Matrix } from './matrix.ts';
import { solve } from './solver.ts';

export type TrainSettings = {
  /** what an error costs, before the class is weighed */
  cost: number;
  /** 0: an error costs the same in every class; 1: rare classes cost more by inverse frequency */
  balance: number;
  rounds: number;
  tolerance: number;
};

/** a top class with fewer texts teaches nothing that holds elsewhere */
const LEAST_TEXTS = 20;

/** The top classes with enough labelled texts of their own or of what is below them, by code. */
export function chooseClasses(examples: readonly Example[], tree: Tree): string[] {
  const counts = new Map<string, number>();
  for (const { code } of examples) {
    const top = tree.broader(code).at(-1) ?? code;
    counts.set(top, (counts.get(top) ?? 0) + 1);
  }
  return [...counts].flatMap(([code, count]) => (count >= LEAST_TEXTS ? [code] : [])).sort();
}

export const belongs = (code: string, to: string, tree: Tree): boolean =>
  code === to || tree.broader(code).includes(to);

/** What there is to learn from: `rows` of a matrix, and what is known of each. */
export type Lesson = {
  rows: Int32Array;
  matrix: Matrix;
  /** columns of the matrix */
  width: number;
  isInside(row: number, code: string): boolean;
  /** by row: what an error costs, where 1 is usual */
  weightOf(row: number): number;
};

/** Weights of one class, the constant last. */
export function trainClass(
  code: string,
  { rows, matrix, width, isInside, weightOf }: Lesson,
  { cost, balance, rounds, tolerance }: TrainSettings,
  random: () => number,
): Float64Array {
  const sides = new Int8Array(matrix.rows);
  let inside = 0;
  for (const row of rows) {
    const belongsHere = isInside(row, code);
    sides[row] = belongsHere ? 1 : -1;
    if (belongsHere) inside++;
  }
  const balanced = (count: number) => (rows.length / (2 * Math.max(1, count))) ** balance;
  const [forInside, forOutside] = [balanced(inside), balanced(rows.length - inside)];
  const costs = new Float32Array(matrix.rows);
  for (const row of rows) costs[row] = cost * (sides[row] === 1 ? forInside : forOutside) * weightOf(row);
  return solve({ matrix, rows, sides, costs, width }, { rounds, tolerance, squared: false, random }).weights;
}

/** Margin of one row of the matrix. */
export function marginOf(weights: Float64Array, { starts, columns, values }: Matrix, row: number): number {
  let sum = weights.at(-1) as number;
  for (let at = starts[row] as number; at < (starts[row + 1] as number); at++)
    sum += (weights[columns[at] as number] as number) * (values[at] as number);
  return sum;
}
