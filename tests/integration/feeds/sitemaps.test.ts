// News sitemaps and sitemap indexes as sources, over real HTTP and a real store: asked politely, one after another, each
// with its own validators.
import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createFeedCell } from '../../../src/feed/cell.ts';
import { systemClock } from '../../../src/lib/clock.ts';
import { createLog } from '../../../src/lib/log.ts';
import { parsePolicy } from '../../../src/net/address.ts';
import { type Client, createClient } from '../../../src/net/client.ts';
import { advance } from '../../../src/pipeline/advance.ts';
import type { Deps } from '../../../src/pipeline/deps.ts';
import { pollFeed } from '../../../src/pipeline/poll-feed.ts';
import { all, type Store } from '../../../src/store/db.ts';
import { addFeed, type FeedRow, findFeed } from '../../../src/store/feeds.ts';
import { type LocalServer, startServer } from '../../support/local-server.ts';
import { startStores, type TestStores } from '../../support/store.ts';

const GAP_MS = 60;

type Served = { body: string | Buffer; etag?: boolean; status?: number };
type Asked = { path: string; headers: IncomingHttpHeaders; at: number; end: number };

let stores: TestStores;
let store: Store;
let server: LocalServer;
let client: Client;
let deps: Deps;
const pages = new Map<string, Served>();
const asked: Asked[] = [];

const etagOf = (body: string | Buffer) => `"${createHash('sha256').update(body).digest('hex').slice(0, 12)}"`;

beforeAll(async () => {
  stores = await startStores();
  server = await startServer((request, response) => {
    const one = { path: request.url ?? '', headers: request.headers, at: performance.now(), end: 0 };
    asked.push(one);
    response.on('finish', () => {
      one.end = performance.now();
    });
    const page = pages.get(one.path);
    if (!page) return response.writeHead(404).end();
    const etag = etagOf(page.body);
    if (page.etag && request.headers['if-none-match'] === etag)
      return response.writeHead(304, { etag }).end();
    response.writeHead(page.status ?? 200, page.etag ? { etag } : {}).end(page.body);
  });
  const read = parsePolicy({ allow: ['127.0.0.0/8'], ports: 'any' });
  if (!read.ok) throw new Error('bad policy');
  client = createClient({ policy: read.policy, userAgent: 'Presswatch/test' });
});
afterAll(async () => {
  await client.close();
  await server.close();
  await stores.stop();
});

beforeEach(async () => {
  pages.clear();
  asked.length = 0;
  store = await stores.fresh();
  const feeds = createFeedCell();
  const bounds = { floorMs: 1, unknownFloorMs: 1, fullFloorMs: 1, ceilingMs: 1000 };
  deps = {
    ...{ store, client, feeds, clock: systemClock, random: () => 0.5, log: createLog('silent') },
    enqueue: async () => {},
    options: { hostGapMs: GAP_MS, pollBounds: bounds, firstPollWindowMs: 1e12, sharedHosts: [] },
  } as unknown as Deps;
  return () => feeds.close();
});

const watch = async (path: string): Promise<number> =>
  (await addFeed(store, { url: server.origin + path })).id;

async function poll(id: number): Promise<FeedRow> {
  await store.query(`update feed set next_poll_at = now() where id = $1`, [id]);
  await store.query(`update host_slot set next_at = now(), free_at = null`);
  await advance(pollFeed, String(id), deps);
  const feed = await findFeed(store, String(id));
  if (!feed) throw new Error('the feed is gone');
  return feed;
}

const items = () =>
  all<{ url: string; title: string; keywords: string[]; lang: string | null; stage: string }>(
    store,
    `select replace(url, $1, '') as url, title, keywords, lang, stage from item order by id`,
    [server.origin],
  );

const sitemap = (...articles: number[]): string =>
  `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">${articles
    .map(
      (
        n,
      ) => `<url><loc>${server.origin}/a/${n}</loc><n:news><n:publication><n:name>The Post</n:name><n:language>de</n:language>
        </n:publication><n:publication_date>${new Date(Date.now() - n * 60_000).toISOString()}</n:publication_date>
        <n:title>Article ${n}</n:title><n:keywords>one, two</n:keywords></n:news></url>`,
    )
    .join('')}</urlset>`;

const index = (...children: string[]): string =>
  `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${children
    .map((path) => `<sitemap><loc>${server.origin}${path}</loc></sitemap>`)
    .join('')}</sitemapindex>`;

test('a news sitemap is polled like a feed; the hash of its body decides where it sends no validators', async () => {
  pages.set('/news.xml', { body: sitemap(1, 2) });
  const id = await watch('/news.xml');
  expect(await poll(id)).toMatchObject({ title: 'The Post', items_seen: 2, failures: 0 });
  expect(await items()).toEqual(
    [1, 2].map((n) => ({
      ...{ url: `/a/${n}`, title: `Article ${n}`, keywords: ['one', 'two'], lang: 'de', stage: 'fetch' },
    })),
  );
  await poll(id);
  pages.set('/news.xml', { body: sitemap(3, 1) });
  await poll(id);
  expect((await items()).map((item) => item.url)).toEqual(['/a/1', '/a/2', '/a/3']);
});

test('the children of an index are asked one at a time with a pause, gzip files among them, and conditionally', async () => {
  pages.set('/map.xml', { body: index('/news-1.xml.gz', '/news-2.xml', '/pages.xml'), etag: true });
  pages.set('/news-1.xml.gz', { body: gzipSync(sitemap(1)), etag: true });
  pages.set('/news-2.xml', { body: sitemap(2, 1), etag: true });
  const id = await watch('/map.xml');
  expect(await poll(id)).toMatchObject({ title: 'The Post', items_seen: 2, children: [{}, {}] });
  expect(asked.map((one) => one.path)).toEqual(['/map.xml', '/news-1.xml.gz', '/news-2.xml']);
  const gaps = asked.slice(1).map((one, n) => one.at - (asked[n]?.end ?? 0));
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(GAP_MS - 2);

  // the index has not changed, one child has
  asked.length = 0;
  pages.set('/news-2.xml', { body: sitemap(3, 2), etag: true });
  await poll(id);
  expect(asked.map((one) => typeof one.headers['if-none-match'])).toEqual(['string', 'string', 'string']);
  expect((await items()).map((item) => item.url)).toEqual(['/a/1', '/a/2', '/a/3']);
  // nothing has
  const before = await poll(id);
  expect(await items()).toHaveLength(3);
  expect(before).toMatchObject({ failures: 0, items_seen: 3 });
});

test('a child that fails is left for the next poll, and no item of it is lost', async () => {
  pages.set('/map.xml', { body: index('/news-1.xml', '/news-2.xml') });
  pages.set('/news-1.xml', { body: sitemap(1) });
  pages.set('/news-2.xml', { body: 'busy', status: 503 });
  const id = await watch('/map.xml');
  expect(await poll(id)).toMatchObject({ failures: 0, last_repairs: 'child-failed' });
  expect(await items()).toHaveLength(1);
  pages.set('/news-2.xml', { body: sitemap(2) });
  await poll(id);
  expect(await items()).toHaveLength(2);
});

test('an index none of whose sitemaps can be read says which one and why, and keeps what it knew', async () => {
  pages.set('/map.xml', { body: index('/one.xml', '/two.xml') });
  pages.set('/two.xml', { body: '<html>no</html>' });
  const feed = await poll(await watch('/map.xml'));
  expect(feed).toMatchObject({
    failures: 1,
    body_hash: null,
    last_error: expect.stringContaining('/one.xml'),
  });
});

test('an index within an index is not followed', async () => {
  pages.set('/map.xml', { body: index('/inner.xml') });
  pages.set('/inner.xml', { body: index('/map.xml') });
  await poll(await watch('/map.xml'));
  expect(asked.map((one) => one.path)).toEqual(['/map.xml', '/inner.xml']);
});

test('a feed in whose place a page stands proposes what that page names, without a further request', async () => {
  const id = await watch('/rss');
  pages.set('/rss', { body: sitemap(1) });
  await poll(id);
  const link = '<link rel="alternate" type="application/rss+xml" href="/new.xml">';
  pages.set('/rss', { body: `<!doctype html><html><head>${link}</head></html>` });
  asked.length = 0;
  const { last_error: problem } = await poll(id);
  expect(problem).toContain(
    `not a feed: an HTML page. It names ${server.origin}/new.xml; "presswatch feeds discover`,
  );
  expect(asked).toHaveLength(1);
});
