// News sitemaps and sitemap indexes as sources, over real HTTP and a real store: asked politely, one after another, each
// with its own validators.
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { all } from '../../../src/store/db.ts';
import { GAP_MS, type Polls, startPolls } from '../../support/polls.ts';

let polls: Polls;
beforeAll(async () => {
  polls = await startPolls();
});
afterAll(() => polls.stop());
beforeEach(() => polls.fresh());

const items = () =>
  all<{ url: string; title: string; keywords: string[]; lang: string | null; stage: string }>(
    polls.store(),
    `select replace(url, $1, '') as url, title, keywords, lang, stage from item order by id`,
    [polls.origin],
  );

const sitemap = (...articles: number[]): string =>
  `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">${articles
    .map(
      (
        n,
      ) => `<url><loc>${polls.origin}/a/${n}</loc><n:news><n:publication><n:name>The Post</n:name><n:language>de</n:language>
        </n:publication><n:publication_date>${new Date(Date.now() - n * 60_000).toISOString()}</n:publication_date>
        <n:title>Article ${n}</n:title><n:keywords>one, two</n:keywords></n:news></url>`,
    )
    .join('')}</urlset>`;

const index = (...children: string[]): string =>
  `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${children
    .map((path) => `<sitemap><loc>${polls.origin}${path}</loc></sitemap>`)
    .join('')}</sitemapindex>`;

test('a news sitemap is polled like a feed; the hash of its body decides where it sends no validators', async () => {
  polls.pages.set('/news.xml', { body: sitemap(1, 2) });
  const id = await polls.watch('/news.xml');
  expect(await polls.poll(id)).toMatchObject({ title: 'The Post', items_seen: 2, failures: 0 });
  expect(await items()).toEqual(
    [1, 2].map((n) => ({
      ...{ url: `/a/${n}`, title: `Article ${n}`, keywords: ['one', 'two'], lang: 'de', stage: 'fetch' },
    })),
  );
  await polls.poll(id);
  polls.pages.set('/news.xml', { body: sitemap(3, 1) });
  await polls.poll(id);
  expect((await items()).map((item) => item.url)).toEqual(['/a/1', '/a/2', '/a/3']);
});

test('the children of an index are asked one at a time with a pause, gzip files among them, and conditionally', async () => {
  polls.pages.set('/map.xml', { body: index('/news-1.xml.gz', '/news-2.xml', '/pages.xml'), etag: true });
  polls.pages.set('/news-1.xml.gz', { body: gzipSync(sitemap(1)), etag: true });
  polls.pages.set('/news-2.xml', { body: sitemap(2, 1), etag: true });
  const id = await polls.watch('/map.xml');
  expect(await polls.poll(id)).toMatchObject({ title: 'The Post', items_seen: 2, children: [{}, {}] });
  expect(polls.asked.map((one) => one.path)).toEqual(['/map.xml', '/news-1.xml.gz', '/news-2.xml']);
  const gaps = polls.asked.slice(1).map((one, n) => one.at - (polls.asked[n]?.end ?? 0));
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(GAP_MS - 2);

  // the index has not changed, one child has
  polls.asked.length = 0;
  polls.pages.set('/news-2.xml', { body: sitemap(3, 2), etag: true });
  await polls.poll(id);
  expect(polls.asked.map((one) => typeof one.headers['if-none-match'])).toEqual([
    'string',
    'string',
    'string',
  ]);
  expect((await items()).map((item) => item.url)).toEqual(['/a/1', '/a/2', '/a/3']);
  // nothing has
  const before = await polls.poll(id);
  expect(await items()).toHaveLength(3);
  expect(before).toMatchObject({ failures: 0, items_seen: 3 });
});

test('a child that fails is left for the next poll, and no item of it is lost', async () => {
  polls.pages.set('/map.xml', { body: index('/news-1.xml', '/news-2.xml') });
  polls.pages.set('/news-1.xml', { body: sitemap(1) });
  polls.pages.set('/news-2.xml', { body: 'busy', status: 503 });
  const id = await polls.watch('/map.xml');
  expect(await polls.poll(id)).toMatchObject({ failures: 0, last_repairs: 'child-failed' });
  expect(await items()).toHaveLength(1);
  polls.pages.set('/news-2.xml', { body: sitemap(2) });
  await polls.poll(id);
  expect(await items()).toHaveLength(2);
});

test('an index none of whose sitemaps can be read says which one and why, and keeps what it knew', async () => {
  polls.pages.set('/map.xml', { body: index('/one.xml', '/two.xml') });
  polls.pages.set('/two.xml', { body: '<html>no</html>' });
  const feed = await polls.poll(await polls.watch('/map.xml'));
  expect(feed).toMatchObject({
    failures: 1,
    body_hash: null,
    last_error: expect.stringContaining('/one.xml'),
  });
});

test('an index within an index is not followed', async () => {
  polls.pages.set('/map.xml', { body: index('/inner.xml') });
  polls.pages.set('/inner.xml', { body: index('/map.xml') });
  await polls.poll(await polls.watch('/map.xml'));
  expect(polls.asked.map((one) => one.path)).toEqual(['/map.xml', '/inner.xml']);
});

test('a feed in whose place a page stands proposes what that page names, without a further request', async () => {
  const id = await polls.watch('/rss');
  polls.pages.set('/rss', { body: sitemap(1) });
  await polls.poll(id);
  const link = '<link rel="alternate" type="application/rss+xml" href="/new.xml">';
  polls.pages.set('/rss', { body: `<!doctype html><html><head>${link}</head></html>` });
  polls.asked.length = 0;
  const { last_error: problem } = await polls.poll(id);
  expect(problem).toContain(
    `not a feed: an HTML page. Did you mean ${polls.origin}/new.xml? The page there names it.`,
  );
  expect(polls.asked).toHaveLength(1);
});
