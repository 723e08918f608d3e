// Queries as people type them: checked over the saved queries of the store, and a mistake shown where it stands.
import { compileQuery } from '../match/compile.ts';
import type { UsedQueries } from '../model/model.ts';
import { QueryError, type Warning } from '../query/query.ts';
import type { Judging } from '../standing/examples.ts';
import { savedQueries } from '../standing/saved.ts';
import { type ValueWarning, valueWarnings } from '../standing/value-warnings.ts';
import type { Store } from '../store/db.ts';
import { CommandFailed, EXIT } from './output.ts';

export type QueryWarning = Warning | ValueWarning;

/** Refuses a bad query with the place marked under it; returns what is doubtful about a good one. */
export async function checkedQuery(query: string, store: Store, judging: Judging): Promise<QueryWarning[]> {
  const saved = await savedQueries(store);
  const { ast, warnings } = orRefused(query, () => compileQuery(query, saved));
  const values = await valueWarnings(ast, { store, vocabulary: () => judging.vocabulary });
  return inOrder([...warnings, ...values]);
}

/** a query that needs nothing by itself can be a part of one that does */
const HOST = 'zzzz ';

/** What is doubtful about a saved query, which may be only the negative part of others. */
export async function partWarnings(
  query: string,
  saved: UsedQueries,
  store: Store,
  judging: Judging,
): Promise<QueryWarning[]> {
  const start = HOST.length + 1;
  const { ast, warnings } = compileQuery(`${HOST}(${query})`, saved);
  const values = await valueWarnings(ast, { store, vocabulary: () => judging.vocabulary });
  return inOrder([...warnings, ...values]).map((one) => ({
    ...one,
    start: one.start - start,
    end: one.end - start,
  }));
}

const inOrder = (warnings: QueryWarning[]): QueryWarning[] => warnings.sort((a, b) => a.start - b.start);

/** Warnings as lines for people. */
export const warningLines = (warnings: readonly QueryWarning[]): string[] =>
  warnings.map(({ message, hint }) => `Note: ${message}${hint === undefined ? '' : `; ${hint}`}`);

/** What `work` gives; a mistake in the query that it finds becomes a sentence for people. */
export function orRefused<T>(query: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof QueryError) throw refusal(query, error);
    throw error;
  }
}

/** The sentence, the query with the place marked, the hint. */
export function refusal(query: string, error: QueryError): CommandFailed {
  const marks = ' '.repeat(error.start) + '^'.repeat(Math.max(1, error.end - error.start));
  // what a terminal would obey is not sent to it; one sign stands for one, so that the marks keep their place
  const shown = query.replace(/\p{Cc}/gu, ' ');
  const lines = [`The query can't be used: ${error.message} (${error.code})`, `  ${shown}`, `  ${marks}`];
  return new CommandFailed([...lines, ...(error.hint ? [`  ${error.hint}`] : [])].join('\n'), EXIT.usage);
}
