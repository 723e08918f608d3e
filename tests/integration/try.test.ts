// The batch commands `try feed|page|text|query`: one line out for each line in, in order, ids kept, bad lines answered;
// on real data where it is at hand.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { answersOf, jsonLines, presswatch } from '../support/command.ts';
import { shared } from '../support/shared.ts';

type Answer = Record<string, unknown> & { id: unknown; error?: { code: string; message: string } };

const dir = mkdtempSync(join(tmpdir(), 'pw-try-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
const write = (name: string, text: string | Buffer) => {
  const path = join(dir, name);
  writeFileSync(path, text);
  return path;
};

/** Lines that no batch command can use, and how each is answered. */
const BAD: [line: string, id: unknown, code: string][] = [
  ['not json', null, 'E_JSON'],
  ['{"id": 7, "cut', null, 'E_JSON'],
  ['[1, 2]', null, 'E_INPUT'],
  ['"text"', null, 'E_INPUT'],
  ['null', null, 'E_INPUT'],
  ['{"id": "x"}', 'x', 'E_INPUT'],
  ['{"id": 0, "file": 7, "text": 7, "query": 7}', 0, 'E_INPUT'],
  ['{"id": {"a": 1}}', null, 'E_INPUT'],
];

/** Runs a batch command on bad lines around good ones; checks the bad answers and returns the good. */
async function amongBad(command: string[], good: Record<string, unknown>[]): Promise<Answer[]> {
  const lines = [...BAD.map(([line]) => line), ...good.map((one) => JSON.stringify(one)), BAD[0]?.[0]];
  const { code, out, err } = await presswatch(['try', ...command], { input: `${lines.join('\n')}\n` });
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const answers = answersOf<Answer>(out);
  expect(answers).toHaveLength(lines.length);
  for (const [i, [, id, errorCode]] of BAD.entries()) {
    expect(answers[i]).toEqual({ id, error: { code: errorCode, message: expect.stringMatching(/\S/) } });
  }
  expect(answers.at(-1)?.error?.code).toBe('E_JSON');
  const rest = answers.slice(BAD.length, -1);
  expect(rest.map((one) => one.id)).toEqual(good.map((one) => one.id));
  return rest;
}

const RSS =
  '<rss version="2.0"><channel><title>Ours</title><link>https://example.org/</link><item><title>One</title>' +
  '<link>/1</link><guid isPermaLink="false">g1</guid><pubDate>Mon, 05 Jan 2026 08:00:00 GMT</pubDate>' +
  '<description>Words</description></item></channel></rss>';

const PAGE = `<!doctype html><html lang="en"><head><title>A bridge opens</title><meta property="og:site_name"
 content="The Paper"></head><body><article><h1>A bridge opens</h1>${'<p>The bridge over the wide river was opened by the council on Monday after four years of building.</p>'.repeat(6)}</article></body></html>`;

describe('try feed', () => {
  test('answers good, broken and missing files in order, bad lines in between', async () => {
    const file = write('rss.xml', RSS);
    const answers = await amongBad(
      ['feed'],
      [
        { id: 'good', file, content_type: 'text/xml', url: 'https://example.org/feed' },
        { id: 2, file: write('page.html', PAGE) },
        { id: '3', file: join(dir, 'nowhere.xml') },
        { id: 4, file, content_type: null },
      ],
    );
    const entry = { id: 'g1', title: 'One', published_iso: '2026-01-05T08:00:00Z', has_content: true };
    expect(answers).toEqual([
      {
        id: 'good',
        ok: true,
        title: 'Ours',
        link: 'https://example.org/',
        entries: [{ ...entry, link: 'https://example.org/1' }],
      },
      { id: 2, ok: false, error: expect.any(String) },
      { id: '3', error: { code: 'E_FILE', message: expect.stringMatching(/nowhere\.xml/) } },
      {
        id: 4,
        ok: true,
        title: 'Ours',
        link: 'https://example.org/',
        entries: [expect.objectContaining(entry)],
      },
    ]);
  });

  test('answers every one of the real feeds', async ({ skip }) => {
    const folder = shared('data/feeds-dev') ?? skip('feeds-dev is not here');
    const wanted: Record<string, { file: string; content_type: string | null }> = JSON.parse(
      readFileSync(join(folder, 'expectations.json'), 'utf8'),
    );
    const ids = Object.keys(wanted);
    const input = jsonLines(
      ids.map((id) => ({ id, ...wanted[id], file: join(folder, wanted[id]?.file ?? '') })),
    );
    const { code, out } = await presswatch(['try', 'feed'], { input });
    expect(code).toBe(0);
    const answers = answersOf<Answer>(out);
    expect(answers.map((one) => one.id)).toEqual(ids);
    for (const one of answers) {
      if (one.ok === true)
        expect(one).toMatchObject({ title: expect.any(String), entries: expect.any(Array) });
      else expect(one).toEqual({ id: one.id, ok: false, error: expect.stringMatching(/\S/) });
    }
  });
});

describe('try page', () => {
  test('answers pages, gzip and rubbish in order, bad lines in between', async () => {
    const url = 'https://example.org/a';
    const answers = await amongBad(
      ['page'],
      [
        { id: 'plain', file: write('a.html', PAGE), url },
        { id: 'packed', file: write('a.html.gz', gzipSync(PAGE)), url },
        { id: 'cut', file: write('cut.gz', gzipSync(PAGE).subarray(0, 60)), url },
        { id: 'none', file: join(dir, 'nowhere.html'), url },
        { id: 'empty', file: write('empty.html', ''), url },
        { id: 'noise', file: write('noise.html', Buffer.from([0, 1, 2, 255, 254, 0])), url },
      ],
    );
    const [plain, packed, ...bad] = answers;
    expect(plain).toMatchObject({
      ok: true,
      title: 'A bridge opens',
      site: 'The Paper',
      lang: 'en',
      canonical: null,
    });
    expect(Object.keys(plain ?? {})).toEqual(
      'id ok title byline published_iso site lang canonical image articleBody html method about'.split(' '),
    );
    expect(plain?.articleBody).toMatch(/^The bridge over/);
    expect(packed).toEqual({ ...plain, id: 'packed' });
    expect(bad.map((one) => [one.id, one.ok, one.error?.code])).toEqual([
      ['cut', undefined, 'E_FAILED'],
      ['none', undefined, 'E_FILE'],
      ['empty', false, expect.stringMatching(/^[a-z-]+$/)],
      ['noise', false, expect.stringMatching(/^[a-z-]+$/)],
    ]);
    for (const one of bad) expect(one.error?.message).toMatch(/\S/);
  });
});

const TEXT_KEYS = ['id', 'lang', 'entities', 'topics'];
type Entity = { type: string; text: string; start: number; end: number; field?: string };

describe('try text', () => {
  test('offsets are UTF-16 and point at the words, in title and text', async () => {
    const text = 'Wow 😀😀: Recep Tayyip Erdoğan flew to Ankara, said the United Nations.';
    const title = '😀 Erdogan in Ankara';
    const answers = await amongBad(
      ['text'],
      [
        { id: 'a', text, title },
        { id: 'b', text: '', lang: 'en' },
        { id: 'c', text: 'a\u0000b \ud800 lone', title: null, lang: null },
      ],
    );
    for (const one of answers) expect(Object.keys(one)).toEqual(TEXT_KEYS);
    const entities = (answers[0]?.entities ?? []) as (Entity & { id: string | null })[];
    for (const one of entities) {
      expect((one.field === 'title' ? title : text).slice(one.start, one.end)).toBe(one.text);
      expect(['PER', 'ORG', 'LOC', 'MISC']).toContain(one.type);
    }
    const named = entities.filter((one) => /Erdo[gğ]an/.test(one.text));
    expect(named.map((one) => one.field)).toEqual(expect.arrayContaining(['title', undefined]));
    expect(new Set(named.map((one) => one.id)).size).toBe(1);
  });

  test('answers 300 real texts', async ({ skip }) => {
    const folder = shared('data/topics-dev') ?? skip('topics-dev is not here');
    const lines = ['wikinews-gold-dev', 'near-dup-dev'].flatMap((name) =>
      gunzipSync(readFileSync(join(folder, `${name}.jsonl.gz`)))
        .toString()
        .split('\n')
        .filter(Boolean),
    );
    const texts = lines
      .slice(0, 300)
      .map((line) => JSON.parse(line) as { id: string; title: string; text: string });
    const input = jsonLines(texts.map(({ id, title, text }) => ({ id, title, text })));
    const { code, out } = await presswatch(['try', 'text'], { input });
    expect(code).toBe(0);
    const answers = answersOf<Answer & { entities: Entity[]; lang: string | null }>(out);
    expect(answers.map((one) => one.id)).toEqual(texts.map((one) => one.id));
    for (const [i, { id, title, text }] of texts.entries()) {
      for (const one of answers[i]?.entities ?? []) {
        const field = one.field === 'title' ? title : text;
        expect([id, field.slice(one.start, one.end)]).toEqual([id, one.text]);
      }
    }
    expect(answers.filter((one) => one.lang === 'en').length).toBeGreaterThan(290);
  });

  const conll = async (input: string) => {
    const { code, out } = await presswatch(['try', 'text', '--conll'], { input });
    expect(code).toBe(0);
    return out;
  };
  const firstColumns = (text: string) => text.split('\n').map((line) => line.split(/[\t ]/)[0]);

  test('CoNLL keeps tokens, blank lines and line ends as they come', async () => {
    const out = await conll('-DOCSTART-\tO\n\nAnkara\tB-LOC\nis\tO\n\n\nSyria O\n.\tO\nno-tag\n');
    expect(firstColumns(out)).toEqual(['-DOCSTART-', '', 'Ankara', 'is', '', '', 'Syria', '.', 'no-tag', '']);
    expect(out).toMatch(/^Ankara\tB-LOC\nis\tO$/m);
  });

  test('CoNLL on the real development files lines up with them, and the scorer accepts it', async ({
    skip,
  }) => {
    const folder = shared('data/ner-dev/dev') ?? skip('ner-dev is not here');
    const scorer = shared('bench/score-ner.mjs') ?? skip('the scorer is not here');
    const names = ['crossner-politics-dev', 'gmb-dev', 'redocred-dev', 'uner-ewt-dev', 'uner-pud'];
    const gold = names.map((name) => readFileSync(join(folder, `${name}.conll`), 'utf8')).join('\n');
    const out = await conll(gold);
    expect(firstColumns(out)).toEqual(firstColumns(gold));
    expect(out.split('\n').filter((line) => !/^$|^\S+\t(O|[BI]-(PER|ORG|LOC|MISC))$/.test(line))).toEqual([]);
    const files = [write('gold.conll', gold), write('out.conll', out)];
    const { stdout } = await promisify(execFile)(process.execPath, [scorer, ...files, '--json']);
    expect(JSON.parse(stdout)).toBeTypeOf('object');
  });
});

describe('try query', () => {
  const doc = { title: 'The crisis in Paris', body: 'Banks raised rates. ISIS was not named before.' };

  test('with --warnings tells what is doubtful, and an empty list where nothing is', async () => {
    const doc = { title: 'A bank', body: '' };
    const queries = ['bank AND NOT lang:xx', 'bank and money', 'bank'];
    const input = jsonLines(queries.map((query, id) => ({ id, query, doc })));
    const { out } = await presswatch(['try', 'query', '--warnings'], { input });
    const answers = answersOf<Answer & { warnings: Record<string, unknown>[] }>(out);
    expect(answers.map(({ id, warnings }) => [id, warnings.map(({ code }) => code)])).toEqual([
      [0, ['W_LANG']],
      [1, expect.arrayContaining(['W_LOWERCASE'])],
      [2, []],
    ]);
    expect(answers[0]).toMatchObject({
      match: true,
      warnings: [
        { start: 13, end: 20, message: expect.stringMatching(/language/), hint: expect.any(String) },
      ],
    });
  });

  test('judges good queries and places the mistakes of odd ones', async () => {
    const ask = (id: string | number, query: string, more: object = {}) => ({
      id,
      query,
      doc: { ...doc, ...more },
    });
    const answers = await amongBad(
      ['query'],
      [
        ask('word', 'isis'),
        ask('not inside', 'sis'),
        ask(3, 'title:isis'),
        ask('field', 'lang:tr AND topic:20000103', { lang: 'tr', topic: ['20000103'] }),
        ask('open', '(bank* AND'),
        ask('quote', '"central bank'),
        ask('unknown', 'colour:red'),
        ask('empty', ''),
        ask('long', `${'('.repeat(5000)}a${')'.repeat(5000)}`),
        { id: 'bare', query: 'a', doc: {} },
        { id: 'odd', query: 'a', doc: { title: 7 } },
      ],
    );
    const at = (id: string | number) => answers.find((one) => one.id === id);
    expect(at('word')).toEqual({ id: 'word', match: true, spans: [{ field: 'body', start: 20, end: 24 }] });
    expect(at('not inside')).toEqual({ id: 'not inside', match: false, spans: [] });
    expect(at(3)).toEqual({ id: 3, match: false, spans: [] });
    expect(at('field')).toMatchObject({ match: true });
    expect(at('bare')).toEqual({ id: 'bare', match: false, spans: [] });
    expect(at('odd')).toMatchObject({ error: { code: 'E_INPUT' } });
    for (const id of ['open', 'quote', 'unknown', 'empty', 'long']) {
      expect(at(id)).toMatchObject({
        id,
        error: {
          code: expect.stringMatching(/^E_/),
          start: expect.any(Number),
          end: expect.any(Number),
          message: expect.stringMatching(/\S/),
        },
      });
    }
  });
});

describe('try text takes languages and labels as people write them', () => {
  const bomb = { text: 'Terrorists bombed the embassy; the jihadists fled.' };
  const run = async (lines: object[], ...args: string[]) => {
    const { out } = await presswatch(['try', 'text', ...args], { input: jsonLines(lines) });
    return answersOf<{ lang: string; topics: { code: string; label: string; via: string }[] }>(out);
  };

  test('a tag with region is its language, an empty or wrong one is as none; in another language the English parts step aside', async () => {
    const langs = ['en-US', 'EN', '', 'klingon!', 'de-AT'];
    const answers = await run(langs.map((lang, id) => ({ id, lang, ...bomb })));
    expect(answers.map(({ lang }) => lang)).toEqual(['en', 'en', 'en', 'en', 'de']);
    expect(answers.map(({ topics }) => topics.some(({ code }) => code === '20000103'))).toEqual([
      true,
      true,
      true,
      true,
      false,
    ]);
  });

  test('--lang is a hint where a text is too short to tell, and a wrong one is refused', async () => {
    expect(
      await run(
        [
          { id: 1, text: 'Terror' },
          { id: 2, ...bomb },
        ],
        '--lang',
        'de',
      ),
    ).toMatchObject([{ lang: 'de' }, { lang: 'en' }]);
    expect(await presswatch(['try', 'text', '--lang', 'klingon'])).toMatchObject({
      code: 2,
      err: expect.stringMatching(/is no language tag/),
    });
  });

  test('--labels gives labels in a locale', async () => {
    const [{ topics } = { topics: [] }] = await run([{ id: 1, ...bomb }], '--labels', 'zh');
    expect(topics.find(({ code }) => code === '20000103')?.label).toBe('恐怖主义');
  });
});
