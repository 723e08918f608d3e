// Marks what the lists of names say of the words of a document: the longest phrase with capitals at both ends.
import type { Layout } from './layout.ts';
import { bitsOf, type Lexicon, LONGEST_PHRASE, ORGANISATION, PREFIX } from './lexicon.ts';
import { type CrfWord, phraseHash } from './word.ts';

const PLACES = 15;

export type Marks = {
  /** bits of the phrase; shifted by 4 on its first word, by 8 on later ones, if it has several */
  places: Uint16Array;
  /** organisations: 0 none, 1 a single word, 2 first, 3 inside */
  organisations: Uint8Array;
};

export function markLists({ words, sentences }: Layout, lexicon: Lexicon): Marks {
  const marks: Marks = {
    places: new Uint16Array(words.length),
    organisations: new Uint8Array(words.length),
  };
  for (let number = 0; number + 1 < sentences.length; number++) {
    markSentence(marks, words, sentences[number] as number, sentences[number + 1] as number, lexicon);
  }
  return marks;
}

function markSentence(
  { places, organisations }: Marks,
  words: readonly CrfWord[],
  from: number,
  to: number,
  lexicon: Lexicon,
): void {
  let placeEnd = from;
  let organisationEnd = from;
  for (let first = from; first < to; first++) {
    if (!(words[first] as CrfWord).candidate) continue;
    let hash = 0;
    let place = -1;
    let bits = 0;
    let organisation = -1;
    for (let last = first; last < Math.min(to, first + LONGEST_PHRASE); last++) {
      const word = words[last] as CrfWord;
      hash = phraseHash(hash, word.lower);
      const found = bitsOf(lexicon, hash);
      if (word.candidate && (found & PLACES) !== 0) {
        place = last;
        bits = found & PLACES;
      }
      if (word.candidate && (found & ORGANISATION) !== 0) organisation = last;
      if ((found & PREFIX) === 0) break;
    }
    if (place >= 0 && first >= placeEnd) {
      places.fill(bits << 8, first, place + 1);
      places[first] = place === first ? bits : bits << 4;
      placeEnd = place + 1;
    }
    if (organisation >= 0 && first >= organisationEnd) {
      organisations.fill(3, first, organisation + 1);
      organisations[first] = organisation === first ? 1 : 2;
      organisationEnd = organisation + 1;
    }
  }
}
