// Names by a trained model, ours or the operator's, as spans over the words of a document.
import type { EntityType } from '../../model/article.ts';
import type { FoundName } from './backend.ts';
import { PERSON_TITLES } from './crf/person-titles.ts';
import type { CrfTagger } from './crf/tag.ts';
import { readTokens, type Tokens } from './crf/tokens.ts';
import { addFree, type Span } from './span.ts';
import type { Document, Word } from './word.ts';

/** Tokens that somebody else has cut, by their place in the body. */
export type GivenToken = { start: number; end: number; opensSentence: boolean };

/** Below this what is lost in precision outweighs what is gained in recall. */
const LEAST_SCORE = 0.4;

/** Names by our own tagger: English only. @param given tokens to use instead of our own; in order, none overlapping */
export function findNamed(document: Document, tagger: CrfTagger, given?: readonly GivenToken[]): Span[] {
  const tokens = given === undefined ? readTokens(document, tagger.isNation) : takeTokens(document, given);
  const spans: Span[] = [];
  for (const { first, last, type, score } of tagger.tag(tokens.raws, tokens.sentences)) {
    const span = toSpan(document, wordsOf(tokens, first, last), type, score);
    if (span !== null) spans.push(span);
  }
  return spans;
}

/** Names given by their places, in any order; of two on one word the first counts, and what holds no word is dropped. */
export function placeNames(document: Document, names: readonly FoundName[]): Span[] {
  const { words } = document;
  const body = firstFrom(words, 0, words.length, ({ field }) => field === 'body');
  const spans = names.flatMap(({ field, start, end, type, score }) => {
    const [from, to] = field === 'title' ? [0, body] : [body, words.length];
    const first = firstFrom(words, from, to, (word) => word.end > start);
    const last = firstFrom(words, from, to, (word) => word.start >= end) - 1;
    return toSpan(document, first > last ? null : { first, last }, type, score) ?? [];
  });
  return addFree([], spans);
}

/** The first word between `from` and `to` on which `holds`, as it does on all behind it; `to` if there is none. */
function firstFrom(words: readonly Word[], from: number, to: number, holds: (word: Word) => boolean): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(words[middle] as Word)) high = middle;
    else low = middle + 1;
  }
  return low;
}

type Ends = { first: number; last: number };

function toSpan(document: Document, found: Ends | null, type: EntityType, score: number): Span | null {
  if (score < LEAST_SCORE || found === null || isHidden(document, found)) return null;
  const ends = type === 'PER' ? withoutTitles(document, found) : found;
  const name = nameOf(document, ends);
  return { ...ends, type, id: null, name, alias: null, score, method: 'model', about: [] };
}

/** A name of signs alone has no word, and is none. */
function wordsOf({ firstWord, lastWord }: Tokens, from: number, to: number): Ends | null {
  let first = from;
  let last = to;
  while (first <= last && (firstWord[first] as number) < 0) first++;
  while (last >= first && (lastWord[last] as number) < 0) last--;
  return first > last ? null : { first: firstWord[first] as number, last: lastWord[last] as number };
}

/** Pope Francis is Francis; a title alone stays, since the model has its reasons. */
function withoutTitles({ words }: Document, { first, last }: Ends): Ends {
  let start = first;
  while (start < last && PERSON_TITLES.has((words[start] as Word).folded)) start++;
  return { first: start, last };
}

function isHidden({ words }: Document, { first, last }: Ends): boolean {
  for (let at = first; at <= last; at++) if (words[at]?.hidden) return true;
  return words[first]?.field !== words[last]?.field;
}

function nameOf({ words, title, text }: Document, { first, last }: Ends): string {
  const head = words[first] as Word;
  const source = head.field === 'title' ? title : text;
  return source.slice(head.start, words[last]?.end).replace(/\s+/g, ' ');
}

function takeTokens({ words, text }: Document, given: readonly GivenToken[]): Tokens {
  const tokens: Tokens = { raws: [], sentences: [], firstWord: [], lastWord: [] };
  let next = 0;
  for (const { start, end, opensSentence } of given) {
    if (opensSentence || tokens.raws.length === 0) tokens.sentences.push(tokens.raws.length);
    while (next < words.length && (words[next] as Word).end <= start) next++;
    let last = next;
    while (last < words.length && (words[last] as Word).start < end) last++;
    tokens.raws.push(text.slice(start, end));
    tokens.firstWord.push(last > next ? next : -1);
    tokens.lastWord.push(last > next ? last - 1 : -1);
  }
  return tokens;
}
