// The standing queries of one engine: programs, who asked for them, and the keys they are looked up by.
// Equal queries are one program with many subscribers. Nothing moves; compaction copies what lives into a new store.
import type { Node } from '../ast.ts';
import {
  type Bytes,
  bytes,
  type Doubles,
  doubles,
  type Floats,
  type Ints,
  ints,
  isFull,
  newTable,
  PRIME,
  push,
  room,
  SEED,
  spread,
  type Units,
} from './column.ts';
import { type Compiled, compile, type Vocabulary } from './compile.ts';
import { expectedShare } from './cost.ts';
import { createDictionary, type Dictionary, STARTS_PAIR } from './dictionary.ts';
import { createPairs, internPair, type Pairs } from './pairs.ts';
import { keysOf } from './plan.ts';
import { addPosting, createPostings, type Postings } from './postings.ts';
import { createWildcards } from './wildcards.ts';

export type Store = {
  words: Vocabulary;
  pairs: Pairs;
  postings: Postings;
  /** programs back to back: length, where its leaf texts are, their length, code */
  code: Ints;
  /** by program: where it starts in `code` */
  programs: Ints;
  /** by program: its first subscription, or -1 */
  heads: Ints;
  /** programs by content: program + 1, or 0 */
  known: Ints;
  /** printed leaves, UTF-8, a zero byte between */
  texts: Bytes;
  /** by subscription: the caller's id, its program or -1, its neighbours among those of the same program */
  ids: Doubles;
  programOf: Ints;
  nexts: Ints;
  befores: Ints;
  /** subscriptions by id: subscription + 1, or 0 */
  byId: Ints;
  /** subscriptions in force */
  live: number;
  /** programs nobody asks for any more */
  dead: number;
  /** articles matched since the counts of the dictionary began */
  articles: number;
};

const PREFACE = 3;

export function createStore(share: (text: string) => number = expectedShare): Store {
  return {
    words: { dictionary: createDictionary(), wildcards: createWildcards(), exact: new Map(), share },
    pairs: createPairs(),
    postings: createPostings(),
    code: ints(),
    programs: ints(),
    heads: ints(),
    known: newTable(),
    texts: bytes(),
    ids: doubles(),
    programOf: ints(),
    nexts: ints(),
    befores: ints(),
    byId: newTable(),
    live: 0,
    dead: 0,
    articles: 0,
  };
}

/** Every column, always in this order: what a store takes in memory, and what a snapshot holds. */
export function columnsOf({
  words,
  pairs,
  postings,
  ...store
}: Store): (Ints | Doubles | Floats | Units | Bytes)[] {
  const { dictionary, wildcards } = words;
  return [
    dictionary.table,
    dictionary.tags,
    dictionary.offset,
    dictionary.pool,
    dictionary.flags,
    dictionary.cost,
    dictionary.seen,
    dictionary.posts,
    wildcards.terms,
    wildcards.stems,
    wildcards.nexts,
    wildcards.table,
    wildcards.marks,
    wildcards.leads,
    pairs.table,
    pairs.first,
    pairs.second,
    pairs.posts,
    pairs.seen,
    postings.arena,
    store.code,
    store.programs,
    store.heads,
    store.known,
    store.texts,
    store.ids,
    store.programOf,
    store.nexts,
    store.befores,
    store.byId,
  ];
}

/** Where the code of a program starts. */
export const codeStart = (store: Store, program: number): number =>
  (store.programs.data[program] as number) + PREFACE;

export const codeLength = (store: Store, program: number): number =>
  store.code.data[store.programs.data[program] as number] as number;

/** Puts a query in force under an id; the id's former query ends. */
export function addQuery(store: Store, id: number, ast: Node): void {
  subscribe(store, id, internProgram(store, compile(ast, store.words)));
}

/** Ends an id's query. Returns whether it was in force. */
export function removeQuery(store: Store, id: number): boolean {
  const subscription = findSubscription(store, id);
  const program = subscription < 0 ? -1 : (store.programOf.data[subscription] as number);
  if (program < 0) return false;
  store.programOf.data[subscription] = -1;
  store.live--;
  const next = store.nexts.data[subscription] as number;
  const before = store.befores.data[subscription] as number;
  if (before < 0) store.heads.data[program] = next;
  else store.nexts.data[before] = next;
  if (next >= 0) store.befores.data[next] = before;
  if ((store.heads.data[program] as number) < 0) store.dead++;
  return true;
}

/** The subscription of an id that is in force, or -1. */
export function subscriptionOf(store: Store, id: number): number {
  const subscription = findSubscription(store, id);
  return subscription < 0 || (store.programOf.data[subscription] as number) < 0 ? -1 : subscription;
}

/** Makes an id ask for a program. */
export function subscribe(store: Store, id: number, program: number): void {
  removeQuery(store, id);
  let subscription = findSubscription(store, id);
  if (subscription < 0) {
    subscription = store.ids.size;
    if (isFull(store.byId, subscription)) growIds(store);
    push(store.ids, id);
    push(store.programOf, -1);
    push(store.nexts, -1);
    push(store.befores, -1);
    placeIn(store.byId.data, hashId(id), subscription);
  }
  const head = store.heads.data[program] as number;
  // a dead program that somebody asks for again is alive again; a new one was counted dead until now
  if (head < 0) store.dead--;
  store.programOf.data[subscription] = program;
  store.nexts.data[subscription] = head;
  store.befores.data[subscription] = -1;
  if (head >= 0) store.befores.data[head] = subscription;
  store.heads.data[program] = subscription;
  store.live++;
}

const hashId = (id: number): number =>
  Math.imul((id | 0) ^ Math.imul(Math.floor(id / 2 ** 32) | 0, PRIME), 0x9e3779b1 | 0);

function findSubscription(store: Store, id: number): number {
  const slots = store.byId.data;
  const mask = slots.length - 1;
  for (let at = spread(hashId(id)) & mask; ; at = (at + 1) & mask) {
    const subscription = (slots[at] as number) - 1;
    if (subscription < 0 || store.ids.data[subscription] === id) return subscription;
  }
}

function placeIn(slots: Int32Array, hash: number, entry: number): void {
  const mask = slots.length - 1;
  let at = spread(hash) & mask;
  while (slots[at] !== 0) at = (at + 1) & mask;
  slots[at] = entry + 1;
}

function growIds(store: Store): void {
  const slots = new Int32Array(store.byId.data.length * 2);
  for (let each = 0; each < store.ids.size; each++)
    placeIn(slots, hashId(store.ids.data[each] as number), each);
  store.byId.data = slots;
  store.byId.size = slots.length;
}

const encoder = new TextEncoder();

/** The program with this content, made and planned when it is new. */
export function internProgram(store: Store, compiled: Compiled): number {
  const text = compiled.leaves
    .map((leaf) => (leaf.includes('\0') ? leaf.replaceAll('\0', ' ') : leaf))
    .join('\0');
  const { texts } = store;
  // a unit takes at most three bytes
  room(texts, text.length * 3);
  const { written } = encoder.encodeInto(text, texts.data.subarray(texts.size));
  return internCode(store, new Int32Array(compiled.code), written);
}

/** The same for code whose leaf texts were written behind the texts in use. */
export function internCode(store: Store, code: Int32Array, textLength: number): number {
  const hash = hashCode(code, 0, code.length);
  const slots = store.known.data;
  const mask = slots.length - 1;
  for (let at = spread(hash) & mask; slots[at] !== 0; at = (at + 1) & mask) {
    const program = (slots[at] as number) - 1;
    if (isSame(store, program, code, textLength)) return program;
  }
  return addProgram(store, code, textLength, hash);
}

function addProgram(store: Store, code: Int32Array, textLength: number, hash: number): number {
  const program = store.programs.size;
  if (isFull(store.known, program)) growKnown(store);
  push(store.programs, store.code.size);
  push(store.heads, -1);
  store.dead++;
  push(store.code, code.length);
  push(store.code, store.texts.size);
  push(store.code, textLength);
  room(store.code, code.length);
  store.code.data.set(code, store.code.size);
  store.code.size += code.length;
  store.texts.size += textLength;
  placeIn(store.known.data, hash, program);
  addKeys(store, program, code);
  return program;
}

function addKeys(store: Store, program: number, code: Int32Array): void {
  const { dictionary } = store.words;
  for (const { first, second, guard } of keysOf(code, 0, dictionary)) {
    const posts = second < 0 ? dictionary.posts : store.pairs.posts;
    const key = second < 0 ? first : internPair(store.pairs, first, second);
    if (second >= 0) markPair(dictionary, first);
    posts.data[key] = addPosting(store.postings, posts.data[key] as number, program, guard);
  }
}

function markPair(dictionary: Dictionary, first: number): void {
  dictionary.flags.data[first] = (dictionary.flags.data[first] as number) | STARTS_PAIR;
}

function hashCode(code: Int32Array, from: number, to: number): number {
  let hash = SEED;
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ (code[at] as number), PRIME) ^ (hash >>> 17);
  return hash;
}

function isSame(store: Store, program: number, code: Int32Array, textLength: number): boolean {
  const at = store.programs.data[program] as number;
  const own = store.code.data;
  if (own[at] !== code.length || own[at + 2] !== textLength) return false;
  for (let index = 0; index < code.length; index++)
    if (own[at + PREFACE + index] !== code[index]) return false;
  const texts = store.texts.data;
  const from = own[at + 1] as number;
  for (let index = 0; index < textLength; index++) {
    if (texts[from + index] !== texts[store.texts.size + index]) return false;
  }
  return true;
}

function growKnown(store: Store): void {
  const slots = new Int32Array(store.known.data.length * 2);
  for (let program = 0; program < store.programs.size; program++) {
    const from = codeStart(store, program);
    placeIn(slots, hashCode(store.code.data, from, from + codeLength(store, program)), program);
  }
  store.known.data = slots;
  store.known.size = slots.length;
}

/** The leaf texts of a program as bytes. */
export function textBytes(store: Store, program: number): Uint8Array {
  const at = store.programs.data[program] as number;
  const from = store.code.data[at + 1] as number;
  return store.texts.data.subarray(from, from + (store.code.data[at + 2] as number));
}

const decoder = new TextDecoder();

/** The printed leaves of a program, in the order of its code. */
export function leafTexts(store: Store, program: number): string[] {
  return decoder.decode(textBytes(store, program)).split('\0');
}
