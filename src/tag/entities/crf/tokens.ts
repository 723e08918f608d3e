// A document's words joined and parted as the tagger's training texts have them: U.S. and O'Brien are one token, a
// possessive and every sign are tokens of their own, ISIS-related is three.
import type { Document, Word } from '../word.ts';
import { attachesDot, endsSentence, partsAtHyphen } from './compound.ts';

export type Tokens = {
  raws: string[];
  /** index of each sentence's first token */
  sentences: number[];
  /** words of the document that each token is made of, both inside; -1 for signs */
  firstWord: number[];
  lastWord: number[];
};

/** Tells whether a folded word is a country or a word for its people. */
export type IsNation = (folded: string) => boolean;

const CONTRACTED = new Set(['s', 't', 'll', 're', 've', 'd', 'm']);
const SIGNS = /\.{2,}|-{2,}|[^\s]/gu;

export function readTokens(document: Document, isNation: IsNation): Tokens {
  const tokens: Tokens = { raws: [], sentences: [], firstWord: [], lastWord: [] };
  const { words } = document;
  let field: Word['field'] | null = null;
  for (let at = 0; at < words.length; at++) {
    const word = words[at] as Word;
    if (word.field !== field) {
      if (field !== null) addTail(tokens, tailOf(document, at - 1));
      openSentence(tokens);
      field = word.field;
      addSigns(tokens, word.gap);
      addWord(tokens, word.raw, at);
    } else addNext(tokens, words, at, isNation);
  }
  if (words.length > 0) addTail(tokens, tailOf(document, words.length - 1));
  return tokens;
}

/** What stands behind the last word of a field. */
function tailOf({ words, title, text }: Document, last: number): string {
  const word = words[last] as Word;
  return (word.field === 'title' ? title : text).slice(word.end, word.end + 40);
}

function addTail(tokens: Tokens, tail: string): void {
  const last = tokens.raws.length - 1;
  const dotted = /^\.(?!\.)/.test(tail) && attachesDot(tokens.raws[last] as string);
  if (dotted) tokens.raws[last] += '.';
  addSigns(tokens, dotted ? tail.slice(1) : tail);
}

function addNext(tokens: Tokens, words: readonly Word[], at: number, isNation: IsNation): void {
  const word = words[at] as Word;
  const { gap } = word;
  const last = tokens.raws.length - 1;
  if (gap === ' ') addWord(tokens, word.raw, at);
  else if (isJoined(tokens.raws[last] as string, words[at - 1] as Word, word, isNation)) {
    tokens.raws[last] += gap + word.raw;
    tokens.lastWord[last] = at;
  } else if ((gap === "'" || gap === '’') && CONTRACTED.has(word.folded)) addContraction(tokens, word, at);
  else addAfterSigns(tokens, words[at - 1] as Word, word, at);
}

/** A word behind signs: some belong to the word before, and some end its sentence. */
function addAfterSigns(tokens: Tokens, before: Word, word: Word, at: number): void {
  const { gap } = word;
  const last = tokens.raws.length - 1;
  const dotted = gap.startsWith('.') && !gap.startsWith('..') && attachesDot(tokens.raws[last] as string);
  if (dotted) tokens.raws[last] += '.';
  const rest = dotted ? gap.slice(1) : gap;
  if (!endsSentence(before, word, dotted)) addSigns(tokens, rest);
  else {
    // closing signs belong to the sentence before, opening ones to the next
    const space = rest.search(/\s/);
    addSigns(tokens, space < 0 ? rest : rest.slice(0, space));
    openSentence(tokens);
    if (space >= 0) addSigns(tokens, rest.slice(space));
  }
  addWord(tokens, word.raw, at);
}

function isJoined(token: string, before: Word, word: Word, isNation: IsNation): boolean {
  const { gap } = word;
  if (gap.length === 0 || /\s/.test(gap)) return false;
  if (word.hidden && before.hidden) return true;
  if (gap.length > 1) return false;
  if (gap === "'" || gap === '’') return !CONTRACTED.has(word.folded);
  if (gap === '&') return true;
  if (gap === '-' || gap === '‑' || gap === '‐') return !partsAtHyphen(before, word, isNation);
  const digits = /\d$/.test(token) && /^\d/.test(word.raw);
  if (gap === '.') return digits || !word.cap || before.raw.length === 1;
  return digits && (gap === ',' || gap === ':' || gap === '/');
}

function addWord(tokens: Tokens, raw: string, at: number): void {
  tokens.raws.push(raw);
  tokens.firstWord.push(at);
  tokens.lastWord.push(at);
}

/** 's, 'll and so on; of "don't" the n goes with its 't. */
function addContraction(tokens: Tokens, word: Word, at: number): void {
  const last = tokens.raws.length - 1;
  const head = tokens.raws[last] as string;
  const negated = word.folded === 't' && head.length > 2 && head.endsWith('n');
  if (negated) tokens.raws[last] = head.slice(0, -1);
  addWord(tokens, `${negated ? 'n' : ''}${word.gap}${word.raw}`, at);
}

function addSigns(tokens: Tokens, gap: string): void {
  if (gap === '' || gap === ' ') return;
  for (const [sign] of gap.matchAll(SIGNS)) {
    tokens.raws.push(sign);
    tokens.firstWord.push(-1);
    tokens.lastWord.push(-1);
  }
}

function openSentence(tokens: Tokens): void {
  if (tokens.sentences.at(-1) !== tokens.raws.length) tokens.sentences.push(tokens.raws.length);
}
