// Articles, their revisions, and the stories that near copies share; also when several workers store at once.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { saveRevision } from '../../../src/store/articles.ts';
import { all, type Store } from '../../../src/store/db.ts';
import { addFeed } from '../../../src/store/feeds.ts';
import { assignStory } from '../../../src/store/stories.ts';
import { newText, startStores, type TestStores } from '../../support/store.ts';

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

const RULE = { windowHours: 168, containment: 0.5 };
const save = (key: string, text: string, on = store) =>
  on.tx((sql) => {
    const source = { key, url: `https://example.org/${key}`, feedId, pageId: null, words: [] };
    return saveRevision(sql, source, newText('Title', text));
  });
/** Stores an article whose fingerprint is the numbers from `from` to `to`, and assigns its story. */
async function told(key: string, from: number, to: number, lang: string | null = 'en', on = store) {
  const { articleId, revisionId } = await save(key, `${key} ${from} ${to}`, on);
  const fingerprint = Array.from({ length: to - from }, (_, i) => from + i);
  return on.tx((sql) => assignStory(sql, { articleId, revisionId, lang, fingerprint }, RULE));
}

test('the same text is the same revision, a changed one the next, an old one that one again', async () => {
  const first = await save('a', 'one');
  expect(first).toMatchObject({ number: 1, fresh: true });
  expect(await save('a', 'one')).toEqual({ ...first, fresh: false });
  expect(await save('a', 'two')).toMatchObject({ articleId: first.articleId, number: 2, fresh: true });
  expect(await save('a', 'one')).toEqual({ ...first, fresh: false });
});

test('workers that store one article at once make one article, and revisions without gaps', async () => {
  const pools = [store, stores.again(store), stores.again(store)];
  const texts = ['one', 'two', 'three', 'one', 'two', 'three'];
  const saved = await Promise.all(texts.map((text, i) => save('a', text, pools[i % pools.length])));
  expect(new Set(saved.map((one) => one.articleId)).size).toBe(1);
  expect(
    saved
      .filter((one) => one.fresh)
      .map((one) => one.number)
      .sort(),
  ).toEqual([1, 2, 3]);
});

test('a near copy joins the story, another text founds its own', async () => {
  const first = await told('a', 0, 100);
  expect(first.joined).toBe(false);
  expect(await told('b', 20, 110)).toEqual({ storyId: first.storyId, joined: true });
  expect(await told('c', 70, 170)).toMatchObject({ joined: false });
  expect((await told('d', 1000, 1100)).storyId).not.toBe(first.storyId);
});

test('a shortened copy joins, whichever came first', async () => {
  const short = await told('short', 0, 30);
  expect(await told('long', 0, 200)).toEqual({ storyId: short.storyId, joined: true });
});

test('a text too short to judge, another language and an old story are not joined', async () => {
  await told('a', 0, 100);
  expect((await told('empty', 0, 0)).joined).toBe(false);
  expect((await told('empty too', 0, 0)).joined).toBe(false);
  expect((await told('german', 0, 100, 'de')).joined).toBe(false);
  await store.query("update revision set created_at = now() - interval '8 days'");
  expect((await told('late', 0, 100)).joined).toBe(false);
});

test('an article keeps its story when its text changes', async () => {
  const first = await told('a', 0, 100);
  await told('b', 1000, 1100);
  expect(await told('a', 1000, 1100)).toEqual({ storyId: first.storyId, joined: false });
});

test('copies that arrive at once on several workers are one story', async () => {
  const pools = [store, stores.again(store), stores.again(store)];
  const keys = Array.from({ length: 9 }, (_, i) => `copy-${i}`);
  const stories = await Promise.all(keys.map((key, i) => told(key, i, 100 + i, 'en', pools[i % 3])));
  expect(new Set(stories.map((one) => one.storyId)).size).toBe(1);
  expect(await all(store, 'select count(*) as n from story')).toEqual([{ n: 1 }]);
});
