// What the tests of the embedded server share: a place of its own, processes that use it, a look at the server's pid.
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { embeddedPlace } from '../../src/store/embedded/place.ts';
import { isAlive } from '../../src/store/embedded/process.ts';
import { openDir } from './postgres.ts';
import { type Runnable, type Running, run } from './process.ts';

export type TestPlace = {
  dir: string;
  options: { dataDir: string; stateDir: string };
  /** a process that uses the server; `up` resolves when it does */
  use(how?: Runnable & { script?: URL }): Running & { up: Promise<{ adopted: boolean; url: string }> };
  /** pid of the running server, null when there is none */
  pid(): number | null;
  /** end everything that still runs, remove the directory */
  clear(): Promise<void>;
};

const SCRIPT = new URL('./embedded-user.ts', import.meta.url);

/** @param names folders below a fresh directory, to make the path long or odd */
export function testPlace(...names: string[]): TestPlace {
  const dir = openDir('pw-embedded-');
  const options = { dataDir: join(dir, ...names, 'data'), stateDir: join(dir, 'state') };
  const place = embeddedPlace(options);
  const users: Running[] = [];
  const pid = () => {
    try {
      const found = Number.parseInt(readFileSync(join(place.cluster, 'postmaster.pid'), 'utf8'), 10);
      return isAlive(found) ? found : null;
    } catch {
      return null;
    }
  };
  return {
    dir,
    options,
    pid,
    use: ({ script = SCRIPT, ...how } = {}) => {
      const user = run(script, [options], how);
      users.push(user);
      const up = user.until((said) => said.up === true, 'the server');
      up.catch(() => undefined); // a test that expects an error does not look at it
      return { ...user, up: up as Promise<never> };
    },
    clear: async () => {
      for (const user of users) user.kill('SIGKILL');
      await Promise.all(users.map((user) => user.exited));
      const left = pid();
      if (left !== null) process.kill(left, 'SIGQUIT');
      while (pid() !== null) await new Promise((resolve) => setTimeout(resolve, 20));
      rmSync(dir, { recursive: true, force: true });
      rmSync(place.socketDir, { recursive: true, force: true });
    },
  };
}

/** One statement on a connection of its own. */
export async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
