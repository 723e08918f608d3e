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
  /** cost of an error on a definition, where a labelled text's is 1 */
  definitionCost: number;
  rounds: number;
  tolerance: number;
};

/** a code with fewer texts teaches nothing that holds elsewhere */
const LEAST_TEXTS = { top: 20, finer: 40 };

/** The codes with enough labelled texts of their own or of what is below them: top classes first, by code. */
export function chooseClasses(examples: readonly Example[], tree: Tree): string[] {
  const counts = new Map<string, number>();
  for (const { code } of examples) {
    const line = [code, ...tree.broader(code)];
    for (const each of new Set([code, line.at(-1) as string])) counts.set(each, (counts.get(each) ?? 0) + 1);
  }
  const isTop = (code: string) => tree.broader(code).length === 0;
  const enough = [...counts].filter(([code, count]) => count >= LEAST_TEXTS[isTop(code) ? 'top' : 'finer']);
  const codes = enough.map(([code]) => code).sort();
  return [...codes.filter(isTop), ...codes.filter((code) => !isTop(code))];
}

export const belongs = (code: string, to: string, tree: Tree): boolean =>
  code === to || tree.broader(code).includes(to);

/** Weights by class, the constant last. `rows` are those of the matrix to learn from. */
export function trainClasses(
  classes: readonly string[],
  examples: readonly Example[],
  rows: Int32Array,
  matrix: Matrix,
  width: number,
  tree: Tree,
  settings: TrainSettings,
  random: () => number,
): Float64Array[] {
  return classes.map((code) => {
    const sides = new Int8Array(examples.length);
    let inside = 0;
    for (const row of rows) {
      const belongsHere = belongs((examples[row] as Example).code, code, tree);
      sides[row] = belongsHere ? 1 : -1;
      if (belongsHere) inside++;
    }
    const costs = new Float32Array(examples.length);
    const weightOf = (count: number) => (rows.length / (2 * Math.max(1, count))) ** settings.balance;
    const [forInside, forOutside] = [weightOf(inside), weightOf(rows.length - inside)];
    for (const row of rows) {
      const side = sides[row] === 1 ? forInside : forOutside;
      const kind = (examples[row] as Example).source === 'iptc' ? settings.definitionCost : 1;
      costs[row] = settings.cost * side * kind;
    }
    const { rounds, tolerance } = settings;
    return solve({ matrix, rows, sides, costs, width }, { rounds, tolerance, squared: false, random })
      .weights;
  });
}

/** Margins of one row, by class. */
export function marginsOf(weights: readonly Float64Array[], matrix: Matrix, row: number): number[] {
  const { starts, columns, values } = matrix;
  return weights.map((each) => {
    let sum = each.at(-1) as number;
    for (let at = starts[row] as number; at < (starts[row + 1] as number); at++)
      sum += (each[columns[at] as number] as number) * (values[at] as number);
    return sum;
  });
}
