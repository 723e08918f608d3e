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

/** Start one server; a test file needs one, each test a `database()`. `stop` removes everything. */
export async function startPostgres(): Promise<TestPostgres> {
  const dir = openDir('pw-pg-');
  const options = { dataDir: join(dir, 'data'), stateDir: join(dir, 'state') };
  const { socketDir } = embeddedPlace(options);
  const server = await startEmbedded({ ...options, fast: true });
  return {
    ...server,
    database: async (template = 'template1') => {
      const name = `t_${randomBytes(6).toString('hex')}`;
      const client = new pg.Client({ connectionString: server.url });
      await client.connect();
      await client.query(`create database ${name} template ${template}`);
      await client.end();
      return socketUrl(socketDir, name);
    },
    stop: async () => {
      await server.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
