// Articles and their revisions as they are read back.
import { expect, test } from 'vitest';
import { latestRevision, loadRevision, saveRevision } from '../../../src/store/articles.ts';
import type { Store } from '../../../src/store/db.ts';
import { addFeed } from '../../../src/store/feeds.ts';
import { newText } from '../../support/store.ts';
import { storeForAll } from '../../support/store-for-all.ts';

let store: Store;
storeForAll((opened) => {
  store = opened;
});

test('a revision comes back whole, without the words by which the server finds it', async () => {
  const { id: feedId } = await addFeed(store, { url: 'https://example.org/feed' });
  const source = { key: 'a', url: 'https://example.org/a', feedId, pageId: null, words: ['ferry', 'hitra'] };
  const text = {
    ...newText('Ferry', 'The ferry ran aground.'),
    byline: 'Ada Lind',
    image: 'https://example.org/i',
  };
  const { articleId, revisionId } = await store.tx((sql) => saveRevision(sql, source, text));
  const { about: _, canonical: __, publishedAt, ...kept } = text;
  const stored = { ...kept, id: revisionId, article_id: articleId, number: 1, published_at: publishedAt };
  const read = await loadRevision(store, revisionId);
  expect(read).toMatchObject({
    ...stored,
    kind: 'article',
    url: source.url,
    feed_id: feedId,
    change: 'first',
  });
  expect(await latestRevision(store, articleId)).toMatchObject(stored);
  for (const row of [read, await latestRevision(store, articleId)]) expect(row).not.toHaveProperty('words');
});
