// Pairs of neighbouring words that are keys: a phrase is looked up by its rarest pair.
import { type Ints, ints, isFull, newTable, PRIME, push, spread } from './column.ts';

export type Pairs = {
  /** open addressing: pair + 1, or 0 */
  table: Ints;
  first: Ints;
  second: Ints;
  /** postings of the pair as a key */
  posts: Ints;
  /** how often the pair was met */
  seen: Ints;
};

export function createPairs(): Pairs {
  return { table: newTable(), first: ints(), second: ints(), posts: ints(), seen: ints() };
}

const hashOf = (first: number, second: number): number =>
  spread(Math.imul(Math.imul(first, PRIME) ^ second, 0x9e3779b1 | 0));

export function findPair(pairs: Pairs, first: number, second: number): number {
  const table = pairs.table.data;
  const mask = table.length - 1;
  for (let at = hashOf(first, second) & mask; ; at = (at + 1) & mask) {
    const id = (table[at] as number) - 1;
    if (id < 0 || (pairs.first.data[id] === first && pairs.second.data[id] === second)) return id;
  }
}

export function internPair(pairs: Pairs, first: number, second: number): number {
  const known = findPair(pairs, first, second);
  if (known >= 0) return known;
  const id = pairs.first.size;
  if (isFull(pairs.table, id)) grow(pairs);
  push(pairs.first, first);
  push(pairs.second, second);
  push(pairs.posts, 0);
  push(pairs.seen, 0);
  place(pairs.table.data, hashOf(first, second), id);
  return id;
}

function place(table: Int32Array, hash: number, id: number): void {
  const mask = table.length - 1;
  let at = hash & mask;
  while (table[at] !== 0) at = (at + 1) & mask;
  table[at] = id + 1;
}

function grow(pairs: Pairs): void {
  const table = new Int32Array(pairs.table.data.length * 2);
  for (let id = 0; id < pairs.first.size; id++) {
    place(table, hashOf(pairs.first.data[id] as number, pairs.second.data[id] as number), id);
  }
  pairs.table.data = table;
  pairs.table.size = table.length;
}
