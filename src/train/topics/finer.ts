// The finer classes, learnt from the texts that are labelled with all their topics, over the features that the top classes kept.
// Each class keeps the weights that move its decisions most.
import { BUCKET_BITS, createExtractor } from '../../tag/topics/features.ts';
import type { FineParts } from '../../tag/topics/fine.ts';
import type { ModelParts } from '../../tag/topics/model.ts';
import type { Tree } from '../../tag/topics/tree.ts';
import { type Lesson, marginOf, type TrainSettings, trainClass } from './classes.ts';
import type { Labelled } from './corpus.ts';
import { countFeatures, type Matrix, weigh } from './matrix.ts';
import { type Measured, measure } from './measure.ts';
import { seeded, shuffle } from './random.ts';
import type { Sigmoid } from './sigmoid.ts';
import { fitSigmoids, type Unseen } from './train.ts';

export const FINER: TrainSettings & { leastTexts: number; weights: number; folds: number } = {
  cost: 2,
  balance: 0.3,
  rounds: 40,
  tolerance: 0.1,
  /** a topic with fewer texts teaches nothing that holds elsewhere */
  leastTexts: 6,
  /** of each class, so that the model stays below 2 MB */
  weights: 300,
  folds: 3,
};

/** Everything that each learning works on; columns of the matrix are rows of the model. */
export type FinerGround = Omit<Lesson, 'rows'> & {
  labelled: readonly Labelled[];
  codes: readonly string[];
  /** by column: how much it counts over all texts */
  use: Float64Array;
  broader(code: string): readonly string[];
};

export type Finer = {
  fine: FineParts[];
  /** by labelled text: log-odds of each class, from weights that have not seen the text */
  unseen: Float32Array[];
  /** what the classes are worth on such texts: by the codes given, and with all that is broader */
  measured: { exact: Measured; rolledUp: Measured };
};

/** Learns a class for each topic, and all above it, that enough of the texts have. */
export function trainFiner(ground: FinerGround, seed: number, say: (step: string) => void): Finer {
  const { labelled, codes, isInside } = ground;
  const random = seeded(seed);
  say(`learning ${codes.length} finer classes from ${labelled.length} texts`);
  const learnt = codes.map((code) => keptOf(learn(code, ground, rowsOf(labelled), random)));
  const margins = unseenMargins(ground, seed, say);
  const judged = codes.map(
    (code, number): Unseen => ({
      margins: margins.map((each) => each[number] as number),
      yes: labelled.map((_, row) => isInside(row, code)),
    }),
  );
  const sigmoids = fitSigmoids(judged);
  const fine = learnt.map((kept, number) => ({
    code: codes[number] as string,
    texts: (judged[number] as Unseen).yes.filter(Boolean).length,
    ...(sigmoids[number] as Sigmoid),
    ...kept,
  }));
  const unseen = margins.map((each) =>
    Float32Array.from(each, (margin, number) => {
      const { slope, shift } = sigmoids[number] as Sigmoid;
      return slope * margin + shift;
    }),
  );
  return { fine, unseen, measured: measureUnseen(ground, unseen) };
}

/** The classes that are likelier than not: as a list without what a finer one implies, and with all that is broader. */
export function measureUnseen(
  { labelled, codes, broader, isInside }: FinerGround,
  unseen: readonly Float32Array[],
): Finer['measured'] {
  const given = unseen.map((odds) => codes.flatMap((code, at) => ((odds[at] as number) >= 0 ? [code] : [])));
  const scored = (row: number, some: readonly string[]) =>
    new Map(some.map((code) => [code, unseen[row]?.[codes.indexOf(code)] as number]));
  return {
    exact: measure(
      labelled.map(({ codes: gold }, row) => {
        const likely = given[row] as string[];
        const implied = new Set(likely.flatMap(broader));
        const finest = likely.filter((code) => !implied.has(code));
        return { gold: new Set(gold), scores: scored(row, finest) };
      }),
      ({ scores }) => [...scores.keys()],
    ),
    rolledUp: measure(
      given.map((likely, row) => ({
        gold: new Set(codes.filter((code) => isInside(row, code))),
        scores: scored(row, likely),
      })),
      ({ scores }) => [...scores.keys()],
    ),
  };
}

/** By labelled text: the margin of each class, from weights that have not seen the text. */
function unseenMargins(ground: FinerGround, seed: number, say: (step: string) => void): Float64Array[] {
  const { labelled, codes, matrix } = ground;
  const random = seeded(seed);
  const margins = labelled.map(() => new Float64Array(codes.length));
  const order = rowsOf(labelled);
  shuffle(order, random);
  for (let fold = 0; fold < FINER.folds; fold++) {
    say(`judging texts that were not learnt from, part ${fold + 1} of ${FINER.folds}`);
    const seen = order.filter((_, at) => at % FINER.folds !== fold);
    const unseen = order.filter((_, at) => at % FINER.folds === fold);
    codes.forEach((code, number) => {
      const weights = learn(code, ground, seen, random);
      for (const row of unseen) (margins[row] as Float64Array)[number] = marginOf(weights, matrix, row);
    });
  }
  return margins;
}

const rowsOf = (labelled: readonly Labelled[]): Int32Array => Int32Array.from(labelled, (_, row) => row);

/** @param features what the top classes kept; texts are seen through these */
export function finerGround(
  labelled: readonly Labelled[],
  { buckets, idf }: Pick<ModelParts, 'buckets' | 'idf'>,
  tree: Tree,
): FinerGround {
  const all = labelled.map(({ codes }) => new Set(codes.flatMap((code) => [code, ...tree.broader(code)])));
  const counts = new Map<string, number>();
  for (const code of all.flatMap((each) => [...each])) counts.set(code, (counts.get(code) ?? 0) + 1);
  const frequencies = new Float32Array(1 << BUCKET_BITS);
  const rowOf = new Int32Array(1 << BUCKET_BITS);
  buckets.forEach((bucket, row) => {
    frequencies[bucket] = idf[row] as number;
    rowOf[bucket] = row;
  });
  const weighed = weigh(countFeatures(labelled, createExtractor()), frequencies);
  const matrix = { ...weighed, columns: weighed.columns.map((bucket) => rowOf[bucket] as number) };
  return {
    labelled,
    codes: [...counts].flatMap(([code, count]) => (count >= FINER.leastTexts ? [code] : [])).sort(),
    matrix,
    width: buckets.length,
    use: useOf(matrix, buckets.length),
    isInside: (row, code) => all[row]?.has(code) ?? false,
    weightOf: () => 1,
    broader: tree.broader,
  };
}

function useOf({ columns, values }: Matrix, width: number): Float64Array {
  const squares = new Float64Array(width);
  columns.forEach((column, at) => {
    squares[column] = (squares[column] as number) + (values[at] as number) ** 2;
  });
  return squares.map(Math.sqrt);
}

/** Weights of a class, all but the best of them 0; the constant last. */
function learn(code: string, ground: FinerGround, rows: Int32Array, random: () => number): Float64Array {
  const { use, width } = ground;
  const weights = trainClass(code, { ...ground, rows }, FINER, random);
  const gains = use.map((often, column) => often * Math.abs(weights[column] as number));
  const least = Math.max(gains.toSorted()[width - FINER.weights] ?? 0, Number.MIN_VALUE);
  let left = FINER.weights;
  for (let column = 0; column < width; column++)
    // of equal gains the first ones
    if ((gains[column] as number) < least || left-- <= 0) weights[column] = 0;
  return weights;
}

function keptOf(weights: Float64Array): Pick<FineParts, 'constant' | 'rows' | 'weights'> {
  const constant = weights.at(-1) as number;
  const rows = Uint16Array.from(weights.subarray(0, -1).keys()).filter((row) => weights[row] !== 0);
  return { constant, rows, weights: Float32Array.from(rows, (row) => weights[row] as number) };
}
