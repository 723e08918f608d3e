// `presswatch topics …` as people use it: tree, search, show, check. No store is needed for these.
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

test('show tells place, labels, Wikidata id, rule, whether the model knows it, and the day of retirement', async () => {
  const [terrorism] = (await json('show', '20000103')).topics;
  expect(terrorism).toMatchObject({
    label: 'terrorism',
    path: [{ code: '20000082' }, { code: '02000000' }],
    wikidata: 'Q7283',
    retired: null,
    model: true,
    rules: [{ code: '20000103' }],
  });
  expect(terrorism.labels['zh-Hans']).toBe('恐怖主义');
  expect((await json('show', '20000030')).topics[0].model).toBe(false);
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

test("a topic of one's own is found by its code, however that is typed", async () => {
  const env = { PRESSWATCH_TAG_VOCABULARY: folder };
  for (const command of ['search', 'show', 'tree'])
    expect((await people([command, 'User:WEATHER'], env)).out).toContain('user:weather');
});

test('the tree says of a retired code since when it is', async () => {
  expect((await people(['tree', '20000030'])).out).toBe('20000030  music theatre  [retired 2021-09-30]\n');
});

test('import takes a newer version over, says what changed, and keeps labels and retired codes; an older one is refused', async () => {
  const own = writeVocabulary(join(dir, 'newer'), 'storm*');
  const concept = (code: string, label: string, facts = {}) => ({
    qcode: `medtop:${code}`,
    prefLabel: { 'en-GB': label },
    ...facts,
  });
  const file = join(dir, 'cptall-en-GB.json');
  const conceptSet = [
    concept('16000000', 'conflict, war and peace'),
    concept('17000000', 'weather'),
    concept('20000103', 'terrorism', { broader: ['medtop:16000000'] }),
    concept('20009001', 'harbour affairs', { broader: ['medtop:16000000'] }),
  ];
  writeFileSync(file, JSON.stringify({ dateReleased: '2126-04-01', conceptSet }));
  const env = { PRESSWATCH_TAG_VOCABULARY: own };
  const before = readFileSync(join(own, 'mediatopics.json'), 'utf8');
  const dry = JSON.parse((await people(['import', file, '--dry-run', '--json'], env)).out);
  expect(dry).toMatchObject({
    written: false,
    added: [{ code: '20009001' }],
    moved: [{ code: '20000103', from: '20000082', to: '16000000' }],
  });
  expect(readFileSync(join(own, 'mediatopics.json'), 'utf8')).toBe(before);
  expect((await people(['import', file], env)).out).toMatch(/from 20000082 to 16000000[\s\S]*Written to/);
  expect((await people(['show', 'Terrorismus', '--labels', 'de'], env)).out).toMatch(
    /^Terrorismus {2}20000103[\s\S]*^Below .*\(16000000\)$/m,
  );
  expect((await people(['tree', '20000030'], env)).out).toContain('[retired 2021-09-30]');
  writeFileSync(file, JSON.stringify({ dateReleased: '2020-01-01', conceptSet }));
  expect(await people(['import', file], env)).toMatchObject({
    code: 1,
    err: expect.stringMatching(/older than the version here \(2126-04-01\)/),
  });
  expect(await people(['import', join(dir, 'none')], env)).toMatchObject({
    code: 1,
    err: expect.stringMatching(/^There is no file or folder/),
  });
});

test('import says which rules it sets aside, and they stay so; --force takes an older version over', async () => {
  const folder = writeVocabulary(join(dir, 'aside'), 'storm*');
  const env = { PRESSWATCH_TAG_VOCABULARY: folder };
  const file = join(dir, 'retiring.json');
  const version = (dateReleased: string, codes: Record<string, string>, retired: string[] = []) =>
    writeFileSync(
      file,
      JSON.stringify({
        dateReleased,
        conceptSet: Object.entries(codes).map(([code, label]) => ({
          qcode: `medtop:${code}`,
          prefLabel: { 'en-GB': label },
          ...(retired.includes(code) ? { retired: dateReleased } : {}),
        })),
      }),
    );
  const both = { '17000000': 'weather', '20009001': 'harbour affairs' };
  version('2126-01-01', both);
  expect(await people(['import', file], env)).toMatchObject({ code: 0 });
  const rule = '  - { code: "20009001", query: quay*, must: [A quay., Two quays.], mustNot: [A hill.] }\n';
  appendFileSync(join(folder, 'topics.yaml'), rule);
  expect((await people(['check'], env)).out).not.toContain('set aside');

  version('2126-04-01', both, ['20009001']);
  const dry = JSON.parse((await people(['import', file, '--dry-run', '--json'], env)).out);
  expect(dry).toMatchObject({ written: false, rules_set_aside: ['20009001'] });
  expect((await people(['import', file], env)).out).toContain(
    '! The rule of 20009001 in topics.yaml is set aside from now on: the code is retired.',
  );
  expect(await people(['check'], env)).toMatchObject({
    code: 0,
    out: expect.stringMatching(
      /^! the rule of 20009001 is set aside: IPTC retired "harbour affairs" on 2126-04-01/m,
    ),
  });

  version('2126-01-01', both);
  const refused = await people(['import', file], env);
  expect(refused).toMatchObject({
    code: 1,
    err: expect.stringContaining('--force takes it over all the same'),
  });
  expect((await people(['check'], env)).out).toContain('set aside');
  expect((await people(['import', file, '--force'], env)).out).toMatch(
    /^Media Topics of 2126-01-01, before of 2126-04-01/,
  );
  expect((await people(['check'], env)).out).not.toContain('set aside');
});
