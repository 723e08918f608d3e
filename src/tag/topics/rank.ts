// Which topics an article may have, and how sure each is. Rules that fire and finer classes of the model name them; two
// logistic curves over a few general facts judge them, none of the facts being about a single topic.
import type { Classifier } from './classify.ts';
import { APT, TRUE } from './curves.ts';
import { type Fired, PROOF } from './fire.ts';
import type { Tree } from './tree.ts';

/** A classifier that has just scored the article at hand: probabilities of top classes, log-odds of finer ones. */
export type Judged = { classifier: Classifier; scores: Float64Array; finer: ArrayLike<number> };

/** What the curves see of a topic. */
export type Facts = {
  constant: 1;
  /** logarithm of the strength of the topic's rule; 0 when it is silent */
  strength: number;
  /** logarithm of that strength by that of the article's strongest rule */
  relative: number;
  /** logarithm of the rule's place among the article's, the strongest first; all from the fourth on are alike */
  place: number;
  /** weight of the rule's terms in the title, 1 being a proof; more says no more */
  inTitle: number;
  /** 1 when the topic has no rule that fires */
  silent: 0 | 1;
  /** 1 when a rule for something finer fires: the finer one says it better */
  implied: 0 | 1;
  /** how likely the model finds the likeliest finer topic, 0 to 2.75 */
  finer: number;
  /** 1 for topics right below a top class: too broad to be what an article is about */
  broad: 0 | 1;
  /** log-odds that the model gives to the topic's top class; 0 when it knows too little of that class */
  top: number;
  /** 1 when the model knows too little of that class */
  thin: 0 | 1;
  /** 1 when the topic is a class of the model */
  known: 0 | 1;
  /** log-odds that the model gives to the topic; 0 when it does not know it */
  own: number;
  /** those, less those of the article's likeliest topic */
  behind: number;
  /** those, where no rule fires */
  ownSilent: number;
  /** 0 for a short text, 1 for a long article: chance words gather in long ones, so that each fact says something else there */
  length: number;
};

/** What each fact weighs in a short text, and how much more it does in a long one. */
export type Curve = Readonly<Record<Exclude<keyof Facts, 'length'>, readonly [short: number, more: number]>>;

/** A topic that an article may have; `fired` is null when only the model speaks for it. */
export type Candidate = { code: string; line: readonly string[]; fired: Fired | null };
export type Ranked = Candidate & { apt: number; score: number };

/** an article of many sides has weaker ones too: none counts as less than this share of the strongest */
const LEAST_RELATIVE = 0.5;
const LAST_PLACE = 4;
/** a class taught by fewer texts has no say about rules */
const THIN = 250;
/** the model is never surer than this of its own top class when it judges a rule */
const SUREST = 0.99;
/** log-odds beyond these say no more */
const MOST_ODDS = 7;
/** a finer class of the model is worth a look from this log-odds on: some 3 % */
const LEAST_ODDS = -3.5;
/** log-odds below which a finer topic takes nothing from a broader one */
const FINER_FROM = -4;
const FINER_UNIT = 4;
/** characters of a text that is short, and of one ten times as long, which is as long as counts */
const SHORT = 200;
const LONGER = 10;

/** The topics that rules or model name, aptest first, equals by code. */
export const rank = (fired: readonly Fired[], judged: Judged, tree: Tree, length: number): Ranked[] =>
  factsOf(fired, judged, tree, length)
    .map(([one, facts]) => ({ ...one, apt: along(APT, facts), score: along(TRUE, facts) }))
    .sort((a, b) => b.apt - a.apt || (a.code < b.code ? -1 : 1));

/**
 * What is known of each topic that rules or model name.
 * @param length characters of the article's text
 */
export function factsOf(
  fired: readonly Fired[],
  judged: Judged,
  tree: Tree,
  length: number,
): [Candidate, Facts][] {
  const candidates = candidatesOf(fired, judged, tree);
  const odds = new Map(candidates.map(({ code }) => [code, oddsOf(judged, code)]));
  const rules = fired.toSorted((a, b) => b.strength - a.strength || (a.rule.code < b.rule.code ? -1 : 1));
  const places = new Map(rules.map(({ rule }, place) => [rule.code, place]));
  const strongest = Math.max(1, rules[0]?.strength ?? 1);
  const implied = new Set(candidates.flatMap(({ fired: one, line }) => (one === null ? [] : line)));
  const likeliest = Math.max(...candidates.map(({ code }) => odds.get(code) ?? -MOST_ODDS));
  const finer = finestOdds(candidates, odds);
  const long = Math.min(1, Math.log(Math.max(SHORT / 2, length) / SHORT) / Math.log(LONGER));
  return candidates.map((one) => {
    const { code, line } = one;
    const strength = one.fired === null ? 0 : Math.log(one.fired.strength);
    const own = odds.get(code);
    const top = topProbability(judged, line.at(-1) ?? code);
    const silent = one.fired === null ? 1 : 0;
    const facts: Facts = {
      constant: 1,
      strength,
      relative: one.fired === null ? 0 : Math.log(Math.max(LEAST_RELATIVE, one.fired.strength / strongest)),
      place: Math.log(Math.min(LAST_PLACE, (places.get(code) ?? 0) + 1)),
      inTitle: Math.min(PROOF, one.fired?.inTitle ?? 0) / PROOF,
      silent,
      implied: implied.has(code) ? 1 : 0,
      finer: Math.max(0, (finer.get(code) ?? FINER_FROM) - FINER_FROM) / FINER_UNIT,
      broad: line.length === 1 ? 1 : 0,
      top: top === null ? 0 : Math.log(top / (1 - top)),
      thin: top === null ? 1 : 0,
      known: own === undefined ? 0 : 1,
      own: own ?? 0,
      behind: own === undefined ? 0 : own - likeliest,
      ownSilent: silent * (own ?? 0),
      length: long,
    };
    return [one, facts];
  });
}

/** What the model says of a topic; undefined when it is none of its finer classes. */
function oddsOf({ classifier, finer }: Judged, code: string): number | undefined {
  const odds = finer[classifier.finerNumberOf(code)];
  return odds === undefined ? undefined : Math.min(MOST_ODDS, Math.max(-MOST_ODDS, odds));
}

function candidatesOf(fired: readonly Fired[], { classifier, finer }: Judged, tree: Tree): Candidate[] {
  const candidates = fired.map(
    (one): Candidate => ({ code: one.rule.code, line: tree.broader(one.rule.code), fired: one }),
  );
  const known = new Set(candidates.map(({ code }) => code));
  classifier.model.fine.classes.forEach(({ code }, number) => {
    if ((finer[number] as number) <= LEAST_ODDS || known.has(code)) return;
    const line = tree.broader(code);
    if (line.length > 0) candidates.push({ code, line, fired: null });
  });
  return candidates;
}

/** By code: log-odds of the likeliest candidate below it. */
function finestOdds(
  candidates: readonly Candidate[],
  odds: ReadonlyMap<string, number | undefined>,
): Map<string, number> {
  const finest = new Map<string, number>();
  for (const { code, line } of candidates) {
    const own = odds.get(code);
    if (own === undefined) continue;
    for (const broader of line) finest.set(broader, Math.max(own, finest.get(broader) ?? -MOST_ODDS));
  }
  return finest;
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
  for (const key of Object.keys(curve) as (keyof Curve)[]) {
    const [short, more] = curve[key];
    sum += (short + more * facts.length) * facts[key];
  }
  return 1 / (1 + Math.exp(-sum));
}
