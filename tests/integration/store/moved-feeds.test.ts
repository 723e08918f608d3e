// Feeds that move, and feeds that turn out to be one: which row is polled, and what is kept.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { all, type Store } from '../../../src/store/db.ts';
import { addFeed, claimDueFeeds, findFeed, removeFeed, setFloor } from '../../../src/store/feeds.ts';
import { insertItems } from '../../../src/store/items.ts';
import { mergedInto, moveFeed } from '../../../src/store/moved-feeds.ts';
import { newItem, startStores, type TestStores } from '../../support/store.ts';

let stores: TestStores;
let store: Store;
beforeAll(async () => {
  stores = await startStores();
});
afterAll(() => stores.stop());
beforeEach(async () => {
  store = await stores.fresh();
});

const at = (n: number) => `https://example.org/${n}.xml`;
const add = async (n: number, more = {}) => (await addFeed(store, { url: at(n), ...more })).id;
const polled = async () => (await claimDueFeeds(store, 10, 0)).map(({ id }) => id).sort();

test('a feed takes its new address, keeps the old one, and loses validators that meant the old one', async () => {
  const id = await add(1);
  await store.query(`update feed set etag = '"old"', moved_to = $1 where id = $2`, [at(2), id]);
  expect(await moveFeed(store, id, at(2))).toEqual({ how: 'moved' });
  expect(await moveFeed(store, id, at(2))).toEqual({ how: 'moved' });
  expect(await findFeed(store, String(id))).toMatchObject({
    ...{ url: at(2), etag: null, moved_to: null, former_urls: [at(1)] },
  });
});

test('a feed that leads to another one is that one: one is polled, items and wishes of both are kept', async () => {
  const old = await add(1, { folder: 'Agencies', title: 'Old' });
  const now = await add(2);
  await setFloor(store, [old], 600_000);
  await insertItems(store, [newItem(old, 1), newItem(now, 2)]);
  expect(await moveFeed(store, old, at(2))).toEqual({ how: 'merged', into: now });
  expect(await polled()).toEqual([now]);
  expect(await findFeed(store, at(2))).toMatchObject({
    ...{ id: now, folder: 'Agencies', title: 'Old', floor_ms: 600_000, former_urls: [at(1)] },
  });
  expect(await all(store, 'select feed_id from item order by id')).toEqual([
    { feed_id: old },
    { feed_id: now },
  ]);
  expect(await mergedInto(store, String(old))).toEqual({ id: now, url: at(2) });
  // whoever adds the old address again has it already
  expect(await addFeed(store, { url: at(1) })).toEqual({ id: now, added: false, url: at(2) });
});

test('a feed that was removed, or is gone, gives its address up to one that leads there', async () => {
  const [old, husk] = [await add(1), await add(2)];
  await removeFeed(store, husk);
  expect(await moveFeed(store, old, at(2))).toEqual({ how: 'moved' });
  expect(await findFeed(store, at(2))).toMatchObject({ id: old });
  expect(await polled()).toEqual([old]);
  expect(await addFeed(store, { url: at(1) })).toMatchObject({ id: old, added: false });
  // and when that one is removed as well, either address begins anew
  await removeFeed(store, old);
  expect(await addFeed(store, { url: at(2) })).toEqual({ id: old, added: true, url: at(2) });
});

test('adding the address that a feed leads to for good moves that feed', async () => {
  const id = await add(1);
  await store.query('update feed set moved_to = $1 where id = $2', [at(2), id]);
  expect(await addFeed(store, { url: at(2) })).toEqual({ id, added: false, url: at(2) });
  expect(await findFeed(store, at(2))).toMatchObject({ id, former_urls: [at(1)] });
});

test('two feeds that lead to each other at one moment neither wait nor both end', async () => {
  const [one, two] = [await add(1), await add(2)];
  const holding = async (id: number, url: string, turn: Promise<unknown>, ready: () => void) =>
    store.tx(async (sql) => {
      await sql.query('select from feed where id = $1 for update', [id]);
      ready();
      await turn;
      return moveFeed(sql, id, url);
    });
  const [first, second] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const both = Promise.all([first.promise, second.promise]);
  const results = await Promise.all([
    holding(one, at(2), both, first.resolve),
    holding(two, at(1), both, second.resolve),
  ]);
  expect(results.filter(({ how }) => how === 'merged').length).toBeLessThan(2);
  expect((await polled()).length).toBeGreaterThan(0);
});
