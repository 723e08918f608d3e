// Compaction: what lives is copied into a new store, in slices between articles. Programs are renumbered by their
// hottest key, so that those which are looked at together lie together: at a million queries the cost is cache misses.

import { room } from './column.ts';
import { internText } from './compile.ts';
import { expectedShare } from './cost.ts';
import { termCount, termText } from './dictionary.ts';
import type { Matcher } from './match.ts';
import { AND, CMP, childrenAt, opOf, termsAt } from './program.ts';
import {
  codeLength,
  codeStart,
  columnsOf,
  createStore,
  internCode,
  type Store,
  subscribe,
  textBytes,
} from './store.ts';

/** how many articles the shipped frequencies weigh against those counted from the stream */
const PRIOR_ARTICLES = 1000;

/** One store that is copied. */
type Source = {
  matcher: Matcher;
  /** programs in their new order */
  order: Int32Array;
  done: number;
  /** old term → new term, or -1 */
  terms: Int32Array;
};

export type Compaction = { sources: Source[]; to: Store };

/** Share of a store that only takes room: programs nobody asks for, postings that were outgrown. */
export function wasteOf({ store, hid }: Matcher): number {
  const dead = (store.dead + hid) / Math.max(1, store.programs.size);
  return Math.max(dead, store.postings.waste / Math.max(1, store.postings.arena.size));
}

export function startCompaction(matchers: readonly Matcher[]): Compaction {
  const seen = new Map<string, number>();
  let articles = 0;
  for (const { store } of matchers) {
    const { dictionary } = store.words;
    for (let term = 0; term < termCount(dictionary); term++) {
      const count = dictionary.seen.data[term] as number;
      if (count === 0) continue;
      const text = termText(dictionary, term);
      seen.set(text, Math.max(seen.get(text) ?? 0, count));
    }
    articles = Math.max(articles, store.articles);
  }
  const share = (text: string): number =>
    (expectedShare(text) * PRIOR_ARTICLES + (seen.get(text) ?? 0)) / (PRIOR_ARTICLES + articles);
  const to = createStore(share);
  reserve(
    to,
    matchers.map(({ store }) => store),
  );
  const sources = matchers.map((matcher): Source => {
    const terms = new Int32Array(termCount(matcher.store.words.dictionary)).fill(-1);
    return { matcher, order: orderOf(matcher.store), done: 0, terms };
  });
  return { sources, to };
}

/** Room for all that may be copied, so that nothing grows on the way and little is left over. */
function reserve(to: Store, from: readonly Store[]): void {
  const sizes = from.map((store) => columnsOf(store).map((column) => column.size));
  columnsOf(to).forEach((column, index) => {
    // hash tables are full from the start, and grow by themselves
    if (column.size > 1) return;
    const size = sizes.reduce((sum, each) => sum + (each[index] ?? 0), 0);
    room<Int32Array | Float64Array | Float32Array | Uint16Array | Uint8Array>(column, size);
  });
}

/** Programs by the key that fires most, then the rest as they are. */
function orderOf(store: Store): Int32Array {
  const { dictionary } = store.words;
  const hot: { seen: number; block: number }[] = [];
  const note = (count: number, seen: Int32Array, posts: Int32Array): void => {
    for (let key = 0; key < count; key++) {
      const block = posts[key] as number;
      if (block !== 0 && (seen[key] as number) > 0) hot.push({ seen: seen[key] as number, block });
    }
  };
  note(termCount(dictionary), dictionary.seen.data, dictionary.posts.data);
  note(store.pairs.first.size, store.pairs.seen.data, store.pairs.posts.data);
  hot.sort((a, b) => b.seen - a.seen || a.block - b.block);

  const order = new Int32Array(store.programs.size);
  const taken = new Uint8Array(store.programs.size);
  let size = 0;
  const take = (program: number): void => {
    if (taken[program] === 1) return;
    taken[program] = 1;
    order[size++] = program;
  };
  const arena = store.postings.arena.data;
  for (const { block } of hot) {
    const end = block + 2 + (arena[block] as number) * 2;
    for (let at = block + 2; at < end; at += 2) take(arena[at] as number);
  }
  for (let program = 0; program < store.programs.size; program++) take(program);
  return order;
}

/** Copies up to `programs` further programs. Returns whether all are copied. */
export function stepCompaction({ sources, to }: Compaction, programs: number): boolean {
  let left = programs;
  for (const source of sources) {
    for (; source.done < source.order.length; source.done++) {
      if (left-- <= 0) return false;
      copyProgram(source, source.order[source.done] as number, to);
    }
  }
  return true;
}

/** A program with those who ask for it; none when nobody does. */
function copyProgram(source: Source, program: number, to: Store): void {
  const { store, hid, hidden } = source.matcher;
  let copy = -1;
  let subscription = store.heads.data[program] as number;
  for (; subscription >= 0; subscription = store.nexts.data[subscription] as number) {
    if (hid > 0 && hidden[subscription] === 1) continue;
    if (copy < 0) copy = copyCode(source, program, to);
    subscribe(to, store.ids.data[subscription] as number, copy);
  }
}

function copyCode(source: Source, program: number, to: Store): number {
  const { store } = source.matcher;
  const start = codeStart(store, program);
  const code = store.code.data.slice(start, start + codeLength(store, program));
  translate(source, to, code, 0);
  const text = textBytes(store, program);
  room(to.texts, text.length);
  to.texts.data.set(text, to.texts.size);
  return internCode(to, code, text.length);
}

/** The new store, once all is copied; what the old ones learnt of frequencies goes on at half weight. */
export function finishCompaction({ sources, to }: Compaction): Store {
  to.words.share = expectedShare;
  for (const { matcher, terms } of sources) {
    const { seen } = matcher.store.words.dictionary;
    to.articles = Math.max(to.articles, matcher.store.articles >> 1);
    for (let term = 0; term < terms.length; term++) {
      const made = terms[term] as number;
      if (made < 0) continue;
      const learnt = to.words.dictionary.seen.data;
      learnt[made] = Math.max(learnt[made] as number, (seen.data[term] as number) >> 1);
    }
  }
  return to;
}

/** Writes the new store's terms into code copied from an old one. */
function translate(source: Source, to: Store, code: Int32Array, at: number): void {
  const op = opOf(code[at] as number);
  if (op >= AND) {
    for (const child of childrenAt(code, at)) translate(source, to, code, child);
  } else if (op !== CMP) {
    const { from, count } = termsAt(code, at);
    for (let index = from; index < from + count; index++)
      code[index] = newTerm(source, to, code[index] as number);
  }
}

function newTerm({ matcher, terms }: Source, to: Store, term: number): number {
  const known = terms[term] as number;
  if (known >= 0) return known;
  const made = internText(to.words, termText(matcher.store.words.dictionary, term));
  terms[term] = made;
  return made;
}
