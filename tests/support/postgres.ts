// A real PostgreSQL for tests: the embedded one, without syncing to disk, in a directory of its own.
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { embeddedPlace, socketUrl } from '../../src/store/embedded/place.ts';
import { type Embedded, startEmbedded } from '../../src/store/embedded/start.ts';

export type TestPostgres = Embedded & {
  /** a new, empty database on this server, as a URL; a copy of `template` when that is given (a name) */
  database(template?: string): Promise<string>;
};

/** A directory which the server's account may enter, also when the tests run as root. */
export function openDir(prefix: string): string {
  const dir = mkdtempSync(join(tmpdir(), prefix));
  chmodSync(dir, 0o755);
  return dir;
}

/** set where a server runs already that files may share, to its directory; see `shared-postgres.ts` */
export const SHARED_DIR = 'PW_TEST_POSTGRES';

export const optionsIn = (dir: string) => ({ dataDir: join(dir, 'data'), stateDir: join(dir, 'state') });

/** The server in a directory, started or joined. */
const serverIn = (dir: string): Promise<Embedded> => startEmbedded({ ...optionsIn(dir), fast: true });

/**
 * Start one server, or join the one that all files share; a test file needs one, each test a `database()`. `stop`
 * removes everything that this call made.
 */
export async function startPostgres(): Promise<TestPostgres> {
  const shared = process.env[SHARED_DIR];
  const dir = shared ?? openDir('pw-pg-');
  const server = await serverIn(dir);
  const { socketDir } = embeddedPlace(optionsIn(dir));
  const made: string[] = [];
  const run = async (sql: string) => {
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    await client.query(sql);
    await client.end();
  };
  return {
    ...server,
    database: async (template = 'template1') => {
      const name = `t_${randomBytes(6).toString('hex')}`;
      await run(`create database ${name} template ${template}`);
      made.push(name);
      return socketUrl(socketDir, name);
    },
    stop: async () => {
      if (shared !== undefined)
        for (const name of made) await run(`drop database if exists ${name} with (force)`);
      await server.stop();
      if (shared === undefined) rmSync(dir, { recursive: true, force: true });
    },
  };
}
