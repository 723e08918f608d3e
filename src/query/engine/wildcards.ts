// Wildcard patterns, found by their literal start (or end): one Bloom test a character while a word is scanned,
// because the hash of every prefix is a step of the rolling hash.
import { PRIME, SEED } from './column.ts';

type Pattern = { term: number; text: Uint16Array; stem: number };

export type Wildcards = {
  count: number;
  /** length of the shortest literal start */
  shortest: number;
  /** bits of the hashes of literal starts */
  bloom: Uint8Array;
  byStart: Map<number, Pattern[]>;
  byEnd: Map<number, Pattern[]>;
  /** lengths of literal ends in use, ascending */
  endLengths: number[];
};

const MANY = 42;
const ONE = 63;

export function createWildcards(): Wildcards {
  return {
    count: 0,
    shortest: 0x3fffffff,
    bloom: new Uint8Array(1024),
    byStart: new Map(),
    byEnd: new Map(),
    endLengths: [],
  };
}

function hashOf(text: Uint16Array, from: number, to: number): number {
  let hash = SEED;
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ (text[at] as number), PRIME);
  return hash;
}

const bitOf = (hash: number, bloom: Uint8Array): number => (hash ^ (hash >>> 13)) & (bloom.length * 8 - 1);

function mark(bloom: Uint8Array, hash: number): void {
  const bit = bitOf(hash, bloom);
  bloom[bit >> 3] = (bloom[bit >> 3] ?? 0) | (1 << (bit & 7));
}

/** Whether a literal start with this hash may exist. */
export function mayStart(wildcards: Wildcards, hash: number): boolean {
  const { bloom } = wildcards;
  const bit = (hash ^ (hash >>> 13)) & (bloom.length * 8 - 1);
  return ((bloom[bit >> 3] as number) & (1 << (bit & 7))) !== 0;
}

/** Files a folded pattern. It has enough literal letters at its start or its end: the parser saw to that. */
export function addPattern(wildcards: Wildcards, pattern: string, term: number): void {
  const units = Uint16Array.from({ length: pattern.length }, (_, at) => pattern.charCodeAt(at));
  const start = units.findIndex(isWild);
  const end = units.length - 1 - units.findLastIndex(isWild);
  wildcards.count++;
  if (start >= end) {
    file(wildcards.byStart, hashOf(units, 0, start), { term, text: units, stem: start });
    wildcards.shortest = Math.min(wildcards.shortest, start);
    growBloom(wildcards);
    mark(wildcards.bloom, hashOf(units, 0, start));
  } else {
    file(wildcards.byEnd, hashOf(units, units.length - end, units.length), { term, text: units, stem: end });
    if (!wildcards.endLengths.includes(end)) wildcards.endLengths.push(end);
    wildcards.endLengths.sort((a, b) => a - b);
  }
}

const isWild = (unit: number): boolean => unit === MANY || unit === ONE;

function file(into: Map<number, Pattern[]>, hash: number, pattern: Pattern): void {
  const known = into.get(hash);
  if (known) known.push(pattern);
  else into.set(hash, [pattern]);
}

/** Sixteen bits a start keep false alarms rare. */
function growBloom(wildcards: Wildcards): void {
  if (wildcards.byStart.size * 2 <= wildcards.bloom.length) return;
  wildcards.bloom = new Uint8Array(wildcards.bloom.length * 4);
  for (const hash of wildcards.byStart.keys()) mark(wildcards.bloom, hash);
}

/** Calls `found` for each pattern with this literal start that fits the word. */
export function matchStart(
  wildcards: Wildcards,
  hash: number,
  stem: number,
  word: Uint16Array,
  length: number,
  found: (term: number) => void,
): void {
  for (const pattern of wildcards.byStart.get(hash) ?? []) {
    if (pattern.stem === stem && fits(pattern.text, word, length)) found(pattern.term);
  }
}

/** Calls `found` for each pattern with a literal end that fits the word. */
export function matchEnds(
  wildcards: Wildcards,
  word: Uint16Array,
  length: number,
  found: (term: number) => void,
): void {
  for (const stem of wildcards.endLengths) {
    if (stem > length) return;
    for (const pattern of wildcards.byEnd.get(hashOf(word, length - stem, length)) ?? []) {
      if (pattern.stem === stem && fits(pattern.text, word, length)) found(pattern.term);
    }
  }
}

/** `*` any number of characters, `?` exactly one (a surrogate pair is one). Linear in practice: one step back a star. */
function fits(pattern: Uint16Array, word: Uint16Array, length: number): boolean {
  let at = 0;
  let star = -1;
  let retry = 0;
  let inPattern = 0;
  while (at < length) {
    const want = pattern[inPattern];
    if (want === MANY) {
      star = inPattern++;
      retry = at;
    } else if (want === ONE) {
      at += charLength(word, at, length);
      inPattern++;
    } else if (want === word[at]) {
      at++;
      inPattern++;
    } else if (star >= 0) {
      retry += charLength(word, retry, length);
      at = retry;
      inPattern = star + 1;
    } else return false;
  }
  while (pattern[inPattern] === MANY) inPattern++;
  return inPattern === pattern.length;
}

function charLength(word: Uint16Array, at: number, length: number): number {
  const unit = word[at] as number;
  const next = at + 1 < length ? (word[at + 1] as number) : 0;
  return unit >= 0xd800 && unit < 0xdc00 && next >= 0xdc00 && next < 0xe000 ? 2 : 1;
}
