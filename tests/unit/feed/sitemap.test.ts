import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { LIMITS } from '../../../src/config/limits.ts';
import { feedItems } from '../../../src/feed/items.ts';
import { parse, readable } from '../../support/feeds.ts';

const NOW = new Date('2026-01-05T12:00:00Z');
const SITEMAP = 'http://www.sitemaps.org/schemas/sitemap/0.9';
const NEWS = 'http://www.google.com/schemas/sitemap-news/0.9';

const sitemap = (...urls: string[]): string =>
  `<?xml version="1.0"?><urlset xmlns="${SITEMAP}" xmlns:news="${NEWS}">${urls.join('')}</urlset>`;

const url = (n: number, news = ''): string =>
  `<url><loc>https://a.example/${n}</loc><news:news><news:publication><news:name>The Post</news:name>
    <news:language>en</news:language></news:publication>
    <news:publication_date>2026-01-05T0${n}:00:00+01:00</news:publication_date>
    <news:title>Rates &amp; bonds ${n}</news:title>${news}</news:news></url>`;

const index = (...children: [loc: string, lastmod?: string][]): string =>
  `<sitemapindex xmlns="${SITEMAP}">${children
    .map(([loc, at]) => `<sitemap><loc>${loc}</loc>${at ? `<lastmod>${at}</lastmod>` : ''}</sitemap>`)
    .join('')}</sitemapindex>`;

test('a news sitemap gives title, date, keywords and language of each article', async () => {
  const feed = await readable(sitemap(url(1, '<news:keywords>bonds, ECB ,bonds</news:keywords>'), url(2)));
  expect(feed).toMatchObject({ format: 'sitemap', title: 'The Post', language: 'en', repairs: [] });
  expect(feed.entries).toMatchObject([
    {
      link: 'https://a.example/1',
      title: 'Rates & bonds 1',
      publishedAt: '2026-01-05T00:00:00Z',
      keywords: ['bonds', 'ECB'],
      language: 'en',
      hasContent: false,
    },
    { link: 'https://a.example/2', keywords: [] },
  ]);
});

test('any prefix will do, none declared too, and the address is the identity', async () => {
  const plain = sitemap(url(1));
  const prefixed = plain
    .replace(`xmlns="${SITEMAP}"`, `xmlns:s="${SITEMAP}"`)
    .replace('xmlns:news=', 'xmlns:n=')
    .replaceAll('news:', 'n:')
    .replaceAll(/<(\/?)(urlset|url|loc)\b/g, '<$1s:$2');
  const undeclared = plain.replace(` xmlns:news="${NEWS}"`, '').replace(` xmlns="${SITEMAP}"`, '');
  const [one, ...others] = await Promise.all([plain, prefixed, undeclared].map((text) => readable(text)));
  for (const other of others) expect(other).toEqual(one);
  const [item] = feedItems(1, one!, NOW).items;
  expect(item).toMatchObject({ guid: 'https://a.example/1', url: 'https://a.example/1', language: 'en' });
});

test('without a publication date the time of change stands in; without an address there is no entry', async () => {
  const changed = url(1)
    .replace(/<news:publication_date>.*?<\/news:publication_date>/, '')
    .replace('<news:news>', '<lastmod>2026-01-04</lastmod><news:news>');
  const { entries } = await readable(sitemap(changed, url(2).replace(/<loc>.*<\/loc>/, '<loc> </loc>')));
  expect(entries).toMatchObject([{ publishedAt: '2026-01-04T00:00:00Z' }]);
});

test('pages of a mixed sitemap that are no news are left out; a sitemap of pages alone is refused', async () => {
  const page = '<url><loc>https://a.example/imprint</loc></url>';
  expect((await readable(sitemap(page, url(1)))).entries).toHaveLength(1);
  expect((await readable(sitemap())).entries).toEqual([]);
  expect(await parse(sitemap(page))).toMatchObject({
    reason: 'not-a-feed',
    detail: 'not a feed: a sitemap of pages, without any <news:news> in it',
  });
});

test('an article that is never closed does not hide the next, and a cut document keeps what came', async () => {
  const open = url(1).replace('</url>', '');
  expect((await readable(sitemap(open, url(2)))).entries).toHaveLength(2);
  const cut = await readable(sitemap(url(1), url(2)).slice(0, -60));
  expect(cut.entries).toHaveLength(2);
  expect(cut.repairs).toContain('truncated');
});

test('an index names the newest children; where some are named for news, only those', async () => {
  const months = Array.from({ length: 9 }, (_, n): [string, string] => [
    `/pages-${n}.xml`,
    `2026-01-0${n + 1}`,
  ]);
  const { format, entries, children } = await readable(index(...months), {
    url: 'https://a.example/map.xml',
  });
  expect({ format, entries }).toEqual({ format: 'sitemap-index', entries: [] });
  expect(children?.map((one) => one.url)).toEqual(
    [8, 7, 6, 5, 4].map((n) => `https://a.example/pages-${n}.xml`),
  );
  const named = await readable(
    index(
      ['https://a.example/pages.xml', '2026-01-09'],
      ['https://a.example/News-old.xml', '2026-01-01'],
      ['https://a.example/news.xml.gz', '2026-01-02T10:00:00Z'],
      ['https://a.example/news-undated.xml'],
      ['ftp://a.example/news.xml'],
    ),
  );
  expect(named.children).toEqual([
    { url: 'https://a.example/news.xml.gz', modifiedAt: '2026-01-02T10:00:00Z' },
    { url: 'https://a.example/News-old.xml', modifiedAt: '2026-01-01T00:00:00Z' },
    { url: 'https://a.example/news-undated.xml', modifiedAt: null },
  ]);
});

test('a gzip file is told by its first bytes, whatever its type, and inflated within the cap', async () => {
  const bytes = gzipSync(sitemap(url(1), url(2)));
  expect((await readable(bytes, { contentType: 'text/xml' })).entries).toHaveLength(2);
  expect((await readable(bytes.subarray(0, -12))).entries.length).toBeGreaterThan(0);
  expect(await parse(gzipSync(Buffer.alloc(LIMITS.feedDocumentBytes + 1)))).toMatchObject({
    reason: 'too-large',
  });
  expect(await parse(gzipSync(bytes))).toMatchObject({ detail: 'not a feed: compressed twice' });
});

test('of too many articles the newest are kept', async () => {
  const many = Array.from({ length: LIMITS.feedItems + 5 }, (_, n) =>
    url(1)
      .replace('/1<', `/${n}<`)
      .replace('T01:00:00', `T01:${String(n % 60).padStart(2, '0')}:00`),
  );
  const { entries, repairs } = await readable(sitemap(...many));
  expect(entries).toHaveLength(LIMITS.feedItems);
  expect(repairs).toContain('too-many-items');
});
