// One article against all standing queries: scan, let keys fire, ask the guard, run what is left.
import { type Article, createArticle, slotFor } from './article.ts';
import { createMachine, type Machine, wind } from './machine.ts';
import { NO_GUARD, PROVED } from './plan.ts';
import { holds } from './run.ts';
import { createScanner, type Scanner } from './scan.ts';
import { codeStart, type Store } from './store.ts';

export type Matcher = {
  store: Store;
  article: Article;
  machine: Machine;
  scanner: Scanner;
  /** by program: the article it was last looked at for; nothing is cleared between articles */
  looked: Int32Array;
  turn: number;
  /** of the last article: ids whose query is true, ids whose query could not be evaluated */
  matched: number[];
  unevaluated: number[];
  /** programs touched, and of them those that were run */
  candidates: number;
  runs: number;
};

export function createMatcher(store: Store): Matcher {
  const article = createArticle();
  return {
    store,
    article,
    machine: createMachine(article),
    scanner: createScanner(store.words, store.pairs, article),
    looked: new Int32Array(16),
    turn: 0,
    matched: [],
    unevaluated: [],
    candidates: 0,
    runs: 0,
  };
}

/** Fills `matched` and `unevaluated` from the article that was scanned. */
export function matchScanned(matcher: Matcher): void {
  const { store, article, machine } = matcher;
  matcher.matched = [];
  matcher.unevaluated = [];
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
        tell(store, head, matcher.unevaluated);
        continue;
      }
      if (!yes) continue;
    }
    looked[program] = turn;
    tell(store, head, matcher.matched);
  }
}

/** All who asked for a program. */
function tell(store: Store, head: number, into: number[]): void {
  for (let each = head; each >= 0; each = store.nexts.data[each] as number)
    into.push(store.ids.data[each] as number);
}
