// Saved queries and examples as people use them: commands, their sentences and exit codes. And the service, which says
// that it is at work, stores with each match how far it had followed, and runs examples when its vocabulary changed.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { backends } from '../../support/backends.ts';
import { type Ended, presswatch } from '../../support/command.ts';
import { groundsForAll } from '../../support/grounds-for-all.ts';
import { openTestHouse, type TestHouse } from '../../support/house.ts';
import { madeArticle } from '../../support/press.ts';
import { writeVocabulary } from '../../support/vocabulary-folder.ts';

const dir = mkdtempSync(join(tmpdir(), 'pw-standing-'));
let house: TestHouse;
let env: Record<string, string>;
let accord: string;
let bill: string;

const backend = backends().find((one) => one.name === 'postgres');
if (!backend) throw new Error('there is no Postgres backend');
// hooks run backwards after the tests: the folder goes last
afterAll(() => rmSync(dir, { recursive: true, force: true }));
groundsForAll(backend, async (standing) => {
  const vocabulary = writeVocabulary(join(dir, 'config'), 'thunderstorm*');
  const ground = await standing.grounds.ground();
  const made = [madeArticle(1, 'the Lantern Accord'), madeArticle(2, 'the Heron Bill in a thunderstorm')];
  house = standing.keep(await openTestHouse(ground, { vocabulary }));
  const press = await standing.press(
    made.map((one) => one.item),
    made.map((one) => one.page),
  );
  [accord = '', bill = ''] = made.map((one) => press.origin + one.item.path);
  env = { DATABASE_URL: ground.storeUrl, PRESSWATCH_TAG_VOCABULARY: vocabulary };
  await house.subscribe('Weather', 'topic:user:weather', 'weather.jsonl');
  await house.start();
  await house.watch(press.feeds);
  await house.settled();
});

const people = (...args: string[]) => presswatch(args, { env });
async function json<Value = Record<string, unknown>>(...args: string[]): Promise<Value> {
  const ended = await people(...args, '--json');
  if (ended.code !== 0) throw new Error(`${args.join(' ')}: exit ${ended.code}: ${ended.err}`);
  return JSON.parse(ended.out);
}
function isRefusal(ended: Ended, code: number, ...says: RegExp[]) {
  for (const sentence of says) expect(ended.err).toMatch(sentence);
  expect(ended).toMatchObject({ code, out: '' });
  expect(ended.err).not.toMatch(/\n\s+at |Error:/);
}

test('a match keeps how far its worker had followed, and the worker says so too', async () => {
  const [match] = await house.rows<{ rev: number; of: number }>(
    'select match.rev, subscription.rev as of from match join subscription on subscription.id = subscription_id',
  );
  expect(match?.rev).toBeGreaterThanOrEqual(match?.of ?? Number.POSITIVE_INFINITY);
  const { workers } = await json<{ workers: { rev: number; pid: number }[] }>('status');
  expect(workers).toMatchObject([
    { pid: process.pid, rev: match?.rev, roles: expect.arrayContaining(['tag']) },
  ]);
});

test('subscribe and show say on how many workers it is in force, and since when', async () => {
  const saved = await json('subscribe', 'accord', '--name', 'Shown', '--file', 'a.jsonl');
  expect(saved).toMatchObject({
    change: 'created',
    in_force: { workers: 1, behind: [], since: expect.any(String) },
  });
  expect((await people('subscriptions', 'show', 'Shown')).out).toMatch(/in force on the one worker since 2/);
  expect((await people('subscriptions', 'remove', 'Shown')).code).toBe(0);
});

test('saved queries: save, use, change, show, refuse, remove', async () => {
  expect(await json('queries', 'save', '@papers', 'accord OR treaty')).toMatchObject({
    name: 'papers',
    version: 1,
  });
  await json('subscribe', '@papers AND lantern', '--name', 'Papers', '--file', 'p.jsonl');
  expect((await people('subscriptions', 'preview', '@papers', '--since', '1d')).out).toContain('Report 1');
  expect((await people('queries', 'save', 'papers', 'accord')).out).toMatch(
    /Changed with it: 1 subscription: \d+ "Papers"/,
  );
  expect((await people('subscriptions', 'show', 'Papers')).out).toMatch(
    /version 2[\s\S]*@papers {2}version 2: accord/,
  );
  isRefusal(await people('queries', 'save', 'papers', 'a AND ('), 2, /E_PAREN/, /a AND \(\n {8}\^/);
  isRefusal(await people('queries', 'save', 'papers', 'accord OR @papers'), 2, /@papers → @papers/);
  isRefusal(await people('queries', 'save', 'two words', 'x'), 2, /can't be a name/);
  isRefusal(await people('queries', 'remove', 'papers'), 1, /in use by subscription \d+ "Papers"/);
  expect((await people('queries', 'list')).out).toMatch(/@papers +2 +accord/);
  expect(await json('queries', 'show', 'papers')).toMatchObject({
    in_force: 2,
    users: { subscriptions: [{ name: 'Papers' }] },
  });
  await people('subscriptions', 'remove', 'Papers');
  expect(await json('queries', 'remove', 'papers')).toEqual({ removed: 'papers' });
  isRefusal(await people('queries', 'remove', 'papers'), 1, /no saved query @papers/);
});

test('values that nothing has are told where a query is typed, and the query is accepted', async () => {
  const doubtful = 'accord AND (topic:wether OR source:"Nobody News" OR lang:xx)';
  const codes = ['W_TOPIC', 'W_SOURCE', 'W_LANG'];
  const saved = await json<{ warnings: { code: string; start: number; end: number }[] }>(
    ...['subscribe', doubtful, '--name', 'Doubtful', '--file', 'd.jsonl'],
  );
  expect(saved.warnings.map((one) => one.code)).toEqual(codes);
  expect(saved.warnings.map(({ start, end }) => doubtful.slice(start, end))).toEqual([
    'topic:wether',
    'source:"Nobody News"',
    'lang:xx',
  ]);
  expect(
    (await json<typeof saved>('queries', 'save', 'doubtful', `NOT topic:wether`)).warnings,
  ).toMatchObject([{ code: 'W_TOPIC', start: 4, end: 16, hint: 'did you mean topic:weather?' }]);
  const shown = await people('subscriptions', 'preview', doubtful, '--since', '1d');
  expect(shown.out).toMatch(/^Note: there is no topic "wether"; did you mean topic:weather\?$/m);
  expect(shown.out).toMatch(/^No match since /m);
  await json('queries', 'remove', 'doubtful');
  await json('subscriptions', 'remove', 'Doubtful');
});

test('a preview shows matches with their reasons, then the numbers; --json has all of it', async () => {
  const { out } = await people('subscriptions', 'preview', 'accord OR heron', '--since', '2d', '--show', '1');
  expect(out).toMatch(/^\d+ {2}Report \d.*\n {4}.+ · http.+\n {4}.+\n {4}because of "(Accord|Heron)"/m);
  expect(out).toMatch(/^… and 1 more \(--show, --json\)\.$/m);
  expect(out).toMatch(
    /^2 matches since [\d-]+ \(2 texts read\); 2 alerts, copies of a story counted once: about 2\.0 a day\.$/m,
  );
  expect(out).toMatch(/^Most often because of: accord 1, heron 1$/m);
  const all = await json('subscriptions', 'preview', 'accord OR heron', '--since', '2d', '--show', '1');
  expect(all).toMatchObject({
    query: 'accord OR heron',
    matches: 2,
    alerts: 2,
    read: 2,
    unevaluated: 0,
    of: 2,
    days: expect.arrayContaining([{ day: expect.stringMatching(/^\d{4}-\d\d-\d\d$/), alerts: 2 }]),
    found: [
      { receipt: { spans: [{ field: expect.any(String) }] }, snippet: expect.any(String) },
      { receipt: { spans: [{ field: expect.any(String) }] }, snippet: expect.any(String) },
    ],
  });
  await json('subscribe', 'accord', '--name', 'Present', '--file', 'x.jsonl');
  const instead = await people(
    'subscriptions',
    'preview',
    'heron',
    '--since',
    '2d',
    '--instead-of',
    'Present',
  );
  expect(instead.out).toMatch(/"Present": 1 gained, 1 lost\.\n\d+ {2}\+ Report 2[\s\S]*\n\d+ {2}- Report 1/);
  await json('subscriptions', 'remove', 'Present');
});

test('examples: from an alert that was wrong or missed, to a query that is held to them', async () => {
  await json('subscribe', 'accord OR heron', '--name', 'Papers', '--file', 'p.jsonl');
  const wrong = await people('subscriptions', 'wrong', 'Papers', bill, '--note', 'no treaty');
  expect(wrong.code).toBe(0);
  expect(wrong.out).toMatch(
    /✗ must not match, matches: Report 2[\s\S]*no treaty[\s\S]*✗ accord[\s\S]*✓ heron/,
  );
  expect((await people('subscriptions', 'missed', 'Papers', accord)).out).toMatch(/✓ must match, matches/);
  const tested = await people('subscriptions', 'test', 'Papers');
  expect(tested).toMatchObject({ code: 1, out: expect.stringContaining('2 examples, 1 failing.') });
  expect((await people('status')).out).toMatch(/Examples +2, failing: 1 of Papers/);
  const again = ['--name', 'Papers', '--file', 'p.jsonl'];
  isRefusal(
    await people('subscribe', 'heron AND bill', ...again),
    1,
    /Nothing is changed: the new query fails on 2 examples/,
    /✗ must match, does not match: Report 1[\s\S]*✗ heron/,
  );
  expect(await json('subscribe', 'heron AND bill', ...again, '--force')).toMatchObject({ version: 2 });
  expect(await json('subscribe', 'accord', ...again)).toMatchObject({ version: 3, failing: [] });
  expect(await json('subscriptions', 'test')).toMatchObject({ examples: 2, failing: 0 });
  expect(await json('subscriptions', 'test', 'Papers', '--forget', bill)).toMatchObject({ examples: 1 });
  isRefusal(
    await people('subscriptions', 'missed', 'Papers', 'https://example.org/nowhere'),
    1,
    /no article/,
  );
});

test('a service that starts with another vocabulary runs the examples, and status and doctor tell', async () => {
  await json('subscriptions', 'test', 'Weather', '--must', bill);
  await house.stop();
  writeVocabulary(join(dir, 'config'), 'snow*');
  await house.start();
  await house.until('the examples were run', async () => {
    const [one] = await house.rows<{ passed: boolean }>(
      `select passed from subscription_example join subscription on subscription.id = subscription_id where name = 'Weather'`,
    );
    return one?.passed === false;
  });
  expect((await people('status')).out).toMatch(/failing: 1 of Weather/);
  expect((await people('doctor')).out).toMatch(/! examples +failing: 1 of "Weather"\n.*subscriptions test/);
});
