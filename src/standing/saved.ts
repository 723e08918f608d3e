// The saved queries in force, as queries are compiled over them.
import type { UsedQueries } from '../model/model.ts';
import type { Sql } from '../store/db.ts';
import { listSavedQueries } from '../store/saved-queries.ts';

export async function savedQueries(sql: Sql): Promise<UsedQueries> {
  const rows = await listSavedQueries(sql);
  return Object.fromEntries(rows.map(({ name, version, query }) => [name, { version, query }]));
}
