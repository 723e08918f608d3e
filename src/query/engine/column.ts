// Growing columns of numbers. Everything the engine remembers lies in these, so that memory is known and a snapshot
// is a copy. Reading goes straight to `data`; only the first `size` entries mean something.

type Numbers = Int32Array | Float64Array | Float32Array | Uint16Array | Uint8Array;

export type Column<T extends Numbers> = { data: T; size: number; readonly make: (length: number) => T };
export type Ints = Column<Int32Array>;
export type Doubles = Column<Float64Array>;
export type Floats = Column<Float32Array>;
export type Units = Column<Uint16Array>;
export type Bytes = Column<Uint8Array>;

const FIRST = 16;

export const ints = (): Ints => column((length) => new Int32Array(length));
export const doubles = (): Doubles => column((length) => new Float64Array(length));
export const floats = (): Floats => column((length) => new Float32Array(length));
export const units = (): Units => column((length) => new Uint16Array(length));
export const bytes = (): Bytes => column((length) => new Uint8Array(length));

function column<T extends Numbers>(make: (length: number) => T): Column<T> {
  return { data: make(FIRST), size: 0, make };
}

/** Makes room for `more` further entries; growth by half keeps waste small at a million queries. */
export function room<T extends Numbers>(into: Column<T>, more: number): void {
  const needed = into.size + more;
  if (needed <= into.data.length) return;
  const bigger = into.make(Math.max(needed, into.data.length + (into.data.length >> 1)));
  bigger.set(into.data.subarray(0, into.size));
  into.data = bigger;
}

export function push<T extends Numbers>(into: Column<T>, value: number): void {
  if (into.size === into.data.length) room(into, 1);
  into.data[into.size++] = value;
}

/** An open or chained hash table of numbers above 0; always a power of two long. */
export function newTable(): Ints {
  const table = ints();
  table.data = new Int32Array(64);
  table.size = table.data.length;
  return table;
}

/** Whether a table of this length should grow before it takes one more entry. */
export const isFull = (table: Ints, entries: number): boolean => (entries + 1) * 3 > table.data.length * 2;

/** One step of the rolling hash (FNV-1a): every prefix of a word has its own intermediate value. */
export const SEED = 0x811c9dc5 | 0;
export const PRIME = 0x01000193;

/** Spreads a rolling hash over a table. */
export const spread = (hash: number): number => hash ^ (hash >>> 15);
