// One article against all standing queries: scan, let keys fire, ask the guard, run what is left.
import { type Article, createArticle, slotFor } from './article.ts';
import { createMachine, type Machine, wind } from './machine.ts';
import { NO_GUARD, PROVED } from './plan.ts';
import { holds } from './run.ts';
import { createScanner, type Scanner } from './scan.ts';
import { codeStart, type Store, subscriptionOf } from './store.ts';

export type Matcher = {
  store: Store;
  /** by subscription of a shared store, which is never changed: 1 when its query was removed */
  hidden: Uint8Array;
  hid: number;
  article: Article;
  machine: Machine;
  scanner: Scanner;
  /** by program: the article it was last looked at for; nothing is cleared between articles */
  looked: Int32Array;
  turn: number;
  /** of the last article: ids whose query is true, ids whose query could not be evaluated */
  matched: number[];
  unevaluated: number[];
  /** by place in `matched`: the program; and the place that is likely explained next, or -1 when something changed */
  programs: number[];
  next: number;
  /** programs touched, and of them those that were run */
  candidates: number;
  runs: number;
};

export function createMatcher(store: Store, shared = false): Matcher {
  const article = createArticle();
  return {
    store,
    hidden: new Uint8Array(shared ? store.ids.size : 0),
    hid: 0,
    article,
    machine: createMachine(article),
    scanner: createScanner(store.words, store.pairs, article),
    looked: new Int32Array(16),
    turn: 0,
    matched: [],
    unevaluated: [],
    programs: [],
    next: -1,
    candidates: 0,
    runs: 0,
  };
}

/** Fills `matched` and `unevaluated` from the article that was scanned. */
export function matchScanned(matcher: Matcher): void {
  const { store, article, machine } = matcher;
  matcher.matched = [];
  matcher.unevaluated = [];
  matcher.programs = [];
  matcher.next = 0;
  matcher.candidates = 0;
  matcher.runs = 0;
  const programs = store.programs.size;
  if (matcher.looked.length < programs) {
    const wider = new Int32Array(programs + (programs >> 1));
    wider.set(matcher.looked);
    matcher.looked = wider;
  }
  // the stamp starts again before it could overflow
  if (++matcher.turn === 0x7fffffff) {
    matcher.looked.fill(0);
    matcher.turn = 1;
  }
  store.articles++;
  machine.code = store.code.data;
  const { posts, seen } = store.words.dictionary;
  for (let slot = 0; slot < article.slots; slot++) {
    const term = article.slotTerm[slot] as number;
    seen.data[term] = (seen.data[term] as number) + 1;
    const block = posts.data[term] as number;
    if (block !== 0) fire(matcher, block);
  }
  for (let each = 0; each < article.pairCount; each++) {
    const pair = article.pairs[each] as number;
    store.pairs.seen.data[pair] = (store.pairs.seen.data[pair] as number) + 1;
    fire(matcher, store.pairs.posts.data[pair] as number);
  }
}

/** Looks at the programs of a key that is in the article. */
function fire(matcher: Matcher, block: number): void {
  const { store, article, machine, looked, turn } = matcher;
  const arena = store.postings.arena.data;
  const end = block + 2 + (arena[block] as number) * 2;
  for (let at = block + 2; at < end; at += 2) {
    const program = arena[at] as number;
    const guard = arena[at + 1] as number;
    if (guard > NO_GUARD && slotFor(article, guard) < 0) continue;
    if (looked[program] === turn) continue;
    const head = store.heads.data[program] as number;
    if (head < 0) continue;
    matcher.candidates++;
    if (guard !== PROVED) {
      wind(machine);
      matcher.runs++;
      looked[program] = turn;
      const yes = holds(machine, codeStart(store, program));
      if (machine.steps < 0) {
        tell(matcher, head, matcher.unevaluated);
        continue;
      }
      if (!yes) continue;
    }
    looked[program] = turn;
    tell(matcher, head, matcher.matched);
    while (matcher.programs.length < matcher.matched.length) matcher.programs.push(program);
  }
}

/** All who asked for a program. */
function tell(matcher: Matcher, head: number, into: number[]): void {
  const { ids, nexts } = matcher.store;
  for (let each = head; each >= 0; each = nexts.data[each] as number) {
    if (matcher.hid === 0 || matcher.hidden[each] !== 1) into.push(ids.data[each] as number);
  }
}

/** Queries in force. */
export const inForce = (matcher: Matcher): number => matcher.store.live - matcher.hid;

/** The program of an id in force here, or -1. */
export function programFor(matcher: Matcher, id: number): number {
  const subscription = subscriptionOf(matcher.store, id);
  if (subscription < 0 || (matcher.hid > 0 && matcher.hidden[subscription] === 1)) return -1;
  return matcher.store.programOf.data[subscription] as number;
}

/** The program of an id, when that is what was told next: it need not be looked for, and holds. Else -1. */
export function toldProgram(matcher: Matcher, id: number): number {
  const { next } = matcher;
  if (next < 0 || matcher.matched[next] !== id) return -1;
  matcher.next++;
  return matcher.programs[next] as number;
}

/** Ends an id's query in a shared store without touching it. Returns whether it was in force. */
export function hide(matcher: Matcher, id: number): boolean {
  if (programFor(matcher, id) < 0) return false;
  matcher.hidden[subscriptionOf(matcher.store, id)] = 1;
  matcher.hid++;
  return true;
}
