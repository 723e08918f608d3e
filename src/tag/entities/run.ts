// Runs: capitalised words in sequence, where names hide that no pack knows. Never decides what a run means.
import { CALENDAR, ORG_FIRST, ORG_LAST, PARTICLES } from './cues.ts';
import type { Document, Word } from './word.ts';

/** Indexes of the first and last word, both inside. */
export type Run = { first: number; last: number };

const LINKS = new Set(['of', 'for', 'on', 'and', 'the']);
/** Longer runs are lists or shouting, not names. */
const LONGEST = 10;

/** All runs outside headlines, in order. A run starts and ends with a capital. */
export function findRuns(document: Document): Run[] {
  const { words } = document;
  const runs: Run[] = [];
  for (let at = 0; at < words.length; at++) {
    if (!canStart(words[at] as Word)) continue;
    const last = endOf(words, at);
    if (last - at < LONGEST) runs.push({ first: at, last });
    at = last;
  }
  return runs;
}

const canStart = (word: Word): boolean =>
  word.cap && !word.hidden && !word.headline && !CALENDAR.has(word.folded) && /\p{L}/u.test(word.raw);

function endOf(words: readonly Word[], first: number): number {
  let last = first;
  for (;;) {
    const next = words[last + 1];
    if (next === undefined || next.hidden || next.field !== words[last]?.field) return last;
    if (next.cap && joins(words, last) && !CALENDAR.has(next.folded)) {
      last++;
      continue;
    }
    const link = linked(words, first, last);
    if (link === last) return last;
    last = link;
  }
}

/** May the capitalised word after `last` belong to the same name? */
function joins(words: readonly Word[], last: number): boolean {
  const word = words[last] as Word;
  const gap = words[last + 1]?.gap ?? '';
  if (gap === ' ' || gap === '-' || gap === '\u00a0' || gap === ' & ' || gap === '&') return true;
  if (gap === "'" || gap === '’') return word.raw.length <= 2;
  // initials and shortened titles: J. Smith, St. Petersburg
  return (gap === '. ' || gap === '.') && !words[last + 1]?.starts && word.raw.length <= 4;
}

/** Goes over "of", "bin", "for" … when a capital follows and what stands before allows it; else stays. */
function linked(words: readonly Word[], first: number, last: number): number {
  const one = words[last + 1] as Word;
  const two = words[last + 2];
  const head = words[last] as Word;
  const possessive = one.folded === 's' && (one.gap === "'" || one.gap === '’');
  if (possessive) {
    // Public Prosecutor's Office, People's Party
    return two?.cap && two.gap === ' ' && ORG_LAST.has(two.folded) ? last + 2 : last;
  }
  if (one.gap !== ' ' || two === undefined || two.field !== head.field) return last;
  const spaced = two.gap === ' ' || two.gap === '-';
  if (two.cap && spaced && PARTICLES.has(one.folded)) return last + 2;
  const three = words[last + 3];
  const article = two.folded === 'the' && two.gap === ' ' && three?.cap && three.gap === ' ';
  if (!LINKS.has(one.folded) || !((two.cap && spaced) || article)) return last;
  const institution = ORG_FIRST.has(head.folded) || ORG_FIRST.has(words[first]?.folded ?? '');
  // Ministry of Trade and Industry, but the State Department and the Pentagon
  if (one.folded === 'and' && (article || !goesOn(words, first, last))) return last;
  return institution ? last + (article ? 3 : 2) : last;
}

/** Has the run an "of" already? */
const goesOn = (words: readonly Word[], first: number, last: number): boolean =>
  words.slice(first, last).some((word) => word.folded === 'of');
