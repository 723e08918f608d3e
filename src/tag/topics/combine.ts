// One ranked list of what the rules and the model say of an article. Each topic has a probability, and says where it
// comes from. A topic whose finer topic is in the list too is left out: it is in `broader`.
import type { TopicTag } from '../../model/article.ts';
import type { Doc } from '../../query/doc.ts';
import type { Fired } from './fire.ts';
import { type Judged, rank } from './rank.ts';
import type { Tree } from './tree.ts';

/** a rule's topic is listed when it is at least as likely as this to be what a reader would name */
const LEAST_APT = 0.22;
/** the aptest topic of an article that has no other */
const LEAST_ONLY = 0.1;
/** a finer class of the model is listed from this on, a top class when nothing else is known of the article */
const LEAST_OF_MODEL = 0.5;
/** a top class is listed beside topics of other classes from this on */
const LEAST_BESIDE = 0.8;
/** a rule that only makes a class of the model finer is as sure as this share of the class, if the rule says no more */
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
    const tags = rank(iptc, judged, tree).map((one) => ({
      apt: one.apt,
      tag: () => toTag(one.fired, one.score, 'rule', doc, tree),
      line: [one.fired.rule.code, ...tree.broader(one.fired.rule.code)],
    }));
    const listed = new Set(tags.filter(({ apt }) => apt >= LEAST_APT));
    for (const { tag } of listed) add(tag());
    const weak = tags.filter((one) => !listed.has(one) && one.apt >= LEAST_REFINED);
    addModelTopics(topics, weak, judged, tree);
    const [only] = tags;
    if (topics.size === 0 && only !== undefined && only.apt >= LEAST_ONLY) add(only.tag());
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

/** A rule's topic that is not listed by itself, aptest first; `line` is the topic and all above it. */
type Weak = { tag(): TopicTag; line: readonly string[] };

/** Where both speak for a topic, the surer one's probability counts, and the words of both are told. */
function addModelTopics(
  topics: Map<string, TopicTag>,
  weak: readonly Weak[],
  { classifier, scores }: Judged,
  tree: Tree,
): void {
  // finer classes come last in a model, and first here: a top class must know what is below it
  const { classes } = classifier.model;
  for (let number = classes.length - 1; number >= 0; number--) {
    const { code } = classes[number] as { code: string };
    const score = scores[number] as number;
    const label = tree.label(code);
    if (score < LEAST_OF_MODEL || label === undefined) continue;
    const known = topics.get(code);
    if (known !== undefined) {
      const because = [...new Set([...known.because, ...classifier.because(number, MODEL_WORDS)])];
      topics.set(code, {
        ...known,
        score: Math.max(known.score, rounded(score)),
        because: because.slice(0, BECAUSE),
      });
      continue;
    }
    const broader = tree.broader(code);
    if ([...topics.values()].some((topic) => topic.broader.includes(code))) continue;
    const finer = weak.find(({ line }) => line.includes(code))?.tag();
    if (finer !== undefined) {
      topics.set(finer.code, { ...finer, score: rounded(Math.max(finer.score, score * REFINED)) });
    } else if (broader.length > 0 || topics.size === 0 || score >= LEAST_BESIDE) {
      const because = classifier.because(number, MODEL_WORDS);
      topics.set(code, { code, label, score: rounded(score), broader, because, via: 'model' });
    }
  }
}

const rounded = (score: number): number => Math.round(score * 1000) / 1000;
