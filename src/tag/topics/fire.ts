// Which rules an article fires, how strongly, and where the words stand that made them fire.
// A term counts more in the title and the lead, and less each time it comes again. Which topics the article gets of
// that is not decided here.
import type { Doc, Span } from '../../query/doc.ts';
import type { Answers } from '../ask.ts';
import type { Rules } from './rule.ts';

const IN_TITLE = 2;
const IN_LEAD = 1.3;
const BELOW = 0.5;
/** occurrences of one term that count */
const REPEATS = 4;
/** 1 + 1/2 + 1/3 + 1/4 */
const FULL = 25 / 12;
/** weight that nearly proves a subject; without it, or a word in the title, hints alone name no subject */
export const PROOF = 3;
/** all hints (weight 1) together give at most this */
const HINTS = 3;
/** a long text gathers chance words: thresholds grow from SHORT to LONG characters of body, up to this factor */
const LONGER = 1.6;
const SHORT = 400;
const LONG = 1600;

type Rule = Rules['list'][number];

/** below this share of its threshold a rule says nothing at all */
const FAINT = 0.5;

/**
 * A rule with something to say. `strength` is its score by its threshold: it fires from 1 on; below that it is a guess
 * that others may bear out. `inTitle`: weight of its terms that stand in the title.
 */
export type Fired = { rule: Rule; strength: number; inTitle: number; spans: Span[] };

/** Where an article names an entity, given as `entity:` asks for it (see `keyValue`). */
export type PlacesOf = (entity: string) => Span[];

const nowhere: PlacesOf = () => [];

/**
 * The rules that an article fires, or nearly, in no particular order.
 * @param leadEnd offset in the body where the lead (its first 60 words) ends
 */
export function fireRules(
  doc: Doc,
  leadEnd: number,
  lang: string | null,
  rules: Rules,
  placesOf: PlacesOf = nowhere,
): Fired[] {
  // the title first: places are cheapest for the text that was asked about last
  const inTitle = rules.questions.ask({ title: doc.title, body: '' }).true;
  const answers = rules.questions.ask(doc);
  const factor = 1 + (LONGER - 1) * Math.min(1, Math.max(0, (doc.body.length - SHORT) / (LONG - SHORT)));
  const fired: Fired[] = [];
  const touched = new Set<number>();
  for (const query of answers.true) for (const rule of rules.byQuery.get(query) ?? []) touched.add(rule);
  for (const number of touched) {
    const rule = rules.list[number] as Rule;
    if (lang !== null && rule.lang !== 'any' && rule.lang !== lang) continue;
    const scored = scoreRule(rule, answers, inTitle, { leadEnd, factor, placesOf });
    if (scored !== null) fired.push(scored);
  }
  return fired;
}

/** What all rules are told of the article. */
type Article = { leadEnd: number; factor: number; placesOf: PlacesOf };

/** Scores are in units of a short text; null when the rule does not fire. */
function scoreRule(
  rule: Rule,
  answers: Answers,
  inTitle: ReadonlySet<number>,
  article: Article,
): Fired | null {
  const { leadEnd, factor } = article;
  const { true: yes } = answers;
  if (!rule.all.every((query) => yes.has(query))) return null;
  const terms = rule.terms.filter(({ query }) => yes.has(query));
  const enough = rule.enough >= 0 && yes.has(rule.enough);
  if (!enough && !canFire(rule, terms, inTitle, factor)) return null;
  if (rule.not.some((query) => yes.has(query) && speaksEarly(answers.spans(query), leadEnd))) return null;
  const { score, inTitle: titled, proved, spans } = weigh(terms, answers, article);
  if (enough) spans.push(...answers.spans(rule.enough));
  const strength = (enough ? 2 : 0) + score / factor / rule.threshold;
  return strength >= FAINT && (enough || proved) ? { rule, strength, inTitle: titled, spans } : null;
}

/** What stands far below is an aside, and cancels nothing; what has no place speaks for the whole text. */
const speaksEarly = (spans: readonly Span[], leadEnd: number): boolean =>
  spans.length === 0 || spans.some(({ field, start }) => field === 'title' || start < leadEnd);

/** The best case, from cheap facts: most rules with a true term can't fire, and places need not be looked up. */
function canFire(rule: Rule, terms: Rule['terms'], inTitle: ReadonlySet<number>, factor: number): boolean {
  let most = 0;
  let proof = false;
  for (const { query, weight, once } of terms) {
    most += weight * (inTitle.has(query) ? IN_TITLE : IN_LEAD) * (once ? 1 : FULL);
    proof ||= weight >= PROOF || inTitle.has(query);
  }
  return proof && most / factor >= rule.threshold * FAINT;
}

function weigh(terms: Rule['terms'], answers: Answers, { leadEnd, placesOf }: Article) {
  let score = 0;
  let hints = 0;
  let inTitle = 0;
  let proved = false;
  const spans: Span[] = [];
  for (const { query, weight, once, entity } of terms) {
    const found = entity === null ? answers.spans(query) : placesOf(entity);
    const fresh = found.filter((span) => !spans.some((other) => overlaps(span, other)));
    // a word counts for the heaviest term that holds it; `source:` and its like have no place
    if (found.length > 0 && fresh.length === 0) continue;
    const gain = weight * strength(once ? fresh.slice(0, 1) : fresh, leadEnd);
    if (weight > 1) score += gain;
    else hints += gain;
    const titled = fresh.some(({ field }) => field === 'title');
    if (titled) inTitle += weight;
    proved ||= titled || weight >= PROOF;
    spans.push(...fresh);
  }
  return { score: score + Math.min(hints, HINTS), inTitle, proved, spans };
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
