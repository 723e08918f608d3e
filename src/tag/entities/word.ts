// The words of one article with what their spelling says: case, place in the sentence, kind of line.
// Words are those of the query language, so every mention is also a phrase that a query can find.
import { type Token, tokenize } from '../../query/text.ts';
import { ABBREVIATIONS } from './cues.ts';

export type Field = 'title' | 'body';

export type Word = Token & {
  field: Field;
  /** what stands between the word before (of the same field) and this one */
  gap: string;
  /** first letter is a capital */
  cap: boolean;
  /** two letters or more, all capitals */
  upper: boolean;
  /** first of its sentence, or after an opening quotation mark or a colon: a capital says little here */
  starts: boolean;
  /** in a line where most words have a capital: a headline, a name of a section */
  headline: boolean;
  /** part of a URL, an e-mail address, a handle or a hashtag */
  hidden: boolean;
};

/** An article as its words, title first, and what its case tells about single words. */
export type Document = {
  title: string;
  text: string;
  words: Word[];
  /** how many of them are the title's: the first of the body, if there is one */
  bodyStart: number;
  /** folded words that stand in lower case somewhere outside headlines */
  lower: ReadonlySet<string>;
  /** folded words with a capital in mid-sentence, outside headlines */
  capital: ReadonlySet<string>;
  /** nobody typed a capital: case tells nothing */
  caseless: boolean;
};

const UPPER = /^\p{Lu}/u;
/** ASCII by code, the rest by table */
const isCapital = (raw: string): boolean => {
  const code = raw.charCodeAt(0);
  return code < 128 ? code > 64 && code < 91 : UPPER.test(raw);
};
const OPENS = /[“„«"‘(:•*|]/;
const LETTER = /\p{L}/u;
/** Most words begin with a letter of ASCII */
const hasLetter = (raw: string): boolean => {
  const code = raw.charCodeAt(0) | 32;
  return (code > 96 && code < 123) || LETTER.test(raw);
};

/** Builds the document of a title and a body; either may be empty. Linear in the length of the text. */
export function readDocument(title: string, text: string): Document {
  const words: Word[] = [];
  readField(title, 'title', words);
  const bodyStart = words.length;
  readField(text, 'body', words);
  const lower = new Set<string>();
  const capital = new Set<string>();
  let letters = 0;
  let capitals = 0;
  for (const word of words) {
    if (word.hidden || !hasLetter(word.raw)) continue;
    letters++;
    if (word.cap) capitals++;
    if (word.headline) continue;
    if (!word.cap) lower.add(word.folded);
    else if (!word.starts) capital.add(word.folded);
  }
  return { title, text, words, bodyStart, lower, capital, caseless: letters > 5 && capitals === 0 };
}

/** Adds the words of a field to `words`. */
function readField(text: string, field: Field, words: Word[]): void {
  const from = words.length;
  let before: Token | undefined;
  for (const token of tokenize(text)) {
    const { start, end, raw, folded, sentence, paragraph } = token;
    const spaced = before !== undefined && start === before.end + 1 && text.charCodeAt(before.end) === 32;
    const gap = spaced ? ' ' : text.slice(before?.end ?? 0, start);
    const cap = isCapital(raw);
    const upper = cap && raw.length > 1 && raw === raw.toUpperCase();
    const starts = before === undefined || startsSentence(before, token, gap);
    words.push({
      start,
      end,
      raw,
      folded,
      sentence,
      paragraph,
      field,
      gap,
      cap,
      upper,
      starts,
      headline: false,
      hidden: false,
    });
    before = token;
  }
  hideAddresses(words, from, text);
  markHeadlines(words, from, field === 'title' ? '' : text);
}

function startsSentence(before: Token, token: Token, gap: string): boolean {
  if (gap === ' ') return false;
  if (OPENS.test(gap)) return true;
  if (before.sentence === token.sentence) return false;
  const abbreviated = gap.startsWith('.') && !gap.includes('\n');
  return !(abbreviated && (ABBREVIATIONS.has(before.folded) || /^\p{Lu}$/u.test(before.raw)));
}

/** Hides each stretch without white space that is a URL, an e-mail address, a handle or a hashtag. */
function hideAddresses(words: readonly Word[], from: number, text: string): void {
  for (let first = from; first < words.length; ) {
    const head = words[first] as Word;
    let last = first;
    let address = head.gap !== ' ' && /[@#]\S*$/.test(head.gap);
    address ||= head.folded === 'www' && text[head.end] === '.';
    for (let next = words[first + 1]; next !== undefined && glued(next.gap); next = words[last + 1]) {
      address ||= next.gap.includes('@') || next.gap.includes('://');
      last++;
    }
    if (address) for (let at = first; at <= last; at++) (words[at] as Word).hidden = true;
    first = last + 1;
  }
}

const glued = (gap: string): boolean => gap !== ' ' && !/\s/.test(gap);

/** A line of four long words or more, three quarters of them with a capital, and no full stop, is a headline. */
function markHeadlines(words: readonly Word[], from: number, text: string): void {
  for (let first = from; first < words.length; ) {
    const line = words[first]?.paragraph;
    let end = first;
    let long = 0;
    let capitals = 0;
    while (end < words.length && words[end]?.paragraph === line) {
      const word = words[end] as Word;
      if (word.raw.length > 3 && hasLetter(word.raw)) {
        long++;
        if (word.cap) capitals++;
      }
      end++;
    }
    const after = words[end - 1]?.end ?? 0;
    const sentence = /^["”’)]*[.!?]/.test(text.slice(after, after + 4));
    const headline = long >= 4 && end - first <= 40 && capitals >= long * 0.75 && !sentence;
    if (headline) for (let at = first; at < end; at++) (words[at] as Word).headline = true;
    first = end;
  }
}
