// Our own stop in the middle of something is no fault of a feed or a page: it costs no try, and goes on a moment later.
import { expect, test } from 'vitest';
import { createCell } from '../../../src/extract/cell.ts';
import { createFeedCell } from '../../../src/feed/cell.ts';
import { createLog } from '../../../src/lib/log.ts';
import { advance } from '../../../src/pipeline/advance.ts';
import { extractArticle } from '../../../src/pipeline/extract-article.ts';
import { fetchPage } from '../../../src/pipeline/fetch-page.ts';
import { pollFeed } from '../../../src/pipeline/poll-feed.ts';
import { addFeed, findFeed } from '../../../src/store/feeds.ts';
import { insertItems, loadItem } from '../../../src/store/items.ts';
import { ledgerOfItem } from '../../../src/store/ledger.ts';
import { findRevisit } from '../../../src/store/revisits.ts';
import { html, MINUTE, type Newsroom, newsroomForEach } from '../../support/newsroom.ts';
import { newItem } from '../../support/store.ts';

let room: Newsroom;
newsroomForEach((opened) => {
  room = opened;
});

async function newsItem(): Promise<string> {
  room.put('/news', html());
  const feed = await addFeed(room.store, { url: `${room.origin}/feed` });
  const url = `${room.origin}/news`;
  const [item] = await insertItems(room.store, [newItem(feed.id, 1, { url, host: new URL(url).host })]);
  return String(item?.id);
}
const stopped = { kind: 'retry', reason: 'aborted' };

test('a page whose request is called off', async () => {
  const id = await newsItem();
  await room.deps.client.close();
  expect(await advance(fetchPage, id, room.deps)).toMatchObject(stopped);
  expect(await loadItem(room.store, Number(id))).toMatchObject({ stage: 'fetch', tries: 0 });
  expect(await ledgerOfItem(room.store, Number(id))).toEqual([]);
});

test('a page whose reading is called off', async () => {
  const id = await newsItem();
  await advance(fetchPage, id, room.deps);
  const cell = createCell({ threads: 1, log: createLog('silent') });
  await cell.close();
  expect(await advance(extractArticle, id, { ...room.deps, cell })).toMatchObject(stopped);
  expect(await loadItem(room.store, Number(id))).toMatchObject({ stage: 'extract', tries: 0 });
  expect((await ledgerOfItem(room.store, Number(id))).map(({ stage }) => stage)).toEqual(['fetch']);
});

test('a visit', async () => {
  room.put('/news', html());
  const { articleId, itemId } = await room.publish();
  await room.deps.client.close();
  await room.visit(15 * MINUTE);
  expect(await findRevisit(room.store, articleId)).toMatchObject({ stage: 'fetch', tries: 0, visits: 0 });
  expect(await room.notes(itemId)).toEqual([]);
});

test('a poll whose document is being read', async () => {
  room.put('/feed', '<rss version="2.0"><channel><title>News</title></channel></rss>');
  const { id } = await addFeed(room.store, { url: `${room.origin}/feed` });
  const feeds = createFeedCell({ inPlaceBytes: 0 });
  await feeds.close();
  expect(await advance(pollFeed, String(id), { ...room.deps, feeds })).toMatchObject(stopped);
  expect(await findFeed(room.store, String(id))).toMatchObject({ failures: 0, last_error: null });
});
