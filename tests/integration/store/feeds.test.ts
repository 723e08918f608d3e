// Which feeds are due, claimed by several schedulers at once; what a poll leaves behind.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { all, type Store } from '../../../src/store/db.ts';
import {
  addFeed,
  claimDueFeeds,
  extendClaims,
  findFeed,
  lockFeed,
  postponePoll,
  removeFeed,
  savePollFailure,
  spreadFirstPolls,
  startFeed,
} from '../../../src/store/feeds.ts';
import { enterHost, heldHosts, leaveHost, pauseHost, reserveSlots } from '../../../src/store/hosts.ts';
import { startStores, type TestStores } from '../../support/store.ts';

let stores: TestStores;
let store: Store;
beforeAll(async () => {
  stores = await startStores();
});
afterAll(() => stores.stop());
beforeEach(async () => {
  store = await stores.fresh();
});

const LEASE_MS = 60_000;
const add = (n: number) => addFeed(store, { url: `https://example.org/${n}.xml` });

test('schedulers that claim at once get each due feed once', async () => {
  for (let n = 0; n < 60; n++) await add(n);
  const others = [store, stores.again(store), stores.again(store)];
  const claims = await Promise.all(
    others.flatMap((one) => [0, 1, 2].map(() => claimDueFeeds(one, 10, LEASE_MS))),
  );
  const ids = claims.flat().map((feed) => feed.id);
  const rest = await claimDueFeeds(store, 100, LEASE_MS);
  expect(new Set([...ids, ...rest.map((feed) => feed.id)]).size).toBe(60);
  expect(ids.length + rest.length).toBe(60);
});

test('a scheduler does not wait for another one that is claiming', async () => {
  for (let n = 0; n < 6; n++) await add(n);
  const other = stores.again(store);
  const [mine, theirs] = await store.tx(async (sql) => {
    const first = await claimDueFeeds(sql, 4, LEASE_MS);
    const second = await other.tx(async (also) => {
      await also.query("set local lock_timeout = '2s'");
      return claimDueFeeds(also, 4, LEASE_MS);
    });
    return [first, second];
  });
  expect([mine.length, theirs.length]).toEqual([4, 2]);
});

test('a claim that nobody honours runs out, and the feed is due again', async () => {
  const { id } = await add(1);
  expect(await claimDueFeeds(store, 10, LEASE_MS)).toHaveLength(1);
  expect(await claimDueFeeds(store, 10, LEASE_MS)).toEqual([]);
  await store.query("update feed set claimed_until = now() - interval '1 second'");
  expect((await claimDueFeeds(store, 10, LEASE_MS)).map((feed) => feed.id)).toEqual([id]);
});

test('a claim lasts until the lease behind the slot on its host, and is never cut short', async () => {
  const { id } = await add(1);
  await claimDueFeeds(store, 10, -1);
  const slot = new Date(Date.now() + LEASE_MS);
  await extendClaims(store, [{ id, startAt: slot }], 1000);
  await extendClaims(store, [{ id, startAt: new Date(0) }], 1000);
  const rows = await all<{ claimed_until: Date }>(store, 'select claimed_until from feed');
  expect(rows).toEqual([{ claimed_until: new Date(slot.getTime() + 1000) }]);
  expect(await claimDueFeeds(store, 10, LEASE_MS)).toEqual([]);
});

test('a feed that was polled or put off meanwhile is not taken for the old step', async () => {
  const { id } = await add(1);
  const feed = await startFeed(store, id);
  expect(feed).toMatchObject({ id, starts: 1, step: 0 });
  await postponePoll(store, id, new Date('2100-01-01'));
  expect(await store.tx((sql) => lockFeed(sql, { id, step: 0 }))).toBe(false);
  expect(await startFeed(store, id)).toBeNull();
});

test('a removed feed is not claimed, keeps its items, and comes back when it is added again', async () => {
  const { id } = await add(1);
  await removeFeed(store, id);
  expect(await claimDueFeeds(store, 10, LEASE_MS)).toEqual([]);
  expect(await findFeed(store, String(id))).toBeNull();
  expect(await add(1)).toMatchObject({ id, added: true });
  expect(await add(1)).toMatchObject({ id, added: false });
});

test('only 410 ends a feed; other failures count and come back', async () => {
  const { id } = await add(1);
  const failure = {
    ...{ error: 'The server answered 503.', reason: 'http-5xx', because: 'failures' },
    ...{ nextPollAt: new Date(), gone: false },
  };
  await savePollFailure(store, id, failure);
  await savePollFailure(store, id, failure);
  expect(await findFeed(store, String(id))).toMatchObject({ state: 'active', failures: 2 });
  await savePollFailure(store, id, { ...failure, gone: true });
  expect(await findFeed(store, String(id))).toMatchObject({ state: 'gone' });
  expect(await claimDueFeeds(store, 10, LEASE_MS)).toEqual([]);
});

test('starts on one host are handed out apart, also to those who ask at once', async () => {
  const asked = await Promise.all(Array.from({ length: 12 }, () => reserveSlots(store, 'a.example', 1000)));
  const times = asked.map((time) => time.getTime()).sort((a, b) => a - b);
  const gaps = times.slice(1).map((time, i) => time - (times[i] ?? 0));
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(999);
  const block = await reserveSlots(store, 'b.example', 1000, 5);
  const next = await reserveSlots(store, 'b.example', 1000);
  expect(next.getTime() - block.getTime()).toBeGreaterThanOrEqual(4999);
});

test('one request to a host at a time; who was killed in it enters again; a forgotten one frees the host', async () => {
  const enter = async (by: string) => (await enterHost(store, 'a.example', by, LEASE_MS)).entered;
  const entered = await Promise.all(['x', 'y', 'z'].map(enter));
  expect(entered.filter(Boolean)).toHaveLength(1);
  const [holder, other] = entered[0] ? ['x', 'y'] : entered[1] ? ['y', 'x'] : ['z', 'x'];
  await leaveHost(store, 'a.example', other, 0);
  expect(await enter(other)).toBe(false);
  expect(await enter(holder)).toBe(true);
  await leaveHost(store, 'a.example', holder, 0);
  expect(await enter(other)).toBe(true);
  await store.query("update host_slot set busy_until = now() - interval '1 second'");
  expect(await enter(holder)).toBe(true);
  expect(await all(store, 'select host from host_slot')).toHaveLength(1);
});

test('the next request waits a gap behind the end of the last one, and as long as the host asked', async () => {
  const enter = () => enterHost(store, 'a.example', 'x', LEASE_MS);
  expect(await enter()).toEqual({ entered: true });
  await leaveHost(store, 'a.example', 'x', 1000);
  const early = await enter();
  expect(early).toMatchObject({ entered: false, held: false });
  expect(early.entered ? 0 : early.waitMs).toBeGreaterThan(800);
  await pauseHost(store, 'a.example', 3_600_000);
  const held = await enter();
  expect(held).toMatchObject({ entered: false, held: true });
  expect(held.entered ? 0 : held.waitMs).toBeGreaterThan(3_590_000);
  expect([...(await heldHosts(store, ['a.example', 'b.example'])).keys()]).toEqual(['a.example']);
});

test('feeds added together are spread over hours by a hash of their ids, a few are asked at once', async () => {
  const ids: number[] = [];
  for (let n = 0; n < 300; n++) ids.push((await add(n)).id);
  await spreadFirstPolls(store, ids.slice(0, 10));
  expect((await claimDueFeeds(store, 1000, 0)).length).toBe(300);
  await store.query('update feed set claimed_until = null');
  await spreadFirstPolls(store, ids);
  const rows = await all<{ s: number }>(
    store,
    `select extract(epoch from next_poll_at - now())::float8 as s from feed order by next_poll_at`,
  );
  const waits = rows.map((row) => row.s);
  expect(waits.at(-1)).toBeLessThan(60);
  const perQuarter = [0, 15, 30, 45].map((from) => waits.filter((s) => s >= from && s < from + 15).length);
  expect(Math.max(...perQuarter)).toBeLessThan(2 * Math.min(...perQuarter));
});
