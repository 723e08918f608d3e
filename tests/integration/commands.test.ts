// Every command as people run it: help with an example, one JSON value with --json, exit codes, and mistakes answered
// in sentences. On one house that a running service has filled.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addCommands } from '../../src/cli/commands.ts';
import { createProgram } from '../../src/cli/program.ts';
import { backends } from '../support/backends.ts';
import { type Ended, presswatch } from '../support/command.ts';
import { type Grounds, openTestHouse, startGrounds } from '../support/house.ts';
import { madeArticle, type Press, startPress } from '../support/press.ts';
import { runProgram } from '../support/process.ts';
import { startSink } from '../support/sink.ts';
import { writeVocabulary } from '../support/vocabulary-folder.ts';

const dir = mkdtempSync(join(tmpdir(), 'pw-commands-'));
const file = (name: string, text: string) => {
  const path = join(dir, name);
  writeFileSync(path, text);
  return path;
};

let grounds: Grounds;
let press: Press;
let env: Record<string, string>;
/** the article that the subscription "Lantern" was told of */
let told: string;

beforeAll(async () => {
  const backend = backends().find((one) => one.name === 'postgres');
  if (!backend) throw new Error('there is no Postgres backend');
  const vocabulary = writeVocabulary(join(dir, 'config'), 'thunderstorm*');
  grounds = await startGrounds(backend);
  const ground = await grounds.ground();
  const made = [madeArticle(1, 'the Lantern Accord'), madeArticle(2, null), madeArticle(3, null)];
  press = await startPress(
    made.map((one) => one.item),
    made.slice(0, 2).map((one) => one.page),
  );
  told = press.origin + made[0]?.item.path;
  const sink = await startSink();
  const house = await openTestHouse(ground, { vocabulary });
  await house.subscribe('Lantern', '"lantern accord" AND lang:en', sink);
  await house.start();
  await house.watch(press.feeds);
  await house.settled();
  await house.close();
  await sink.close();
  env = {
    DATABASE_URL: ground.storeUrl,
    PRESSWATCH_TAG_VOCABULARY: vocabulary,
    PRESSWATCH_EGRESS_ALLOW: '127.0.0.0/8',
    PRESSWATCH_EGRESS_PORTS: 'any',
    PRESSWATCH_API_PORT: '0',
  };
});
afterAll(async () => {
  await press?.close();
  await grounds?.stop();
  rmSync(dir, { recursive: true, force: true });
});

const people = (...args: string[]) => presswatch(args, { env });

/** The one JSON value that a good command prints. */
async function json<Value = Record<string, unknown>>(...args: string[]): Promise<Value> {
  const ended = await people(...args, '--json');
  if (ended.code !== 0) throw new Error(`${args.join(' ')}: exit ${ended.code}: ${ended.err}`);
  expect(ended.out.trimEnd().split('\n')).toHaveLength(1);
  return JSON.parse(ended.out);
}

/** Nothing on standard output, a sentence on standard error, no stack. */
function isSentence(ended: Ended, code: number, says: RegExp) {
  expect(ended.err).toMatch(says);
  expect(ended).toMatchObject({ code, out: '' });
  expect(ended.err).not.toMatch(/\n\s+at |node:internal|Error:/);
}

test('every command has a description, explained options, and an example in its help', () => {
  const program = createProgram();
  addCommands(program);
  const leaves = (command: Command): Command[] =>
    command.commands.length === 0 ? [command] : command.commands.flatMap(leaves);
  const commands = leaves(program);
  expect(commands.length).toBeGreaterThanOrEqual(22);
  for (const command of commands) {
    let help = '';
    command.configureOutput({ writeOut: (text) => (help += text) });
    command.outputHelp();
    expect([command.name(), help]).toEqual([
      command.name(),
      expect.stringMatching(/Examples?:\n.*presswatch /),
    ]);
    expect(help).toContain('--json');
    expect(command.description()).toMatch(/\S/);
    expect(command.options.filter((option) => option.description === '')).toEqual([]);
  }
});

test('help, version and usage mistakes end as they should', async () => {
  expect(await people('replay', '--help')).toMatchObject({ code: 0, err: '' });
  expect(await people('--version')).toEqual({
    code: 0,
    err: '',
    out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
  });
  isSentence(await people('statsu'), 2, /unknown command 'statsu'[\s\S]*status/);
  isSentence(await people('status', '--jsno'), 2, /unknown option '--jsno'[\s\S]*--json/);
  isSentence(await people('why'), 2, /missing required argument 'url'/);
  isSentence(await people('feeds'), 2, /Usage: presswatch feeds/);
});

describe('feeds', () => {
  const one = 'https://feeds.example.org/one.xml';

  test('add, list, export, import, remove', async () => {
    // nothing answers there: it is watched all the same
    expect(await json('feeds', 'add', one, '--folder', 'Ours')).toEqual([
      { id: expect.any(Number), added: true, url: one, warning: expect.stringMatching(/\w/) },
    ]);
    expect(await json('feeds', 'add', one)).toMatchObject([{ added: false }]);
    const list = await json<{ url: string }[]>('feeds', 'list');
    expect(list).toMatchObject([
      { url: press.feeds[0], title: 'The Test Press', items: 3 },
      { url: one, folder: 'Ours' },
    ]);
    const path = join(dir, 'out.opml');
    expect(await json('feeds', 'export', path)).toEqual({ file: path, feeds: 2 });
    const opml = readFileSync(path, 'utf8');
    expect(opml).toContain(one);
    expect((await people('feeds', 'export')).out.trim()).toBe(opml.trim());
    const two = 'https://feeds.example.org/two.xml';
    const more = file('more.opml', opml.replaceAll(one, two));
    expect(await json('feeds', 'import', more)).toMatchObject({
      feeds: [{ added: false }, { added: true, url: two }],
      bad: [],
    });
    expect(await json('feeds', 'remove', two)).toEqual({ removed: expect.any(Number) });
    const shown = (await people('feeds', 'list')).out;
    expect(shown).toContain(one);
    expect(shown).not.toContain(two);
  });

  test('a feed that is watched moves to the folder it is added with; a list on standard output is the list alone', async () => {
    expect(await json('feeds', 'add', one, '--folder', 'Elsewhere', '--no-look')).toMatchObject([
      { added: false },
    ]);
    const ours = async () => (await json<{ url: string }[]>('feeds', 'list')).find(({ url }) => url === one);
    expect(await ours()).toMatchObject({ folder: 'Elsewhere' });
    await json('feeds', 'add', one, '--no-look');
    expect(await ours()).toMatchObject({ folder: 'Elsewhere' });
    await json('feeds', 'remove', one);
    expect(await json('feeds', 'add', one, '--no-look')).toMatchObject([{ added: true }]);
    expect(await ours()).toMatchObject({ folder: 'Elsewhere' });
    const path = join(dir, 'same.opml');
    await json('feeds', 'export', path);
    expect((await people('feeds', 'export')).out).toBe(readFileSync(path, 'utf8'));
  });

  test('mistakes are told in a sentence', async () => {
    isSentence(
      await people('feeds', 'export', join(dir, 'nowhere', 'x.opml')),
      1,
      /x\.opml can't be written/,
    );
    isSentence(await people('feeds', 'remove', '777'), 1, /no feed 777\..*feeds list/);
    isSentence(
      await people('feeds', 'add', 'example.org/rss'),
      2,
      /"example.org\/rss" is no http\(s\) address\. Did you mean https:\/\/example\.org\/rss\?/,
    );
    isSentence(
      await people('feeds', 'import', join(dir, 'none.opml')),
      1,
      /none\.opml can't be read: there is no such file\.$/m,
    );
    isSentence(await people('feeds', 'import', dir), 1, /can't be read: it is a folder\.$/m);
    isSentence(
      await people('feeds', 'add', one, '--every', '1s'),
      2,
      /--every 1s is below poll\.floor: .*every 10 min/,
    );
    isSentence(await people('feeds', 'import', file('bad.opml', '{}')), 1, /bad\.opml: /);
  });
});

describe('subscriptions', () => {
  test('subscribe, list, show, change, remove', async () => {
    const hook = 'https://hooks.example.org/a';
    const made = await json('subscribe', 'title:storm*', '--name', 'Storms', '--webhook', hook);
    expect(made).toMatchObject({ version: 1, change: 'created', secret: expect.stringMatching(/^whsec_/) });
    const same = await json('subscribe', 'title:storm*', '--name', 'Storms', '--webhook', hook);
    expect(same).toMatchObject({ id: made.id, change: 'unchanged' });
    expect(same).not.toHaveProperty('secret');
    const changed = await json('subscribe', 'storm*', '--name', 'Storms', '--webhook', hook);
    expect(changed).toMatchObject({ id: made.id, version: 2, change: 'changed' });
    const list = await people('subscriptions', 'list', '--json');
    expect(JSON.parse(list.out)).toMatchObject([{ name: 'Lantern' }, { name: 'Storms', query: 'storm*' }]);
    expect(list.out).not.toContain('whsec_');
    expect(await json('subscriptions', 'show', 'Lantern')).toMatchObject({
      name: 'Lantern',
      deliveries: [{ state: 'sent', attempts: 1, url: told }],
    });
    expect((await people('subscriptions', 'show', 'Storms')).out).toMatch(/Nothing was delivered yet/);
    expect(await json('subscribe', 'gale*', '--name', 'Gales', '--file', 'a.jsonl')).not.toHaveProperty(
      'secret',
    );
    const hooked = await people('subscribe', 'gale*', '--name', 'Gales', '--webhook', hook);
    expect(hooked.out).toMatch(/Signing secret \(shown only now\): whsec_/);
    expect(await json('subscriptions', 'remove', 'Storms')).toEqual({ removed: made.id });
    isSentence(
      await people('subscriptions', 'show', 'Storms'),
      1,
      /no subscription "Storms".*subscriptions list/,
    );
  });

  test('a bad query is refused with its place marked; a bad target with the reason', async () => {
    const bad = await people('subscribe', 'bank AND (rate', '--file', 'a.jsonl');
    isSentence(bad, 2, /The query can't be used: .*\n {2}bank AND \(rate\n {2} {9}\^/);
    isSentence(await people('subscribe', 'bank'), 2, /--webhook URL or --file NAME/);
    const both = ['--file', 'a.jsonl', '--webhook', 'https://example.org'];
    isSentence(await people('subscribe', 'bank', ...both), 2, /not both/);
    isSentence(
      await people('subscribe', 'bank', '--webhook', 'https://10.0.0.1/x'),
      2,
      /10\.0\.0\.1.*egress\.allow/,
    );
    isSentence(
      await people('subscribe', 'bank', '--webhook', 'http://127.0.0.1/x'),
      2,
      /https.*alert\.allowHttp/,
    );
    isSentence(
      await people('subscribe', 'bank', '--file', '../../etc/passwd'),
      2,
      /file name inside the alerts folder/,
    );
  });
});

describe('looking in', () => {
  test('articles: found by words, shown whole', async () => {
    const found = await json<{ url: string; title: string }[]>('articles', 'search', '"lantern accord"');
    expect(found).toMatchObject([{ url: told }]);
    expect((await people('articles', 'search', 'nowheretobefound')).out).toBe('Nothing found.\n');
    expect((await people('articles', 'show', told)).out).toMatch(
      /Lantern Accord[\s\S]*Entities[\s\S]*Topics/,
    );
    expect(await json('articles', 'show', told)).toMatchObject({ revisions: 1, tags: { lang: 'en' } });
    isSentence(await people('articles', 'show', '777'), 1, /no article "777".*articles search/);
    isSentence(await people('articles', 'search', 'a', '--limit', 'x'), 2, /--limit takes a whole number/);
  });

  test('why: the stages, the words, the delivery; and why not', async () => {
    const { out, code } = await people('why', told, '--subscription', 'Lantern');
    expect(code).toBe(0);
    for (const said of [
      /fetch +done/,
      /extract +done/,
      /tag +done/,
      /match +done/,
      /Lantern Accord/,
      /webhook sent/,
      /✓ lang:en/,
    ]) {
      expect(out).toMatch(said);
    }
    expect(await json('why', `${press.origin}/articles/3.html`)).toMatchObject({
      items: [{ stage: 'rejected', reason: 'gone' }],
      matches: [],
    });
    isSentence(await people('why', 'https://example.org/never'), 1, /was never seen/);
  });

  test('replay: a difference in sentences or JSON', async () => {
    expect(await json('replay', '--from', 'match', '--since', '1d')).toMatchObject({
      mode: 'shadow',
      items: 2,
      gained: 0,
      lost: 0,
      kept: 1,
      changes: [],
    });
    isSentence(await people('replay', '--from', 'print'), 2, /--from takes .*not "print"/);
    isSentence(await people('replay', '--from', 'tag', '--apply', 'all'), 2, /--apply takes fill/);
    isSentence(await people('replay', '--from', 'tag', '--since', 'soon'), 2, /--since "soon" is no time/);
    isSentence(await people('replay', '--from', 'tag', '--feed', '777'), 1, /no feed "777"/);
  });

  test('status, migrate and doctor', async () => {
    expect(await json('status')).toMatchObject({
      tier: 'postgres',
      articles: 2,
      matches: 1,
      items: { done: 2, rejected: 1 },
    });
    expect((await people('status')).out).toMatch(/^Feeds .*\nItems /);
    expect(await json('migrate')).toEqual({ ok: true, tier: 'postgres' });
    const { findings } = await json<{ findings: { what: string; state: string; mend?: string }[] }>('doctor');
    expect(findings.map((one) => one.what)).toEqual(
      expect.arrayContaining(['node', 'egress', 'vocabulary', 'disk', 'store', 'clock', 'queue']),
    );
    expect(findings.filter((one) => one.state !== 'good' && !one.mend)).toEqual([]);
  });
});

describe('what is wrong underneath', () => {
  test('all mistakes of a configuration are told at once, with their lines, and nothing starts', async () => {
    const path = file(
      'bad.yaml',
      'poll:\n  flor: 5m\n  tick: often\nfetch:\n  concurrency: 0\nnonsense: 1\n',
    );
    for (const command of [['status'], ['start']]) {
      const ended = await people('--config', path, ...command);
      isSentence(ended, 78, /4 mistakes/);
      expect(ended.err).toMatch(/bad\.yaml:2: poll\.flor: unknown key; did you mean "floor"/);
      expect(ended.err).toMatch(/bad\.yaml:3: poll\.tick: "often" is no duration/);
      expect(ended.err).toMatch(/bad\.yaml:5: fetch\.concurrency/);
      expect(ended.err).toMatch(/bad\.yaml:6: nonsense/);
    }
    isSentence(
      await people('--config', join(dir, 'none.yaml'), 'status'),
      78,
      /none\.yaml: there is no such file/,
    );
    const rules = file(
      'config/topics.yaml',
      'threshold: 5\nmax: 6\ntopics:\n  - {code: "1", terms: {"(": 1}}\n',
    );
    isSentence(await people('start'), 78, /topics\.yaml:4: /);
    writeVocabulary(join(rules, '..'), 'thunderstorm*');
  });

  test('a store or queue that is away is told in a sentence, without its password', async () => {
    const away = { ...env, DATABASE_URL: 'postgres://me:hush-hush@127.0.0.1:1/x' };
    const ended = await presswatch(['status'], { env: away });
    isSentence(ended, 1, /can't be reached.*presswatch doctor/);
    expect(ended.err).not.toContain('hush-hush');
    const doctor = await presswatch(['doctor'], { env: away });
    expect(doctor).toMatchObject({ code: 1, out: expect.stringMatching(/✗ store[\s\S]*DATABASE_URL/) });
    expect(doctor.out + doctor.err).not.toContain('hush-hush');
    const noQueue = await presswatch(['migrate'], { env: { ...env, REDIS_URL: 'redis://127.0.0.1:1' } });
    isSentence(noQueue, 1, /Redis can't be reached/);
  });
});

test('start refuses a role that is none, says when it runs, and ends well on SIGTERM', async () => {
  isSentence(await people('start', '--role', 'fetch,dance'), 2, /no role "dance"/);
  const main = new URL('../../src/cli/main.ts', import.meta.url);
  const running = runProgram(main, ['start', '--json'], { env });
  const said = await running.until((line) => line.event === 'started', 'the start');
  expect(said).toMatchObject({ tier: 'postgres', api: expect.stringMatching(/^http:/) });
  expect((await fetch(`${said.api}/healthz`)).status).toBe(200);
  running.kill('SIGTERM');
  expect(await running.exited).toMatchObject({ code: 0, signal: null });
  expect(existsSync(join(dir, 'alerts'))).toBe(false);
});
