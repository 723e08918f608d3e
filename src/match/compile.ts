// A subscriber's query made ready to be asked: its tree, with what its @names stand for.
import type { UsedQueries } from '../model/model.ts';
import { type Node, parse, QueryError, type Warning } from '../query/query.ts';
import { withTopicCodes } from './topic-names.ts';

export type Compiled = {
  ast: Node;
  warnings: Warning[];
  /** of the saved queries given, those that took part, also by way of others */
  uses: UsedQueries;
};

/** Compiles a query over saved queries; names of topics are read as their codes. @throws QueryError */
export function compileQuery(query: string, saved: UsedQueries): Compiled {
  const names = new Set<string>();
  const list = (name: string) => {
    if (!Object.hasOwn(saved, name)) return undefined;
    names.add(name);
    return saved[name]?.query;
  };
  const { ast, warnings } = parse(query, { list });
  return {
    ast: withTopicCodes(ast),
    warnings,
    uses: Object.fromEntries(Object.entries(saved).filter(([name]) => names.has(name))),
  };
}

/** The names that a saved query's own text mentions, as written, whether saved or not. */
export function namesIn(query: string): Set<string> {
  const names = new Set<string>();
  const list = (name: string) => {
    names.add(name);
    return undefined;
  };
  try {
    parse(query, { list });
  } catch (error) {
    if (!(error instanceof QueryError)) throw error;
  }
  return names;
}
