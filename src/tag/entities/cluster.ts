// One entity, many namings in one text: a surname joins the full name, a headline the name the body gives.
// A bare surname never reaches a pack by this way unless its full name stands in the text.
import { ORG_LAST, PARTICLES, PLACE_PREPOSITIONS, TITLES } from './cues.ts';
import { addFree, cover, type Span } from './span.ts';
import type { Document, Word } from './word.ts';

const LONGEST = 6;
/** Names of the model that are repeated elsewhere are at least this sure. */
const SURE = 0.8;

/** Full names with the same last word, in reading order, and how many people they are. */
type Namesakes = { spans: Span[]; names: Set<string> };

/** Adds the namings that names found elsewhere in the text explain. */
export function addClusters(document: Document, spans: readonly Span[]): Span[] {
  return addSurnames(document, addRepeats(document, spans));
}

/** The same words as a name found by shape, with capitals, anywhere: in headlines, at starts of sentences. */
function addRepeats({ words }: Document, spans: readonly Span[]): Span[] {
  const keys = new Map<string, Span>();
  const heads = new Set<string>();
  for (const span of spans) {
    if (span.method === 'pack' || span.last - span.first >= LONGEST || isJudged(span)) continue;
    const key = keyOf(words, span.first, span.last);
    const before = keys.get(key);
    if (before === undefined || before.score < span.score) keys.set(key, span);
    heads.add((words[span.first] as Word).folded);
  }
  if (keys.size === 0) return [...spans];
  const covered = cover(spans);
  const more: Span[] = [];
  for (let at = 0; at < words.length; at++) {
    const head = words[at] as Word;
    if (!head.cap || !heads.has(head.folded) || covered.has(at)) continue;
    for (let last = Math.min(at + LONGEST - 1, words.length - 1); last >= at; last--) {
      const known = keys.get(keyOf(words, at, last));
      if (known === undefined || !(words[last] as Word).cap || words[at]?.field !== words[last]?.field)
        continue;
      more.push({ ...known, first: at, last, score: known.score * 0.95, method: 'cluster' });
      at = last;
      break;
    }
  }
  return addFree(spans, more);
}

/** The trained model has seen every place of a name: where it found nothing, a single word or a weak guess says no more. */
const isJudged = ({ method, first, last, score }: Span): boolean =>
  method === 'model' && (first === last || score < SURE);

const keyOf = (words: readonly Word[], first: number, last: number): string => {
  let key = '';
  for (let at = first; at <= last; at++) key += `${words[at]?.folded} `;
  return key;
};

/** Single capitals that are the last word of a person's full name elsewhere in the text. */
function addSurnames(document: Document, spans: readonly Span[]): Span[] {
  const { words } = document;
  const people = new Map<string, Namesakes>();
  for (const span of spans) {
    if (span.type !== 'PER' || span.last === span.first) continue;
    const surname = (words[span.last] as Word).folded;
    if (surname.length < 2) continue;
    const there = people.get(surname) ?? { spans: [], names: new Set() };
    there.spans.push(span);
    there.names.add(span.id ?? span.name.toLowerCase());
    people.set(surname, there);
  }
  if (people.size === 0) return [...spans];
  const covered = cover(spans);
  const more: Span[] = [];
  const replaced = new Set<Span>();
  words.forEach((word, at) => {
    const full = word.cap && !word.hidden ? people.get(word.folded) : undefined;
    if (full === undefined) return;
    const there = covered.get(at);
    if (there !== undefined && !givesWay(words, there, at) && !isRelatives(words, there, full)) return;
    if (there === undefined && isPartOfOther(words, at, covered)) return;
    if (there !== undefined) replaced.add(there);
    const chosen = nearest(full, at);
    more.push({ ...chosen, first: withParticle(words, at, chosen), last: at, method: 'cluster' });
  });
  return addFree(
    spans.filter((span) => !replaced.has(span)),
    more,
  );
}

/**
 * A surname that packs give to somebody famous is a relative's or a namesake's when only his or her full name stands before
 * it, and no title: Bilal Erdoğan opened a school, and Erdoğan spoke.
 */
function isRelatives(words: readonly Word[], span: Span, { spans, names }: Namesakes): boolean {
  if (span.type !== 'PER' || span.id === null || span.first !== span.last) return false;
  if (TITLES.has(words[span.first - 1]?.folded ?? '')) return false;
  return !names.has(span.id) && (spans[0] as Span).last < span.first;
}

/** A single-word place or unknown name gives way to a person of the text, but not after "in" or "from". */
function givesWay(words: readonly Word[], span: Span, at: number): boolean {
  if (span.first !== span.last) return false;
  if (span.type === 'PER') return span.id === null;
  if (PLACE_PREPOSITIONS.has(words[at - 1]?.folded ?? '')) return false;
  return span.method !== 'pack' || span.type === 'LOC';
}

/** Another capital touches it: Rubin Museum is not Mr Rubin. */
function isPartOfOther(words: readonly Word[], at: number, covered: ReadonlyMap<number, Span>): boolean {
  const word = words[at] as Word;
  const before = words[at - 1];
  const after = words[at + 1];
  if (word.headline) return after?.gap === ' ' && ORG_LAST.has(after.folded) && after.cap;
  const left =
    before?.cap === true &&
    word.gap === ' ' &&
    !before.starts &&
    !TITLES.has(before.folded) &&
    !covered.has(at - 1);
  const right = after?.cap === true && after.gap === ' ' && !covered.has(at + 1) && !word.starts;
  return left || right;
}

/** "al-Assad", "von der Leyen": the particles that the full name has belong to the surname. */
function withParticle(words: readonly Word[], at: number, full: Span): number {
  let first = at;
  for (let back = 1; full.last - back > full.first; back++) {
    const particle = words[full.last - back] as Word;
    if (!PARTICLES.has(particle.folded) || words[at - back]?.folded !== particle.folded) break;
    first = at - back;
  }
  return first;
}

/** Several people of that surname: the nearest before it, with less certainty; none before: the first after. */
function nearest({ spans, names }: Namesakes, at: number): Span {
  let low = 0;
  for (let high = spans.length; low < high; ) {
    const middle = (low + high) >> 1;
    if ((spans[middle] as Span).last < at) low = middle + 1;
    else high = middle;
  }
  const span = spans[Math.max(0, low - 1)] as Span;
  return { ...span, score: span.score * (names.size > 1 ? 0.7 : 0.95) };
}
