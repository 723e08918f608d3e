// Compaction: what lives is copied into a new store, in slices between articles. Programs are renumbered by their
// hottest key, so that those which are looked at together lie together: at a million queries the cost is cache misses.

import { internText } from './compile.ts';
import { expectedShare } from './cost.ts';
import { termCount, termText } from './dictionary.ts';
import { AND, CMP, childrenAt, opOf, termsAt } from './program.ts';
import { codeLength, codeStart, createStore, internCode, type Store, subscribe, textBytes } from './store.ts';

/** how many articles the shipped frequencies weigh against those counted from the stream */
const PRIOR_ARTICLES = 1000;

export type Compaction = {
  from: Store;
  to: Store;
  /** programs in their new order */
  order: Int32Array;
  done: number;
  /** old term → new term, or -1 */
  terms: Int32Array;
};

/** Share of a store that only takes room: programs nobody asks for, postings that were outgrown. */
export function wasteOf(store: Store): number {
  const dead = store.dead / Math.max(1, store.programs.size);
  return Math.max(dead, store.postings.waste / Math.max(1, store.postings.arena.size));
}

export function startCompaction(from: Store): Compaction {
  const seen = new Map<string, number>();
  const { dictionary } = from.words;
  for (let term = 0; term < termCount(dictionary); term++) {
    const count = dictionary.seen.data[term] as number;
    if (count > 0) seen.set(termText(dictionary, term), count);
  }
  const articles = from.articles;
  const share = (text: string): number =>
    (expectedShare(text) * PRIOR_ARTICLES + (seen.get(text) ?? 0)) / (PRIOR_ARTICLES + articles);
  const terms = new Int32Array(termCount(dictionary)).fill(-1);
  return { from, to: createStore(share), order: orderOf(from), done: 0, terms };
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
export function stepCompaction(compaction: Compaction, programs: number): boolean {
  const { from, to, order } = compaction;
  const end = Math.min(order.length, compaction.done + programs);
  for (; compaction.done < end; compaction.done++) {
    const program = order[compaction.done] as number;
    let subscription = from.heads.data[program] as number;
    if (subscription < 0) continue;
    const code = from.code.data.slice(
      codeStart(from, program),
      codeStart(from, program) + codeLength(from, program),
    );
    translate(compaction, code, 0);
    const copy = internCode(to, code, textBytes(from, program).slice());
    for (; subscription >= 0; subscription = from.nexts.data[subscription] as number) {
      subscribe(to, from.ids.data[subscription] as number, copy);
    }
  }
  return compaction.done === order.length;
}

/** The new store, once all is copied; what the old one learnt of frequencies goes on at half weight. */
export function finishCompaction(compaction: Compaction): Store {
  const { from, to, terms } = compaction;
  to.words.share = expectedShare;
  to.articles = from.articles >> 1;
  for (let term = 0; term < terms.length; term++) {
    const made = terms[term] as number;
    if (made >= 0)
      to.words.dictionary.seen.data[made] = (from.words.dictionary.seen.data[term] as number) >> 1;
  }
  return to;
}

/** Writes the new store's terms into code copied from the old one. */
function translate(compaction: Compaction, code: Int32Array, at: number): void {
  const op = opOf(code[at] as number);
  if (op >= AND) {
    for (const child of childrenAt(code, at)) translate(compaction, code, child);
  } else if (op !== CMP) {
    const { from, count } = termsAt(code, at);
    for (let index = from; index < from + count; index++)
      code[index] = newTerm(compaction, code[index] as number);
  }
}

function newTerm(compaction: Compaction, term: number): number {
  const known = compaction.terms[term] as number;
  if (known >= 0) return known;
  const made = internText(compaction.to.words, termText(compaction.from.words.dictionary, term));
  compaction.terms[term] = made;
  return made;
}
