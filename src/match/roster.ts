// The subscriptions in force in this process, compiled. It follows the store by rev; the store is the truth.
import type { UsedQueries } from '../model/model.ts';
import { createEngine, type Doc, type Node, QueryError } from '../query/query.ts';
import { compileQuery } from './compile.ts';

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
  /** The subscriptions whose query is true of the document. */
  match(doc: Doc): Standing[];
  /** Subscriptions whose query ran out of steps on the last document: that is not "no match", and must be told. */
  unevaluated(): Standing[];
  /** Which parts of the query were true, and where. */
  explain(id: number, doc: Doc): Evidence;
  /** the highest rev taken over */
  rev(): number;
  size(): number;
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

export function createRoster(): Roster {
  const engine = createEngine();
  const standing = new Map<number, Standing>();
  let rev = 0;

  const takeOver = (change: Standing): string | null => {
    if (change.rev <= rev) return null;
    rev = change.rev;
    if (standing.delete(change.id)) engine.remove(change.id);
    if (change.state === 'removed') return null;
    const parsed = tryCompile(change);
    if ('problem' in parsed) return parsed.problem;
    engine.add(change.id, parsed.ast);
    standing.set(change.id, change);
    return null;
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
    apply: (changes) =>
      changes.flatMap((change) => {
        const problem = takeOver(change);
        return problem === null ? [] : [{ id: change.id, problem }];
      }),
    match: (doc) => {
      tend();
      return engine.match(doc).flatMap((id) => standing.get(id) ?? []);
    },
    unevaluated: () => engine.unevaluated().flatMap((id) => standing.get(id) ?? []),
    explain: (id, doc) => engine.explain(id, doc),
    rev: () => rev,
    size: () => standing.size,
  };
}

/** A stored query can be refused by a newer grammar; it must not take the others down. */
function tryCompile({ query, uses = {} }: Standing): { ast: Node } | { problem: string } {
  try {
    return { ast: compileQuery(query, uses).ast };
  } catch (error) {
    if (error instanceof QueryError) return { problem: error.message };
    throw error;
  }
}
