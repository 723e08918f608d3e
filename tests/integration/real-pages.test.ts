// Real pages that nobody here wrote, through the whole service: every item ends with an article or a reason, none is
// lost. And how well their text is read, by an independent scorer. Skipped where the pages are not at hand.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { backends } from '../support/backends.ts';
import { answersOf, jsonLines, presswatch } from '../support/command.ts';
import { openTestHouse, startGrounds } from '../support/house.ts';
import { startPress } from '../support/press.ts';
import { shared } from '../support/shared.ts';

type Truth = Record<string, { articleBody: string; url: string }>;

const LEAST_F1 = 0.93;
const PER_FEED = 12;

const dir = mkdtempSync(join(tmpdir(), 'pw-pages-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
const folder = shared('data/extraction-dev');
const truth: Truth = folder ? JSON.parse(readFileSync(join(folder, 'ground-truth.json'), 'utf8')) : {};
const ids = Object.keys(truth);
const fileOf = (id: string) => join(folder ?? '', 'html', `${id}.html.gz`);

test('every real page ends as an article or with a reason, and none is lost', async ({ skip }) => {
  if (!folder) return skip('extraction-dev is not here');
  const press = await startPress(
    ids.map((id, n) => ({ path: `/${id}`, title: `Page ${n}`, summary: '' })),
    ids.map((id) => ({ path: `/${id}`, body: readFileSync(fileOf(id)), encoding: 'gzip' })),
    PER_FEED,
  );
  const backend = backends().findLast((one) => one.missing === null);
  if (!backend) throw new Error('there is no queue backend');
  const grounds = await startGrounds(backend);
  const house = await openTestHouse(await grounds.ground());
  try {
    await house.start();
    await house.watch(press.feeds);
    await house.settled(150_000);
    const items = await house.items();
    expect(items).toHaveLength(ids.length);
    expect(items.filter((item) => item.stage !== 'done' && item.stage !== 'rejected')).toEqual([]);
    expect(items.filter((item) => item.stage === 'done' && item.revision_id === null)).toEqual([]);
    expect(items.filter((item) => item.stage === 'rejected' && !item.reason)).toEqual([]);
    expect(items.filter((item) => item.stage === 'done').length).toBeGreaterThan(ids.length * 0.95);
    expect(ids.map((id) => press.requests.get(`/${id}`))).toEqual(ids.map(() => 1));
    const silent = `select item.id from item where not exists (select from ledger where item_id = item.id
      and ledger.stage = case when item.stage = 'done' then 'match' else 'extract' end)`;
    expect(await house.rows(silent)).toEqual([]);
    const untagged = 'select id from revision where tagged_at is null or vocabulary is null';
    expect(await house.rows(untagged)).toEqual([]);
  } finally {
    await house.close();
    await grounds.stop();
    await press.close();
  }
});

test(`the text of real pages is read with an F1 of at least ${LEAST_F1}`, async ({ skip }) => {
  const scorer = shared('bench/score-extraction.mjs');
  if (!folder || !scorer) return skip('extraction-dev or its scorer is not here');
  const input = jsonLines(ids.map((id) => ({ id, file: fileOf(id), url: truth[id]?.url })));
  const { code, out } = await presswatch(['try', 'page'], { input });
  expect(code).toBe(0);
  const answers = answersOf<{ id: string; articleBody?: string }>(out);
  expect(answers.map((one) => one.id)).toEqual(ids);
  const bodies = Object.fromEntries(
    answers.map(({ id, articleBody = '' }) => [id, { articleBody }] as const),
  );
  const output = join(dir, 'output.json');
  writeFileSync(output, JSON.stringify(bodies));
  const args = [scorer, join(folder, 'ground-truth.json'), output, '--json'];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  const { f1, precision, recall } = JSON.parse(stdout);
  console.info(`F1 ${f1.toFixed(4)}, precision ${precision.toFixed(4)}, recall ${recall.toFixed(4)}`);
  expect(f1).toBeGreaterThanOrEqual(LEAST_F1);
});
