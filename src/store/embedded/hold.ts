// A hold: one connection by which a process says "I use this server". It carries a shared advisory lock, which the
// kernel and PostgreSQL give back by themselves when the process dies, however it dies. Whoever gets the same lock
// exclusively is alone and may stop the server. Never used for queries of the application.
import { Socket } from 'node:net';
import pg from 'pg';
import { OWNER, type Place, PORT } from './place.ts';
import { EmbeddedUnavailable } from './unavailable.ts';

/** spells "HOLD"; advisory locks are per database, and nothing else of ours locks in `postgres` */
const KEY = 0x484f4c44;
const CONNECT_MS = 5000;

export type Hold = {
  /** settles when the connection ends, wanted or not */
  ended: Promise<void>;
  /** give up our share; true when nobody else is left, and from then on nobody new gets in */
  isLast(): Promise<boolean>;
  close(): Promise<void>;
};

/** `absent`: nobody listens. `busy`: starting, stopping or full; ask again. */
export type Seen = Hold | 'absent' | 'busy';

const ABSENT = new Set(['ENOENT', 'ECONNREFUSED', 'ENOTSOCK']);
const BUSY = new Set(['57P03', '57P01', '53300', 'ECONNRESET', 'EPIPE']);

function judge(error: unknown, place: Place): 'absent' | 'busy' {
  const { code, message } = error as { code?: string; message?: string };
  if (code && ABSENT.has(code)) return 'absent';
  // node-postgres has no code for a connection that was cut in the handshake, or between it and the first query
  if ((code && BUSY.has(code)) || /terminated|timeout|not queryable/i.test(message ?? '')) return 'busy';
  if (code === 'EACCES' || code === 'EPERM') {
    throw new EmbeddedUnavailable(`the server at ${place.socketDir} belongs to another user.`, {
      cause: error,
    });
  }
  throw error;
}

async function ensureDatabase(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query('select from pg_database where datname = $1', [OWNER]);
  if (rowCount) return;
  await client.query(`create database ${OWNER}`).catch((error: { code?: string }) => {
    if (error.code !== '42P04' && error.code !== '23505') throw error; // another process made it just now
  });
}

async function take(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_lock_shared($1) as got', [
    KEY,
  ]);
  if (!rows[0]?.got) return false; // the last one out is stopping it
  await ensureDatabase(client);
  return true;
}

/**
 * Connect and be counted as a user of the server; makes the database `presswatch` where it is missing.
 * The connection does not keep the process alive.
 * @throws EmbeddedUnavailable when the socket belongs to another user
 */
export async function tryHold(place: Place): Promise<Seen> {
  const socket = new Socket();
  const client = new pg.Client({
    stream: () => socket,
    ...{ host: place.socketDir, port: PORT, user: OWNER, database: 'postgres', ssl: false },
    ...{ application_name: `presswatch ${process.pid}`, connectionTimeoutMillis: CONNECT_MS },
  });
  const ended = new Promise<void>((resolve) => {
    client.once('end', resolve);
    client.once('error', () => resolve()); // also keeps a cut connection from ending the process
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    if (!(await take(client))) {
      await client.end();
      return 'busy';
    }
  } catch (error) {
    await client.end().catch(() => undefined);
    return judge(error, place);
  }
  socket.unref();
  return {
    ended,
    isLast: async () => {
      socket.ref();
      await client.query('select pg_advisory_unlock_shared($1)', [KEY]);
      const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [KEY]);
      return rows[0]?.got ?? false;
    },
    close: () => client.end().catch(() => undefined),
  };
}
