// The application's pool and its transactions. The queue has a pool of its own (queue-pool.ts).
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';

/** A statement that is planned once a connection; for those that take longer to plan than to run. */
export type Prepared = { name: string; text: string };

/** A pool or a transaction: whatever runs one statement. */
export type Sql = {
  query<Row extends pg.QueryResultRow>(
    statement: string | Prepared,
    values?: unknown[],
  ): Promise<pg.QueryResult<Row>>;
};

export type Store = Sql & {
  /** Runs `work` in one transaction, again when the server reports a deadlock or serialization failure. */
  tx<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

const INT8 = 20;
/** deadlock_detected, serialization_failure: the statement did nothing and may simply run again */
const AGAIN = new Set(['40P01', '40001']);
const MAX_TRIES = 8;

/** ids are bigint in SQL and number here: 2^53 articles are enough */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) => (oid === INT8 ? Number : pg.types.getTypeParser(oid, format)),
};

/** Opens the application's pool. `max` counts connections; all pools together must stay below the server's limit. */
export function openStore(url: string, max = 10, onError: (error: Error) => void = () => {}): Store {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    keepAlive: true,
    types,
    options: '-c search_path=presswatch',
    application_name: 'presswatch',
  });
  let closing = false;
  // a server that is stopped behind us may tell connections of it that we have let go already
  pool.on('error', (error) => {
    if (!closing) onError(error);
  });
  pool.on('connect', surviveCuts);
  return {
    query: (statement, values) => pool.query(statement, values),
    tx: (work) => transaction(pool, work),
    close: () => {
      closing = true;
      return pool.end();
    },
  };
}

/**
 * A connection that is cut while it is lent out tells so by an `error` event, sometimes twice, and one that nobody hears
 * ends the process. The statement under way, or the next one, fails anyhow, and that is where it is dealt with.
 */
export const surviveCuts = (client: pg.PoolClient): void => void client.on('error', () => {});

async function transaction<T>(pool: pg.Pool, work: (sql: Sql) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const client = await pool.connect();
    let broken: Error | undefined;
    try {
      await client.query('begin');
      const result = await work(client);
      await client.query('commit');
      return result;
    } catch (error) {
      await client.query('rollback').catch((lost: Error) => {
        broken = lost;
      });
      if (attempt >= MAX_TRIES || !AGAIN.has(sqlState(error))) throw error;
    } finally {
      client.release(broken);
    }
    await wait(20 * attempt);
  }
}

/** SQLSTATE of an error from the server, else ''. */
export function sqlState(error: unknown): string {
  return error instanceof pg.DatabaseError ? (error.code ?? '') : '';
}

/** The first row, or null. */
export async function one<Row extends pg.QueryResultRow>(
  sql: Sql,
  statement: string | Prepared,
  values: unknown[] = [],
): Promise<Row | null> {
  return (await sql.query<Row>(statement, values)).rows[0] ?? null;
}

/** All rows. */
export async function all<Row extends pg.QueryResultRow>(
  sql: Sql,
  statement: string | Prepared,
  values: unknown[] = [],
): Promise<Row[]> {
  return (await sql.query<Row>(statement, values)).rows;
}
