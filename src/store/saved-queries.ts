// Saved queries: what `@name` stands for. A change is a new version; a removed one keeps its history.
// Who may change them, and what follows from it, is decided in `src/standing`.
import { all, one, type Sql } from './db.ts';

export type SavedQueryRow = { name: string; version: number; query: string; created_at: Date };

const LATEST = `select distinct on (name) name, version, query, created_at from saved_query order by name, version desc`;

/** Those in force, by name. */
export const listSavedQueries = (sql: Sql): Promise<SavedQueryRow[]> =>
  all<SavedQueryRow>(sql, `select * from (${LATEST}) latest where query is not null order by name`);

export const savedQueryVersions = (sql: Sql, name: string): Promise<SavedQueryRow[]> =>
  all<SavedQueryRow>(
    sql,
    'select * from saved_query where name = $1 and query is not null order by version desc',
    [name],
  );

/** Adds a version, without a query to end it; returns its number. Call under the lock of subscription changes. */
export async function addSavedQuery(sql: Sql, name: string, query: string | null): Promise<number> {
  const row = await one<{ version: number }>(
    sql,
    `insert into saved_query (name, version, query)
     select $1, 1 + coalesce(max(version), 0), $2 from saved_query where name = $1 returning version`,
    [name, query],
  );
  if (!row) throw new Error('insert into saved_query returned no row');
  return row.version;
}
