// The embedded PostgreSQL on the machines people have: any user, odd paths, several processes at once.
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { EmbeddedUnavailable, embeddedPlace, startEmbedded } from '../../src/store/embedded/start.ts';
import { checkoutIn, ordinaryUser } from '../support/checkout.ts';
import { ask, type TestPlace, testPlace } from '../support/embedded.ts';

const isRoot = process.getuid?.() === 0;
const places: TestPlace[] = [];
const newPlace = (...names: string[]) => {
  const place = testPlace(...names);
  places.push(place);
  return place;
};
afterEach(async () => {
  for (const place of places.splice(0)) await place.clear();
});

describe('start, share, stop', () => {
  test('the first one starts it, the second adopts it, the last one out stops it', async () => {
    const place = newPlace();
    const first = place.use();
    expect(await first.up).toMatchObject({ adopted: false });
    const second = place.use();
    const { url, adopted } = await second.up;
    expect(adopted).toBe(true);
    first.tell('stop');
    expect((await first.exited).code).toBe(0);
    expect(await ask(url, 'select current_database() as db')).toEqual([{ db: 'presswatch' }]);
    second.tell('stop');
    expect((await second.exited).code).toBe(0);
    expect(place.pid()).toBeNull();
  });

  test('what was written is there at the next start', async () => {
    const place = newPlace();
    const first = await startEmbedded({ ...place.options, fast: true });
    await ask(first.url, 'create table kept as select 42 as n');
    await first.stop();
    const second = await startEmbedded({ ...place.options, fast: true });
    expect(await ask(second.url, 'select n from kept')).toEqual([{ n: 42 }]);
    await second.stop();
  });

  test('five starts at once make one server', async () => {
    const place = newPlace();
    const users = [1, 2, 3, 4, 5].map(() => place.use());
    const ups = await Promise.all(users.map((user) => user.up));
    expect(ups.filter(({ adopted }) => !adopted)).toHaveLength(1);
    for (const user of users) user.tell('stop');
    for (const user of users) expect((await user.exited).code).toBe(0);
    expect(place.pid()).toBeNull();
  });

  test('stop and start at once never cross: the newcomer gets a server that stays', async () => {
    const place = newPlace();
    let held = await startEmbedded({ ...place.options, fast: true });
    for (let round = 0; round < 8; round++) {
      const [next] = await Promise.all([startEmbedded({ ...place.options, fast: true }), held.stop()]);
      expect(await ask(next.url, 'select 1 as n')).toEqual([{ n: 1 }]);
      held = next;
    }
    await held.stop();
    expect(place.pid()).toBeNull();
  });

  test('a command that exits without stopping leaves no server behind', async () => {
    const place = newPlace();
    const user = place.use();
    await user.up;
    user.tell('exit');
    await user.exited;
    await expect.poll(place.pid, { timeout: 10_000 }).toBeNull();
  });

  test('stopping twice is stopping once', async () => {
    const server = await startEmbedded({ ...newPlace().options, fast: true });
    await Promise.all([server.stop(), server.stop()]);
  });
});

describe('paths', () => {
  test.each([
    ['blanks, a comma, a quote and a percent sign', ['my news, "daily" 100%']],
    ['umlauts', ['Übersicht für Bücher']],
    ['more bytes than a socket path may have', Array(8).fill('a-rather-long-folder-name')],
  ])('works with %s', async (_what, names) => {
    const place = newPlace(...names);
    const server = await startEmbedded({ ...place.options, fast: true });
    const { socketDir } = embeddedPlace(place.options);
    expect(Buffer.byteLength(join(socketDir, '.s.PGSQL.5432'))).toBeLessThanOrEqual(100);
    expect(statSync(socketDir).mode & 0o777).toBe(0o700);
    expect(await ask(server.url, 'select 1 as n')).toEqual([{ n: 1 }]);
    await server.stop();
  });

  test('the environment of the caller changes nothing', async () => {
    const user = newPlace().use({
      env: {
        PGPORT: '1',
        PGDATA: '/nowhere',
        PGSSLMODE: 'require',
        PGHOST: '192.0.2.1',
        LC_ALL: 'xx_XX',
        TZ: 'Asia/Tokyo',
      },
    });
    const { url } = await user.up;
    expect(await ask(url, `select current_setting('timezone') as zone, lower('ÄÉ') as low`)).toEqual([
      { zone: 'UTC', low: 'äé' },
    ]);
    user.tell('stop');
    await user.exited;
  });
});

describe('users', () => {
  test.skipIf(!isRoot)('started by root it runs as somebody else, and the data is theirs', async () => {
    const place = newPlace();
    const server = await startEmbedded({ ...place.options, fast: true });
    const { uid } = statSync(`/proc/${place.pid()}`);
    expect(uid).not.toBe(0);
    const cluster = statSync(join(place.options.dataDir, 'cluster'));
    expect({ uid: cluster.uid, mode: cluster.mode & 0o777 }).toEqual({ uid, mode: 0o700 });
    await server.stop();
  });

  test.skipIf(!isRoot)(
    'started by an ordinary user it runs as that user; root adopts and restarts it',
    async () => {
      const place = newPlace();
      const { uid, gid } = ordinaryUser(place.dir);
      const user = place.use({ uid, gid });
      await user.up;
      expect(statSync(`/proc/${place.pid()}`).uid).toBe(uid);
      const root = await startEmbedded({ ...place.options, fast: true });
      expect(root.adopted).toBe(true);
      user.tell('stop');
      await user.exited;
      await root.stop();
      const again = await startEmbedded({ ...place.options, fast: true });
      expect(statSync(`/proc/${place.pid()}`).uid).toBe(uid);
      await again.stop();
    },
  );

  test.skipIf(!isRoot)("an ordinary user is told when the server is another's", async () => {
    const place = newPlace();
    const server = await startEmbedded({ ...place.options, fast: true });
    const user = place.use(ordinaryUser());
    expect(await user.until((said) => 'error' in said)).toMatchObject({ name: 'EmbeddedUnavailable' });
    await server.stop();
  });

  test.skipIf(!isRoot).each([
    ['below a closed home works for root', 0o700, false],
    ['which its user may not change works for that user', 0o755, true],
  ])('a checkout without install scripts %s, from a copy', async (_what, mode, ordinary) => {
    const place = newPlace();
    const script = checkoutIn(place.dir, { mode });
    const user = place.use({ script, ...(ordinary ? ordinaryUser(place.dir) : {}) });
    await user.up;
    expect(readdirSync(join(place.options.stateDir, 'pg'))).toHaveLength(1);
    user.tell('stop');
    expect((await user.exited).code).toBe(0);
  });

  test('a platform without programs is told what to do instead', async () => {
    const place = newPlace();
    const user = place.use({ script: checkoutIn(place.dir, { mode: 0o755, programs: false }) });
    expect(await user.until((said) => 'error' in said)).toEqual({
      name: 'EmbeddedUnavailable',
      error: expect.stringMatching(/no PostgreSQL programs for .* Set DATABASE_URL/),
    });
  });

  test.skipIf(!isRoot)(
    'a user id without a name, as containers have, is told what to do instead',
    async () => {
      const user = newPlace().use({ uid: 54321, gid: 54321 });
      expect(await user.until((said) => 'error' in said)).toEqual({
        name: 'EmbeddedUnavailable',
        error: expect.stringMatching(/54321 has no entry in the password file/),
      });
    },
  );

  test.skipIf(!isRoot)(
    'a data directory which the server could not enter is refused in a sentence',
    async () => {
      const place = newPlace('closed');
      mkdirSync(join(place.dir, 'closed'), { mode: 0o700 });
      await expect(startEmbedded({ ...place.options, fast: true })).rejects.toThrow(/may not enter .*closed/);
    },
  );
});

describe('what is on disk', () => {
  test('data of another major version is refused, and left as it is', async () => {
    const place = newPlace();
    const server = await startEmbedded({ ...place.options, fast: true });
    await server.stop();
    const version = join(place.options.dataDir, 'cluster', 'PG_VERSION');
    writeFileSync(version, '16\n');
    const error = await startEmbedded({ ...place.options, fast: true }).catch((thrown) => thrown);
    expect(error).toBeInstanceOf(EmbeddedUnavailable);
    expect(error.message).toMatch(/made by PostgreSQL 16, .* brings PostgreSQL 18/);
    expect(readFileSync(version, 'utf8')).toBe('16\n');
  });

  test('the data directory of another server is refused', async () => {
    const place = newPlace();
    mkdirSync(place.options.dataDir, { recursive: true });
    writeFileSync(join(place.options.dataDir, 'PG_VERSION'), '15\n');
    await expect(startEmbedded({ ...place.options, fast: true })).rejects.toThrow(
      /another PostgreSQL server/,
    );
  });

  test('a server that does not start tells why, in the last lines of its log', async () => {
    const place = newPlace();
    const server = await startEmbedded({ ...place.options, fast: true });
    await server.stop();
    writeFileSync(join(place.options.dataDir, 'cluster', 'postgresql.auto.conf'), 'no_such_setting = 1\n');
    await expect(startEmbedded({ ...place.options, fast: true })).rejects.toThrow(/no_such_setting/);
    expect(existsSync(join(place.options.dataDir, 'lock'))).toBe(false);
  });

  test('the log is bounded, and holds no statement', async () => {
    const place = newPlace();
    const log = join(place.options.dataDir, 'postgres.log');
    const server = await startEmbedded({ ...place.options, fast: true });
    await expect(ask(server.url, "select 'a secret text' from no_table")).rejects.toThrow(/no_table/);
    await server.stop();
    expect(readFileSync(log, 'utf8')).not.toMatch(/secret|no_table/);
    writeFileSync(log, 'x'.repeat(1_200_000));
    await (await startEmbedded({ ...place.options, fast: true })).stop();
    expect(statSync(log).size).toBeLessThan(100_000);
    expect(existsSync(`${log}.1`)).toBe(true);
  });
});
