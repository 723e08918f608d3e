// How late news was seen, out of items as polls store them.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { delayOfAll, delaysByFeed } from '../../../src/store/delays.ts';
import { addFeed } from '../../../src/store/feeds.ts';
import { insertItems } from '../../../src/store/items.ts';
import { newItem, startStores, type TestStores } from '../../support/store.ts';

let stores: TestStores;
beforeAll(async () => {
  stores = await startStores();
});
afterAll(() => stores.stop());

test('half of the news within p50, nearly all within p95; what is old, undated or of before our time does not count', async () => {
  const store = await stores.fresh();
  expect(await delayOfAll(store, 7)).toBeNull();
  const { id: one } = await addFeed(store, { url: 'https://example.org/1' });
  const { id: two } = await addFeed(store, { url: 'https://example.org/2' });
  await store.query(`update feed set added_at = now() - interval '3 days'`);
  const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
  const items = Array.from({ length: 20 }, (_, n) => newItem(one, n, { publishedAt: ago(n + 1) }));
  await insertItems(store, [
    ...items,
    newItem(two, 21, { publishedAt: null }),
    newItem(two, 22, { publishedAt: ago(5 * 24 * 60) }),
    newItem(two, 23, { publishedAt: ago(60), stage: 'done', reason: 'old-item' }),
  ]);
  const whole = await delayOfAll(store, 7);
  expect(whole?.items).toBe(20);
  expect(whole?.p50).toBeGreaterThan(9 * 60);
  expect(whole?.p50).toBeLessThan(12 * 60);
  expect(whole?.p95).toBeGreaterThan(18 * 60);
  const byFeed = await delaysByFeed(store, 7);
  expect([...byFeed.keys()]).toEqual([one]);
  // a date to come is no delay
  await insertItems(store, [newItem(two, 24, { publishedAt: ago(-60) })]);
  expect((await delaysByFeed(store, 7)).get(two)).toEqual({ items: 1, p50: 0, p95: 0 });
});
