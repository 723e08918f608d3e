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
  /** for each word: its clusters, each from 1, and its rank bucket, packed as below */
  facts: Uint32Array;
  phrases: HashTable;
  /** for each phrase: bits as above */
  bits: Uint8Array;
};

/** Rank bucket of a word that the lexicon lacks. */
export const UNRANKED = 20;

/** Bits of each level of clusters; the levels are independent of each other. */
const FINE_SHIFT = 0;
const MIDDLE_SHIFT = 11;
const COARSE_SHIFT = 20;
const RANK_SHIFT = 27;

/** One number for all that is known of a word. */
export const packFacts = (fine: number, middle: number, coarse: number, rank: number): number =>
  ((fine << FINE_SHIFT) | (middle << MIDDLE_SHIFT) | (coarse << COARSE_SHIFT) | (rank << RANK_SHIFT)) >>> 0;

export const fineOf = (facts: number): number => (facts >>> FINE_SHIFT) & 2047;
export const middleOf = (facts: number): number => (facts >>> MIDDLE_SHIFT) & 511;
export const coarseOf = (facts: number): number => (facts >>> COARSE_SHIFT) & 127;
export const rankOf = (facts: number): number => facts >>> RANK_SHIFT;

/** Clusters and rank of a word by the hash of its folded form, as in `Lexicon.facts`. */
export function factsOf(lexicon: Lexicon, hash: number): number {
  const entry = findKey(lexicon.words, hash);
  return entry < 0 ? -1 : (lexicon.facts[entry] as number);
}

/** Bits of a phrase by its hash; 0 when no list has it. */
export function bitsOf(lexicon: Lexicon, hash: number): number {
  const entry = findKey(lexicon.phrases, hash);
  return entry < 0 ? 0 : (lexicon.bits[entry] as number);
}
