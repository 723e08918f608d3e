// Sentences in capitals, read as if they were not: each word takes the case that the document mostly gives it, else
// the one that the lexicon suggests. Offsets stay; only what the tagger sees of the word changes.
import type { Dictionary } from './dictionary.ts';
import { isShouted } from './layout.ts';
import { bitsOf } from './lexicon.ts';
import { CASE_UPPER, type CrfWord, phraseHash } from './word.ts';

/** Words of this rank bucket or a lower one are ordinary when nothing else is known: 2^13 most frequent. */
const ORDINARY = 12;
const LONGEST_ACRONYM = 3;

/** The same words, those of shouted sentences as they would be written in running text. */
export function trueCase(
  words: readonly CrfWord[],
  raws: readonly string[],
  sentences: readonly number[],
  dictionary: Dictionary,
): readonly CrfWord[] {
  let written: Map<number, string> | null = null;
  let result: CrfWord[] | null = null;
  for (let number = 0; number < sentences.length; number++) {
    const from = sentences[number] as number;
    const to = sentences[number + 1] ?? words.length;
    if (!isShouted(words, from, to)) continue;
    written ??= gatherWritten(words, raws);
    result ??= [...words];
    for (let at = from; at < to; at++) {
      const word = words[at] as CrfWord;
      if (word.case !== CASE_UPPER) continue;
      result[at] = dictionary.word(written.get(word.lower) ?? suggest(word, raws[at] as string, dictionary));
    }
  }
  return result ?? words;
}

/** How each word is written where it is not in capitals; small letters win over a capital. */
function gatherWritten(words: readonly CrfWord[], raws: readonly string[]): Map<number, string> {
  const written = new Map<number, string>();
  words.forEach((word, at) => {
    if (word.case === CASE_UPPER || word.sign) return;
    if (!word.capital || !written.has(word.lower)) written.set(word.lower, raws[at] as string);
  });
  return written;
}

function suggest(word: CrfWord, raw: string, { lexicon }: Dictionary): string {
  const listed = bitsOf(lexicon, phraseHash(0, word.lower));
  const small = raw.toLowerCase();
  if (word.rank <= ORDINARY && (listed & 15) === 0) return small;
  if (raw.length <= LONGEST_ACRONYM && (listed & 127) === 0) return raw;
  return raw.slice(0, 1) + small.slice(1);
}
