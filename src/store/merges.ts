// Merges of entities: rows that say which id is read as which. Mentions are never rewritten.
import type { Merge } from '../lib/merges.ts';
import { all, one, type Sql } from './db.ts';

export type MergeRow = Merge & { since: Date; by: string; reason: string };

export type SaveMerge =
  | { kind: 'saved' }
  /** the target is read as the source already, by these steps */
  | { kind: 'cycle'; path: string[] }
  /** the source is read as another id already */
  | { kind: 'taken'; to: string };

/** any fixed number: merges are made one after the other, or two at once could close a cycle */
const LOCK = 719_224_007;

/** Call inside a transaction. */
export async function saveMerge(sql: Sql, merge: Omit<MergeRow, 'since'>): Promise<SaveMerge> {
  await sql.query('select pg_advisory_xact_lock($1)', [LOCK]);
  const next = new Map((await listMerges(sql)).map(({ from, to }) => [from, to]));
  const taken = next.get(merge.from);
  if (taken !== undefined) return { kind: 'taken', to: taken };
  const path = [merge.to];
  for (let at = next.get(merge.to); at !== undefined; at = next.get(at)) path.push(at);
  if (path.includes(merge.from)) return { kind: 'cycle', path };
  await sql.query('insert into same_as (from_id, to_id, by, reason) values ($1, $2, $3, $4)', [
    merge.from,
    merge.to,
    merge.by,
    merge.reason,
  ]);
  return { kind: 'saved' };
}

/** Takes a merge back; false when there was none. */
export async function removeMerge(sql: Sql, from: string): Promise<boolean> {
  const { rowCount } = await sql.query('delete from same_as where from_id = $1', [from]);
  return (rowCount ?? 0) > 0;
}

/** All merges, oldest first. */
export const listMerges = (sql: Sql): Promise<MergeRow[]> =>
  all<MergeRow>(
    sql,
    'select from_id as from, to_id as to, since, by, reason from same_as order by since, from_id',
  );

/** The name under which an id was last seen in an article; null when no article has it. */
export async function nameInArticles(sql: Sql, id: string): Promise<string | null> {
  const row = await one<{ name: string }>(
    sql,
    'select name from mention where entity_id = $1 order by revision_id desc limit 1',
    [id],
  );
  return row?.name ?? null;
}
