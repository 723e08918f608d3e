// What kind of name an unknown run of capitals is, judged by cheap cues: titles, given names, "Inc", "Ministry of",
// "town of". English only, and rather silent than wrong. A trained model takes the place of this file later.
import type { EntityType } from '../../model/article.ts';
import {
  LOC_FIRST,
  LOC_LAST,
  MISC_LAST,
  ORG_FIRST,
  ORG_LAST,
  ORG_LINKS,
  PERSONAL_PARTICLES,
  PLACE_KINDS,
  PLACE_PREPOSITIONS,
  PLAIN_ACRONYMS,
  ROLES,
  SAYS,
  TITLES,
} from './cues.ts';
import { findRuns, type Run } from './run.ts';
import { cover, type Span } from './span.ts';
import type { Document, Word } from './word.ts';

/** What the shape cues know of the language. Folded words. */
export type Lexicon = { given: ReadonlySet<string>; common: ReadonlySet<string> };

type Verdict = { type: EntityType; score: number };

/**
 * Names by shape. Spans of `hits` that lie inside a larger name are left out of the result's way by the caller:
 * a result may contain hits, and then it means to replace them.
 */
export function findShapes(document: Document, hits: readonly Span[], lexicon: Lexicon): Span[] {
  const covered = cover(hits);
  const spans: Span[] = [];
  for (const run of findRuns(document)) {
    for (const part of split(document, trim(document, run, covered, lexicon), covered, lexicon)) {
      const verdict = judge(document, part, covered, lexicon);
      if (verdict !== null) spans.push(toSpan(document, part, verdict));
    }
  }
  return spans;
}

function toSpan({ words, title, text }: Document, { first, last }: Run, { type, score }: Verdict): Span {
  const source = words[first]?.field === 'title' ? title : text;
  const name = source.slice(words[first]?.start ?? 0, words[last]?.end ?? 0).replace(/\s+/g, ' ');
  return { first, last, type, id: null, name, alias: null, score, method: 'shape', about: [] };
}

/** Takes off what stands in front of a name: a sentence's first word, titles, nationalities before a title. */
function trim(
  { words, lower }: Document,
  run: Run,
  covered: ReadonlyMap<number, Span>,
  lexicon: Lexicon,
): Run {
  let { first } = run;
  const head = words[first] as Word;
  const ordinary = lexicon.common.has(head.folded) || lower.has(head.folded);
  const kept = ORG_FIRST.has(head.folded) && words[first + 1]?.folded === 'of';
  if (head.starts && ordinary && !covered.has(first) && !TITLES.has(head.folded) && !kept) first++;
  return { first: Math.min(first, run.last), last: run.last };
}

/** Cuts a run at the titles and at the packs' names, unless the whole of it is an institution or a person. */
function split(document: Document, run: Run, covered: ReadonlyMap<number, Span>, lexicon: Lexicon): Run[] {
  const { words } = document;
  if (isWhole(words, run, covered) || isPersonOverPlace(document, run, covered, lexicon)) return [run];
  const parts: Run[] = [];
  let first = run.first;
  const close = (end: number): void => {
    while (first <= end && !(words[first] as Word).cap) first++;
    let last = end;
    while (last >= first && !(words[last] as Word).cap) last--;
    if (first <= last) parts.push({ first, last });
  };
  for (let at = run.first; at <= run.last; at++) {
    const span = covered.get(at);
    const title = TITLES.has((words[at] as Word).folded) && at < run.last && at === first;
    if (span === undefined && !title) continue;
    close(at - 1);
    at = span === undefined ? at : Math.max(at, span.last);
    first = at + 1;
  }
  close(run.last);
  return parts;
}

/** Institutions, events and places whose last word says so keep the packs' names inside them. */
function isWhole(words: readonly Word[], run: Run, covered: ReadonlyMap<number, Span>): boolean {
  const head = words[run.first] as Word;
  const tail = (words[run.last] as Word).folded;
  if (run.first === run.last || covered.get(run.first)?.type === 'PER' || TITLES.has(head.folded))
    return false;
  if (isInstitution(words, run)) return !covered.has(run.last) || !ORG_LAST.has(tail);
  if (covered.has(run.last)) return false;
  return (
    MISC_LAST.has(tail) ||
    (LOC_LAST.has(tail) && ['LOC', 'MISC'].includes(covered.get(run.first)?.type ?? ''))
  );
}

/** "Ministry of …", "Circuit Court of …", "… Inc". */
function isInstitution(words: readonly Word[], { first, last }: Run): boolean {
  if (first === last) return false;
  for (let at = first; at < last; at++) {
    const link = words[at + 1] as Word;
    if (ORG_FIRST.has((words[at] as Word).folded) && !link.cap && ORG_LINKS.has(link.folded)) return true;
  }
  return ORG_LAST.has((words[last] as Word).folded) && !TITLES.has((words[first] as Word).folded);
}

/** Paris Hilton, Jordan Peterson: a given name that is also a place, then one unknown capital. */
function isPersonOverPlace(
  { words, lower }: Document,
  { first, last }: Run,
  covered: ReadonlyMap<number, Span>,
  { given, common }: Lexicon,
): boolean {
  const head = words[first] as Word;
  const tail = words[last] as Word;
  if (last !== first + 1 || covered.get(first)?.type !== 'LOC' || covered.has(last)) return false;
  const plain = common.has(tail.folded) || lower.has(tail.folded) || LOC_LAST.has(tail.folded);
  return given.has(head.folded) && !plain && !tail.upper;
}

function judge(
  document: Document,
  run: Run,
  covered: ReadonlyMap<number, Span>,
  lexicon: Lexicon,
): Verdict | null {
  const { words } = document;
  const { first, last } = run;
  const head = words[first] as Word;
  const tail = words[last] as Word;
  if (isInstitution(words, run) && isWhole(words, run, covered)) return { type: 'ORG', score: 0.75 };
  if (covered.has(first) && isPersonOverPlace(document, run, covered, lexicon))
    return { type: 'PER', score: 0.6 };
  if (first < last && isWhole(words, run, covered)) {
    return MISC_LAST.has(tail.folded) ? { type: 'MISC', score: 0.6 } : { type: 'LOC', score: 0.7 };
  }
  if (covered.has(first) || covered.has(last)) return null;
  if (first === last) return judgeSingle(document, run, covered, lexicon);
  const inside = words.slice(first, last + 1);
  if (inside.length > 2 && inside.every((word) => word.upper)) return null;
  const ordinary = inside.every((word) => lexicon.common.has(word.folded));
  if (afterTitle(words, first) && !ordinary) return { type: 'PER', score: 0.8 };
  if (LOC_LAST.has(tail.folded)) return { type: 'LOC', score: 0.65 };
  if (lexicon.given.has(head.folded) && last - first <= 3) return { type: 'PER', score: 0.75 };
  if (!ordinary && looksPersonal(document, run)) return { type: 'PER', score: 0.6 };
  if (!ordinary && beforePlace(words, last, covered)) return { type: 'LOC', score: 0.6 };
  if (LOC_FIRST.has(head.folded)) return { type: 'LOC', score: 0.5 };
  if (isPlaceBefore(words, first) && !lexicon.common.has(tail.folded)) return { type: 'LOC', score: 0.5 };
  return null;
}

function judgeSingle(
  { words, lower }: Document,
  { first: at }: Run,
  covered: ReadonlyMap<number, Span>,
  lexicon: Lexicon,
): Verdict | null {
  const word = words[at] as Word;
  if (lower.has(word.folded)) return null;
  if (afterTitle(words, at) && !word.upper) return { type: 'PER', score: 0.7 };
  if (
    word.upper &&
    word.raw.length <= 6 &&
    !PLAIN_ACRONYMS.has(word.folded) &&
    !lexicon.common.has(word.folded)
  ) {
    return { type: 'ORG', score: 0.5 };
  }
  if (lexicon.common.has(word.folded) || word.starts) return null;
  if (ofPlaceKind(words, at)) return { type: 'LOC', score: 0.65 };
  if (!word.upper && beforePlace(words, at, covered)) return { type: 'LOC', score: 0.6 };
  if (isPlaceBefore(words, at)) return { type: 'LOC', score: 0.45 };
  return lexicon.given.has(word.folded) ? { type: 'PER', score: 0.4 } : null;
}

const afterTitle = (words: readonly Word[], first: number): boolean => {
  const before = words[first - 1];
  const gap = words[first]?.gap ?? '';
  return (
    before?.cap === true && TITLES.has(before.folded) && (gap === ' ' || gap === '. ' || gap === '\u00a0')
  );
};

const ofPlaceKind = (words: readonly Word[], first: number): boolean =>
  words[first - 1]?.folded === 'of' && PLACE_KINDS.has(words[first - 2]?.folded ?? '');

const isPlaceBefore = (words: readonly Word[], first: number): boolean =>
  ofPlaceKind(words, first) ||
  (PLACE_PREPOSITIONS.has(words[first - 1]?.folded ?? '') && words[first]?.gap === ' ');

/** Irving, Texas: a place of the packs follows after a comma. */
const beforePlace = (words: readonly Word[], last: number, covered: ReadonlyMap<number, Span>): boolean =>
  words[last + 1]?.gap === ', ' && covered.get(last + 1)?.type === 'LOC';

/** Initials, a role before, an apposition or speech after: what is said of people. */
function looksPersonal({ words }: Document, { first, last }: Run): boolean {
  const inside = words.slice(first, last + 1);
  if (last - first > 3 || inside.some((word) => word.upper && word.raw.length > 1)) return false;
  if (inside.slice(0, -1).some((word) => word.cap && word.raw.length === 1)) return true;
  if (inside.some((word) => PERSONAL_PARTICLES.has(word.folded) && !word.cap)) return true;
  const before = words[first - 1];
  if (before !== undefined && words[first]?.gap === ' ' && !before.cap && ROLES.has(before.folded))
    return true;
  const next = words[last + 1];
  if (next === undefined) return false;
  if (next.gap === ' ') return SAYS.has(next.folded);
  if (next.gap === ' (') return next.folded === 'born' || /^1[6-9]\d\d$|^20\d\d$/.test(next.raw);
  if (next.gap !== ', ') return false;
  const after = words[last + 2];
  return (
    /^\d{1,2}$/.test(next.raw) ||
    ROLES.has(next.folded) ||
    (/^(an?|the)$/.test(next.folded) && ROLES.has(after?.folded ?? ''))
  );
}
