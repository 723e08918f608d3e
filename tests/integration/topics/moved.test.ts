// Articles that were tagged before IPTC moved and retired codes: their tags stay, and are found by the tree of today.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { renewTaxonomy } from '../../../src/config/mediatopics/renew.ts';
import { writeTaxonomy } from '../../../src/config/mediatopics/write.ts';
import { broaderNow, readTopicNamesFrom, topicNames } from '../../../src/match/topic-names.ts';
import type { Subject } from '../../../src/model/model.ts';
import { openPreview } from '../../../src/replay/preview.ts';
import type { Store } from '../../../src/store/db.ts';
import { countTopics } from '../../../src/store/topic-counts.ts';
import { compileVocabulary } from '../../../src/tag/compile.ts';
import { archivist } from '../../support/archive.ts';
import { storeForAll } from '../../support/store-for-all.ts';
import { smallData } from '../../support/vocabulary.ts';

const vocabulary = compileVocabulary(
  smallData({ entities: [] }, [
    { code: '20000103', query: 'bomb*', must: [], mustNot: [] },
    { code: '20000574', query: 'ballot*', must: [], mustNot: [] },
    { code: 'user:ports', label: 'ports', parent: '04000000', query: 'port', must: [], mustNot: [] },
  ]),
);
const dir = mkdtempSync(join(tmpdir(), 'pw-moved-'));
let store: Store;
storeForAll(async (opened) => {
  store = opened;
  const put = archivist(store, vocabulary);
  await put(1, 'One', 'A bomb went off in the port.');
  await put(2, 'Two', 'The ballots were counted twice.');
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

async function found(query: string): Promise<string[]> {
  const names = { aliasesOf: () => [], idsOf: () => [] };
  const preview = await openPreview(query, null, { store, ...names });
  const urls: string[] = [];
  for await (const step of preview.steps()) urls.push(...step.found.map(({ url }) => url));
  return urls;
}

/** Media Topics as they might be: terrorism lies under conflict, elections are retired. */
function renew(): void {
  const before = topicNames();
  const change = (subject: Subject): Subject => {
    if (subject.code === '20000103') return { ...subject, parent: '16000000' };
    return subject.code === '20000574' ? { ...subject, parent: null, retired: '2126-01-01' } : subject;
  };
  const fresh = { version: '2126-04-01', subjects: before.subjects.map(change) };
  writeTaxonomy(join(dir, 'mediatopics.json'), renewTaxonomy(before, fresh).taxonomy);
  readTopicNamesFrom(join(dir, 'mediatopics-names.json'));
}

test('a moved code is found under its new parents and not under the old ones; a retired one by code and label', async () => {
  expect(await found('topic:16000000')).toEqual([]);
  expect(await found('topic:02000000')).toEqual(['https://news.example.org/1']);
  renew();
  expect(await found('topic:16000000')).toEqual(['https://news.example.org/1']);
  expect(await found('topic:"conflict, war and peace"')).toEqual(['https://news.example.org/1']);
  expect(await found('topic:02000000')).toEqual([]);
  for (const query of ['topic:20000574', 'topic:election', 'topic:Wahl', 'topic:politics'])
    expect(await found(query)).toEqual(['https://news.example.org/2']);
});

test("a topic of one's own is found, and counts, where its rule of today puts it", async () => {
  const own = new Map([['user:ports', '17000000']]);
  readTopicNamesFrom(join(dir, 'mediatopics-names.json'), () => own);
  expect(await found('topic:17000000')).toEqual(['https://news.example.org/1']);
  expect(await found('topic:04000000')).toEqual([]);
  const counts = await countTopics(store, new Date(0), false, broaderNow);
  const codes = counts.map(({ code }) => code);
  expect(codes).toEqual(expect.arrayContaining(['17000000', 'user:ports']));
  expect(codes).not.toContain('04000000');
});
