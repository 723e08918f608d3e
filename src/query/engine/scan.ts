// One pass over an article: words are found, folded and looked up where they stand, so offsets need no map.
// Tokens and sentences are those of `tokenize`; a word no query mentions costs one failed look-up.

import { KEY_FIELDS } from '../ast.ts';
import {
  BLANK,
  BREAK,
  CLOSING,
  classOf,
  FULL_STOP,
  KATAKANA,
  MARK,
  RUN,
  SEPARATOR,
  SINGLE,
  STOP,
  sentenceParts,
  unitClasses,
} from '../char.ts';
import { type Doc, valuesOf } from '../doc.ts';
import { fold } from '../text.ts';
import { broaderValues, instant } from '../value.ts';
import { type Article, GAP, occurs, present, settle, widen } from './article.ts';
import { PRIME, SEED } from './column.ts';
import { metaText, type Vocabulary } from './compile.ts';
import { findTerm, findUnits, HAS_EXACT, STARTS_PAIR } from './dictionary.ts';
import { findPair, type Pairs } from './pairs.ts';
import { matchEnds, matchStart, mayStart } from './wildcards.ts';

/** small letters for ASCII letters and digits, 0 for the rest */
const LOWER = Uint8Array.from({ length: 128 }, (_, unit) => {
  const char = String.fromCharCode(unit);
  return /[0-9A-Za-z]/.test(char) ? char.toLowerCase().charCodeAt(0) : 0;
});
/** foldings of words beyond ASCII are kept, up to this many */
const KEPT_FOLDS = 20_000;

export type Scanner = {
  words: Vocabulary;
  pairs: Pairs;
  article: Article;
  /** the folded word at hand */
  word: Uint16Array;
  parts: Uint8Array;
  folds: Map<string, string>;
};

export function createScanner(words: Vocabulary, pairs: Pairs, article: Article): Scanner {
  return { words, pairs, article, word: new Uint16Array(256), parts: sentenceParts(), folds: new Map() };
}

/** Reads an article into `scanner.article`, replacing the one before. */
export function scan(scanner: Scanner, doc: Doc): void {
  const { article, words } = scanner;
  article.slots = 0;
  article.seen = 0;
  article.pairCount = 0;
  article.size = 0;
  const terms = words.dictionary.flags.size;
  if (article.slotOf.length < terms) article.slotOf = widen(article.slotOf, terms);
  scanText(scanner, doc.title, 0);
  article.titleEnd = article.size;
  // neither a word nor a sentence spans the gap
  reserve(article, article.size + GAP);
  article.wordAt.fill(-1, article.size, article.size + GAP);
  const sentence = article.size === 0 ? 0 : (article.sentences[article.size - 1] as number) + 1;
  article.size += GAP;
  article.bodyStart = article.size;
  scanText(scanner, doc.body, sentence);
  article.length = doc.length ?? article.size - article.bodyStart;
  article.score = doc.score ?? Number.NaN;
  article.published = instant(doc.published ?? '');
  for (const field of KEY_FIELDS) {
    for (const value of valuesOf(doc[field])) {
      for (const each of broaderValues(field, value)) {
        const term = findTerm(words.dictionary, metaText(field, each));
        if (term >= 0) present(article, term);
      }
    }
  }
  settle(article);
}

function reserve(article: Article, size: number): void {
  if (size <= article.wordAt.length) return;
  article.wordAt = widen(article.wordAt, size);
  article.starts = widen(article.starts, size);
  article.ends = widen(article.ends, size);
  article.sentences = widen(article.sentences, size);
  article.paragraphs = widen(article.paragraphs, size);
}

function scanText(scanner: Scanner, text: string, firstSentence: number): void {
  const { parts } = scanner;
  const classes = unitClasses();
  let sentence = firstSentence;
  let paragraph = firstSentence;
  let stopped = false;
  let at = 0;
  while (at < text.length) {
    const unit = text.charCodeAt(at);
    if (classes[unit] === SEPARATOR) {
      const part = parts[unit] as number;
      if (part !== 0 || stopped) {
        if (part === BREAK) paragraph++;
        if (part === BREAK || part === FULL_STOP || (part === BLANK && stopped)) sentence++;
        stopped = part === STOP || (part === CLOSING && stopped);
      }
      at++;
      continue;
    }
    if (unit >= 0xd800 && unit <= 0xdfff && classOf(text.codePointAt(at) ?? 0) === SEPARATOR) {
      stopped = false;
      at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
      continue;
    }
    stopped = false;
    at = scanWord(scanner, text, at, sentence, paragraph, classes);
  }
}

/** Reads the token that starts here; returns where it ends. Plain ASCII never leaves this loop. */
function scanWord(
  scanner: Scanner,
  text: string,
  start: number,
  sentence: number,
  paragraph: number,
  classes: Uint8Array,
): number {
  let at = start;
  let hash = SEED;
  let length = 0;
  let { word } = scanner;
  const { bloom, shortest } = scanner.words.wildcards;
  const bits = bloom.length * 8 - 1;
  let starts = false;
  for (; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit >= 128) {
      const kind = classes[unit];
      // a neighbour in another script starts its own token
      if (kind === SEPARATOR || kind === SINGLE || kind === KATAKANA) break;
      return scanForeign(scanner, text, start, sentence, paragraph);
    }
    const small = LOWER[unit] as number;
    if (small === 0) break;
    if (length === word.length) word = widenWord(scanner, length * 2);
    word[length++] = small;
    hash = Math.imul(hash ^ small, PRIME);
    // the test of `mayStart`, written out: it runs once a character
    if (length >= shortest) {
      const bit = (hash ^ (hash >>> 13)) & bits;
      if (((bloom[bit >> 3] as number) & (1 << (bit & 7))) !== 0) starts = true;
    }
  }
  if (length === 0) return scanForeign(scanner, text, start, sentence, paragraph);
  take(scanner, text, start, at, sentence, paragraph, length, hash, starts);
  return at;
}

function widenWord(scanner: Scanner, length: number): Uint16Array {
  const wider = new Uint16Array(length);
  wider.set(scanner.word);
  scanner.word = wider;
  return wider;
}

/** A token that holds something beyond ASCII: cut by class, folded as a string. */
function scanForeign(
  scanner: Scanner,
  text: string,
  start: number,
  sentence: number,
  paragraph: number,
): number {
  let at = start;
  let kind = MARK;
  while (at < text.length) {
    const code = text.codePointAt(at) ?? 0;
    const found = classOf(code);
    if (found === SEPARATOR) break;
    const joins = found === MARK || kind === MARK || (found === kind && (kind === RUN || kind === KATAKANA));
    if (at > start && !joins) break;
    if (found !== MARK) kind = found;
    at += code > 0xffff ? 2 : 1;
  }
  if (kind === MARK) return at;
  const folded = foldKept(scanner, text.slice(start, at));
  if (folded === '') return at;
  if (folded.length > scanner.word.length) widenWord(scanner, folded.length * 2);
  let hash = SEED;
  let starts = false;
  const { wildcards } = scanner.words;
  for (let index = 0; index < folded.length; index++) {
    const unit = folded.charCodeAt(index);
    scanner.word[index] = unit;
    hash = Math.imul(hash ^ unit, PRIME);
    if (index + 1 >= wildcards.shortest && mayStart(wildcards, hash)) starts = true;
  }
  take(scanner, text, start, at, sentence, paragraph, folded.length, hash, starts);
  return at;
}

function foldKept(scanner: Scanner, raw: string): string {
  const known = scanner.folds.get(raw);
  if (known !== undefined) return known;
  if (scanner.folds.size >= KEPT_FOLDS) scanner.folds.clear();
  const folded = fold(raw);
  scanner.folds.set(raw, folded);
  return folded;
}

/** Gives the word in the buffer its position, and notes every term it stands for. */
function take(
  scanner: Scanner,
  text: string,
  start: number,
  end: number,
  sentence: number,
  paragraph: number,
  length: number,
  hash: number,
  starts: boolean,
): void {
  const { article, words, word } = scanner;
  const { dictionary, wildcards } = words;
  const position = article.size++;
  if (article.size > article.wordAt.length) reserve(article, article.size);
  const term = findUnits(dictionary, word, length, hash);
  article.wordAt[position] = term;
  article.starts[position] = start;
  article.ends[position] = end;
  article.sentences[position] = sentence;
  article.paragraphs[position] = paragraph;
  if (term >= 0) {
    occurs(article, term, position);
    const flags = dictionary.flags.data[term] as number;
    if ((flags & HAS_EXACT) !== 0) takeExact(scanner, term, text.slice(start, end), position);
    const before = position > 0 ? (article.wordAt[position - 1] as number) : -1;
    if (before >= 0 && ((dictionary.flags.data[before] as number) & STARTS_PAIR) !== 0)
      takePair(scanner, before, term);
  }
  if (starts) takeStarts(scanner, length, position);
  if (wildcards.endLengths.length > 0)
    matchEnds(wildcards, word, length, (found) => occurs(article, found, position));
}

function takeExact(scanner: Scanner, word: number, raw: string, position: number): void {
  const composed = raw.normalize('NFC');
  for (const form of scanner.words.exact.get(word) ?? []) {
    if (form.text === composed) occurs(scanner.article, form.term, position);
  }
}

function takePair(scanner: Scanner, first: number, second: number): void {
  const pair = findPair(scanner.pairs, first, second);
  if (pair < 0) return;
  const { article } = scanner;
  if (article.pairCount === article.pairs.length) article.pairs = widen(article.pairs, article.pairCount + 1);
  article.pairs[article.pairCount++] = pair;
}

function takeStarts(scanner: Scanner, length: number, position: number): void {
  const { word, article } = scanner;
  const { wildcards } = scanner.words;
  let hash = SEED;
  for (let at = 0; at < length; at++) {
    hash = Math.imul(hash ^ (word[at] as number), PRIME);
    if (at + 1 >= wildcards.shortest && mayStart(wildcards, hash)) {
      matchStart(wildcards, hash, at + 1, word, length, (found) => occurs(article, found, position));
    }
  }
}
