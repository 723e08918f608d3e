// A stage that fails on a row each time (a bug of ours): tried with longer and longer pauses, then rejected in the open.
import { expect, test } from 'vitest';
import { createLog } from '../../../src/lib/log.ts';
import { advance } from '../../../src/pipeline/advance.ts';
import type { Deps } from '../../../src/pipeline/deps.ts';
import { tagArticle } from '../../../src/pipeline/tag-article.ts';
import { all, type Store } from '../../../src/store/db.ts';
import { addFeed } from '../../../src/store/feeds.ts';
import { insertItems, loadItem, moveItem } from '../../../src/store/items.ts';
import { ledgerOfItem } from '../../../src/store/ledger.ts';
import { newItem } from '../../support/store.ts';
import { storeForAll } from '../../support/store-for-all.ts';

let store: Store;
storeForAll((opened) => {
  store = opened;
});

const failing: typeof tagArticle = {
  ...tagArticle,
  run: () => Promise.reject(new Error('a mistake of ours')),
};

async function itemToTag(n: number): Promise<number> {
  const feed = await addFeed(store, { url: `https://example.org/feed-${n}` });
  const [item] = await insertItems(store, [newItem(feed.id, n)]);
  const id = item?.id ?? 0;
  await moveItem(store, id, { stage: 'tag', dueAt: null, tries: 0 });
  return id;
}

/** all that a step which never works asks for */
const deps = () => ({ store, log: createLog('silent'), enqueue: async () => {} }) as unknown as Deps;

/** seconds from now until the item may be tried again */
const pauseOf = async (id: number) =>
  (
    await all<{ s: number }>(
      store,
      `select round(extract(epoch from due_at - now()))::int as s from item where id = ${id}`,
    )
  )[0]?.s ?? Number.NaN;

test('work that always ends in an error of ours is tried eight times, further and further apart, then rejected', async () => {
  const id = await itemToTag(1);
  const pauses: number[] = [];
  for (let time = 1; time <= 8; time++) {
    await expect(advance(failing, String(id), deps())).rejects.toThrow('a mistake of ours');
    pauses.push(await pauseOf(id));
    if (time > 1) expect(await advance(failing, String(id), deps())).toBeNull(); // whoever comes before its time finds nothing to do
    await store.query('update item set due_at = now() where id = $1', [id]);
  }
  expect(pauses[0]).toBeLessThanOrEqual(0);
  expect(pauses.slice(1)).toEqual([30, 60, 120, 240, 480, 960, 1920].map((s) => expect.closeTo(s, -1)));
  expect(await advance(failing, String(id), deps())).toMatchObject({ kind: 'reject', reason: 'error' });
  expect(await loadItem(store, id)).toMatchObject({ stage: 'rejected', reason: 'error', errors: 0 });
  const [last] = (await ledgerOfItem(store, id)).slice(-1);
  expect(last).toMatchObject({
    outcome: 'reject',
    reason: 'error',
    detail: expect.stringContaining('failed on it 8 times'),
  });
});

test('an error that passes leaves no mark: the count begins anew with the next stage', async () => {
  const id = await itemToTag(2);
  await expect(advance(failing, String(id), deps())).rejects.toThrow();
  expect(await loadItem(store, id)).toMatchObject({ errors: 1, starts: 0 });
  await moveItem(store, id, { stage: 'extract', dueAt: null, tries: 0 });
  expect(await loadItem(store, id)).toMatchObject({ errors: 0 });
});
