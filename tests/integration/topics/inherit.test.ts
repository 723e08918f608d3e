// A copy has the topics of its story's head: what was cut off is what it is about all the same.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { readVocabulary } from '../../../src/config/vocabulary.ts';
import type { Tags } from '../../../src/model/model.ts';
import { inheritTopics } from '../../../src/pipeline/story.ts';
import { loadRevision } from '../../../src/store/articles.ts';
import type { Store } from '../../../src/store/db.ts';
import { compileVocabulary } from '../../../src/tag/compile.ts';
import { tagText, type Vocabulary } from '../../../src/tag/tag.ts';
import { archive } from '../../support/archive.ts';
import { startStores, type TestStores } from '../../support/store.ts';
import { writeVocabulary } from '../../support/vocabulary-folder.ts';

const dir = mkdtempSync(join(tmpdir(), 'pw-inherit-'));
const vocabularyOf = (rule: string): Vocabulary =>
  compileVocabulary(readVocabulary(writeVocabulary(join(dir, rule), rule)));
const storms = vocabularyOf('thunderstorm');

const words = (count: number, seed: number) =>
  Array.from({ length: count }, (_, i) => `word${(i * 7919 + seed * 104_729) % 5003}`).join(' ');
const BODY = words(300, 1);
const WHOLE = `${BODY} and a thunderstorm ended it. ${words(40, 3)}`;

let stores: TestStores;
let store: Store;
beforeAll(async () => {
  stores = await startStores();
});
beforeEach(async () => {
  store = await stores.fresh();
});
afterAll(async () => {
  await stores.stop();
  rmSync(dir, { recursive: true, force: true });
});

/** Stores an article, and says what it is about with the story it is in. */
async function tagged(name: string, text: string, vocabulary = storms): Promise<Tags> {
  const url = `https://${name}.example/1`;
  const { revisionId } = await archive(store, vocabulary, {
    url,
    title: `Harbour closed, says ${name}`,
    text,
  });
  return again(revisionId, vocabulary);
}

async function again(revisionId: number, vocabulary: Vocabulary): Promise<Tags> {
  const revision = await loadRevision(store, revisionId);
  if (revision === null) throw new Error('not stored');
  const own = tagText({ title: revision.title, text: revision.text, lang: 'en' }, vocabulary);
  return inheritTopics(store, revision, revision.story_id, own, { vocabulary });
}

test("a cut copy has the head's topics, and says from where", async () => {
  const head = await tagged('head', WHOLE);
  expect(head.topics).toMatchObject([{ code: 'user:weather', via: 'user' }]);
  const copy = await tagged('copy', BODY);
  expect(copy.topics).toMatchObject([
    {
      code: 'user:weather',
      score: head.topics[0]?.score,
      via: 'story',
      because: ['as in “Harbour closed, says head”', 'thunderstorm'],
    },
  ]);
});

test('a topic that the copy shows itself stays its own, and the head takes nothing from copies', async () => {
  const head = await tagged('head', BODY);
  expect(head.topics).toEqual([]);
  expect((await tagged('copy', WHOLE)).topics).toMatchObject([{ code: 'user:weather', via: 'user' }]);
  expect((await again(1, storms)).topics).toEqual([]);
});

test('another story, and a text that has little of the head, take over nothing', async () => {
  await tagged('head', WHOLE);
  expect((await tagged('other', words(300, 2).replaceAll('word', 'other'))).topics).toEqual([]);
});

test('with another vocabulary the head is seen by that one; doing it twice changes nothing', async () => {
  await tagged('head', WHOLE);
  const copy = await tagged('copy', BODY);
  expect((await again(2, vocabularyOf('earthquake'))).topics).toEqual([]);
  const revision = await loadRevision(store, 2);
  if (revision === null) throw new Error('not stored');
  const twice = await inheritTopics(store, revision, revision.story_id, copy, { vocabulary: storms });
  expect(twice.topics).toEqual(copy.topics);
});
