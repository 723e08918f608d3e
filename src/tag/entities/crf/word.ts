// One spelling of a word as numbers: hashes of its forms and its ends, case, clusters, what the lists say of it.
// Made once for each spelling and kept; nothing here depends on where the word stands.
import { fold } from '../../../query/text.ts';
import { hashText, mix } from './hash.ts';
import { kindOf } from './kinds.ts';
import {
  bitsOf,
  coarseOf,
  factsOf,
  fineOf,
  GIVEN,
  type Lexicon,
  middleOf,
  rankOf,
  SURNAME,
  UNRANKED,
} from './lexicon.ts';

export const CASE_OTHER = 0;
export const CASE_CAPITAL = 1;
export const CASE_UPPER = 2;
export const CASE_LOWER = 3;
export const CASE_DIGIT = 4;
export const CASE_NONE = 5;

export type CrfWord = {
  /** hash of the folded form with every digit as 0; also the key under which a document counts the word */
  lower: number;
  form: number;
  shape: number;
  /** shape of the first letters, runs not collapsed */
  start: number;
  suffixes: readonly number[];
  prefixes: readonly number[];
  suffix3: number;
  case: number;
  /** begins with a capital letter */
  capital: boolean;
  /** has a letter that makes a name possible: a capital, or one of a script without case */
  candidate: boolean;
  /** neither letter nor digit */
  sign: boolean;
  /** a small word inside names: of, al, von, & */
  link: boolean;
  fine: number;
  middle: number;
  coarse: number;
  rank: number;
  /** what kind of name it stands in or beside: see kinds.ts */
  kind: number;
  /** bits GIVEN and SURNAME */
  names: number;
  /** folded first letter, for acronyms */
  initial: number;
  /** 2-8 capitals */
  acronym: boolean;
  folded: string;
  /** summed weights of its own features by distance, once a model has scored it */
  sums: Int32Array | null;
};

const QUOTES = /[“”„«»]|``|''/g;
const APOSTROPHES = /[‘’ʼ`´]/g;
const VANISHING = /[\u00ad\u200b-\u200f\u2060\ufeff]/g;
const LINKS = new Set(
  'of for the and al el de del della di da do dos du des van von der den la le bin ibn ben - & y e'.split(
    ' ',
  ),
);
const LONGEST = 60;

/** Spelling as the tagger compares it: one kind of quote and apostrophe, no invisible signs. */
const plain = (raw: string): string =>
  raw
    .slice(0, LONGEST)
    .normalize('NFC')
    .replace(VANISHING, '')
    .replace(QUOTES, '"')
    .replace(APOSTROPHES, "'");

const withoutDigits = (form: string): string => form.replace(/\p{Nd}/gu, '0');

/** The form under which lexicon and lists know a word. */
export const keyForm = (raw: string): string => withoutDigits(fold(plain(raw)));

/** The same with its accents: the lexicon knows some words by both. */
export const accentedForm = (raw: string): string => withoutDigits(plain(raw).toLowerCase());

export const keyHash = (raw: string): number => hashText(keyForm(raw));

/** Extends the hash of a phrase by one word. */
export const phraseHash = (before: number, word: number): number => mix(before, word);

export function describeWord(raw: string, lexicon: Lexicon): CrfWord {
  const form = plain(raw);
  const folded = keyForm(raw);
  const lower = hashText(folded);
  const facts = lookUp(accentedForm(raw), folded, lexicon);
  const capital = /^\p{Lu}/u.test(form);
  return {
    lower,
    form: hashText(form),
    shape: hashText(shapeOf(form, true)),
    start: hashText(shapeOf(form.slice(0, 5), false) + (form.length > 5 ? '+' : '')),
    suffixes: [1, 2, 3, 4].filter((n) => n < folded.length).map((n) => mix(n, hashText(folded.slice(-n)))),
    prefixes: [2, 3, 4].filter((n) => n < folded.length).map((n) => mix(n + 8, hashText(folded.slice(0, n)))),
    suffix3: hashText(folded.slice(-3)),
    case: caseOf(form),
    capital,
    candidate: /\p{Lu}|\p{Lo}/u.test(form),
    sign: !/[\p{L}\p{N}]/u.test(form),
    link: LINKS.has(folded),
    fine: facts < 0 ? 0 : fineOf(facts),
    middle: facts < 0 ? 0 : middleOf(facts),
    coarse: facts < 0 ? 0 : coarseOf(facts),
    rank: facts < 0 ? UNRANKED : rankOf(facts),
    kind: kindOf(folded),
    names: bitsOf(lexicon, phraseHash(0, lower)) & (GIVEN | SURNAME),
    initial: folded.charCodeAt(0) || 0,
    acronym: /^\p{Lu}{2,8}$/u.test(form),
    folded,
    sums: null,
  };
}

/** Short words without their accents are other words: Balı the man is not Bali the island. */
const SHORT = 4;

function lookUp(accented: string, folded: string, lexicon: Lexicon): number {
  let facts = factsOf(lexicon, hashText(accented));
  if (facts >= 0) return facts;
  if (folded.length > SHORT || folded === accented) facts = factsOf(lexicon, hashText(folded));
  if (facts >= 0) return facts;
  const part = folded.slice(folded.lastIndexOf('-') + 1);
  if (part !== folded && part !== '') facts = factsOf(lexicon, hashText(part));
  if (facts < 0 && folded.endsWith("'s")) facts = factsOf(lexicon, hashText(folded.slice(0, -2)));
  return facts;
}

function caseOf(form: string): number {
  if (/\p{N}/u.test(form)) return CASE_DIGIT;
  if (!/\p{L}/u.test(form)) return CASE_OTHER;
  if (!/[\p{Lu}\p{Ll}\p{Lt}]/u.test(form)) return CASE_NONE;
  const letters = form.replace(/[^\p{L}]/gu, '');
  if (letters.length > 1 && letters === letters.toUpperCase()) return CASE_UPPER;
  if (/^\p{Lu}/u.test(form)) return CASE_CAPITAL;
  return letters === letters.toLowerCase() ? CASE_LOWER : CASE_OTHER;
}

/** Xx, X.X., Xx-Xx, d: capitals, small letters, digits; signs as they are. */
function shapeOf(form: string, collapsed: boolean): string {
  const shape = form.replace(/\p{Lu}|\p{L}|\p{N}/gu, (char) =>
    /\p{Lu}/u.test(char) ? 'X' : /\p{L}/u.test(char) ? 'x' : 'd',
  );
  return collapsed ? shape.replace(/(.)\1+/gu, '$1') : shape;
}
