// Many visits at once take nothing from the news: who is asked, how often, and in whose stead.
import { describe, expect, test } from 'vitest';
import { claimDueRevisits, enlist } from '../../../../src/pipeline/claim-revisits.ts';
import { latestRevision, loadRevision } from '../../../../src/store/articles.ts';
import { all } from '../../../../src/store/db.ts';
import { addFeed } from '../../../../src/store/feeds.ts';
import { pauseHost } from '../../../../src/store/hosts.ts';
import { insertItems, loadItem } from '../../../../src/store/items.ts';
import { findRevisit } from '../../../../src/store/revisits.ts';
import { DAY, HOUR, html, MINUTE, type Newsroom, newsroomForEach } from '../../../support/newsroom.ts';
import { newItem } from '../../../support/store.ts';

let room: Newsroom;
newsroomForEach((opened) => {
  room = opened;
});

describe('a backlog', () => {
  /** `count` articles of a host whose visits are due. */
  async function backlog(count: number, host = 'big.example', over: { until?: string } = {}): Promise<void> {
    const feed = await addFeed(room.store, { url: `https://${host}/feed` });
    await room.store.query(
      `with made as (insert into item (key, feed_id, url, host, title, claim_hash, stage)
          select $3 || n, $1, 'https://' || $3 || '/' || n, $3, 'T', 'c', 'done' from generate_series(1, $2::int) n returning id, key),
        art as (insert into article (key, url, feed_id) select key, 'https://' || key, $1 from made returning id, key)
       insert into revisit (article_id, item_id, url, host, due_at, until, body_hash)
         select art.id, made.id, 'https://' || art.key, $3, now() - interval '1 hour', now() + $4::interval, 'x'
           from art join made on made.key = art.key`,
      [feed.id, count, host, over.until ?? '1 day'],
    );
  }
  const waiting = async () =>
    (
      await all<{ n: number }>(
        room.store,
        `select count(*)::int as n from revisit where stage = 'fetch' and queued_at is null`,
      )
    )[0]?.n;

  test('of 1,000 visits on one host hands out one at a time, and the next only after a while', async () => {
    await backlog(1000);
    Object.assign(room.deps.options, { hostGapMs: 1000 });
    expect(await claimDueRevisits(room.deps)).toBe(1);
    expect(await claimDueRevisits(room.deps)).toBe(0);
    expect(await waiting()).toBe(999);
    await room.store.query(`update host_slot set revisit_at = now(), next_at = now()`);
    expect(await claimDueRevisits(room.deps)).toBe(1);
  });

  test('stands back where a new item waits, where a host is busy, reserved for feeds, or asked for peace', async () => {
    await backlog(10);
    const feed = await addFeed(room.store, { url: 'https://big.example/other' });
    await insertItems(room.store, [
      newItem(feed.id, 7, { url: 'https://big.example/new', host: 'big.example' }),
    ]);
    expect(await claimDueRevisits(room.deps)).toBe(0);
    await room.store.query(`update item set stage = 'done'`);
    await room.store.query(
      `insert into host_slot (host, next_at) values ('big.example', now() + interval '5 seconds')`,
    );
    expect(await claimDueRevisits(room.deps)).toBe(0);
    await room.store.query(`update host_slot set next_at = now(), busy_until = now() + interval '5 seconds'`);
    expect(await claimDueRevisits(room.deps)).toBe(0);
    await room.store.query('update host_slot set busy_until = null');
    await pauseHost(room.store, 'big.example', MINUTE);
    expect(await claimDueRevisits(room.deps)).toBe(0);
    await room.store.query('update host_slot set held_until = null, next_at = now()');
    expect(await claimDueRevisits(room.deps)).toBe(1);
  });

  test('of many hosts hands out a few at a time over all', async () => {
    for (const host of ['a', 'b', 'c', 'd', 'e', 'f']) await backlog(2, `${host}.example`);
    expect(await claimDueRevisits(room.deps)).toBe(4);
    expect(await claimDueRevisits(room.deps)).toBe(0);
  });

  test('takes no more than its share of a host in a day', async () => {
    await backlog(10);
    room.deps.options.revisit.perHostDay = 3;
    const claim = async () => {
      await room.store.query(
        `update revisit set queued_at = now() - interval '1 hour', due_at = now() + interval '1 day' where queued_at is not null`,
      );
      return claimDueRevisits(room.deps);
    };
    expect([await claim(), await claim(), await claim(), await claim()]).toEqual([1, 1, 1, 0]);
    await room.store.query('update host_slot set revisits_on = current_date - 1');
    expect(await claim()).toBe(1);
  });

  test('beyond its time ends without a request', async () => {
    await backlog(50, 'late.example', { until: '-1 minute' });
    expect(await claimDueRevisits(room.deps)).toBe(0);
    expect(await all(room.store, `select distinct stage, reason from revisit`)).toEqual([
      { stage: 'ended', reason: 'late' },
    ]);
  });

  test('after a pause of ten hours is one visit an article, not the four that were missed', async () => {
    room.put('/news', html());
    const { articleId } = await room.publish();
    expect(await room.visit(10 * HOUR)).toBe(1);
    const next = (await findRevisit(room.store, articleId))?.due_at.getTime() ?? 0;
    // two hours later would be too soon after this one
    expect(next - room.start.getTime()).toBeGreaterThanOrEqual(DAY - MINUTE);
  });

  test('claimed by several processes at once is handed out once', async () => {
    await backlog(5);
    Object.assign(room.deps.options, { hostGapMs: 1000 });
    const pools = [room.store, room.again(), room.again()];
    const counts = await Promise.all(pools.map((pool) => claimDueRevisits({ ...room.deps, store: pool })));
    expect([counts.reduce((sum, count) => sum + count, 0), room.queued.length]).toEqual([1, 1]);
  });
});

test('articles that nobody was told of are revisited only where the settings say so; feed texts never', async () => {
  room.put('/news', html());
  const { articleId } = await room.publish();
  const [revision, rows] = [
    await latestRevision(room.store, articleId),
    () => all(room.store, 'select article_id from revisit'),
  ];
  const read = revision && (await loadRevision(room.store, revision.id));
  const item = await loadItem(
    room.store,
    (await all<{ id: number }>(room.store, 'select id from item'))[0]?.id ?? 0,
  );
  if (!read || !item) throw new Error('nothing was read');
  await room.store.query('delete from revisit');
  await enlist(room.store, { item, revision: read, told: false }, room.deps);
  expect(await rows()).toEqual([]);
  room.deps.options.revisit.articles = 'all';
  await enlist(room.store, { item: { ...item, page_id: null }, revision: read, told: true }, room.deps);
  expect(await rows()).toEqual([]);
  await enlist(room.store, { item, revision: read, told: false }, room.deps);
  await enlist(room.store, { item, revision: read, told: false }, room.deps);
  expect(await rows()).toHaveLength(1);
});
