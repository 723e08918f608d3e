// The subscriptions in force in this process, compiled. It follows the store by rev; the store is the truth.
import type { UsedQueries } from '../model/model.ts';
import { createEngine, type Doc, type Node, QueryError } from '../query/query.ts';
import { compileQuery } from './compile.ts';
import { type Kept, markOf } from './kept.ts';

/** One subscription as the store has it. */
export type Standing = {
  id: number;
  name: string;
  state: 'active' | 'removed';
  version: number;
  query: string;
  /** what its @names stand for */
  uses?: UsedQueries;
  rev: number;
};

export type Roster = {
  /**
   * Takes over changes, in rev order; a removed or changed subscription leaves force at once. What is not above
   * `rev()` is known already: of two readers at once, the slower one must not bring an older state back.
   * Returns those whose query is bad.
   */
  apply(changes: readonly Standing[]): { id: number; problem: string }[];
  /** Compiles anew every query that may name a topic: names mean other codes now. Returns how many. */
  renewTopics(): number;
  /** The subscriptions whose query is true of the document. */
  match(doc: Doc): Standing[];
  /** Subscriptions whose query ran out of steps on the last document: that is not "no match", and must be told. */
  unevaluated(): Standing[];
  /** Which parts of the query were true, and where. */
  explain(id: number, doc: Doc): Evidence;
  /** the highest rev taken over */
  rev(): number;
  size(): number;
  /** How many queries were compiled so far, and were not found compiled. */
  compiled(): number;
  /** What an equal roster can begin from. Shares memory with this one: pack it before anything else happens. */
  keep(): Kept;
};

export type Evidence = {
  spans: { field: 'title' | 'body'; start: number; end: number }[];
  leaves: { start: number; end: number; text: string; true: boolean }[];
};

/** by then the engine knows which keys are hot */
const FIRST_COMPACTION = 1000;
const WASTE = 0.3;
/** about 10 ms of work */
const COMPACTED_AT_ONCE = 1000;

/**
 * A roster that knows no subscription yet. Of what was `kept` only programs are used, once `apply` brings the very
 * queries they were made from; the first `apply` has to bring all there are, and ends the others.
 */
export function createRoster(kept: Kept = { engine: createEngine(), marks: new Map() }): Roster {
  const { engine } = kept;
  const unclaimed = new Map(kept.marks);
  const standing = new Map<number, Standing>();
  let rev = 0;
  let compiled = 0;

  const takeOver = (change: Standing): string | null => {
    if (change.rev <= rev) return null;
    rev = change.rev;
    if (standing.delete(change.id)) engine.remove(change.id);
    if (change.state === 'removed') return null;
    if (unclaimed.size === 0 || !claim(change)) {
      const parsed = tryCompile(change);
      if ('problem' in parsed) return parsed.problem;
      engine.add(change.id, parsed.ast);
      compiled++;
    }
    standing.set(change.id, change);
    return null;
  };

  /** Whether the program is there already, made from this very query. */
  const claim = (change: Standing): boolean => {
    if (unclaimed.get(change.id) !== markOf(change)) return false;
    return unclaimed.delete(change.id);
  };
  const endUnclaimed = (): void => {
    for (const id of unclaimed.keys()) if (!standing.has(id)) engine.remove(id);
    unclaimed.clear();
  };

  let matched = 0;
  let compacting = false;
  /** Puts together in memory what is asked together, in slices between documents. */
  const tend = (): void => {
    matched++;
    if (!compacting && matched !== FIRST_COMPACTION && engine.waste() <= WASTE) return;
    compacting = !engine.compact(COMPACTED_AT_ONCE);
  };

  return {
    apply: (changes) => {
      const problems = changes.flatMap((change) => {
        const problem = takeOver(change);
        return problem === null ? [] : [{ id: change.id, problem }];
      });
      endUnclaimed();
      return problems;
    },
    renewTopics: () => {
      const naming = [...standing.values()].filter(mayNameTopics);
      for (const one of naming) {
        const parsed = tryCompile(one);
        if ('ast' in parsed) engine.add(one.id, parsed.ast);
      }
      compiled += naming.length;
      return naming.length;
    },
    match: (doc) => {
      tend();
      return engine.match(doc).flatMap((id) => standing.get(id) ?? []);
    },
    unevaluated: () => engine.unevaluated().flatMap((id) => standing.get(id) ?? []),
    explain: (id, doc) => {
      const { spans, leaves } = engine.explain(id, doc);
      return { spans, leaves: eachOnce(leaves) };
    },
    rev: () => rev,
    size: () => standing.size,
    compiled: () => compiled,
    keep: () => ({ engine, marks: new Map([...standing].map(([id, one]) => [id, markOf(one)])) }),
  };
}

/** A topic's name was asked as several codes: one leaf for the reader, true when one of them is. */
function eachOnce(leaves: Evidence['leaves']): Evidence['leaves'] {
  const found: Evidence['leaves'] = [];
  for (const leaf of leaves) {
    const last = found.at(-1);
    const same = last?.text === leaf.text && last.start === leaf.start && last.end === leaf.end;
    if (same && leaf.text.startsWith('topic:'))
      found[found.length - 1] = { ...leaf, true: last.true || leaf.true };
    else found.push(leaf);
  }
  return found;
}

/** Told by the text: who asks for a topic writes the word, in the query or in a saved one. */
const mayNameTopics = ({ query, uses = {} }: Standing): boolean =>
  [query, ...Object.values(uses).map((used) => used.query)].some((text) =>
    /topic/i.test(text.normalize('NFKC')),
  );

/** A stored query can be refused by a newer grammar; it must not take the others down. */
function tryCompile({ query, uses = {} }: Standing): { ast: Node } | { problem: string } {
  try {
    return { ast: compileQuery(query, uses).ast };
  } catch (error) {
    if (error instanceof QueryError) return { problem: error.message };
    throw error;
  }
}
