// A host that is away: when its other feeds wait, and how they come back.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { all, type Store } from '../../../src/store/db.ts';
import { addFeed } from '../../../src/store/feeds.ts';
import { holdHostMates, wakeHostMates } from '../../../src/store/host-mates.ts';
import { startStores, type TestStores } from '../../support/store.ts';

let stores: TestStores;
let store: Store;
let ids: number[];
beforeAll(async () => {
  stores = await startStores();
});
afterAll(() => stores.stop());
beforeEach(async () => {
  store = await stores.fresh();
  ids = [];
  for (let n = 0; n < 6; n++) ids.push((await addFeed(store, { url: `https://example.org/${n}` })).id);
});

const NETWORK = ['timeout', 'dns'];
const probe = () => ({ id: ids[0] ?? 0, host: 'example.org' });
const inTwoHours = () => new Date(Date.now() + 2 * 3_600_000);
const polled = (place: number, set: string) =>
  store.query(`update feed set last_poll_at = now() - $2 * interval '1 minute', ${set} where id = $1`, [
    ids[place],
    place,
  ]);
const fail = (place: number, reason = 'timeout') => polled(place, `failures = 1, last_reason = '${reason}'`);
const good = (place: number) =>
  polled(place, `failures = 0, last_ok_at = now() - ${place} * interval '1 minute'`);
const waiting = () =>
  all<{ id: number; because: string | null; minutes: number }>(
    store,
    `select id, next_because as because, extract(epoch from next_poll_at - now())::float8 / 60 as minutes from feed order by id`,
  );

test('three feeds in a row without an answer hold the others behind the next look at the first', async () => {
  for (const place of [0, 1, 2]) await fail(place);
  expect(await holdHostMates(store, probe(), inTwoHours(), NETWORK)).toBe(5);
  const [first, ...others] = await waiting();
  expect(first?.because).toBeNull();
  for (const other of others) {
    expect(other.because).toBe('host-away');
    expect(other.minutes).toBeGreaterThan(120);
    expect(other.minutes).toBeLessThan(152);
  }
  await wakeHostMates(store, probe(), NETWORK);
  expect(Math.max(...(await waiting()).map(({ minutes }) => minutes))).toBeLessThan(31);
});

test('two feeds, other reasons, or a good poll among them prove nothing of the host', async () => {
  for (const place of [0, 1]) await fail(place);
  expect(await holdHostMates(store, probe(), inTwoHours(), NETWORK)).toBe(0);
  await fail(2, 'not-found');
  expect(await holdHostMates(store, probe(), inTwoHours(), NETWORK)).toBe(0);
  await fail(3);
  await good(2);
  expect(await holdHostMates(store, probe(), inTwoHours(), NETWORK)).toBe(0);
  // what was well before all of them is no proof against
  await good(5);
  await fail(2);
  expect(await holdHostMates(store, probe(), inTwoHours(), NETWORK)).toBe(5);
});

test('a poll that is under way is left alone', async () => {
  for (const place of [0, 1, 2]) await fail(place);
  await store.query(`update feed set claimed_until = now() + interval '1 minute' where id = $1`, [ids[4]]);
  expect(await holdHostMates(store, probe(), inTwoHours(), NETWORK)).toBe(4);
});
