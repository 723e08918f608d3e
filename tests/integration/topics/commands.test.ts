// `presswatch topics …` as people use it: tree, search, show, check. No store is needed for these.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { presswatch } from '../../support/command.ts';
import { writeVocabulary } from '../../support/vocabulary-folder.ts';

const dir = mkdtempSync(join(tmpdir(), 'pw-topics-'));
const folder = writeVocabulary(join(dir, 'config'), 'storm*');
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const people = (args: string[], env: Record<string, string> = {}) => presswatch(['topics', ...args], { env });
const json = async (...args: string[]) => JSON.parse((await people([...args, '--json'])).out);

test('tree shows the top topics, and below a code or label as many levels as asked', async () => {
  expect((await json('tree')).topics).toHaveLength(17);
  expect(await json('tree', 'crime', '--depth', '1')).toMatchObject({
    topics: [
      { code: '20000082', narrower: expect.arrayContaining([expect.objectContaining({ code: '20000103' })]) },
    ],
  });
  expect(await people(['tree', '--depth', 'all'])).toMatchObject({ code: 2 });
});

test('search finds by label in any locale, retired topics too; an unknown locale is refused', async () => {
  expect(await json('search', 'TERRORISMUS', '--lang', 'de')).toMatchObject({
    topics: expect.arrayContaining([expect.objectContaining({ code: '20000103', lang: 'de' })]),
  });
  expect((await people(['search', 'music theatre'])).out).toMatch(/20000030 .*2021-09-30/);
  expect(await people(['search', 'vote', '--lang', 'xx'])).toMatchObject({
    code: 2,
    err: expect.stringMatching(/No labels in "xx". Locales are: ar, /),
  });
});

test('show tells place, labels, Wikidata id, rule and the day of retirement', async () => {
  const [terrorism] = (await json('show', '20000103')).topics;
  expect(terrorism).toMatchObject({
    label: 'terrorism',
    path: [{ code: '20000082' }, { code: '02000000' }],
    wikidata: 'Q7283',
    retired: null,
    rule: { code: '20000103' },
  });
  expect(terrorism.labels['zh-Hans']).toBe('恐怖主义');
  expect((await people(['show', '20000030'])).out).toMatch(/music theatre {2}20000030.* retired 2021-09-30/);
  expect(await people(['show', 'no such topic'])).toMatchObject({
    code: 1,
    err: expect.stringMatching(/There is no topic "no such topic"/),
  });
});

test('check proves the rules; a rule that stays silent where it must fire makes exit code 1', async () => {
  const good = await people(['check', '--json'], { PRESSWATCH_TAG_VOCABULARY: folder });
  expect([good.code, JSON.parse(good.out)]).toMatchObject([0, { ok: true, failed: [] }]);
  const broken = writeVocabulary(join(dir, 'broken'), 'thunderstorm*');
  const bad = await people(['check'], { PRESSWATCH_TAG_VOCABULARY: broken });
  expect(bad).toMatchObject({ code: 1, out: expect.stringMatching(/✗ topic .*must fire on/) });
});

test('labels come in the locale asked for, however it is written; an unknown one is refused', async () => {
  expect((await people(['tree', '--labels', 'de'])).out).toMatch(/^11000000 {2}Politik$/m);
  expect((await people(['tree', '--labels', 'zh'])).out).toMatch(/^11000000 {2}政治$/m);
  expect((await json('show', 'terrorism', '--labels', 'pt_br')).topics[0].label).toBe('terrorismo');
  expect((await json('search', 'Wahl', '--labels', 'es')).topics[0]).toMatchObject({
    label: expect.stringMatching(/lecci/),
    by: 'Wahl',
  });
  expect(await people(['tree', '--labels', 'xx'])).toMatchObject({
    code: 2,
    err: expect.stringMatching(/No labels in "xx"/),
  });
});

test('a label written from the right stands between marks, so that it turns nothing around it around', async () => {
  const { out } = await people(['search', 'terrorism', '--labels', 'ar']);
  expect(out).toContain('20000103  \u200eارهاب\u200e');
});

test('a misspelt label, or another ending, is answered with what may be meant', async () => {
  expect((await json('search', 'terorism')).meant[0]).toEqual({ code: '20000103', by: 'terrorism' });
  expect((await people(['search', 'eleição', '--lang', 'pt-BR'])).out).toMatch(
    /Did you mean eleições \(20000574\)/,
  );
  expect(await people(['tree', 'terorism'])).toMatchObject({
    code: 1,
    err: expect.stringMatching(/Did you mean terrorism \(20000103\)/),
  });
  expect(await people(['search', ' '])).toMatchObject({ code: 2 });
});

test('search finds by code, by its first digits and by IRI', async () => {
  expect((await json('search', '20000103')).topics).toMatchObject([{ code: '20000103', by: 'terrorism' }]);
  expect((await json('search', 'medtop:20000103')).topics).toMatchObject([{ code: '20000103' }]);
  const codes = (await json('search', '1600')).topics.map(({ code }: { code: string }) => code);
  expect(codes).toEqual(['16000000']);
});

test('the tree says of a retired code since when it is', async () => {
  expect((await people(['tree', '20000030'])).out).toBe('20000030  music theatre  [retired 2021-09-30]\n');
});
