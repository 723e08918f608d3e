// Counts of topics in the archive: each article once, under its topics and all above them.
import { expect, test } from 'vitest';
import type { Store } from '../../../src/store/db.ts';
import { countTopics } from '../../../src/store/topic-counts.ts';
import { compileVocabulary } from '../../../src/tag/compile.ts';
import { archivist } from '../../support/archive.ts';
import { storeForAll } from '../../support/store-for-all.ts';
import { smallData } from '../../support/vocabulary.ts';

const vocabulary = compileVocabulary(
  smallData({ entities: [] }, [
    { code: '20000574', query: 'ballot*', lang: 'any', must: [], mustNot: [] },
    { code: '20000579', query: 'parliament*', lang: 'any', must: [], mustNot: [] },
  ]),
);
const EVER = new Date(0);
const asStored = (_: string, stored: readonly string[]) => stored;
let store: Store;
storeForAll(async (opened) => {
  store = opened;
  const put = archivist(store, vocabulary);
  await put(1, 'A vote', 'The ballots were counted.');
  await put(2, 'Two votes', 'Ballots for parliament were counted.');
  await put(3, 'A correction', 'The ballots were lost.');
  await put(3, 'A correction', 'The harbour was closed.');
});

test('an article counts once for a topic and once for each above it, by its latest text', async () => {
  const counts = await countTopics(store, EVER, false, asStored);
  expect(counts).toEqual([
    { code: '11000000', label: null, day: null, articles: 2 },
    { code: '20000574', label: 'election', day: null, articles: 2 },
    { code: '20000579', label: 'national elections', day: null, articles: 1 },
  ]);
});

test('by day there is a row for each day on which articles were first seen', async () => {
  await store.query("update article set first_seen = '2026-01-31T23:30:00Z' where url like '%/1'");
  await store.query("update article set first_seen = '2026-02-01T00:30:00Z' where url like '%/2'");
  const politics = (await countTopics(store, EVER, true, asStored)).filter(({ code }) => code === '11000000');
  expect(politics.map(({ day, articles }) => [day, articles])).toEqual([
    ['2026-01-31', 1],
    ['2026-02-01', 1],
  ]);
  expect(await countTopics(store, new Date('2026-02-01T01:00:00Z'), false, asStored)).toEqual([]);
});

test('a code that has moved counts where it lies now', async () => {
  const moved = (code: string, stored: readonly string[]) => (code === '20000579' ? ['14000000'] : stored);
  const counts = await countTopics(store, EVER, false, moved);
  expect(counts.find(({ code }) => code === '14000000')?.articles).toBe(1);
});
