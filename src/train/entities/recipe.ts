// The whole training, from texts to weights: rounds, seeds, what is kept. The same inputs and seed give the same model
// under the same Node.
import { createDictionary } from '../../tag/entities/crf/dictionary.ts';
import type { Lexicon } from '../../tag/entities/crf/lexicon.ts';
import type { CrfModel, Curve } from '../../tag/entities/crf/model.ts';
import { makeCopies } from './copies.ts';
import type { TrainDocument } from './document.ts';
import { type Features, featurise, type Placed } from './featurise.ts';
import { addWeights, learn, type Weights } from './optimise.ts';
import { quantise } from './quantise.ts';
import { createRandom } from './random.ts';
import { relabel } from './relabel.ts';

export type TrainPlan = {
  seed: number;
  /** models whose weights are averaged; seeds count up from `seed` */
  seeds: number;
  /** passes of the first round, over trusted text only; of each later one */
  firstPasses: number;
  passes: number;
  /** rounds in all; each later one relabels the silver text with the model of the one before */
  rounds: number;
  /** features seen fewer times are not made */
  minimum: number;
  /** features in the model */
  kept: number;
};

export const DEFAULT_PLAN: TrainPlan = {
  seed: 1,
  seeds: 3,
  firstPasses: 6,
  passes: 5,
  rounds: 3,
  minimum: 4,
  kept: 150_000,
};

export type Trained = { models: Uncalibrated[]; average: Uncalibrated; features: number };
export type Uncalibrated = Omit<CrfModel, 'version'>;

const LEVEL: Curve = { raw: [], real: [] };

/** @param silver documents whose labels are doubted */
export function train(
  gold: readonly TrainDocument[],
  silver: readonly TrainDocument[],
  lexicon: Lexicon,
  plan: TrainPlan,
  tell: (line: string) => void,
): Trained {
  const copies = makeCopies(gold, createRandom(plan.seed));
  const features = featurise([...gold, ...copies, ...silver], createDictionary(lexicon), plan.minimum);
  tell(`${features.table.size} features, ${features.allowed.length} words`);
  const trusted = features.documents.slice(0, gold.length + copies.length);
  const doubted = features.documents.slice(gold.length + copies.length);
  const finish = (weights: Weights): Uncalibrated => ({
    lang: 'en',
    lexicon,
    ...quantise(features, weights, plan.kept),
    calibration: { PER: LEVEL, ORG: LEVEL, LOC: LEVEL, MISC: LEVEL },
  });
  const models: Uncalibrated[] = [];
  let mean: Weights | null = null;
  for (let number = 0; number < plan.seeds; number++) {
    const weights = trainOnce(features, trusted, doubted, { ...plan, seed: plan.seed + number }, tell);
    models.push(finish(weights));
    mean ??= emptyLike(weights);
    addWeights(mean, weights, 1 / plan.seeds);
  }
  if (mean === null) throw new Error('a plan needs one seed at least');
  return { models, average: finish(mean), features: features.table.size };
}

const emptyLike = ({ features, transitions }: Weights): Weights => ({
  features: new Float32Array(features.length),
  transitions: new Float64Array(transitions.length),
});

function trainOnce(
  features: Features,
  trusted: readonly Placed[],
  doubted: readonly Placed[],
  plan: TrainPlan,
  tell: (line: string) => void,
): Weights {
  const tellPass = (round: number) => (pass: number, loss: number) =>
    tell(`seed ${plan.seed}, round ${round}, pass ${pass}: loss ${Math.round(loss)}`);
  let weights = learn(features, trusted, { passes: plan.firstPasses, seed: plan.seed, tell: tellPass(1) });
  for (let round = 2; round <= plan.rounds && doubted.length > 0; round++) {
    relabel(features, doubted, weights);
    const seed = plan.seed + 1000 * round;
    weights = learn(features, [...trusted, ...doubted], { passes: plan.passes, seed, tell: tellPass(round) });
  }
  return weights;
}
