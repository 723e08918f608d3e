// The fingerprint by which near-duplicate texts find each other: the smallest hashes of a text's word shingles.
// Two such samples tell how much of the texts is the same, and their smallest hashes are what texts are looked up by.
import { tokenize } from '../../query/text.ts';

/** a shingle is this many words; letters of scripts written without spaces count as half a word each */
const SHINGLE_WORDS = 4;
const HALVES = 2;
/**
 * Texts of up to 256 shingles are compared whole. Of longer ones the smallest hashes are kept, so that samples of two
 * texts overlap as the texts do: 256 of them tell a share of one half to within .03.
 */
export const PRINT_SIZE = 256;
/**
 * The smallest hashes, by which texts are looked up: a copy with a third of all shingles in common shares one with a
 * probability of 1 − (2/3)^16 = 99.8 %.
 */
const KEYS = 16;
/** more is not read: copies of so long a text are told by their beginning just as well */
const MOST_CHARS = 100_000;

/** Hashes of a text's shingles, unsigned 32-bit, ascending, each once, at most PRINT_SIZE. Empty for fewer than four words. */
export function printOf(text: string): Uint32Array {
  const read = text.slice(0, MOST_CHARS);
  const hashes: number[] = [];
  const halves: number[] = [];
  for (const { folded } of tokenize(read)) {
    hashes.push(fnv1a(folded));
    halves.push(isLetterWord(folded.codePointAt(0) ?? 0) ? 1 : HALVES);
  }
  const shingles = Uint32Array.from(shinglesOf(hashes, halves)).sort();
  const print = shingles.filter((hash, at) => at === 0 || hash !== shingles[at - 1]);
  return print.slice(0, PRINT_SIZE);
}

/** The numbers by which a text is looked up, signed 32-bit as the store keeps them. */
export const keysOf = (print: Uint32Array): Int32Array => Int32Array.from(print.subarray(0, KEYS));

function shinglesOf(hashes: readonly number[], halves: readonly number[]): number[] {
  const shingles: number[] = [];
  for (let start = 0; start < hashes.length; start++) {
    let hash = 0x811c9dc5;
    let size = 0;
    let end = start;
    for (; end < hashes.length && size < SHINGLE_WORDS * HALVES; end++) {
      hash = Math.imul(hash ^ (hashes[end] as number), 0x01000193) ^ (hash >>> 15);
      size += halves[end] as number;
    }
    if (size < SHINGLE_WORDS * HALVES) break;
    shingles.push(mixed(hash));
  }
  return shingles;
}

/** Han, Hiragana, Thai, Lao, Khmer, Myanmar: one token a letter. */
const isLetterWord = (code: number): boolean =>
  code >= 0x0e00 &&
  (code < 0x0f00 ||
    (code >= 0x1000 && code < 0x10a0) ||
    (code >= 0x1780 && code < 0x1800) ||
    (code >= 0x3040 && code < 0x30a0) ||
    (code >= 0x3400 && code < 0xa000) ||
    (code >= 0xf900 && code < 0xfb00) ||
    code >= 0x20000);

/** FNV-1a over UTF-16 units. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash;
}

/** Spreads a hash over all 32 bits, so that the smallest are a fair sample. */
function mixed(hash: number): number {
  let bits = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
