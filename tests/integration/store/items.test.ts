// Items: stored once whoever repeats, sent back when their feed says something else, never stranded.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { all, type Store } from '../../../src/store/db.ts';
import { addFeed } from '../../../src/store/feeds.ts';
import {
  insertItems,
  loadItem,
  lockItem,
  moveItem,
  sharedReading,
  startItem,
  strandedItems,
  undoStartItem,
} from '../../../src/store/items.ts';
import { newItem, startStores, type TestStores } from '../../support/store.ts';

let stores: TestStores;
let store: Store;
let feedId: number;
beforeAll(async () => {
  stores = await startStores();
});
afterAll(() => stores.stop());
beforeEach(async () => {
  store = await stores.fresh();
  feedId = (await addFeed(store, { url: 'https://example.org/feed' })).id;
});

const LEASE_MS = 60_000;
const count = async () => (await all<{ n: number }>(store, 'select count(*) as n from item'))[0]?.n;
const done = { stage: 'done', dueAt: null, tries: 0 } as const;

test('inserting again returns nothing and changes nothing, also when two polls run at once', async () => {
  const items = [1, 2, 3].map((n) => newItem(feedId, n));
  const [a, b] = await Promise.all([
    store.tx((sql) => insertItems(sql, items)),
    stores.again(store).tx((sql) => insertItems(sql, items)),
  ]);
  expect(a.length + b.length).toBe(3);
  expect([...a, ...b].every((item) => item.fresh)).toBe(true);
  expect(await insertItems(store, items)).toEqual([]);
  expect(await count()).toBe(3);
});

test('a changed claim sends a finished item back to its page, at most five times, and never one that is under way', async () => {
  const [first] = await insertItems(store, [newItem(feedId, 1)]);
  const id = first?.id ?? 0;
  expect(await insertItems(store, [newItem(feedId, 1, { claimHash: 'other' })])).toEqual([]);
  await moveItem(store, id, { ...done, articleId: 7, revisionId: 8 });
  for (let change = 1; change <= 5; change++) {
    const again = await insertItems(store, [
      newItem(feedId, 1, { claimHash: `c${change}`, title: `T${change}` }),
    ]);
    expect(again).toMatchObject([{ id, stage: 'fetch', fresh: false }]);
    expect(await loadItem(store, id)).toMatchObject({
      title: `T${change}`,
      refetches: change,
      revision_id: 8,
    });
    await moveItem(store, id, done);
  }
  expect(await insertItems(store, [newItem(feedId, 1, { claimHash: 'c6' })])).toEqual([]);
});

test('an old item of a first poll is noted as known and has ended', async () => {
  const baseline = newItem(feedId, 1, { stage: 'done', reason: 'baseline' });
  const [item] = await insertItems(store, [baseline]);
  expect(await loadItem(store, item?.id ?? 0)).toMatchObject({ stage: 'done', reason: 'baseline' });
  expect((await loadItem(store, item?.id ?? 0))?.ended_at).not.toBeNull();
  expect(await strandedItems(store, LEASE_MS, 10)).toEqual([]);
});

test('a step can be taken once: a repeat finds nothing to start, a latecomer nothing to lock', async () => {
  const [item] = await insertItems(store, [newItem(feedId, 1)]);
  const id = item?.id ?? 0;
  const row = await startItem(store, id, 'fetch');
  expect(row).toMatchObject({ starts: 1, step: 0 });
  expect(await startItem(store, id, 'tag')).toBeNull();
  await undoStartItem(store, id);
  expect(await startItem(store, id, 'fetch')).toMatchObject({ starts: 1 });
  await moveItem(store, id, { stage: 'extract', dueAt: null, tries: 0 });
  expect(await startItem(store, id, 'fetch')).toBeNull();
  expect(await store.tx((sql) => lockItem(sql, { id, step: 0 }))).toBe(false);
  expect(await store.tx((sql) => lockItem(sql, { id, step: 1 }))).toBe(true);
});

test('what is due and in no queue is found once a lease; what is not due yet is left alone', async () => {
  const [one, two] = await insertItems(store, [newItem(feedId, 1), newItem(feedId, 2)]);
  await moveItem(store, two?.id ?? 0, { stage: 'fetch', dueAt: new Date('2100-01-01'), tries: 1 });
  const both = await Promise.all([
    strandedItems(store, LEASE_MS, 10),
    strandedItems(stores.again(store), LEASE_MS, 10),
  ]);
  expect(both.flat().map((item) => item.id)).toEqual([one?.id]);
  expect(await strandedItems(store, LEASE_MS, 10)).toEqual([]);
  await store.query(
    "update item set queued_at = now() - interval '2 minutes', due_at = due_at - interval '2 minutes'",
  );
  expect((await strandedItems(store, LEASE_MS, 10)).map((item) => item.id)).toEqual([one?.id]);
});

test('a reading is shared with an earlier or finished item of the same address, not with a corrected one', async () => {
  const other = (await addFeed(store, { url: 'https://example.org/other' })).id;
  const url = 'https://example.org/same';
  const [first] = await insertItems(store, [newItem(feedId, 1, { url })]);
  const [second] = await insertItems(store, [newItem(other, 2, { url })]);
  const row = async (id = 0) => {
    const found = await loadItem(store, id);
    if (!found) throw new Error(`no item ${id}`);
    return found;
  };
  expect(await sharedReading(store, await row(second?.id))).toMatchObject({ due_at: expect.any(Date) });
  expect(await sharedReading(store, await row(first?.id))).toBeNull();
  await moveItem(store, first?.id ?? 0, { ...done, pageId: 5, articleId: 6, revisionId: 7 });
  const shared = { page_id: 5, article_id: 6, revision_id: 7, due_at: null };
  expect(await sharedReading(store, await row(second?.id))).toEqual(shared);
  const [third, fourth] = await insertItems(store, [
    newItem(feedId, 3, { url, claimHash: 'claim-1' }),
    newItem(feedId, 4, { url, claimHash: 'corrected' }),
  ]);
  await moveItem(store, second?.id ?? 0, { stage: 'rejected', dueAt: null, tries: 0, reason: 'gone' });
  expect(await sharedReading(store, await row(third?.id))).toEqual(shared);
  await moveItem(store, third?.id ?? 0, { stage: 'rejected', dueAt: null, tries: 0, reason: 'gone' });
  expect(await sharedReading(store, await row(fourth?.id))).toBeNull();
});
