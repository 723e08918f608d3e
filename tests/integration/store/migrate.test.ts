// The schema comes up once, whoever asks and how often.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { all, openStore } from '../../../src/store/db.ts';
import { migrate } from '../../../src/store/migrate.ts';
import { startStores, type TestStores } from '../../support/store.ts';

let stores: TestStores;
beforeAll(async () => {
  stores = await startStores();
});
afterAll(() => stores.stop());

test('a second migration finds nothing to do', async () => {
  const store = await stores.fresh();
  expect(await migrate(store)).toEqual([]);
});

test('four processes at once bring an empty database up, each file once', async () => {
  const url = await stores.server.database();
  const pools = [1, 2, 3, 4].map(() => openStore(url, 2));
  const applied = await Promise.all(pools.map((store) => migrate(store)));
  const [first] = pools;
  const names = first ? await all<{ name: string }>(first, 'select name from migration order by name') : [];
  expect(applied.flat().sort()).toEqual(names.map((row) => row.name));
  expect(names.length).toBeGreaterThan(0);
  await Promise.all(pools.map((store) => store.close()));
});

test('a database of a newer version is left alone, with a sentence', async () => {
  const store = await stores.fresh();
  await store.query("insert into migration (name) values ('999-later.sql')");
  await expect(migrate(store)).rejects.toThrow(/999-later\.sql.*run a newer Presswatch/);
});

test('a transaction that lost a deadlock runs again and both come through', async () => {
  const store = await stores.fresh();
  await store.query("insert into feed (url) values ('a'), ('b')");
  let arrived = 0;
  let open = () => {};
  const both = new Promise<void>((resolve) => {
    open = resolve;
  });
  const touch = (first: string, second: string) =>
    store.tx(async (sql) => {
      await sql.query('update feed set starts = starts + 1 where url = $1', [first]);
      if (++arrived === 2) open();
      await both;
      await sql.query('update feed set starts = starts + 1 where url = $1', [second]);
    });
  await Promise.all([touch('a', 'b'), touch('b', 'a')]);
  expect(arrived).toBe(3);
  expect(await all(store, 'select starts from feed')).toEqual([{ starts: 2 }, { starts: 2 }]);
});
