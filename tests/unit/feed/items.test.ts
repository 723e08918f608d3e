import { expect, test } from 'vitest';
import { feedItems } from '../../../src/feed/items.ts';
import type { FeedEntry, ParsedFeed } from '../../../src/model/feed.ts';

const NOW = new Date('2026-01-05T12:00:00Z');

const entry = (claim: Partial<FeedEntry>): FeedEntry => ({
  ...{
    guid: null,
    link: null,
    title: '',
    summary: '',
    content: null,
    author: null,
    publishedAt: null,
    hasContent: false,
  },
  ...claim,
});

const feed = (...entries: Partial<FeedEntry>[]): ParsedFeed => ({
  ...{
    format: 'rss',
    title: 'T',
    link: null,
    language: null,
    ttlMinutes: null,
    skipHours: [],
    skipDays: [],
    repairs: [],
  },
  entries: entries.map(entry),
});

const ids = (...entries: Partial<FeedEntry>[]): string[] =>
  feedItems(1, feed(...entries), NOW).items.map((item) => item.id);

test('the same entry has the same id at every poll, wherever it stands in the document', () => {
  const [a, b] = [
    { guid: 'a', title: 'A' },
    { guid: 'b', title: 'B' },
  ];
  expect(ids(b, a)).toEqual([...ids(a, b)].reverse());
  expect(ids({ ...a, title: 'Corrected', publishedAt: '2026-01-01T00:00:00Z' })).toEqual(ids(a));
});

test('the same guid in two feeds is two items', () => {
  const [one] = feedItems(1, feed({ guid: 'a' }), NOW).items;
  const [two] = feedItems(2, feed({ guid: 'a' }), NOW).items;
  expect(one?.id).not.toBe(two?.id);
});

test('without a guid the address identifies, whatever tracking is on it', () => {
  expect(ids({ link: 'https://a.example/1?utm_source=rss#top' })).toEqual(
    ids({ link: 'http://www.a.example/1/' }),
  );
});

test('without guid and address it is title and date, and without a date the text', () => {
  const dated = { title: 'A', publishedAt: '2026-01-05T00:00:00Z' };
  expect(ids(dated)).toEqual(ids({ ...dated, content: 'changed' }));
  expect(new Set(ids({ title: 'A', content: 'x' }, { title: 'A', content: 'y' })).size).toBe(2);
});

test('a guid that stands on several articles identifies none of them: their addresses do', () => {
  const many = [1, 2, 3].map((n) => ({ guid: 'tag:same', link: `https://a.example/${n}` }));
  expect(new Set(ids(...many)).size).toBe(3);
  expect(ids(...many)[0]).toBe(ids({ link: 'https://a.example/1' })[0]);
});

test('one guid on entries without addresses still tells their titles apart', () => {
  expect(ids({ guid: 'x', title: 'A' }, { guid: 'x', title: 'B' })).toHaveLength(2);
});

test('an article listed twice is one item and keeps the id it had when listed once', () => {
  const twice = { guid: 'a', link: 'https://a.example/1', title: 'A' };
  expect(ids(twice, twice)).toEqual(ids(twice));
});

test('a guid pushed over https is the one polled over http', () => {
  expect(ids({ guid: 'https://a.example/?p=1' })).toEqual(ids({ guid: 'http://a.example/?p=1' }));
});

test.each([
  ['javascript:alert(1)', null],
  ['data:text/html,x', null],
  ['file:///etc/passwd', null],
  ['/relative', null],
  ['http://user:pw@a.example/', null],
  [`https://a.example/${'x'.repeat(10_000)}`, null],
  ['https://bücher.example/ä', 'https://xn--bcher-kva.example/%C3%A4'],
  [' HTTPS://A.example:443/1?utm_source=x ', 'https://a.example/1?utm_source=x'],
])('the link %s becomes the address %s', (link, url) => {
  expect(feedItems(1, feed({ guid: 'g', link }), NOW).items[0]?.url).toBe(url);
});

test('a date far ahead is cut to a day from now, and the id does not depend on when it was seen', () => {
  const claim = { title: 'A', publishedAt: '2099-01-01T00:00:00Z' };
  const [today] = feedItems(1, feed(claim), NOW).items;
  const [tomorrow] = feedItems(1, feed(claim), new Date(NOW.getTime() + 86_400_000)).items;
  expect(today?.publishedAt).toBe('2026-01-06T12:00:00.000Z');
  expect(today?.id).toBe(tomorrow?.id);
});
