// Work done again from the archive: it sends nothing and changes nothing unless something has changed, shows what
// would, delivers each gap once, and survives being killed. On both queue backends.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { runReplay } from '../../src/replay/run.ts';
import { packBytes, savePage } from '../../src/store/pages.ts';
import {
  countChanges,
  createReplay,
  listChanges,
  loadReplay,
  type ReplayMode,
  type ReplayStage,
  type Selection,
} from '../../src/store/replays.ts';
import { backends } from '../support/backends.ts';
import { presswatch } from '../support/command.ts';
import { type Ground, type Grounds, openTestHouse, startGrounds, type TestHouse } from '../support/house.ts';
import { openDir } from '../support/postgres.ts';
import { madeArticle, type Press, startPress } from '../support/press.ts';
import { runProgram } from '../support/process.ts';
import { type Sink, startSink } from '../support/sink.ts';
import { writeVocabulary } from '../support/vocabulary-folder.ts';

type Report = {
  items: number;
  gained: number;
  lost: number;
  kept: number;
  promised: number;
  changes: Change[];
};
type Change = { change: string; subscription: string; url: string; delivery: string | null };

const STAGES: ReplayStage[] = ['extract', 'tag', 'match'];
const MANY = 24;
const twinPath = '/articles/6.html';

describe.each(backends())('replays, queue on $name', (backend) => {
  let grounds: Grounds;
  let ground: Ground;
  let house: TestHouse;
  let sink: Sink;
  let press: Press;
  let copy: Press;
  const vocabulary = join(openDir('pw-vocabulary-'), 'config');

  beforeAll(async () => {
    if (backend.missing) return;
    writeVocabulary(vocabulary, 'thunderstorm*');
    grounds = await startGrounds(backend);
    ground = await grounds.ground();
    house = await openTestHouse(ground, { vocabulary });
    sink = await startSink();
    await aDay();
  });
  afterAll(async () => {
    await house?.close();
    for (const each of [press, copy, sink]) await each?.close();
    await grounds?.stop();
    rmSync(vocabulary, { recursive: true, force: true });
  });
  beforeEach((context) => {
    if (backend.missing) context.skip(backend.missing);
  });

  /** Four articles with the phrase, twenty without; one corrected, one shared by two feeds, one without a page, one unreadable. */
  async function aDay() {
    const made = Array.from({ length: MANY }, (_, i) =>
      madeArticle(i, i % 6 === 0 ? 'the Lantern Accord' : null),
    );
    const gone = madeArticle(900, null);
    const closed = madeArticle(901, null);
    closed.item.summary =
      'The Lantern Accord was read out in the closed part of the archive on Friday morning.';
    const broken = {
      item: { path: '/broken', title: 'Broken', summary: '' },
      page: { path: '/broken', body: '' },
    };
    const robots = {
      path: '/robots.txt',
      body: `User-agent: *\nDisallow: ${closed.item.path}`,
      type: 'text/plain',
    };
    const all = [...made, closed, broken];
    const stormy = made[7];
    if (stormy) stormy.page.body = String(stormy.page.body).replace('</p>', ' A blizzard came at noon.</p>');
    press = await startPress(
      [...all, gone].map((one) => one.item),
      [...all.map((one) => one.page), robots],
      100,
    );
    const twin = made[6];
    copy = await startPress(twin ? [twin.item] : [], twin ? [twin.page] : []);
    await house.subscribe('Lantern', '"lantern accord"', sink);
    await house.subscribe('Weather', 'topic:17000000', sink);
    await house.start();
    const second = `${press.origin}/again.xml`;
    press.pages.set('/again.xml', {
      path: '/again.xml',
      type: 'application/rss+xml',
      body: `<rss version="2.0"><channel><title>Again</title><link>${press.origin}</link><item><title>Seen</title><link>${press.origin}${made[12]?.item.path}</link><guid>x</guid></item></channel></rss>`,
    });
    await house.watch([...press.feeds, ...copy.feeds, second]);
    await house.settled();
    const changed = made[0];
    if (changed) {
      changed.item.title = 'Corrected';
      changed.page.body = String(changed.page.body).replace(
        'It was there',
        'It was, it turned out, not there',
      );
    }
    await house.pollNow();
    await house.settled();
  }

  const deps = () => {
    const service = house.service();
    if (!service) throw new Error('the service does not run');
    return service.deps;
  };

  /** All that a replay could change, and what subscribers have heard. */
  async function world() {
    const tables = {
      items: 'select id, stage, reason, article_id, revision_id, page_id from item order by id',
      texts:
        'select article_id, number, text_hash, lang, vocabulary, quality, story_id from revision join article on article.id = article_id order by 1, 2',
      mentions: 'select * from mention order by revision_id, field, start',
      topics: 'select * from topic_tag order by revision_id, code',
      matches: 'select id, subscription_id, version, revision_id, story_id from match order by id',
      deliveries: 'select id, state, attempts, step from delivery order by id',
    };
    const rows = Object.entries(tables).map(async ([name, sql]) => [name, await house.rows(sql)] as const);
    return { ...Object.fromEntries(await Promise.all(rows)), heard: sink.received.length };
  }

  const environment = () => ({
    DATABASE_URL: ground.storeUrl,
    ...(ground.redisUrl === null ? {} : { REDIS_URL: ground.redisUrl }),
    PRESSWATCH_QUEUE_PREFIX: ground.prefix,
    PRESSWATCH_TAG_VOCABULARY: vocabulary,
    PRESSWATCH_ALERT_ALLOW_HTTP: 'true',
    PRESSWATCH_LOG_LEVEL: 'silent',
  });
  /** In this process, with the vocabulary that the service has. */
  const again = async (
    from: ReplayStage,
    selection: Selection = {},
    mode: ReplayMode = 'shadow',
  ): Promise<Report> => {
    const { id } = await createReplay(house.store, { from, mode, selection });
    await runReplay(id, deps());
    const { seen: items = 0 } = (await loadReplay(house.store, id)) ?? {};
    return {
      items,
      ...(await countChanges(house.store, id)),
      changes: await listChanges(house.store, id),
    };
  };
  /** As people run it, with the vocabulary as it is in the files now. */
  const command = async (...args: string[]): Promise<Report> => {
    const ended = await presswatch(['replay', ...args, '--json'], { env: environment() });
    if (ended.code !== 0) throw new Error(`exit ${ended.code}: ${ended.err}`);
    return JSON.parse(ended.out);
  };

  /** Another page in the archive for an item: as if it had been fetched again, or the extractor had become better. */
  async function putPage(itemId: number, url: string, body: string): Promise<void> {
    const packed = await packBytes(Buffer.from(body));
    await house.store.tx(async (sql) => {
      const page = { itemId, url, finalUrl: url, status: 200, contentType: 'text/html' };
      await sql.query('update item set page_id = $2 where id = $1', [
        itemId,
        await savePage(sql, page, packed),
      ]);
    });
  }

  test('the day is as it should be: what is replayed below has every kind of item', async () => {
    const ends = await house.rows(
      `select coalesce(reason, stage) as reason, count(*) as n from item group by 1 order by 1`,
    );
    expect(ends).toEqual([
      { reason: 'already-known', n: 1 },
      { reason: 'done', n: 6 },
      { reason: 'empty', n: 1 },
      { reason: 'gone', n: 1 },
      { reason: 'no-match', n: 20 },
    ]);
    const made =
      'select count(*) as revisions, count(distinct story_id) as stories from revision join article on article.id = article_id';
    expect(await house.rows(made)).toEqual([{ revisions: 27, stories: 25 }]);
  });

  test.each(STAGES)(
    'the day replayed from %s, as shadow and as fill, sends nothing and changes nothing',
    async (from) => {
      const before = await world();
      for (const mode of ['shadow', 'fill', 'shadow'] as const) {
        const { id } = await createReplay(house.store, { from, mode, selection: {} });
        await runReplay(id, deps());
        await house.settled();
        const counts = await countChanges(house.store, id);
        expect(counts).toMatchObject({ gained: 0, lost: 0, promised: 0 });
        expect(counts.kept).toBeGreaterThanOrEqual(6);
        const replay = await loadReplay(house.store, id);
        expect(replay).toMatchObject({ state: 'done', seen: replay?.total });
      }
      expect(await world()).toEqual(before);
    },
  );

  test('a changed topic rule shows its matches; fill delivers each once, a second fill none', async () => {
    const before = await world();
    writeVocabulary(vocabulary, 'thunderstorm* OR blizzard*');
    const shadow = await command('--from', 'tag');
    expect(shadow).toMatchObject({ gained: 1, lost: 0, promised: 0 });
    expect(shadow.changes).toMatchObject([{ change: 'gained', subscription: 'Weather', delivery: null }]);
    expect(await world()).toEqual(before);
    const filled = await command('--from', 'tag', '--apply', 'fill');
    expect(filled).toMatchObject({ gained: 1, promised: 1 });
    await house.settled();
    const heard = sink.received.slice(before.heard).map((one) => ({ ...one, event: JSON.parse(one.body) }));
    expect(heard).toMatchObject([
      { verified: true, event: { data: { replayed: true, subscription: { name: 'Weather' } } } },
    ]);
    expect(heard[0]?.id).toBe(filled.changes[0]?.delivery);
    expect(await command('--from', 'tag', '--apply', 'fill')).toMatchObject({
      gained: 0,
      lost: 0,
      promised: 0,
    });
    await house.settled();
    expect(sink.received).toHaveLength(before.heard + 1);
  });

  test('a rule that is narrowed shows what would be lost, and takes nothing back', async () => {
    const before = await world();
    writeVocabulary(vocabulary, 'thunderstorm*');
    expect(await command('--from', 'tag')).toMatchObject({ gained: 0, lost: 1, promised: 0 });
    expect(await world()).toEqual(before);
    writeVocabulary(vocabulary, 'thunderstorm* OR blizzard*');
  });

  test('only what was selected runs again: a subscription, a feed, a time', async () => {
    const late = await house.subscribe('Late', '"lantern accord" AND title:report', sink);
    const [feed] = await house.watch(copy.feeds);
    const hourAgo = new Date(Date.now() - 3_600_000).toISOString();
    const wide = await again('match');
    expect(new Set(wide.changes.map((one) => one.subscription))).toEqual(new Set(['Late']));
    expect(wide.gained).toBeGreaterThan(3);
    expect(await again('match', { subscriptionId: late })).toMatchObject({ gained: wide.gained, kept: 0 });
    expect(await again('match', { feedId: feed })).toMatchObject({ items: 1, gained: 1 });
    expect(await again('match', { until: hourAgo })).toMatchObject({ items: 0, gained: 0 });
    expect(await again('match', { since: hourAgo })).toMatchObject({ gained: wide.gained });
  });

  test('a replay that is killed is finished by the service, and each delivery is promised once', async () => {
    await house.stop();
    const before = await world();
    const items = await house.rows<{ id: number }>(
      'select id from item where revision_id is not null order by id',
    );
    const middle = items[12]?.id;
    const main = new URL('../../src/cli/main.ts', import.meta.url);
    let replay = 0;
    await house.store.tx(async (sql) => {
      await sql.query('select id from item where id = $1 for update', [middle]);
      const child = runProgram(main, ['replay', '--from', 'match', '--apply', 'fill'], {
        env: environment(),
      });
      const running = `select id from replay where state = 'running' and seen = 12`;
      replay = await house.until(
        'half of the replay',
        async () => (await house.rows<{ id: number }>(running))[0]?.id,
      );
      child.kill('SIGKILL');
      await child.exited;
    });
    await house.start();
    const done = async () => ((await loadReplay(house.store, replay))?.state === 'done' ? true : null);
    await house.until('the replay done', done);
    await house.settled();
    expect(await loadReplay(house.store, replay)).toMatchObject({ seen: items.length, total: items.length });
    const counts = await countChanges(house.store, replay);
    const gained = sink.received.slice(before.heard);
    expect(counts.promised).toBeGreaterThan(3);
    expect(gained).toHaveLength(counts.promised);
    expect(new Set(gained.map((one) => one.id)).size).toBe(counts.promised);
  });

  test('a text that is read a little differently is a new revision, but no news for anybody', async () => {
    const [item] = await house.items(copy.origin + twinPath);
    if (!item) throw new Error('the copy is not here');
    const body = String(copy.pages.get(twinPath)?.body).replace('It was there', 'It was right there');
    await putPage(item.id, item.url ?? '', body);
    await house.settled();
    const heard = sink.received.length;
    const filled = await again('extract', { feedId: item.feed_id }, 'fill');
    expect(filled).toMatchObject({ items: 1, gained: 0, lost: 0, promised: 0 });
    expect(filled.kept).toBeGreaterThan(0);
    const numbers = 'select number from revision where article_id = $1 order by number';
    expect(await house.rows(numbers, [item.article_id])).toEqual([{ number: 1 }, { number: 2 }]);
    await house.settled();
    expect(sink.received).toHaveLength(heard);
  });

  test('what was rejected is read once its page can be read; what is gone stays gone', async () => {
    const [broken] = await house.items(`${press.origin}/broken`);
    expect(broken).toMatchObject({ stage: 'rejected', reason: 'empty' });
    const none = await again('extract', { failed: true }, 'fill');
    expect(none).toMatchObject({ items: 2, gained: 0 });
    const { page } = madeArticle(950, 'the Lantern Accord');
    const url = broken?.url ?? '';
    await putPage(broken?.id ?? 0, url, String(page.body));
    const filled = await again('extract', { failed: true }, 'fill');
    expect(filled.changes).toMatchObject([
      { subscription: 'Lantern', url },
      { subscription: 'Late', url },
    ]);
    expect(await house.items(url)).toMatchObject([{ stage: 'done', reason: null }]);
    expect(await again('extract', { failed: true })).toMatchObject({ items: 1, gained: 0 });
    await house.settled();
  });
});
