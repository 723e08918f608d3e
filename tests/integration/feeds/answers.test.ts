// Odd answers to polls (catalogue F44-F52): each ends in one outcome, and the feed goes on or ends as it should.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { all } from '../../../src/store/db.ts';
import { rssItem } from '../../support/feeds.ts';
import { type Polls, startPolls } from '../../support/polls.ts';

let polls: Polls;
beforeAll(async () => {
  polls = await startPolls();
});
afterAll(() => polls.stop());
beforeEach(() => polls.fresh());

const feed = (n: number) =>
  rssItem(`<guid>${n}</guid><title>Article number ${n}</title><link>https://a.example/${n}</link>`);
const items = () => all<{ guid: string }>(polls.store(), 'select guid from item order by id');

test('F49 a permanent redirect to a feed that is watched already: each article is told of once', async () => {
  polls.pages.set('/new', { body: feed(1) });
  polls.pages.set('/old', { body: '', status: 301, headers: { location: '/new' } });
  const [known, moved] = [await polls.watch('/new'), await polls.watch('/old')];
  await polls.poll(known);
  for (let n = 0; n < 3; n++) await polls.poll(moved);
  const urls = await all<{ url: string }>(polls.store(), 'select distinct url from item');
  expect(urls).toEqual([{ url: 'https://a.example/1' }]);
  expect(await polls.poll(known)).toMatchObject({ failures: 0, url: `${polls.origin}/new` });
});

test('a feed of 2 MB, which is read aside, is stored whole', async () => {
  const one = (n: number) =>
    `<item><guid>${n}</guid><title>Article number ${n}</title><description>${'word '.repeat(400)}</description></item>`;
  const many = Array.from({ length: 900 }, (_, n) => one(n)).join('');
  polls.pages.set('/f', { body: `<rss version="2.0"><channel>${many}</channel></rss>` });
  expect(await polls.poll(await polls.watch('/f'))).toMatchObject({ failures: 0, items_seen: 900 });
});

test('F50 410 ends a feed, and nobody asks again', async () => {
  polls.pages.set('/f', { body: feed(1) });
  const id = await polls.watch('/f');
  await polls.poll(id);
  polls.pages.set('/f', { body: '', status: 410 });
  expect(await polls.poll(id)).toMatchObject({ state: 'gone', last_error: expect.stringContaining('410') });
  const before = polls.asked.length;
  await polls.poll(id);
  expect(polls.asked).toHaveLength(before);
  expect(await items()).toHaveLength(1);
});

test('F51 429 with a date: not before that date, and the next answer is read', async () => {
  const until = new Date(Date.now() + 3_600_000);
  const headers = { 'retry-after': until.toUTCString() };
  polls.pages.set('/f', { body: 'slow down', status: 429, headers });
  const id = await polls.watch('/f');
  const feedRow = await polls.poll(id);
  expect(feedRow.next_poll_at.getTime()).toBeGreaterThanOrEqual(until.getTime() - 2000);
  polls.pages.set('/f', { body: feed(1) });
  expect(await polls.poll(id)).toMatchObject({ failures: 0 });
  expect(await items()).toHaveLength(1);
});

test.each([
  ['without quotes', 'abc', 'abc'],
  ['with one quote and a space', '"ab c', '"ab c'],
  ['weak in small letters', 'w/"x"', 'w/"x"'],
  ['of 8 KB', `"${'e'.repeat(8000)}"`, `"${'e'.repeat(8000)}"`],
])('F52 an ETag %s is sent back as it came, and the feed is read', async (_what, etag, sent) => {
  polls.pages.set('/f', { body: feed(1), headers: { etag } });
  const id = await polls.watch('/f');
  await polls.poll(id);
  polls.pages.set('/f', { body: feed(2), headers: { etag } });
  expect(await polls.poll(id)).toMatchObject({ failures: 0 });
  expect(polls.asked[1]?.headers['if-none-match']).toBe(sent);
  expect(await items()).toHaveLength(2);
});

test('F52 an ETag of 64 KB is more than headers may hold: the poll fails, the feed lives', async () => {
  polls.pages.set('/f', { body: feed(1), headers: { etag: `"${'e'.repeat(65_536)}"` } });
  const id = await polls.watch('/f');
  expect(await polls.poll(id)).toMatchObject({ state: 'active', failures: 1, etag: null });
  polls.pages.set('/f', { body: feed(1) });
  expect(await polls.poll(id)).toMatchObject({ failures: 0 });
  expect(await items()).toHaveLength(1);
});
