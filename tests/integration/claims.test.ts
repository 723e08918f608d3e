// Who may go on: a request marks its host, the scheduler claims its feeds. Both are given back, taken over or run out, so
// that nobody who died holds anybody up.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openStore, type Store } from '../../src/store/db.ts';
import { addFeed, claimDueFeeds, extendClaim } from '../../src/store/feeds.ts';
import { enterHost, leaveHost } from '../../src/store/hosts.ts';
import { migrate } from '../../src/store/migrate.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';

const HOST = 'news.example';
const MINUTE = 60_000;

let postgres: TestPostgres;
let store: Store;
beforeAll(async () => {
  postgres = await startPostgres();
  store = openStore(await postgres.database(), 2);
  await migrate(store);
});
afterAll(async () => {
  await store?.close();
  await postgres?.stop();
});
beforeEach(async () => {
  await store.query('truncate host_slot');
  await store.query('truncate feed cascade');
});

const enter = (by: string, forMs = MINUTE) => enterHost(store, HOST, by, forMs);

test('a host is entered by one row at a time', async () => {
  expect(await enter('item-1')).toBe(true);
  expect(await enter('item-2')).toBe(false);
  await leaveHost(store, HOST, 'item-1');
  expect(await enter('item-2')).toBe(true);
});

test('a row that was killed in its request finds its own mark and goes on', async () => {
  await enter('item-1');
  expect(await enter('item-1')).toBe(true);
  expect(await enter('item-2')).toBe(false);
});

test('a mark that ran out is anybody’s, and its late owner does not give back what is not its own', async () => {
  await enter('item-1', -1);
  expect(await enter('item-2')).toBe(true);
  await leaveHost(store, HOST, 'item-1');
  expect(await enter('item-3')).toBe(false);
});

test('a feed is claimed once while its claim lasts, and again when it has run out', async () => {
  await addFeed(store, { url: 'https://news.example/feed' });
  expect(await claimDueFeeds(store, 10, MINUTE)).toHaveLength(1);
  expect(await claimDueFeeds(store, 10, MINUTE)).toHaveLength(0);
  await store.query('update feed set claimed_until = now() - $1::interval', ['1 second']);
  expect(await claimDueFeeds(store, 10, MINUTE)).toHaveLength(1);
});

test('a claim lasts until the lease behind the slot of the feed, and is never cut short', async () => {
  const { id } = await addFeed(store, { url: 'https://news.example/feed' });
  await claimDueFeeds(store, 10, -1);
  const slot = new Date(Date.now() + MINUTE);
  await extendClaim(store, id, slot, 1000);
  await extendClaim(store, id, new Date(0), 1000);
  const { rows } = await store.query<{ until: Date }>('select claimed_until as until from feed');
  expect(rows[0]?.until.getTime()).toBe(slot.getTime() + 1000);
  expect(await claimDueFeeds(store, 10, MINUTE)).toHaveLength(0);
});
