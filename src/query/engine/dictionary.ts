// Everything an article can hold that some query asks for, as small integers: folded words, exact forms, wildcard
// patterns, metadata values. Only grows; compaction builds a new one.
import {
  type Bytes,
  bytes,
  type Floats,
  floats,
  type Ints,
  ints,
  newTable,
  PRIME,
  push,
  room,
  SEED,
  spread,
  type Units,
  units,
} from './column.ts';

/** The first unit of a term that is no plain word; no token starts with one. */
export const EXACT = '\u0001';
export const WILD = '\u0002';
export const META = '\u0003';

/** flags of a term */
export const IS_WORD = 1;
export const HAS_EXACT = 2;
export const STARTS_PAIR = 4;

export type Dictionary = {
  /** open addressing: id + 1, or 0 */
  table: Ints;
  /** by table slot: eight bits of the hash, 0 when empty; small enough to stay in the cache */
  tags: Bytes;
  /** where a term's units start; the next entry is where they end */
  offset: Ints;
  pool: Units;
  flags: Bytes;
  /** expected share of articles that hold the term */
  cost: Floats;
  /** articles seen that held the term */
  seen: Ints;
  /** postings of the term as a key, 0 when it is none */
  posts: Ints;
};

export function createDictionary(): Dictionary {
  const table = newTable();
  const tags = bytes();
  tags.data = new Uint8Array(table.size);
  tags.size = table.size;
  const offset = ints();
  push(offset, 0);
  return { table, tags, offset, pool: units(), flags: bytes(), cost: floats(), seen: ints(), posts: ints() };
}

export const termCount = (dictionary: Dictionary): number => dictionary.flags.size;

const tagOf = (hash: number): number => hash >>> 24 || 1;

/** The id of the word in `units` with this rolling hash, or -1. Compared exactly: a hash alone proves nothing. */
export function findUnits(
  dictionary: Dictionary,
  units: Uint16Array,
  start: number,
  length: number,
  hash: number,
): number {
  const table = dictionary.table.data;
  const offset = dictionary.offset.data;
  const pool = dictionary.pool.data;
  const tags = dictionary.tags.data;
  const mask = table.length - 1;
  const tag = tagOf(hash);
  for (let at = spread(hash) & mask; ; at = (at + 1) & mask) {
    const found = tags[at] as number;
    if (found === 0) return -1;
    if (found !== tag) continue;
    const id = (table[at] as number) - 1;
    const from = offset[id] as number;
    if ((offset[id + 1] as number) - from !== length) continue;
    let same = 0;
    while (same < length && pool[from + same] === units[start + same]) same++;
    if (same === length) return id;
  }
}

let buffer = new Uint16Array(256);

/** Copies a string into the shared buffer and returns its rolling hash. */
function load(text: string): number {
  if (text.length > buffer.length) buffer = new Uint16Array(text.length * 2);
  let hash = SEED;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    buffer[at] = unit;
    hash = Math.imul(hash ^ unit, PRIME);
  }
  return hash;
}

export function findTerm(dictionary: Dictionary, text: string): number {
  const hash = load(text);
  return findUnits(dictionary, buffer, 0, text.length, hash);
}

/** The id of a term, given one when it is new. `cost` is only used then. */
export function internTerm(dictionary: Dictionary, text: string, cost: (text: string) => number): number {
  const hash = load(text);
  const known = findUnits(dictionary, buffer, 0, text.length, hash);
  if (known >= 0) return known;
  const id = termCount(dictionary);
  // at most half full: most words of an article are not in it, and a failed look-up ends at a gap
  if ((id + 1) * 2 > dictionary.table.data.length) growTable(dictionary);
  const { pool, offset } = dictionary;
  room(pool, text.length);
  pool.data.set(buffer.subarray(0, text.length), pool.size);
  pool.size += text.length;
  push(offset, pool.size);
  push(dictionary.flags, text.charCodeAt(0) > 3 ? IS_WORD : 0);
  push(dictionary.cost, cost(text));
  push(dictionary.seen, 0);
  push(dictionary.posts, 0);
  place(dictionary.table.data, dictionary.tags.data, hash, id);
  return id;
}

function place(table: Int32Array, tags: Uint8Array, hash: number, id: number): void {
  const mask = table.length - 1;
  let at = spread(hash) & mask;
  while (table[at] !== 0) at = (at + 1) & mask;
  table[at] = id + 1;
  tags[at] = tagOf(hash);
}

function growTable(dictionary: Dictionary): void {
  const count = termCount(dictionary);
  const table = new Int32Array(dictionary.table.data.length * 2);
  const tags = new Uint8Array(table.length);
  const offset = dictionary.offset.data;
  const pool = dictionary.pool.data;
  for (let id = 0; id < count; id++) {
    let hash = SEED;
    const end = offset[id + 1] as number;
    for (let at = offset[id] as number; at < end; at++) hash = Math.imul(hash ^ (pool[at] as number), PRIME);
    place(table, tags, hash, id);
  }
  dictionary.table.data = table;
  dictionary.table.size = table.length;
  dictionary.tags.data = tags;
  dictionary.tags.size = tags.length;
}

/** The text of a term, its kind mark included. */
export function termText(dictionary: Dictionary, id: number): string {
  const from = dictionary.offset.data[id] as number;
  const to = dictionary.offset.data[id + 1] as number;
  let text = '';
  for (let at = from; at < to; at += 4096) {
    text += String.fromCharCode(...dictionary.pool.data.subarray(at, Math.min(to, at + 4096)));
  }
  return text;
}
