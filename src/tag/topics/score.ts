// Which rules an article fires, how strongly, and the words that made them fire.
// A term counts more in the title and the lead, and less each time it comes again.
import type { TopicTag } from '../../model/article.ts';
import type { Doc, Span } from '../../query/doc.ts';
import type { Answers } from '../ask.ts';
import type { Rules } from './rule.ts';
import type { Tree } from './tree.ts';

const IN_TITLE = 2;
const IN_LEAD = 1.3;
const BELOW = 0.8;
/** occurrences of one term that count */
const REPEATS = 4;
const BECAUSE = 10;

type Rule = Rules['list'][number];
type Scored = { rule: Rule; score: number; spans: Span[] };

/**
 * Topics of an article, strongest first. A topic whose finer topic fired too is left out: it is in `broader`.
 * @param leadEnd offset in the body where the lead (its first 60 words) ends
 */
export function scoreTopics(
  doc: Doc,
  leadEnd: number,
  lang: string | null,
  rules: Rules,
  tree: Tree,
): TopicTag[] {
  const answers = rules.questions.ask(doc);
  const fired: Scored[] = [];
  for (const rule of rules.list) {
    if (lang !== null && rule.lang !== 'any' && rule.lang !== lang) continue;
    const scored = scoreRule(rule, answers, leadEnd);
    if (scored !== null) fired.push(scored);
  }
  const implied = new Set(fired.flatMap(({ rule }) => tree.broader(rule.code)));
  return fired
    .filter(({ rule }) => !implied.has(rule.code))
    .map((scored) => toTag(scored, doc, tree))
    .sort((a, b) => b.score - a.score || (a.code < b.code ? -1 : 1))
    .slice(0, rules.max);
}

function scoreRule(rule: Rule, answers: Answers, leadEnd: number): Scored | null {
  const { true: yes } = answers;
  if (!rule.all.every((query) => yes.has(query)) || rule.not.some((query) => yes.has(query))) return null;
  let score = 0;
  const spans: Span[] = [];
  if (rule.enough >= 0 && yes.has(rule.enough)) {
    score += 2 * rule.threshold;
    spans.push(...answers.spans(rule.enough));
  }
  const terms = rule.terms.filter(({ query }) => yes.has(query));
  // the best case first: most rules that have one weak word cannot fire, and places need not be looked up
  const most = terms.reduce((sum, { weight }) => sum + weight * IN_TITLE * 2.1, score);
  if (most < rule.threshold) return null;
  for (const { query, weight, once } of terms) {
    const found = answers.spans(query);
    const fresh = found.filter((span) => !spans.some((other) => overlaps(span, other)));
    // a word counts for the heaviest term that holds it; `entity:` and its like have no place
    if (found.length > 0 && fresh.length === 0) continue;
    score += weight * strength(once ? fresh.slice(0, 1) : fresh, leadEnd);
    spans.push(...fresh);
  }
  return score >= rule.threshold ? { rule, score, spans } : null;
}

const overlaps = (a: Span, b: Span): boolean => a.field === b.field && a.start < b.end && b.start < a.end;

/** Sum over the first occurrences, best place first: full, a half, a third, a quarter. */
function strength(spans: readonly Span[], leadEnd: number): number {
  const zones = spans.map(({ field, start }) =>
    field === 'title' ? IN_TITLE : start < leadEnd ? IN_LEAD : BELOW,
  );
  if (zones.length === 0) return BELOW;
  return zones
    .sort((a, b) => b - a)
    .slice(0, REPEATS)
    .reduce((sum, zone, at) => sum + zone / (at + 1), 0);
}

/** 0.5 at the threshold, 0.75 at twice, towards 1. */
function toTag({ rule, score, spans }: Scored, doc: Doc, tree: Tree): TopicTag {
  const words = spans.map(({ field, start, end }) => doc[field].slice(start, end).toLowerCase());
  return {
    code: rule.code,
    label: rule.label ?? tree.label(rule.code) ?? rule.code,
    score: Math.round((1 - 0.5 ** (score / rule.threshold)) * 1000) / 1000,
    broader: tree.broader(rule.code),
    because: [...new Set(words)].slice(0, BECAUSE),
  };
}
