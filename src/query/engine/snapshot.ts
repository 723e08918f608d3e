// A store as one run of bytes, and back. The columns are written as they lie in memory, so loading is hardly work.
// Another format, other text rules or another byte order are refused: the queries are then built from their text.
import { TEXT_RULES } from '../text.ts';
import { registerExact } from './compile.ts';
import { EXACT, termCount, termText } from './dictionary.ts';
import { columnsOf, createStore, type Store } from './store.ts';

const MAGIC = 0x51575050;
const FORMAT = 2;
const ALIGN = 8;
/** magic, length of the header */
const PREFACE = 8;

type Column = ReturnType<typeof columnsOf>[number];
type Header = {
  format: number;
  textRules: number;
  revision: string;
  sizes: number[];
  live: number;
  dead: number;
  articles: number;
  waste: number;
};

const aligned = (length: number): number => Math.ceil(length / ALIGN) * ALIGN;
const littleEndian = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1;

/** Writes a store into memory of the caller's kind; `revision` is the caller's, to know where to catch up from. */
export function saveStore<B extends ArrayBufferLike>(
  store: Store,
  revision: string,
  memory: (bytes: number) => B,
): Uint8Array<B> {
  const columns = columnsOf(store);
  const { live, dead, articles } = store;
  const header: Header = {
    format: FORMAT,
    textRules: TEXT_RULES,
    revision,
    sizes: columns.map((column) => column.size),
    live,
    dead,
    articles,
    waste: store.postings.waste,
  };
  const text = new TextEncoder().encode(JSON.stringify(header));
  const total = columns.reduce(
    (sum, column) => sum + aligned(column.size * column.data.BYTES_PER_ELEMENT),
    aligned(PREFACE + text.length),
  );
  const bytes = new Uint8Array(memory(total));
  new Uint32Array(bytes.buffer, 0, 2).set([MAGIC, text.length]);
  bytes.set(text, PREFACE);
  let at = aligned(PREFACE + text.length);
  for (const { data, size } of columns) {
    const length = size * data.BYTES_PER_ELEMENT;
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, length), at);
    at += aligned(length);
  }
  return bytes;
}

/**
 * Null when the bytes are no snapshot of this format and these text rules, or are cut short. The store's columns are
 * views of the bytes. In shared memory only the counts of what was seen, which matching writes, become its own: such
 * a store must be changed in no other way.
 */
export function loadStore(given: Uint8Array): { store: Store; revision: string } | null {
  const bytes = given.byteOffset % ALIGN === 0 ? given : given.slice();
  const header = headerOf(bytes);
  if (!header) return null;
  const store = createStore();
  const columns = columnsOf(store);
  if (header.sizes.length !== columns.length) return null;
  let at = aligned(PREFACE + (new Uint32Array(bytes.buffer, bytes.byteOffset, 2)[1] ?? 0));
  for (const [index, column] of columns.entries()) {
    const size = header.sizes[index] ?? 0;
    const length = size * column.data.BYTES_PER_ELEMENT;
    if (at + length > bytes.byteLength) return null;
    fill(column, bytes, at, size);
    at += aligned(length);
  }
  store.live = header.live;
  store.dead = header.dead;
  store.articles = header.articles;
  store.postings.waste = header.waste;
  if (isShared(bytes)) {
    for (const column of [store.words.dictionary.seen, store.pairs.seen])
      column.data = new Int32Array(column.data);
  }
  registerAll(store);
  return { store, revision: header.revision };
}

/** Whether other threads may read these bytes. */
export const isShared = (bytes: Uint8Array): boolean => bytes.buffer instanceof SharedArrayBuffer;

function headerOf(bytes: Uint8Array): Header | null {
  if (!littleEndian || bytes.byteLength < PREFACE) return null;
  const [magic, length] = new Uint32Array(bytes.buffer, bytes.byteOffset, 2);
  if (magic !== MAGIC || length === undefined || PREFACE + length > bytes.byteLength) return null;
  try {
    const header = JSON.parse(new TextDecoder().decode(bytes.subarray(PREFACE, PREFACE + length))) as Header;
    return header.format === FORMAT && header.textRules === TEXT_RULES ? header : null;
  } catch {
    return null;
  }
}

/** The column becomes a view of the bytes; its first growth copies it out. */
function fill(column: Column, bytes: Uint8Array, at: number, size: number): void {
  const { data } = column;
  const offset = bytes.byteOffset + at;
  if (data instanceof Int32Array) column.data = new Int32Array(bytes.buffer, offset, size);
  else if (data instanceof Float64Array) column.data = new Float64Array(bytes.buffer, offset, size);
  else if (data instanceof Float32Array) column.data = new Float32Array(bytes.buffer, offset, size);
  else if (data instanceof Uint16Array) column.data = new Uint16Array(bytes.buffer, offset, size);
  else column.data = new Uint8Array(bytes.buffer, offset, size);
  column.size = size;
}

/** Exact forms have a side table, which is made again from the dictionary. */
function registerAll(store: Store): void {
  const { dictionary } = store.words;
  for (let term = 0; term < termCount(dictionary); term++) {
    if (dictionary.pool.data[dictionary.offset.data[term] as number] === EXACT.charCodeAt(0))
      registerExact(store.words, term, termText(dictionary, term).slice(1));
  }
}
