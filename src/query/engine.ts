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
import {
  createMatcher,
  hide,
  inForce,
  type Matcher,
  matchScanned,
  programFor,
  toldProgram,
} from './engine/match.ts';
import { holds } from './engine/run.ts';
import { scan } from './engine/scan.ts';
import { type Leaf, leavesOf, spansOf } from './engine/show.ts';
import { isShared, loadStore, saveStore } from './engine/snapshot.ts';
import {
  addQuery,
  codeStart,
  columnsOf,
  createStore,
  leafTexts,
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
   * Why: the spans, and every leaf of the query with its truth. Negated parts never give a span. Cheapest right after
   * `match` with the same article.
   */
  explain(id: number, doc: Doc): { spans: Span[]; leaves: Leaf[] };
  /** Share (0..1) of the engine that only takes room; compact when it passes 0.3, or after the first thousand articles. */
  waste(): number;
  /**
   * Copies up to so many queries into fresh memory, in the order in which articles need them; call it between articles
   * until it returns true. Additions and removals may come in between. Roughly 10 us a query. A shared engine becomes
   * a private one by it.
   */
  compact(queries: number): boolean;
  /** The engine as bytes; `revision` is yours, and comes back from `loadEngine`. Not of a changed shared engine. */
  save(revision: string): Uint8Array<ArrayBuffer>;
  /** The same in memory that worker threads read together: pass it to them, and let each call `loadEngine` on it. */
  share(revision: string): Uint8Array<SharedArrayBuffer>;
  /** Queries in force. */
  size(): number;
  /** Bytes of its arrays, which is nearly all it takes; `shared` of them are not its own. */
  memory(): { bytes: number; shared: number };
  /** How much work the last match was: programs touched, programs run. */
  effort(): { candidates: number; runs: number };
};

/** An engine with no query in it. */
export function createEngine(): Engine {
  return engineOver(createMatcher(createStore()));
}

/**
 * The engine from the bytes of `save`, which it takes over, or of `share`, which it never writes: what comes and goes
 * is then kept beside them, and every article is read twice once there is an addition. Null when the bytes were
 * written by another format or under other text rules, or are cut short: build it from the texts of the queries then.
 */
export function loadEngine(bytes: Uint8Array): { engine: Engine; revision: string } | null {
  const loaded = loadStore(bytes);
  if (!loaded) return null;
  const { store, revision } = loaded;
  const engine = isShared(bytes)
    ? engineOver(createMatcher(createStore()), createMatcher(store, true))
    : engineOver(createMatcher(store));
  return { engine, revision };
}

/** `own` takes the changes; `base` is shared with other threads, and what is removed of it is hidden. */
function engineOver(first: Matcher, shared?: Matcher): Engine {
  let own = first;
  let base = shared;
  let compaction: Compaction | null = null;
  let scanned: Doc | null = null;

  const all = (): Matcher[] => (base ? [own, base] : [own]);
  const sum = (count: (matcher: Matcher) => number): number =>
    all().reduce((total, each) => total + count(each), 0);

  const read = (doc: Doc): void => {
    forget();
    for (const each of all()) if (inForce(each) > 0) scan(each.scanner, doc);
    scanned = doc;
  };
  /** What was told may be true no more. */
  const forget = (): void => {
    for (const each of all()) each.next = -1;
  };
  const explained = (matcher: Matcher, id: number): Explained | null => {
    const told = toldProgram(matcher, id);
    const program = told >= 0 ? told : programFor(matcher, id);
    return program < 0 ? null : { matcher, at: codeStart(matcher.store, program), program, told: told >= 0 };
  };
  /** Where to look for the reasons of an id, the article read. */
  const asked = (id: number, doc: Doc): Explained | null => {
    if (scanned !== doc) read(doc);
    return explained(own, id) ?? (base ? explained(base, id) : null);
  };
  const only = (): Store => {
    if (!base) return own.store;
    if (inForce(own) > 0 || base.hid > 0)
      throw new Error('compact a shared engine that was changed before saving it');
    return base.store;
  };

  return {
    add: (id, ast) => {
      if (!Number.isSafeInteger(id)) throw new RangeError('the id of a query is a safe integer');
      if (base) hide(base, id);
      addQuery(own.store, id, ast);
      if (compaction) addQuery(compaction.to, id, ast);
      // a new word may stand in the article that was read before
      scanned = null;
    },
    remove: (id) => {
      forget();
      if (compaction) removeQuery(compaction.to, id);
      return removeQuery(own.store, id) || (base !== undefined && hide(base, id));
    },
    match: (doc) => {
      read(doc);
      for (const each of all()) matchScanned(each);
      return base ? [...own.matched, ...base.matched] : own.matched.slice();
    },
    unevaluated: () => all().flatMap((each) => each.unevaluated),
    spans: (id, doc) => {
      const found = asked(id, doc);
      return found ? spansFor(found) : [];
    },
    explain: (id, doc) => {
      const found = asked(id, doc);
      if (!found) return { spans: [], leaves: [] };
      const { matcher, at, program } = found;
      return {
        spans: spansFor(found),
        leaves: leavesOf(matcher.machine, at, leafTexts(matcher.store, program)),
      };
    },
    waste: () => Math.max(...all().map(wasteOf)),
    compact: (queries) => {
      compaction ??= startCompaction(all());
      if (!stepCompaction(compaction, queries)) return false;
      own = createMatcher(finishCompaction(compaction));
      base = undefined;
      compaction = null;
      scanned = null;
      return true;
    },
    save: (revision) => saveStore(only(), revision, (bytes) => new ArrayBuffer(bytes)),
    share: (revision) => saveStore(only(), revision, (bytes) => new SharedArrayBuffer(bytes)),
    size: () => sum(inForce),
    memory: () => ({ bytes: sum(bytesOf), shared: base ? sharedBytes(base.store) : 0 }),
    effort: () => ({ candidates: sum((each) => each.candidates), runs: sum((each) => each.runs) }),
  };
}

/** A program to explain, and whether it is known to hold. */
type Explained = { matcher: Matcher; program: number; at: number; told: boolean };

function spansFor({ matcher, at, told }: Explained): Span[] {
  const { machine, store } = matcher;
  machine.code = store.code.data;
  wind(machine);
  return told || (holds(machine, at) && machine.steps >= 0) ? spansOf(machine, at) : [];
}

const bytesOf = ({ store, looked, hidden, article }: Matcher): number =>
  columnsOf(store).reduce((total, { data }) => total + data.byteLength, 0) +
  [looked, hidden, ...Object.values(article)].reduce<number>(
    (total, each) => total + (ArrayBuffer.isView(each) ? each.byteLength : 0),
    0,
  );

const sharedBytes = (store: Store): number =>
  columnsOf(store).reduce(
    (total, { data }) => total + (data.buffer instanceof SharedArrayBuffer ? data.byteLength : 0),
    0,
  );
