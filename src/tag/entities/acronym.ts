// Acronyms that a text explains itself: "Stockholm Center for Freedom (SCF)", "SCF (Stockholm Center for Freedom)".
// Only what stands in brackets directly beside; the letters must be the initials.
import { fold } from '../../query/text.ts';
import { addFree, cover, type Span } from './span.ts';
import type { Document, Word } from './word.ts';

const SCORE = 0.85;
/** letters of a word that says something; of, for and the like don't */
const TELLING = 4;
const SMALL = new Set([
  'of',
  'for',
  'the',
  'and',
  'on',
  'in',
  'to',
  'de',
  'des',
  'du',
  'la',
  'le',
  'del',
  'und',
  'fur',
]);

/** Adds the long and the short form where one explains the other, then the short form everywhere in the text. */
export function addAcronyms(document: Document, spans: readonly Span[]): Span[] {
  const { words } = document;
  const covered = cover(spans);
  const meanings = new Map<string, Span>();
  const found: Span[] = [];
  words.forEach((word, at) => {
    if (!word.upper || word.raw.length > 8 || meanings.has(word.raw)) return;
    const run = explanationOf(document, at);
    if (run === null) return;
    const known = covered.get(run.first);
    const fits = known !== undefined && known.first === run.first && known.last === run.last;
    const long = fits ? known : { ...shapeSpan(document, run.first, run.last), type: typeOf(known) };
    if (!fits) found.push(long);
    meanings.set(word.raw, long);
  });
  if (meanings.size === 0) return [...spans];
  words.forEach((word, at) => {
    const long = word.hidden ? undefined : meanings.get(word.raw);
    if (long === undefined) return;
    found.push({ ...long, first: at, last: at, score: Math.min(long.score, SCORE), method: 'acronym' });
  });
  const explained = cover(found);
  const kept = spans.filter((span) => !overlaps(span, explained) || isAsExplained(words, span, meanings));
  return addFree(kept, found);
}

/** A pack's name stays, but not for an acronym that this text explains as something else: ISIS is an institute then. */
function isAsExplained(words: readonly Word[], span: Span, meanings: ReadonlyMap<string, Span>): boolean {
  if (span.id === null) return false;
  const long = span.first === span.last ? meanings.get((words[span.first] as Word).raw) : undefined;
  if (long === undefined || long.id === span.id) return true;
  return long.id === null && shareWord(long.name, span.name);
}

/** Partiya Karkerên Kurdistan shares a word with Kurdistan Workers' Party: the pack knows it in English. */
function shareWord(one: string, other: string): boolean {
  const words = new Set(longWords(one));
  return longWords(other).some((word) => words.has(word));
}

const longWords = (name: string): string[] =>
  fold(name)
    .split(/[^\p{L}]+/u)
    .filter((word) => word.length >= TELLING);

function overlaps(span: Span, explained: ReadonlyMap<number, Span>): boolean {
  for (let at = span.first; at <= span.last; at++) if (explained.has(at)) return true;
  return false;
}

const typeOf = (known: Span | undefined): Span['type'] => (known?.type === 'MISC' ? 'MISC' : 'ORG');

/** The words that explain the acronym: before it, when it stands in brackets; in brackets behind it. */
function explanationOf(document: Document, at: number): { first: number; last: number } | null {
  const { words } = document;
  const word = words[at] as Word;
  if (isBracketed(document, at, at)) {
    const first = initialsBefore(words, at, word.folded);
    return first === null ? null : { first, last: at - 1 };
  }
  if (words[at + 1]?.gap !== ' (') return null;
  let last = at + 1;
  while (last - at < word.folded.length + 4 && !isBracketed(document, at + 1, last)) last++;
  // spelled backwards from the bracket's end, the expansion must fill the bracket
  return isBracketed(document, at + 1, last) && initialsBefore(words, last + 1, word.folded) === at + 1
    ? { first: at + 1, last }
    : null;
}

/** Do the words from `first` to `last`, and no others, stand in brackets? */
function isBracketed({ words, title, text }: Document, first: number, last: number): boolean {
  const [head, tail] = [words[first], words[last]];
  if (head === undefined || tail === undefined || head.field !== tail.field) return false;
  const source = head.field === 'title' ? title : text;
  return /^\s\($/.test(head.gap) && source[tail.end] === ')';
}

/** The word where the expansion begins: its initials spell the acronym, small words counted or not. */
function initialsBefore(words: readonly Word[], at: number, acronym: string): number | null {
  const spell = (back: number, letter: number): number | null => {
    const word = words[back];
    if (word === undefined || at - back > acronym.length + 4 || !follows(words, back, at)) return null;
    const small = SMALL.has(word.folded);
    if (word.folded[0] === acronym[letter] && (word.cap || small)) {
      const first = letter > 0 ? spell(back - 1, letter - 1) : word.cap ? back : null;
      if (first !== null) return first;
    }
    return small || word.folded === 's' ? spell(back - 1, letter) : null;
  };
  return spell(at - 1, acronym.length - 1);
}

/** Same field, and nothing but spaces and hyphens to the next word; the bracket itself stands before the acronym. */
const follows = (words: readonly Word[], back: number, at: number): boolean =>
  words[back]?.field === words[at]?.field &&
  (back === at - 1 || /^[\s\-–'’]+$/.test(words[back + 1]?.gap ?? ''));

function shapeSpan({ words, title, text }: Document, first: number, last: number): Span {
  const source = words[first]?.field === 'title' ? title : text;
  const name = source.slice(words[first]?.start ?? 0, words[last]?.end ?? 0).replace(/\s+/g, ' ');
  return { first, last, type: 'ORG', id: null, name, alias: null, score: 0.7, method: 'shape', about: [] };
}
