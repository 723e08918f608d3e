// From a corpus to a model: learn with all features, keep the best of them, learn again, make margins probabilities.
// The same corpus and seed give the same model, byte for byte.
import { BUCKET_BITS, createExtractor } from '../../tag/topics/features.ts';
import type { ModelParts } from '../../tag/topics/model.ts';
import type { Tree } from '../../tag/topics/tree.ts';
import { belongs, marginOf, type TrainSettings, trainClass } from './classes.ts';
import type { Example } from './corpus.ts';
import { countFeatures, inverseFrequency, type Matrix, type Text, weigh } from './matrix.ts';
import { seeded, shuffle } from './random.ts';
import { fitSigmoid, probability, type Sigmoid } from './sigmoid.ts';

export const SETTINGS: TrainSettings & {
  /** cost of an error on a definition, where a labelled text's is 1 */
  definitionCost: number;
  features: number;
  folds: number;
  leastTexts: number;
  selectionRounds: number;
} = {
  cost: 0.7,
  balance: 0.35,
  definitionCost: 1,
  rounds: 60,
  tolerance: 0.1,
  /** kept in the model; with the finer classes below 2 MB */
  features: 60_000,
  /** which features are best shows long before the weights are settled */
  selectionRounds: 10,
  /** each text's margin for the sigmoids comes from a model that has not seen it */
  folds: 3,
  /** texts, labelled or not, that must hold a feature */
  leastTexts: 2,
};

const WIDTH = 1 << BUCKET_BITS;
/** a class with fewer texts borrows the sigmoid of all classes together */
const LEAST_FOR_SIGMOID = 100;

export type Sources = {
  /** labelled texts and definitions to learn from */
  examples: readonly Example[];
  unlabelled: readonly Text[];
  classes: readonly string[];
  tree: Tree;
};

/** What is learnt from some of the rows: the features kept, and weights by class. */
type Learnt = { buckets: Int32Array; idf: Float32Array; weights: Float64Array[] };

/** Everything that each learning of a training works on. */
type Ground = Sources & { counts: Matrix };

/**
 * @param say told of each step, for people who wait
 * @param folds parts of the texts whose margins come from models that have not seen them
 */
export function trainModel(
  sources: Sources,
  seed: number,
  say: (step: string) => void,
  folds = SETTINGS.folds,
): Omit<ModelParts, 'fine'> {
  const { examples, unlabelled, classes, tree } = sources;
  const random = seeded(seed);
  const ground: Ground = {
    ...sources,
    counts: countFeatures([...examples, ...unlabelled], createExtractor()),
  };
  const rows = Int32Array.from({ length: examples.length }, (_, row) => row);
  say(`learning ${classes.length} classes from ${examples.length} texts`);
  const { buckets, idf, weights } = learn(ground, rows, random);
  const judged = judgeUnseen(ground, rows, random, folds, say);
  const sigmoids = fitSigmoids(judged);
  const textsOf = (code: string) =>
    examples.filter((one) => one.source !== 'iptc' && belongs(one.code, code, tree)).length;
  return {
    lang: 'en',
    classes: classes.map((code, at) => ({
      code,
      texts: textsOf(code),
      constant: (weights[at] as Float64Array).at(-1) as number,
      ...(sigmoids[at] as Sigmoid),
      least: bestThreshold(judged[at] as Unseen, sigmoids[at] as Sigmoid),
    })),
    buckets,
    idf: Float32Array.from(buckets, (bucket) => idf[bucket] as number),
    weights: Float32Array.from(
      { length: buckets.length * classes.length },
      (_, at) =>
        (weights[at % classes.length] as Float64Array)[
          buckets[Math.floor(at / classes.length)] as number
        ] as number,
    ),
  };
}

/** Learns from the rows given and the unlabelled texts: with all features, then again with the best of them. */
function learn(ground: Ground, rows: Int32Array, random: () => number): Learnt {
  const { examples, counts } = ground;
  const unlabelled = Array.from({ length: counts.rows - examples.length }, (_, at) => examples.length + at);
  const all = inverseFrequency(counts, [...rows, ...unlabelled], WIDTH, SETTINGS.leastTexts);
  const matrix = weigh(counts, all);
  const draft = learnWeights(ground, matrix, rows, random, SETTINGS.selectionRounds);
  const buckets = bestFeatures(draft, matrix);
  const idf = new Float32Array(WIDTH);
  for (const bucket of buckets) idf[bucket] = all[bucket] as number;
  return { buckets, idf, weights: learnWeights(ground, weigh(counts, idf), rows, random, SETTINGS.rounds) };
}

function learnWeights(
  { classes, examples, tree }: Ground,
  matrix: Matrix,
  rows: Int32Array,
  random: () => number,
  rounds: number,
): Float64Array[] {
  const settings = { ...SETTINGS, rounds };
  const lesson = {
    rows,
    matrix,
    width: WIDTH,
    isInside: (row: number, code: string) => belongs((examples[row] as Example).code, code, tree),
    weightOf: (row: number) => ((examples[row] as Example).source === 'iptc' ? SETTINGS.definitionCost : 1),
  };
  return classes.map((code) => trainClass(code, lesson, settings, random));
}

/** Buckets whose weights move decisions most: the largest weight of any class, by how much the feature is used. */
function bestFeatures(weights: readonly Float64Array[], matrix: Matrix): Int32Array {
  const used = new Float64Array(WIDTH);
  matrix.columns.forEach((column, at) => {
    used[column] = (used[column] as number) + (matrix.values[at] as number);
  });
  const gain = used.map((amount, bucket) => {
    let largest = 0;
    for (const each of weights) largest = Math.max(largest, Math.abs(each[bucket] as number));
    return largest * Math.sqrt(amount);
  });
  const order = Int32Array.from({ length: WIDTH }, (_, bucket) => bucket).filter(
    (bucket) => (gain[bucket] as number) > 0,
  );
  // equal gains by bucket, so that the order never depends on the sort
  order.sort((a, b) => (gain[b] as number) - (gain[a] as number) || a - b);
  return order.slice(0, SETTINGS.features).sort();
}

function judgeUnseen(
  ground: Ground,
  rows: Int32Array,
  random: () => number,
  folds: number,
  say: (step: string) => void,
): Unseen[] {
  const { examples, classes, tree, counts } = ground;
  const order = Int32Array.from(rows);
  shuffle(order, random);
  const judged = classes.map((): Unseen => ({ margins: [], yes: [] }));
  for (let fold = 0; fold < folds; fold++) {
    say(`making margins probabilities, part ${fold + 1} of ${folds}`);
    const seen = order.filter((_, at) => at % folds !== fold);
    const { idf, weights } = learn(ground, seen, random);
    const matrix = weigh(counts, idf);
    for (const row of order.filter((_, at) => at % folds === fold)) {
      const { code, source } = examples[row] as Example;
      // definitions teach, but no article reads like one
      if (source === 'iptc') continue;
      weights.forEach((each, at) => {
        judged[at]?.margins.push(marginOf(each, matrix, row));
        judged[at]?.yes.push(belongs(code, classes[at] as string, tree));
      });
    }
  }
  return judged;
}

/** A class's margins of texts that the weights behind them have not seen, and whether each belongs to it. */
export type Unseen = { margins: number[]; yes: boolean[] };

/** One sigmoid a class; rare classes share that of all. */
export function fitSigmoids(judged: readonly Unseen[]): Sigmoid[] {
  const pooled = fitSigmoid(
    judged.flatMap(({ margins }) => margins),
    judged.flatMap(({ yes }) => yes),
  );
  return judged.map(({ margins, yes }) =>
    yes.filter(Boolean).length >= LEAST_FOR_SIGMOID ? fitSigmoid(margins, yes) : pooled,
  );
}

/** The probability from which giving the class serves it best (F1), in steps that chance can't refine. */
function bestThreshold({ margins, yes }: Unseen, sigmoid: Sigmoid): number {
  const scores = margins.map((margin) => probability(sigmoid, margin));
  const inside = yes.filter(Boolean).length;
  let best = { f1: 0, least: 0.5 };
  for (let step = 2; step <= 30; step++) {
    const least = step / 50;
    let [hit, given] = [0, 0];
    scores.forEach((score, at) => {
      if (score < least) return;
      given++;
      if (yes[at]) hit++;
    });
    const f1 = (2 * hit) / Math.max(1, given + inside);
    if (f1 > best.f1) best = { f1, least };
  }
  return best.least;
}
