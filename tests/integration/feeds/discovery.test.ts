// Finding feeds from any address of a site, as people do it: commands against a real server that counts how it is asked.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Ended, presswatch } from '../../support/command.ts';
import { rssItem } from '../../support/feeds.ts';
import { type LocalServer, startServer } from '../../support/local-server.ts';
import { startStores, type TestStores } from '../../support/store.ts';

const GAP_MS = 50;
const FEED = rssItem('<title>x</title><guid>1</guid><pubDate>Mon, 05 Jan 2026 10:00:00 GMT</pubDate>');
const NEWS =
  '<urlset xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://a.example/1</loc><news:news><news:title>x</news:title></news:news></url></urlset>';

const dir = mkdtempSync(join(tmpdir(), 'pw-discovery-'));
let stores: TestStores;
let server: LocalServer;
let env: Record<string, string>;
const pages = new Map<
  string,
  { body: string; type?: string; status?: number; headers?: Record<string, string> }
>();
const asked: { path: string; at: number; end: number }[] = [];

beforeAll(async () => {
  stores = await startStores();
  server = await startServer((request, response) => {
    const one = { path: request.url ?? '', at: performance.now(), end: 0 };
    asked.push(one);
    response.on('finish', () => {
      one.end = performance.now();
    });
    const page = pages.get(one.path);
    if (!page) return response.writeHead(404).end('<html>nothing here</html>');
    response.writeHead(page.status ?? 200, { 'content-type': page.type ?? 'text/html', ...page.headers });
    response.end(page.body);
  });
});
afterAll(async () => {
  await server.close();
  await stores.stop();
  rmSync(dir, { recursive: true, force: true });
});

beforeEach(async () => {
  pages.clear();
  asked.length = 0;
  env = {
    DATABASE_URL: await stores.server.database(),
    PRESSWATCH_EGRESS_ALLOW: '127.0.0.0/8',
    PRESSWATCH_EGRESS_PORTS: 'any',
    PRESSWATCH_FETCH_HOST_GAP: `${GAP_MS}ms`,
  };
});

const at = (path: string) => server.origin + path;
const html = (path: string, body: string, more = {}) =>
  pages.set(path, { body: `<html>${body}</html>`, ...more });
const feed = (path: string, body = FEED) => pages.set(path, { body, type: 'text/html' });
const people = (...args: string[]): Promise<Ended> => presswatch(args, { env });

type Found = {
  feeds: { url: string; by: string; items: number }[];
  attempts: { url: string; answer: string }[];
};
async function discover(path: string): Promise<Found & { code: number | null }> {
  const { out, code } = await people('feeds', 'discover', at(path), '--json');
  return { ...(JSON.parse(out) as Found), code };
}
const found = (search: Found) => search.feeds.map(({ url, by }) => [url.replace(server.origin, ''), by]);

test('an address that is a feed is told to be one, after one request beside robots.txt', async () => {
  feed('/any');
  const search = await discover('/any');
  expect(search).toMatchObject({
    code: 0,
    feeds: [{ url: at('/any'), by: 'address', title: 'T', items: 1 }],
  });
  expect(asked.map((one) => one.path)).toEqual(['/robots.txt', '/any']);
});

test('what the page names is read before it is called a feed; one request at a time, with pauses', async () => {
  html(
    '/',
    `<link rel="alternate" type="application/rss+xml" href="/gone.xml"><link rel="alternate" type="application/atom+xml" href="/a">
     <link rel="alternate" type="application/rss+xml" href="/b"><a href="/c.xml">x</a>`,
  );
  html('/a', '<p>a page in a feed’s place');
  feed('/b');
  feed('/c.xml');
  const search = await discover('/');
  expect(found(search)).toEqual([['/b', 'link']]);
  expect(search.attempts.map(({ answer }) => answer)).toEqual([
    'not a feed: an HTML page',
    'The server answered 404.',
    'not a feed: an HTML page',
    'a feed (rss) with 1 item',
  ]);
  const gaps = asked.slice(1).map((one, n) => one.at - (asked[n]?.end ?? 0));
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(GAP_MS - 2);
});

test('anchors, usual names, sitemaps: each step only where the one before found nothing', async () => {
  html('/', '<a href="/news/rss">feed</a>');
  feed('/news/rss');
  expect(found(await discover('/'))).toEqual([['/news/rss', 'anchor']]);

  html('/', 'nothing');
  feed('/atom.xml');
  expect(found(await discover('/'))).toEqual([['/atom.xml', 'guess']]);

  pages.delete('/atom.xml');
  pages.set('/robots.txt', { body: `Sitemap: ${at('/pages.xml')}\nSitemap: ${at('/index.xml.gz')}\n` });
  feed('/pages.xml', '<urlset><url><loc>https://a.example/</loc></url></urlset>');
  feed('/index.xml.gz', `<sitemapindex><sitemap><loc>${at('/n.xml')}</loc></sitemap></sitemapindex>`);
  feed('/n.xml', NEWS);
  expect(found(await discover('/'))).toEqual([['/index.xml.gz', 'robots']]);

  pages.delete('/robots.txt');
  feed('/news-sitemap.xml', NEWS);
  expect(found(await discover('/'))).toEqual([['/news-sitemap.xml', 'sitemap-guess']]);
});

test('where nothing is, every attempt is told, and the exit code says so', async () => {
  html('/', 'nothing');
  const { out, code } = await people('feeds', 'discover', at('/'));
  expect(code).toBe(1);
  expect(out).toMatch(/^No feed was found at .*\n\nTried, in this order \(\d+ attempts\):/);
  expect(out).toContain(`${at('/feed/')} (a usual name): The server answered 404.`);
  expect(out).toContain(`${at('/robots.txt')} (for sitemaps): names no sitemaps`);
  expect(asked.length).toBeLessThan(20);
});

test('robots.txt is obeyed: what it forbids is not asked', async () => {
  pages.set('/robots.txt', { body: 'User-agent: *\nDisallow: /feed\nDisallow: /private\n' });
  html('/', '<link rel="alternate" type="application/rss+xml" href="/feed">');
  feed('/feed');
  feed('/private');
  const search = await discover('/');
  expect(search.feeds).toEqual([]);
  expect(search.attempts[1]?.answer).toMatch(/robots\.txt .* asks not to fetch/);
  expect((await discover('/private')).feeds).toEqual([]);
  expect(asked.map((one) => one.path).filter((path) => /^\/(feed\/?|private)$/.test(path))).toEqual([]);
  // but a person may watch it
  expect((await people('feeds', 'add', at('/private'))).out).toMatch(/^1 feed added/);
});

test('a server that asks for patience is asked for nothing else, and gets the time it asked for', async () => {
  html('/feed', 'later', { status: 503, headers: { 'retry-after': '3600' } });
  const { out, code } = await people('feeds', 'discover', at('/feed'), '--json');
  expect(code).toBe(1);
  expect((JSON.parse(out) as Found).attempts).toEqual([
    expect.objectContaining({ answer: 'The server answered 503 and asks to be left alone for 60 min.' }),
  ]);
  expect(asked.map(({ path }) => path)).toEqual(['/robots.txt', '/feed']);
  await people('feeds', 'discover', at('/other'), '--json');
  expect(asked).toHaveLength(2);
});

test('adding: a feed and a news sitemap are watched, a page is refused with what it names', async () => {
  feed('/feed');
  feed('/sitemap', NEWS);
  html('/', '<link rel="alternate" type="application/rss+xml" title="All" href="/feed">');
  const { code, out } = await people('feeds', 'add', at('/feed'), at('/sitemap'), at('/'));
  expect(code).toBe(1);
  expect(out).toMatch(/^2 feeds added, 0 known already, 1 refused\./);
  expect(out).toMatch(/\/ was not added\. Not a feed: an HTML page/);
  expect(out).toContain(`add one by its address:\nADDRESS`);
  const list = JSON.parse((await people('feeds', 'list', '--json')).out) as { url: string }[];
  expect(list.map((one) => one.url)).toEqual([at('/feed'), at('/sitemap')]);
  const before = asked.length;
  expect((await people('feeds', 'add', at('/feed'))).out).toMatch(/^0 feeds added, 1 known already/);
  expect((await people('feeds', 'add', '--no-look', at('/'))).out).toMatch(/^1 feed added/);
  expect(asked).toHaveLength(before);
});

test('adding what has moved for good watches the new address; what is busy now is watched with a warning', async () => {
  feed('/new');
  pages.set('/old', { body: '', status: 301, headers: { location: '/new' } });
  pages.set('/busy', { body: '', status: 503 });
  const { out, code } = await people('feeds', 'add', at('/old'), at('/busy'), '--json');
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject([
    { added: true, url: at('/new'), given: at('/old') },
    { added: true, url: at('/busy'), warning: 'The server answered 503.' },
  ]);
});

test('a site that asks for pauses between requests gets them, and who waits is told how far it is', async () => {
  pages.set('/robots.txt', { body: 'User-agent: *\nCrawl-delay: 1.2\n' });
  html('/', '<link rel="alternate" type="application/rss+xml" href="/a"><a href="/rss">x</a>');
  feed('/a');
  const { out, err } = await people('feeds', 'discover', at('/'));
  expect(out).toContain(at('/a'));
  expect(asked.map(({ path }) => path)).toEqual(['/robots.txt', '/', '/a']);
  expect((asked[2]?.at ?? 0) - (asked[1]?.end ?? 0)).toBeGreaterThanOrEqual(1190);
  expect(err).toBe('');

  asked.length = 0;
  pages.delete('/a');
  const slow = await people('feeds', 'add', at('/'));
  expect(slow.code).toBe(1);
  expect(slow.err).toMatch(/^Looking\. http/);
});

test('of many addresses each bad one is named with its reason; hosts are asked side by side, each of them politely', async () => {
  const there = await startServer((request, response) => {
    response.writeHead(request.url === '/feed' ? 200 : 404).end(FEED);
  });
  const nobody = await startServer((_request, response) => response.end());
  await nobody.close();
  try {
    feed('/feed');
    html('/', '<link rel="alternate" type="application/rss+xml" title="All" href="/feed">');
    const list = [at('/feed'), at('/'), at('/none'), `${there.origin}/feed`, `${nobody.origin}/x`];
    const { code, out } = await people('feeds', 'add', ...list, 'example.org/rss', 'ftp://a.example/');
    expect(code).toBe(1);
    expect(out).toMatch(/^3 feeds added, 0 known already, 4 refused\./);
    expect(out).toContain(
      `${nobody.origin}/x does not answer as a feed now, and is watched all the same: The`,
    );
    expect(out).toContain(`  ${at('/')}: Not a feed: an HTML page.\n    its page names ${at('/feed')} "T"`);
    expect(out).toContain(
      `  ${at('/none')}: The server answered 404: there is nothing at this address (any more).`,
    );
    expect(out).toContain('"example.org/rss" is no http(s) address. Did you mean https://example.org/rss?');
    expect(out).toContain('"ftp://a.example/" is no http(s) address.');
    const gaps = asked.slice(1).map((one, n) => one.at - (asked[n]?.end ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(GAP_MS - 2);
  } finally {
    await there.close();
  }
  const none = await people('feeds', 'add', 'x', 'http://user:secret@a.example/');
  expect(none.code).toBe(2);
  expect(none.err).not.toContain('secret');
});

test('an address under which a feed is known by another name is that feed', async () => {
  feed('/new');
  pages.set('/old', { body: '', status: 301, headers: { location: '/new' } });
  await people('feeds', 'add', at('/new'));
  const { out, code } = await people('feeds', 'add', at('/old'));
  expect(code).toBe(0);
  expect(out).toContain(`${at('/old')} is feed 1 already, which has moved to ${at('/new')}.`);
  const gone = await people('feeds', 'check', '9999');
  expect(gone).toMatchObject({
    code: 1,
    err: expect.stringContaining('There is no feed 9999. "presswatch feeds'),
  });
});

test('a list that is looked at is taken over without what is no feed', async () => {
  feed('/feed');
  html('/page', 'nothing');
  const file = join(dir, 'look.opml');
  writeFileSync(
    file,
    `<opml><body><outline text="World"><outline xmlUrl="${at('/feed')}#top"/><outline xmlUrl="${at('/feed')}"/>\n<outline xmlUrl="${at('/page')}"/></outline></body></opml>`,
  );
  const { code, out } = await people('feeds', 'import', file, '--look', '--json');
  expect(code).toBe(1);
  expect(JSON.parse(out)).toMatchObject({
    feeds: [
      { added: true, url: at('/feed') },
      { added: false, problem: 'not a feed: an HTML page' },
    ],
    bad: [],
  });
  expect((await people('feeds', 'import', file, '--look', '--strict')).code).toBe(2);
});

test('a list with bad lines is taken over as far as it goes; --strict takes nothing', async () => {
  const file = join(dir, 'list.opml');
  writeFileSync(
    file,
    '<opml><body><outline text="World">\n<outline xmlUrl="https://a.example/1"/>\n<outline text="Old" xmlUrl="ftp://a.example/2"/></outline></body></opml>',
  );
  const strict = await people('feeds', 'import', file, '--strict');
  expect(strict).toMatchObject({ code: 1, out: expect.stringContaining('Nothing was taken over') });
  const { code, out } = await people('feeds', 'import', file);
  expect(code).toBe(0);
  expect(out).toMatch(/^1 feed added.*\n1 line left out:\n {2}line 3: "Old" has "ftp:/);
  const exported = (await people('feeds', 'export')).out;
  expect(exported).toMatch(/<outline text="World">\s*<outline type="rss"[^>]*https:\/\/a\.example\/1"\/>/);
  writeFileSync(file, '<opml><body><outline type="rss" text="x"/></body></opml>');
  expect((await people('feeds', 'import', file)).code).toBe(1);
  writeFileSync(file, '<opml><body></body></opml>');
  expect((await people('feeds', 'import', file)).err).toMatch(/without any feed/);
});
