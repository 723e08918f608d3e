// One ranked list of what the rules and the model say of an article. Each topic has a probability, and says where it
// comes from. A topic whose finer topic is in the list too is left out: it is in `broader`.
import type { TopicTag } from '../../model/article.ts';
import type { Doc } from '../../query/doc.ts';
import { type Fired, PROOF } from './fire.ts';
import { type Judged, type Ranked, rank } from './rank.ts';
import type { Tree } from './tree.ts';

/** a topic is listed when it is at least as likely as this to be what a reader would name */
const LEAST_APT = 0.35;
/** one that a rule proves by the title alone is listed from this on: what a title names, a reader looks for */
const LEAST_TITLED = 0.22;
/** the aptest topic of an article that has no other */
const LEAST_ONLY = 0.1;
/** a top class is listed when nothing else is known of the article, from this on */
const LEAST_OF_MODEL = 0.5;
/** and beside topics of other classes from this on */
const LEAST_BESIDE = 0.8;
/** a topic that only makes a top class finer is as sure as this share of the class, if it is no surer by itself */
const REFINED = 0.7;
const LEAST_REFINED = 0.05;
/** without a model: of the strongest rule; below it a subject is a side issue */
const SIDE_ISSUE = 0.25;
const BECAUSE = 10;
const MODEL_WORDS = 5;

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
  const isOwn = ({ rule }: Fired): boolean => rule.code.startsWith('user:');
  const topics = new Map<string, TopicTag>();
  const add = (tag: TopicTag): unknown => topics.set(tag.code, tag);
  for (const one of fired)
    if (isOwn(one) && one.strength >= 1) add(toTag(one, alone(one.strength), 'user', doc, tree));
  const iptc = fired.filter((one) => !isOwn(one));
  if (judged === null) for (const one of firm(iptc)) add(toTag(one, alone(one.strength), 'rule', doc, tree));
  else {
    const ranked = rank(iptc, judged, tree, doc.body.length);
    const listed = ranked.filter((one, place) => one.apt >= (place === 0 ? LEAST_ONLY : leastApt(one)));
    const tagOf = (one: Ranked, score = one.score): TopicTag =>
      one.fired === null
        ? byModel(one.code, score, judged, tree)
        : toTag(one.fired, score, 'rule', doc, tree);
    for (const one of listed) add(tagOf(one));
    const weak = ranked.filter((one) => !listed.includes(one) && one.apt >= LEAST_REFINED);
    for (const [code, score] of topsOf(topics, judged)) {
      const finer = weak.find(({ line }) => line.includes(code));
      if (finer === undefined) add(byModel(code, score, judged, tree));
      else add(tagOf(finer, Math.max(finer.score, score * REFINED)));
    }
  }
  const implied = new Set([...topics.values()].flatMap(({ broader }) => broader));
  return [...topics.values()]
    .filter(({ code }) => !implied.has(code))
    .sort((a, b) => b.score - a.score || (a.code < b.code ? -1 : 1))
    .slice(0, max);
}

/** Without a model to bear it out, a rule counts when it fires by itself and is no side issue. */
function firm(fired: readonly Fired[]): Fired[] {
  const best = fired.reduce((most, { strength }) => Math.max(most, strength), 1);
  return fired.filter(({ strength }) => strength >= Math.max(1, best * SIDE_ISSUE));
}

const leastApt = ({ fired }: Ranked): number =>
  fired !== null && fired.strength >= 1 && fired.inTitle >= PROOF ? LEAST_TITLED : LEAST_APT;

const alone = (strength: number): number => 1 - 0.5 ** strength;

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

/** A topic that the model names, and the words that made it. */
function byModel(code: string, score: number, { classifier }: Judged, tree: Tree): TopicTag {
  return {
    code,
    label: tree.label(code) ?? code,
    score: rounded(score),
    broader: tree.broader(code),
    because: classifier.because(code, MODEL_WORDS),
    via: 'model',
  };
}

/** Top classes that the model is sure of while nothing below them is listed. */
function topsOf(
  listed: ReadonlyMap<string, TopicTag>,
  { classifier, scores }: Judged,
): [code: string, score: number][] {
  const known = new Set([...listed.values()].flatMap(({ code, broader }) => [code, ...broader]));
  const least = listed.size === 0 ? LEAST_OF_MODEL : LEAST_BESIDE;
  return classifier.model.classes.flatMap(({ code }, number) => {
    const score = scores[number] as number;
    return score >= least && !known.has(code) ? [[code, score] as [string, number]] : [];
  });
}

const rounded = (score: number): number => Math.round(score * 1000) / 1000;
