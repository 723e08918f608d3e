// One pass over an article: words are found, folded and looked up where they stand, so offsets need no map.
// Tokens and sentences are those of `tokenize`; a word no query mentions costs one failed look-up, and no word of
// plain ASCII ever becomes a string.

import { Buffer } from 'node:buffer';
import { KEY_FIELDS } from '../ast.ts';
import {
  BLANK,
  BREAK,
  CLOSING,
  classOf,
  FOREIGN,
  FULL_STOP,
  KATAKANA,
  MARK,
  quickUnits,
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
import { type Article, adjoin, endGap, occurs, place, present, settle, startArticle } from './article.ts';
import { PRIME, SEED } from './column.ts';
import { metaText, type Vocabulary } from './compile.ts';
import { findTerm, findUnits, HAS_EXACT, STARTS_PAIR } from './dictionary.ts';
import { findPair, type Pairs } from './pairs.ts';
import { matchWildcards, mayFit } from './wildcards.ts';

/** foldings of words beyond ASCII are kept, up to this many */
const KEPT_FOLDS = 20_000;

export type Scanner = {
  words: Vocabulary;
  pairs: Pairs;
  article: Article;
  /** the text at hand, and its units: typed arrays are read faster than strings */
  text: string;
  buffer: Buffer;
  units: Uint16Array;
  /** the word at hand, when it is not plain ASCII */
  folded: Uint16Array;
  sentence: number;
  paragraph: number;
  folds: Map<string, string>;
};

export function createScanner(words: Vocabulary, pairs: Pairs, article: Article): Scanner {
  return {
    words,
    pairs,
    article,
    text: '',
    buffer: Buffer.alloc(0),
    units: new Uint16Array(0),
    folded: new Uint16Array(256),
    sentence: 0,
    paragraph: 0,
    folds: new Map(),
  };
}

/** Reads an article into `scanner.article`, replacing the one before. */
export function scan(scanner: Scanner, doc: Doc): void {
  const { article, words } = scanner;
  startArticle(article, words.dictionary.flags.size);
  scanner.sentence = 0;
  scanner.paragraph = 0;
  scanText(scanner, doc.title);
  endGap(article);
  // no sentence spans the gap
  scanner.sentence++;
  scanner.paragraph++;
  scanText(scanner, doc.body);
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

function load(scanner: Scanner, text: string): void {
  if (scanner.units.length < text.length) {
    const length = Math.max(4096, text.length + (text.length >> 1));
    scanner.buffer = Buffer.from(new ArrayBuffer(length * 2));
    scanner.units = new Uint16Array(scanner.buffer.buffer);
  }
  scanner.buffer.write(text, 'utf16le');
  scanner.text = text;
}

/** Walks from separator to word to separator; plain ASCII never leaves this loop, and is made small in place. */
function scanText(scanner: Scanner, text: string): void {
  load(scanner, text);
  const { units } = scanner;
  const end = text.length;
  const quick = quickUnits();
  const parts = sentenceParts();
  let stopped = false;
  let at = 0;
  while (at < end) {
    const start = at;
    let hash = SEED;
    let small = 0;
    for (; at < end; at++) {
      small = quick[units[at] as number] as number;
      if (small <= FOREIGN) break;
      hash = Math.imul(hash ^ small, PRIME);
      units[at] = small;
    }
    if (small === FOREIGN && (at === start || joins(units[at] as number))) {
      at = scanForeign(scanner, start);
      stopped = false;
    } else if (at > start) {
      take(scanner, units, start, at - start, hash, start, at);
      stopped = false;
    } else {
      const part = parts[units[at++] as number] as number;
      if (part === BLANK && !stopped) continue;
      if (part === BREAK) scanner.paragraph++;
      if (part === BREAK || part === FULL_STOP || part === BLANK) scanner.sentence++;
      stopped = part === STOP || (part === CLOSING && stopped);
    }
  }
}

/** Whether a unit beyond ASCII goes on with a word of ASCII letters; another script starts its own token. */
function joins(unit: number): boolean {
  const kind = unitClasses()[unit];
  return kind !== SINGLE && kind !== KATAKANA;
}

/** A token that holds something beyond ASCII: cut by class, folded as a string. Returns where it ends. */
function scanForeign(scanner: Scanner, start: number): number {
  const { text } = scanner;
  let at = start;
  let kind = MARK;
  while (at < text.length) {
    const code = text.codePointAt(at) ?? 0;
    const found = classOf(code);
    const goesOn = found === MARK || kind === MARK || (found === kind && (kind === RUN || kind === KATAKANA));
    if (found === SEPARATOR || (at > start && !goesOn)) break;
    if (found !== MARK) kind = found;
    at += code > 0xffff ? 2 : 1;
  }
  // a separator beyond the basic plane, or half a character
  if (at === start) return start + ((text.codePointAt(start) ?? 0) > 0xffff ? 2 : 1);
  const folded = kind === MARK ? '' : foldKept(scanner, text.slice(start, at));
  if (folded === '') return at;
  if (folded.length > scanner.folded.length) scanner.folded = new Uint16Array(folded.length * 2);
  let hash = SEED;
  for (let index = 0; index < folded.length; index++) {
    const unit = folded.charCodeAt(index);
    hash = Math.imul(hash ^ unit, PRIME);
    scanner.folded[index] = unit;
  }
  take(scanner, scanner.folded, 0, folded.length, hash, start, at);
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

/** Gives the word that lies folded in `units` its position. Most words end here: kept small, so that it is inlined. */
function take(
  scanner: Scanner,
  units: Uint16Array,
  from: number,
  length: number,
  hash: number,
  start: number,
  end: number,
): void {
  const { dictionary, wildcards } = scanner.words;
  const term = findUnits(dictionary, units, from, length, hash);
  place(scanner.article, term);
  const wild = mayFit(wildcards, units, from, length);
  if (term < 0 && !wild) return;
  takeKnown(scanner, term, start, end);
  if (wild) matchWildcards(wildcards, dictionary, units, from, length, scanner.article);
}

/** Notes every term that the last word stands for, and where it stands. */
function takeKnown(scanner: Scanner, term: number, start: number, end: number): void {
  const { article } = scanner;
  const position = article.size - 1;
  article.starts[position] = start;
  article.ends[position] = end;
  article.sentences[position] = scanner.sentence;
  article.paragraphs[position] = scanner.paragraph;
  if (term < 0) return;
  occurs(article, term, position);
  const flags = scanner.words.dictionary.flags.data;
  if (((flags[term] as number) & HAS_EXACT) !== 0) takeExact(scanner, term, start, end, position);
  const before = position > 0 ? (article.wordAt[position - 1] as number) : -1;
  if (before >= 0 && ((flags[before] as number) & STARTS_PAIR) !== 0) takePair(scanner, before, term);
}

function takeExact(scanner: Scanner, word: number, start: number, end: number, position: number): void {
  const composed = scanner.text.slice(start, end).normalize('NFC');
  for (const form of scanner.words.exact.get(word) ?? []) {
    if (form.text === composed) occurs(scanner.article, form.term, position);
  }
}

function takePair(scanner: Scanner, first: number, second: number): void {
  const pair = findPair(scanner.pairs, first, second);
  if (pair >= 0) adjoin(scanner.article, pair);
}
