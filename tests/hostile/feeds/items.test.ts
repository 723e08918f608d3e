// Feeds that lie about who their items are (catalogue F29-F42): what becomes of them as items.
import { expect, test } from 'vitest';
import { feedItems } from '../../../src/feed/items.ts';
import type { FeedItem } from '../../../src/model/feed.ts';
import { readable } from '../../support/feeds.ts';

const NOW = new Date('2026-01-05T12:00:00Z');

const itemsOf = async (...items: string[]): Promise<FeedItem[]> =>
  feedItems(
    1,
    await readable(
      `<rss version="2.0"><channel>${items.map((one) => `<item>${one}</item>`).join('')}</channel></rss>`,
    ),
    NOW,
  ).items;

const idsOf = async (...items: string[]): Promise<string[]> =>
  (await itemsOf(...items)).map((item) => item.id);

test('F29 no guid and no link: title and date identify, at every poll alike', async () => {
  const one = '<title>A</title><pubDate>Mon, 05 Jan 2026 10:00:00 GMT</pubDate>';
  expect(await idsOf(one)).toEqual(await idsOf(one.replace('10:00:00 GMT', '11:00:00 +0100')));
});

test('F30 the same guid on all items: every article is still an item', async () => {
  const items = [1, 2, 3].map((n) => `<guid>same</guid><link>https://a.example/${n}</link>`);
  expect(new Set(await idsOf(...items)).size).toBe(3);
});

test('F31 a guid that changes at every fetch: the address of the article does not', async () => {
  const poll = async (token: string) =>
    itemsOf(`<guid isPermaLink="false">${token}</guid><link>https://a.example/1</link>`);
  const [first, second] = [await poll('x1'), await poll('x2')];
  expect(first[0]?.url).toBe(second[0]?.url);
});

test('F32 a guid of 1 MB identifies by the whole of it and is stored cut', async () => {
  const long = 'x'.repeat(400_000);
  const items = await itemsOf(`<guid>${long}a</guid>`, `<guid>${long}b</guid>`);
  expect(items).toHaveLength(2);
  expect(items[0]?.guid?.length).toBeLessThanOrEqual(2000);
});

test('F33 white space in a guid does not make it another', async () => {
  expect(await idsOf('<guid> a\n b </guid>')).toEqual(await idsOf('<guid>a b</guid>'));
});

test('F34 only http and https addresses come out, and never with a password', async () => {
  const links = [
    '',
    '/x',
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'http://u:p@h/',
    `https://a.example/${'x'.repeat(10_000)}`,
  ];
  const items = await itemsOf(
    ...links.map((link, n) => `<guid isPermaLink="false">${n}</guid><link>${link}</link>`),
  );
  expect(items.map((item) => item.url)).toEqual(links.map(() => null));
  const [homograph] = await itemsOf('<link>https://аррӏе.example/</link>');
  expect(homograph?.url).toMatch(/^https:\/\/xn--/);
});

test('F41 dates in the future are cut to a day from now', async () => {
  const items = await itemsOf(...[1, 2].map((n) => `<guid>${n}</guid><pubDate>2099-01-0${n}</pubDate>`));
  expect(items.map((item) => item.publishedAt)).toEqual([
    '2026-01-06T12:00:00.000Z',
    '2026-01-06T12:00:00.000Z',
  ]);
});

test('F42 another order, and items that come back after a year, meet the same ids', async () => {
  const items = [
    '<guid>a</guid><title>A</title>',
    '<guid>b</guid><title>B</title>',
    '<guid>c</guid><title>C</title>',
  ];
  expect((await idsOf(...items.toReversed())).toReversed()).toEqual(await idsOf(...items));
  expect(await idsOf(items[1] ?? '')).toEqual((await idsOf(...items)).slice(1, 2));
});

test('F53 a feed that lists itself is an item like any other', async () => {
  expect((await itemsOf('<guid>https://a.example/feed.xml</guid>'))[0]?.url).toBe(
    'https://a.example/feed.xml',
  );
});
