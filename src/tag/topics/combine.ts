// One ranked list of what the rules and the model say of an article. Each topic has a probability, and says where it
// comes from. A topic whose finer topic is in the list too is left out: it is in `broader`.
import type { TopicTag } from '../../model/article.ts';
import type { Doc } from '../../query/doc.ts';
import type { Classifier } from './classify.ts';
import type { Fired } from './fire.ts';
import type { Tree } from './tree.ts';

/**
 * Probability of a rule's topic as a sigmoid: of the rule's strength, of that by the article's strongest, and of what
 * the model says of the topic's top class. Fitted by logistic regression on the half of the
 * development articles that may be looked at. Right is a topic that the annotator gave, or one broader or finer than it.
 */
export const CURVE = { constant: 0.31, strength: 1.59, relative: 1.1, top: 0.05, thin: -0.08 } as const;
/** an article of many sides has weaker ones too: none counts as less than this share of the strongest */
const LEAST_RELATIVE = 0.5;
/** a class taught by fewer texts has no say about rules */
const THIN = 250;
/** topics below these probabilities are not given */
const LEAST_OF_RULE = 0.28;
const LEAST_OF_MODEL = 0.5;
/** a rule that only makes the model's top class finer is as sure as this share of the class, if the rule says no more */
const REFINED = 0.7;
const LEAST_REFINED = 0.1;
/** the model is never surer than this of its own top class when it judges a rule */
const SUREST = 0.99;
/** without a model: of the strongest rule; below it a subject is a side issue */
const SIDE_ISSUE = 0.25;
const BECAUSE = 10;
const MODEL_WORDS = 5;

/** A classifier that has just scored the article at hand. */
type Judged = { classifier: Classifier; scores: Float64Array };

/**
 * @param judged null when the model steps aside
 * @param max how many topics at most
 */
export function combine(
  fired: readonly Fired[],
  judged: Judged | null,
  doc: Doc,
  tree: Tree,
  max: number,
): TopicTag[] {
  const topics = new Map<string, TopicTag>();
  const weak: TopicTag[] = [];
  for (const tag of ruleTopics(fired, judged, doc, tree)) {
    if (judged === null || tag.via === 'user' || tag.score >= LEAST_OF_RULE) topics.set(tag.code, tag);
    else weak.push(tag);
  }
  if (judged !== null) addModelTopics(topics, weak, judged, tree);
  const implied = new Set([...topics.values()].flatMap(({ broader }) => broader));
  return [...topics.values()]
    .filter(({ code }) => !implied.has(code))
    .sort((a, b) => b.score - a.score || (a.code < b.code ? -1 : 1))
    .slice(0, max);
}

function ruleTopics(fired: readonly Fired[], judged: Judged | null, doc: Doc, tree: Tree): TopicTag[] {
  const best = fired.reduce((most, { strength }) => Math.max(most, strength), 1);
  return fired.flatMap((one) => {
    const { rule, strength } = one;
    const own = rule.code.startsWith('user:');
    if (own || judged === null) {
      const kept = own || strength >= best * SIDE_ISSUE;
      return kept ? [toTag(one, 1 - 0.5 ** strength, own ? 'user' : 'rule', doc, tree)] : [];
    }
    const top = tree.broader(rule.code).at(-1) ?? rule.code;
    const score = ruleProbability(strength, strength / best, topProbability(judged, top));
    return score >= LEAST_REFINED ? [toTag(one, score, 'rule', doc, tree)] : [];
  });
}

/** What the model says of a top class; null when it knows too little of that class. */
function topProbability({ classifier, scores }: Judged, top: string): number | null {
  const number = classifier.numberOf(top);
  const known = classifier.model.classes[number];
  return known === undefined || known.texts < THIN ? null : (scores[number] as number);
}

/** @param top probability of the topic's top class, null when nothing is known */
export function ruleProbability(strength: number, relative: number, top: number | null): number {
  const sure = top === null ? 0.5 : Math.min(SUREST, Math.max(1 - SUREST, top));
  const sum =
    CURVE.constant +
    CURVE.strength * Math.log(strength) +
    CURVE.relative * Math.log(Math.max(LEAST_RELATIVE, relative)) +
    CURVE.top * Math.log(sure / (1 - sure)) +
    (top === null ? CURVE.thin : 0);
  return 1 / (1 + Math.exp(-sum));
}

function toTag({ rule, spans }: Fired, score: number, via: TopicTag['via'], doc: Doc, tree: Tree): TopicTag {
  const words = spans.map(({ field, start, end }) => doc[field].slice(start, end).toLowerCase());
  return {
    code: rule.code,
    label: rule.label ?? tree.label(rule.code) ?? rule.code,
    score: rounded(score),
    broader: tree.broader(rule.code),
    because: [...new Set(words)].slice(0, BECAUSE),
    via,
  };
}

/** Where both speak for a topic, the surer one's probability counts, and the words of both are told. */
function addModelTopics(
  topics: Map<string, TopicTag>,
  weak: readonly TopicTag[],
  { classifier, scores }: Judged,
  tree: Tree,
): void {
  const { classes } = classifier.model;
  // finer classes come last in a model, and first here: a top class must know what is below it
  classes.toReversed().forEach(({ code }, before) => {
    const number = classes.length - 1 - before;
    const score = scores[number] as number;
    const label = tree.label(code);
    if (score < LEAST_OF_MODEL || label === undefined) return;
    const finer = finerThan(code, topics, weak);
    if (finer !== undefined) {
      topics.set(finer.code, { ...finer, score: rounded(Math.max(finer.score, score * REFINED)) });
      return;
    }
    const words = classifier.because(number, MODEL_WORDS);
    const known = topics.get(code);
    if (known !== undefined && known.score >= score) {
      known.because = [...new Set([...known.because, ...words])].slice(0, BECAUSE);
      return;
    }
    const because = [...new Set([...words, ...(known?.because ?? [])])].slice(0, BECAUSE);
    topics.set(code, {
      code,
      label,
      score: rounded(score),
      broader: tree.broader(code),
      because,
      via: 'model',
    });
  });
}

/** The surest weak topic below a class of which nothing else is known: it says more than the class does. */
function finerThan(
  code: string,
  topics: ReadonlyMap<string, TopicTag>,
  weak: readonly TopicTag[],
): TopicTag | undefined {
  for (const known of topics.values())
    if (known.code === code || known.broader.includes(code)) return undefined;
  return weak
    .filter(({ broader }) => broader.includes(code))
    .sort((a, b) => b.score - a.score || (a.code < b.code ? -1 : 1))[0];
}

const rounded = (score: number): number => Math.round(score * 1000) / 1000;
