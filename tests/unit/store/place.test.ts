import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { embeddedPlace } from '../../../src/store/embedded/place.ts';

const dir = mkdtempSync(join(tmpdir(), 'pw-place-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

test('two names of one directory are one server', () => {
  mkdirSync(join(dir, 'real'));
  symlinkSync(join(dir, 'real'), join(dir, 'link'));
  expect(embeddedPlace({ dataDir: join(dir, 'link', 'data') })).toEqual(
    embeddedPlace({ dataDir: join(dir, 'real', 'data') }),
  );
});

test('two directories with long names are two servers', () => {
  const long = (end: string) => embeddedPlace({ dataDir: join(dir, 'x'.repeat(90), end) }).socketDir;
  expect(long('a')).not.toBe(long('b'));
  expect(long('a').length).toBeLessThan(60);
});

test.each(['plain', 'with blanks', '100% "odd" & more?#', 'Übersicht'])(
  'pg understands the URL of a folder named %j',
  (name) => {
    const place = embeddedPlace({ dataDir: join(dir, name) });
    const { host, port, user, database, ssl } = new pg.Client({ connectionString: place.url });
    expect({ host, port, user, database, ssl }).toEqual({
      ...{ host: place.socketDir, port: 5432, user: 'presswatch', database: 'presswatch', ssl: false },
    });
  },
);

test('a connection that is given no data directory finds the one of the state directory', () => {
  expect(embeddedPlace({ stateDir: dir }).dataDir).toBe(
    join(embeddedPlace({ stateDir: dir }).stateDir, 'data'),
  );
});
