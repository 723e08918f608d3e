// Queries as people type them: checked over the saved queries of the store, and a mistake shown where it stands.
import { compileQuery } from '../match/compile.ts';
import type { UsedQueries } from '../model/model.ts';
import { QueryError } from '../query/query.ts';
import { savedQueries } from '../standing/saved.ts';
import type { Sql } from '../store/db.ts';
import { CommandFailed, EXIT } from './output.ts';

/** Refuses a bad query with the place marked under it; returns the warnings as sentences. */
export async function checkedQuery(query: string, store: Sql): Promise<string[]> {
  const saved = await savedQueries(store);
  return orRefused(query, () => warningsOf(query, saved));
}

const warningsOf = (query: string, saved: UsedQueries) =>
  compileQuery(query, saved).warnings.map((warning) => warning.message);

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
  const lines = [`The query can't be used: ${error.message} (${error.code})`, `  ${query}`, `  ${marks}`];
  return new CommandFailed([...lines, ...(error.hint ? [`  ${error.hint}`] : [])].join('\n'), EXIT.usage);
}
