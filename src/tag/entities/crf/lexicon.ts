// What is known of words before any text is read: the cluster of each frequent word, and lists of names.
// Only hashes are kept; a word cannot be got out again.
import { findKey, type HashTable } from './hash-table.ts';

/** Bits of a phrase in the lists of names. */
export const COUNTRY = 1;
export const CITY = 2;
export const DEMONYM = 4;
export const REGION = 8;
export const ORGANISATION = 16;
export const GIVEN = 32;
export const SURNAME = 64;
/** a longer phrase begins so */
export const PREFIX = 128;

/** Most words of a phrase in the lists. */
export const LONGEST_PHRASE = 6;

export type Lexicon = {
  words: HashTable;
  /** for each word: finest cluster (from 1; 0 is none) · 32 + rank bucket */
  facts: Uint16Array;
  /** finest cluster → middle, middle → coarse */
  middle: Uint16Array;
  coarse: Uint16Array;
  phrases: HashTable;
  /** for each phrase: bits as above */
  bits: Uint8Array;
};

/** Rank bucket of a word that the lexicon lacks. */
export const UNRANKED = 20;

/** Cluster and rank of a word by the hash of its folded form, as in `Lexicon.facts`. */
export function factsOf(lexicon: Lexicon, hash: number): number {
  const entry = findKey(lexicon.words, hash);
  return entry < 0 ? -1 : (lexicon.facts[entry] as number);
}

/** Bits of a phrase by its hash; 0 when no list has it. */
export function bitsOf(lexicon: Lexicon, hash: number): number {
  const entry = findKey(lexicon.phrases, hash);
  return entry < 0 ? 0 : (lexicon.bits[entry] as number);
}
