// A replay's walk through the archive: what it selects, by key and not by page, and a cursor that only goes forward.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Store } from '../../../src/store/db.ts';
import { addFeed } from '../../../src/store/feeds.ts';
import { insertItems } from '../../../src/store/items.ts';
import {
  createReplay,
  endReplay,
  loadReplay,
  replayItems,
  saveReplayStep,
  startReplay,
  strandedReplays,
  undoStartReplay,
} from '../../../src/store/replays.ts';
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

/** Ten items that are done with a text, two rejected, one still under way. */
async function archive(): Promise<number[]> {
  const items = await insertItems(
    store,
    Array.from({ length: 13 }, (_, n) => newItem(feedId, n)),
  );
  const ids = items.map((item) => item.id).sort((a, b) => a - b);
  await store.query("update item set stage = 'done', revision_id = id where id = any($1)", [
    ids.slice(0, 10),
  ]);
  await store.query("update item set stage = 'rejected' where id = any($1)", [ids.slice(10, 12)]);
  return ids;
}

async function walk(id: number, atATime: number): Promise<number[]> {
  const seen: number[] = [];
  for (;;) {
    const replay = await loadReplay(store, id);
    const items = replay ? await replayItems(store, replay, atATime) : [];
    if (items.length === 0) return seen;
    for (const item of items) {
      seen.push(item.id);
      await store.tx((sql) => saveReplayStep(sql, id, item.id, []));
    }
  }
}

test('every selected item is met once, in order, whatever the size of the steps and whatever arrives meanwhile', async () => {
  const ids = await archive();
  for (const atATime of [1, 3, 100]) {
    const { id, total } = await createReplay(store, { from: 'tag', mode: 'shadow', selection: {} });
    expect(total).toBe(10);
    expect(await walk(id, atATime)).toEqual(ids.slice(0, 10));
    expect(await loadReplay(store, id)).toMatchObject({ seen: 10, cursor: ids[9] });
  }
});

test('from extract also what has no text yet; with failed only what was rejected; nothing that is under way', async () => {
  const ids = await archive();
  const total = async (from: 'extract' | 'tag', selection = {}) =>
    (await createReplay(store, { from, mode: 'shadow', selection })).total;
  expect(await total('extract')).toBe(12);
  expect(await total('extract', { failed: true })).toBe(2);
  expect(await total('tag', { feedId })).toBe(10);
  expect(await total('tag', { feedId: feedId + 1 })).toBe(0);
  await store.query("update item set seen_at = '2026-01-05T08:00:00Z' where id = $1", [ids[0]]);
  expect(await total('tag', { until: '2026-01-06T00:00:00Z' })).toBe(1);
  expect(await total('tag', { since: '2026-01-05T08:00:00Z', until: '2026-01-05T08:00:01Z' })).toBe(1);
  expect(await total('tag', { since: '2026-01-06T00:00:00Z' })).toBe(9);
});

test('a step that is saved twice counts once, and the cursor never goes back', async () => {
  const ids = await archive();
  const { id } = await createReplay(store, { from: 'tag', mode: 'shadow', selection: {} });
  for (const item of [ids[4], ids[4], ids[2]]) await saveReplayStep(store, id, item ?? 0, []);
  expect(await loadReplay(store, id)).toMatchObject({ seen: 1, cursor: ids[4] });
});

test('a running replay is handed over only after its lease; starts count until a step is saved or an error is ours', async () => {
  const ids = await archive();
  const { id } = await createReplay(store, { from: 'tag', mode: 'fill', selection: {} });
  expect(await strandedReplays(store, 60_000)).toEqual([]);
  await store.query("update replay set queued_at = now() - interval '2 minutes'");
  expect(await strandedReplays(store, 60_000)).toEqual([{ id, starts: 0 }]);
  expect(await strandedReplays(store, 60_000)).toEqual([]);
  expect(await startReplay(store, id)).toMatchObject({ starts: 1 });
  expect(await startReplay(store, id)).toMatchObject({ starts: 2 });
  await undoStartReplay(store, id);
  expect(await loadReplay(store, id)).toMatchObject({ starts: 1 });
  await saveReplayStep(store, id, ids[0] ?? 0, []);
  expect(await loadReplay(store, id)).toMatchObject({ starts: 0 });
  await endReplay(store, id, null);
  expect(await startReplay(store, id)).toBeNull();
});
