// Which of the rules that an article fires name its topics, and how sure each is: two logistic curves over a few general
// facts about a rule's firing, none of them about a single topic. `src/train/topics/curve.ts` fits both.
import type { Classifier } from './classify.ts';
import type { Fired } from './fire.ts';
import type { Tree } from './tree.ts';

/** A classifier that has just scored the article at hand. */
export type Judged = { classifier: Classifier; scores: Float64Array };

/** What the curves see of a rule that fired. */
export type Facts = {
  constant: 1;
  /** logarithm of the rule's strength */
  strength: number;
  /** logarithm of its strength by that of the article's strongest rule */
  relative: number;
  /** logarithm of its place among the article's rules, the strongest first; all from the fourth on are alike */
  place: number;
  /** weight of its terms in the title, 1 being a proof */
  inTitle: number;
  /** 1 when a rule for something finer fires too: the finer one says it better */
  implied: 0 | 1;
  /** 1 for topics right below a top class: too broad to be what an article is about */
  broad: 0 | 1;
  /** log-odds that the model gives to the topic's top class; 0 when it knows too little of that class */
  top: number;
  /** 1 when the model knows too little of that class */
  thin: 0 | 1;
};

export type Curve = Readonly<Record<keyof Facts, number>>;

/** Is the topic the one that a reader would name? Decides what is listed. */
export const APT: Curve = {
  constant: -1.18,
  strength: 1.52,
  relative: 0.63,
  place: -0.73,
  inTitle: 1.23,
  implied: -0.88,
  broad: -0.73,
  top: 0.05,
  thin: 0.31,
};
/** Is it true of the article, or one broader or finer? The probability that is told. */
export const TRUE: Curve = {
  constant: -0.45,
  strength: 1.34,
  relative: 0.4,
  place: -1.21,
  inTitle: 1.47,
  implied: 0.79,
  broad: 0.38,
  top: 0.13,
  thin: -0.35,
};

/** an article of many sides has weaker ones too: none counts as less than this share of the strongest */
const LEAST_RELATIVE = 0.5;
const LAST_PLACE = 4;
/** weight of a term that is a proof; more in a title says no more */
const PROOF = 3;
/** a class taught by fewer texts has no say about rules */
const THIN = 250;
/** the model is never surer than this of its own top class when it judges a rule */
const SUREST = 0.99;

export type Ranked = { fired: Fired; apt: number; score: number };

/** The rules that fired, aptest first, equals by code. */
export const rank = (fired: readonly Fired[], judged: Judged, tree: Tree): Ranked[] =>
  factsOf(fired, judged, tree)
    .map(([one, facts]) => ({ fired: one, apt: along(APT, facts), score: along(TRUE, facts) }))
    .sort((a, b) => b.apt - a.apt || (a.fired.rule.code < b.fired.rule.code ? -1 : 1));

/** What is known of each rule, strongest first. */
export function factsOf(fired: readonly Fired[], judged: Judged, tree: Tree): [Fired, Facts][] {
  const sorted = [...fired].sort((a, b) => b.strength - a.strength || (a.rule.code < b.rule.code ? -1 : 1));
  const best = Math.max(1, sorted[0]?.strength ?? 1);
  const lines = new Map(sorted.map(({ rule }) => [rule.code, tree.broader(rule.code)]));
  const implied = new Set([...lines.values()].flat());
  return sorted.map((one, place) => {
    const { code } = one.rule;
    const line = lines.get(code) as string[];
    const top = topProbability(judged, line.at(-1) ?? code);
    const facts: Facts = {
      constant: 1,
      strength: Math.log(one.strength),
      relative: Math.log(Math.max(LEAST_RELATIVE, one.strength / best)),
      place: Math.log(Math.min(LAST_PLACE, place + 1)),
      inTitle: Math.min(PROOF, one.inTitle) / PROOF,
      implied: implied.has(code) ? 1 : 0,
      broad: line.length === 1 ? 1 : 0,
      top: top === null ? 0 : Math.log(top / (1 - top)),
      thin: top === null ? 1 : 0,
    };
    return [one, facts];
  });
}

/** What the model says of a top class; null when it knows too little of that class. */
function topProbability({ classifier, scores }: Judged, top: string): number | null {
  const number = classifier.numberOf(top);
  const known = classifier.model.classes[number];
  if (known === undefined || known.texts < THIN) return null;
  return Math.min(SUREST, Math.max(1 - SUREST, scores[number] as number));
}

/** Probability at a point of a curve. */
export function along(curve: Curve, facts: Facts): number {
  let sum = 0;
  for (const key of Object.keys(curve) as (keyof Facts)[]) sum += curve[key] * facts[key];
  return 1 / (1 + Math.exp(-sum));
}
