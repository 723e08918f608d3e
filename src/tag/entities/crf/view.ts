// A document with all that features ask of it. Words beyond a sentence's ends are two words of their own.

import type { Dictionary } from './dictionary.ts';
import { type Facts, findFacts } from './facts.ts';
import { type Layout, layOut } from './layout.ts';
import { type Marks, markLists } from './lists.ts';
import type { CrfWord } from './word.ts';

/** Two words before, one before, the word, one behind, two behind. */
export type Around = [CrfWord, CrfWord, CrfWord, CrfWord, CrfWord];

export type View = {
  layout: Layout;
  facts: Facts;
  marks: Marks;
  /** the word `distance` places from `index`, never of another sentence */
  word(index: number, distance: number): CrfWord;
  /** the words from two before to two behind `index`; one list for all calls, good until the next */
  around(index: number): Around;
  /** words to the next run of capitals in the sentence: 1-3; 0 when it is farther */
  nextRun(index: number): number;
};

const FAR = 3;

/** @param sentences index of each sentence's first word */
export function openView(
  words: readonly CrfWord[],
  sentences: readonly number[],
  dictionary: Dictionary,
): View {
  const layout = layOut(words, sentences);
  const begin = dictionary.word('<s>');
  const end = dictionary.word('</s>');
  const { sentenceOf, runFirst } = layout;
  const bounds = layout.sentences;
  const near: Around = [begin, begin, begin, begin, begin];
  return {
    layout,
    facts: findFacts(layout),
    marks: markLists(layout, dictionary.lexicon),
    word(index, distance) {
      const sentence = sentenceOf[index] as number;
      const at = index + distance;
      if (at < (bounds[sentence] as number)) return begin;
      return at < (bounds[sentence + 1] as number) ? (words[at] as CrfWord) : end;
    },
    around(index) {
      const sentence = sentenceOf[index] as number;
      const from = bounds[sentence] as number;
      const to = bounds[sentence + 1] as number;
      near[0] = index - 2 < from ? begin : (words[index - 2] as CrfWord);
      near[1] = index - 1 < from ? begin : (words[index - 1] as CrfWord);
      near[2] = words[index] as CrfWord;
      near[3] = index + 1 < to ? (words[index + 1] as CrfWord) : end;
      near[4] = index + 2 < to ? (words[index + 2] as CrfWord) : end;
      return near;
    },
    nextRun(index) {
      const to = bounds[(sentenceOf[index] as number) + 1] as number;
      for (let distance = 1; distance <= FAR && index + distance < to; distance++) {
        if ((runFirst[index + distance] as number) >= 0) return distance;
      }
      return 0;
    },
  };
}
