// What the whole document tells about a word: how it is written elsewhere, the longest name-like run that holds it,
// what an acronym stands for by the text's own words.
import type { Layout } from './layout.ts';
import type { CrfWord } from './word.ts';

export type Facts = {
  /** 1: seen in lower case · 2: seen with a capital in mid-sentence, outside headlines; by word hash */
  seen: ReadonlyMap<number, number>;
  /** first word of the longest run in the document that holds the word, by word hash */
  longest: ReadonlyMap<number, number>;
  /** last word of an acronym's expansion, by the acronym's hash */
  expansions: ReadonlyMap<number, number>;
};

const NONE: ReadonlyMap<number, number> = new Map();

export function findFacts(layout: Layout): Facts {
  const { words, starts, headline, runFirst, runLast } = layout;
  const seen = new Map<number, number>();
  const longest = new Map<number, number>();
  let acronyms = false;
  for (let at = 0; at < words.length; at++) {
    const word = words[at] as CrfWord;
    if (!word.candidate) continue;
    const bit = starts[at] === 0 && headline[at] === 0 ? 2 : 0;
    seen.set(word.lower, (seen.get(word.lower) ?? 0) | bit);
    acronyms ||= word.acronym;
    const first = runFirst[at] as number;
    if (first < 0 || headline[at] === 1) continue;
    const there = longest.get(word.lower);
    const length = (runLast[at] as number) - first;
    if (there === undefined || length > (runLast[there] as number) - there) longest.set(word.lower, first);
  }
  // only words that have a capital somewhere are ever asked for
  for (let at = 0; at < words.length; at++) {
    const word = words[at] as CrfWord;
    if (word.candidate || word.sign) continue;
    const known = seen.get(word.lower);
    if (known !== undefined && (known & 1) === 0) seen.set(word.lower, known | 1);
  }
  return { seen, longest, expansions: acronyms ? findExpansions(layout) : NONE };
}

/** "Stockholm Center for Freedom (SCF)": the letters are the initials of the words before, small ones counted or not. */
function findExpansions({ words }: Layout): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  for (let at = 2; at + 1 < words.length; at++) {
    const word = words[at] as CrfWord;
    if (!word.acronym || words[at - 1]?.folded !== '(' || words[at + 1]?.folded !== ')') continue;
    if (spells(words, at - 2, word.folded)) found.set(word.lower, at - 2);
  }
  return found;
}

function spells(words: readonly CrfWord[], last: number, acronym: string): boolean {
  let letter = acronym.length - 1;
  for (let at = last; at >= 0 && letter >= 0 && last - at < acronym.length + 4; at--) {
    const word = words[at] as CrfWord;
    if (word.sign && word.folded !== '-') return false;
    if (word.initial === acronym.charCodeAt(letter) && (word.candidate || word.link)) letter--;
    else if (word.candidate) return false;
  }
  return letter < 0;
}
