// Numbered SQL files, applied once each, in order, under one advisory lock. A file is never edited after release.
import { readdir, readFile } from 'node:fs/promises';
import type { Sql, Store } from './db.ts';

const FOLDER = new URL('./migrations/', import.meta.url);
/** any fixed number: only one migrator at a time */
const LOCK = 719_224_001;

/** Brings the schema up to date; two at once are safe. Returns the names of the files that were applied now. */
export function migrate(store: Store): Promise<string[]> {
  return store.tx(async (sql) => {
    await sql.query('select pg_advisory_xact_lock($1)', [LOCK]);
    await sql.query('create schema if not exists presswatch');
    await sql.query(
      'create table if not exists migration (name text primary key, applied_at timestamptz not null default now())',
    );
    const known = await appliedNames(sql);
    const files = (await readdir(FOLDER)).filter((name) => name.endsWith('.sql')).sort();
    const unknown = [...known].find((name) => !files.includes(name));
    if (unknown !== undefined) {
      throw new Error(
        `The database has migration ${unknown}, which this version does not know: run a newer Presswatch.`,
      );
    }
    const fresh = files.filter((name) => !known.has(name));
    for (const name of fresh) {
      await sql.query(await readFile(new URL(name, FOLDER), 'utf8'));
      await sql.query('insert into migration (name) values ($1)', [name]);
    }
    return fresh;
  });
}

async function appliedNames(sql: Sql): Promise<Set<string>> {
  const { rows } = await sql.query<{ name: string }>('select name from migration');
  return new Set(rows.map((row) => row.name));
}
