// A document as the tagger sees it: its words in a row, where sentences begin, and what that tells about each word.
// Facts of position and case only; what a word is called comes later.
import { CASE_UPPER, type CrfWord } from './word.ts';

/** Runs end here at the latest: longer ones are lists or shouting. */
const LONGEST_RUN = 24;

export type Layout = {
  words: readonly CrfWord[];
  /** index of each sentence's first word, then the number of words */
  sentences: Int32Array;
  /** number of the sentence of each word */
  sentenceOf: Int32Array;
  /** 1: first word of its sentence, or the first after signs at its start, or after an opening sign within */
  starts: Uint8Array;
  /** 1: the sentence has the capitals of a headline */
  headline: Uint8Array;
  /** first and last word of the run of capitals that a word stands in; -1 outside */
  runFirst: Int32Array;
  runLast: Int32Array;
};

/** @param sentences index of each sentence's first word; the first is 0 */
export function layOut(words: readonly CrfWord[], sentences: readonly number[]): Layout {
  const size = words.length;
  const layout: Layout = {
    words,
    sentences: Int32Array.from([...sentences, size]),
    sentenceOf: new Int32Array(size),
    starts: new Uint8Array(size),
    headline: new Uint8Array(size),
    runFirst: new Int32Array(size).fill(-1),
    runLast: new Int32Array(size).fill(-1),
  };
  for (let number = 0; number < sentences.length; number++) {
    const from = layout.sentences[number] as number;
    const to = layout.sentences[number + 1] as number;
    layout.sentenceOf.fill(number, from, to);
    markStarts(layout, from, to);
    if (isHeadline(words, from, to)) layout.headline.fill(1, from, to);
    markRuns(layout, from, to);
  }
  return layout;
}

function markStarts({ words, starts }: Layout, from: number, to: number): void {
  let opening = true;
  for (let at = from; at < to; at++) {
    const word = words[at] as CrfWord;
    if (opening) starts[at] = 1;
    opening = word.sign && (opening || word.folded === '"' || word.folded === ':' || word.folded === '(');
  }
}

/** More than three words, three quarters of them with a capital. */
function isHeadline(words: readonly CrfWord[], from: number, to: number): boolean {
  let count = 0;
  let capitals = 0;
  for (let at = from; at < to; at++) {
    const word = words[at] as CrfWord;
    if (word.sign) continue;
    count++;
    if (word.capital) capitals++;
  }
  return count > 3 && capitals > count * 0.75;
}

function markRuns({ words, runFirst, runLast }: Layout, from: number, to: number): void {
  for (let first = from; first < to; first++) {
    if (!(words[first] as CrfWord).candidate) continue;
    let last = first;
    while (last + 1 < to && last - first < LONGEST_RUN) {
      if ((words[last + 1] as CrfWord).candidate) last++;
      else if (isLinked(words, last, to)) last += 2;
      else break;
    }
    runFirst.fill(first, first, last + 1);
    runLast.fill(last, first, last + 1);
    first = last;
  }
}

const isLinked = (words: readonly CrfWord[], last: number, to: number): boolean =>
  last + 2 < to && (words[last + 1] as CrfWord).link && (words[last + 2] as CrfWord).candidate;

/** Sentences of five words or more of which nine tenths are in capitals: case tells nothing there. */
export function isShouted(words: readonly CrfWord[], from: number, to: number): boolean {
  let count = 0;
  let upper = 0;
  for (let at = from; at < to; at++) {
    const word = words[at] as CrfWord;
    if (word.sign) continue;
    count++;
    if (word.case === CASE_UPPER || (word.capital && word.folded.length === 1)) upper++;
  }
  return count >= 5 && upper >= count * 0.9;
}
