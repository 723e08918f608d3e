// All standing queries against one article: the engine as others use it.
// It keeps programs and integers, never query texts or trees; it never reads a clock or the network.
import type { Node } from './ast.ts';
import type { Doc, Span } from './doc.ts';
import {
  type Compaction,
  finishCompaction,
  startCompaction,
  stepCompaction,
  wasteOf,
} from './engine/compact.ts';
import { wind } from './engine/machine.ts';
import { createMatcher, type Matcher, matchScanned } from './engine/match.ts';
import { holds } from './engine/run.ts';
import { scan } from './engine/scan.ts';
import { type Leaf, leavesOf, spansOf } from './engine/show.ts';
import { loadStore, saveStore } from './engine/snapshot.ts';
import {
  addQuery,
  codeStart,
  createStore,
  leafTexts,
  programFor,
  removeQuery,
  type Store,
} from './engine/store.ts';

export type { Leaf } from './engine/show.ts';

export type Engine = {
  /** Puts a query in force under an id (a safe integer), in place of the id's former query. */
  add(id: number, ast: Node): void;
  /** Ends an id's query. Returns whether it was in force. */
  remove(id: number): boolean;
  /** The ids whose query is true of the article, in no particular order. */
  match(doc: Doc): number[];
  /** Of the last match: ids whose query ran out of steps. That is not "no match"; count it and say so. */
  unevaluated(): number[];
  /** Where: up to 50 stretches of the article, none when the query is false of it. The cheap half of `explain`. */
  spans(id: number, doc: Doc): Span[];
  /**
   * Why: up to 50 stretches of the article (none when the query is false of it), and every leaf of the query with its
   * truth. Negated parts never give a stretch. Cheapest right after `match` with the same article.
   */
  explain(id: number, doc: Doc): { spans: Span[]; leaves: Leaf[] };
  /** Share (0..1) of the engine that only takes room; compact when it passes 0.3, or after the first thousand articles. */
  waste(): number;
  /**
   * Copies up to so many queries into fresh memory, in the order in which articles need them; call it between articles
   * until it returns true. Additions and removals may come in between. Roughly 10 us a query.
   */
  compact(queries: number): boolean;
  /** The engine as bytes; `revision` is yours, and comes back from `loadEngine`. */
  save(revision: string): Uint8Array<ArrayBuffer>;
  /** Queries in force. */
  size(): number;
  /** How much work the last match was. */
  effort(): { candidates: number; runs: number };
};

/** An engine with no query in it. */
export function createEngine(): Engine {
  return engineOver(createStore());
}

/**
 * The engine from the bytes of `save`, which it takes over. Null when they were written by another format or under
 * other text rules, or are cut short: build it from the texts of the queries then.
 */
export function loadEngine(bytes: Uint8Array): { engine: Engine; revision: string } | null {
  const loaded = loadStore(bytes);
  return loaded && { engine: engineOver(loaded.store), revision: loaded.revision };
}

function engineOver(first: Store): Engine {
  let matcher = createMatcher(first);
  let compaction: Compaction | null = null;
  let scanned: Doc | null = null;

  const read = (doc: Doc): void => {
    scan(matcher.scanner, doc);
    scanned = doc;
  };

  return {
    add: (id, ast) => {
      if (!Number.isSafeInteger(id)) throw new RangeError('the id of a query is a safe integer');
      addQuery(matcher.store, id, ast);
      if (compaction) addQuery(compaction.to, id, ast);
      // a new word may stand in the article that was read before
      scanned = null;
    },
    remove: (id) => {
      if (compaction) removeQuery(compaction.to, id);
      return removeQuery(matcher.store, id);
    },
    match: (doc) => {
      read(doc);
      matchScanned(matcher);
      return matcher.matched;
    },
    unevaluated: () => matcher.unevaluated,
    spans: (id, doc) => {
      const program = programFor(matcher.store, id);
      if (program < 0) return [];
      if (scanned !== doc) read(doc);
      return spansFor(matcher, program);
    },
    explain: (id, doc) => {
      const program = programFor(matcher.store, id);
      if (program < 0) return { spans: [], leaves: [] };
      if (scanned !== doc) read(doc);
      const spans = spansFor(matcher, program);
      const { machine, store } = matcher;
      return { spans, leaves: leavesOf(machine, codeStart(store, program), leafTexts(store, program)) };
    },
    waste: () => wasteOf(matcher.store),
    compact: (queries) => {
      compaction ??= startCompaction(matcher.store);
      if (!stepCompaction(compaction, queries)) return false;
      matcher = createMatcher(finishCompaction(compaction));
      compaction = null;
      scanned = null;
      return true;
    },
    save: (revision) => saveStore(matcher.store, revision),
    size: () => matcher.store.live,
    effort: () => ({ candidates: matcher.candidates, runs: matcher.runs }),
  };
}

function spansFor({ store, machine }: Matcher, program: number): Span[] {
  const at = codeStart(store, program);
  machine.code = store.code.data;
  wind(machine);
  return holds(machine, at) && machine.steps >= 0 ? spansOf(machine, at) : [];
}
