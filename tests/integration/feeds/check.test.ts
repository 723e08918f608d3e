// What `feeds check` says of every kind of trouble, read as somebody in a newsroom reads it. Real servers, real sockets.
import type { RequestListener } from 'node:http';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { printReport, reportOf } from '../../../src/cli/feeds/check-report.ts';
import { createFeedCell, type FeedCell } from '../../../src/feed/cell.ts';
import { systemClock } from '../../../src/lib/clock.ts';
import { type Client, createClient } from '../../../src/net/client.ts';
import { createRobots } from '../../../src/net/robots.ts';
import { type CheckDeps, checkFeed, strange } from '../../../src/pipeline/check-feed.ts';
import type { Store } from '../../../src/store/db.ts';
import { type Certificates, makeCertificates } from '../../support/certificates.ts';
import { rssItem } from '../../support/feeds.ts';
import { type LocalServer, startRawServer, startServer } from '../../support/local-server.ts';
import { startStores, type TestStores } from '../../support/store.ts';

const HOUR = 3_600_000;
let stores: TestStores;
let store: Store;
let client: Client;
let feeds: FeedCell;
let certificates: Certificates;
const servers: LocalServer[] = [];
let listener: RequestListener;

const bounds = {
  ...{ floorMs: HOUR / 6, unknownFloorMs: HOUR, fullFloorMs: 2 * HOUR, ceilingMs: 6 * HOUR },
};
const deps = (): CheckDeps => ({
  ...{ store, client, feeds, clock: systemClock, robots: createRobots(client, systemClock) },
  options: { hostGapMs: 1, robots: true },
});

async function lookup(host: string): Promise<string[]> {
  if (host.endsWith('.example')) return ['127.0.0.1'];
  throw Object.assign(new Error('no'), { code: host.startsWith('silent') ? 'EAI_AGAIN' : 'ENOTFOUND' });
}

beforeAll(async () => {
  stores = await startStores();
  store = await stores.fresh();
  certificates = makeCertificates('news.example');
  client = createClient({
    ...{ policy: { allow: ['127.0.0.0/8'], ports: 'any' }, userAgent: 'Presswatch/test' },
    ...{ lookup, ca: [certificates.ca] },
  });
  feeds = createFeedCell();
  servers.push(await startServer((request, response) => listener(request, response)));
});
afterAll(async () => {
  await feeds.close();
  await client.close();
  for (const server of servers) await server.close();
  await stores.stop();
});
beforeEach(async () => {
  await store.query('delete from host_slot');
  listener = (_request, response) => response.writeHead(404).end();
});

const at = (path: string): string => `${servers[0]?.origin}${path}`;

/** The report as it is printed. */
async function check(url: string): Promise<{ text: string; report: ReturnType<typeof reportOf> }> {
  const now = new Date();
  const report = reportOf(strange(url, now), false, await checkFeed(strange(url, now), bounds, deps()), now);
  const lines: string[] = [];
  const out = { json: false, say: (line = '') => void lines.push(line), result: () => undefined };
  printReport(report, { ...out, progress: () => undefined, progressDone: () => undefined });
  if (process.env.SHOW) console.log(lines.join('\n'));
  return { text: lines.join('\n'), report };
}

const FEED = rssItem('<title>One</title><guid>1</guid><pubDate>Mon, 05 Jan 2026 10:00:00 GMT</pubDate>');
const answers = (status: number, headers: Record<string, string>, body: string | Buffer): RequestListener => {
  return (request, response) => {
    if (request.url === '/robots.txt') response.writeHead(404).end();
    else response.writeHead(status, headers).end(body);
  };
};
const html = (head: string, body = '') =>
  `<!doctype html><html><head>${head}</head><body>${body}</body></html>`;

test.each<[what: string, answer: RequestListener, says: RegExp]>([
  ['a refusal', answers(403, {}, 'no'), /answered 403: it refuses us\./],
  [
    'a wall of Cloudflare',
    answers(403, { 'cf-mitigated': 'challenge' }, html('<title>Just a moment...</title>')),
    /403: it refuses us\. Cloudflare asks for a browser there \(a bot challenge\)\. Ask the site/,
  ],
  [
    'a login page that says 200',
    answers(200, { 'content-type': 'text/html' }, html('<title>Sign in</title>', '<input type="password">')),
    /Not a feed: an HTML page\. A login page stands there: the feed is for signed-in readers now\.$/m,
  ],
  [
    'a page that names feeds',
    answers(200, {}, html('<link rel="alternate" type="application/rss+xml" href="/rss.xml">')),
    /Not a feed: an HTML page\. Did you mean http:\S+\/rss\.xml\? The page there names it\./,
  ],
  [
    'a page that names none',
    answers(200, {}, html('<title>News</title>')),
    /Not a feed: an HTML page\.\n.*discover/,
  ],
  ['304 that nobody asked for', answers(304, {}, ''), /304 \(not modified\), although it was not asked/],
  ['a redirect to nowhere', answers(302, {}, ''), /302: it sends us on, and does not say where to\./],
  ['nothing at all', answers(200, {}, ''), /the document is empty/],
  ['an error in JSON', answers(200, { 'content-type': 'text/xml' }, '{"error":1}'), /JSON, but no JSON Feed/],
  [
    'headers without end',
    answers(200, { 'x-much': 'x'.repeat(60_000) }, FEED),
    /The response headers are too large\.\n.*only the site can mend/,
  ],
  [
    'a body cut off',
    (_request, response) => {
      response.writeHead(200, { 'content-length': '5000' });
      response.write(FEED);
      setTimeout(() => response.destroy(), 20);
    },
    /connection failed: the other side hung up before its answer was whole \(\w+\)\.\n.*breaks off/,
  ],
  [
    'a hang-up before any answer',
    (request) => request.socket.destroy(),
    /connection failed: the other side hung up before its answer was whole/,
  ],
  ['a circle', answers(301, { location: '/feed' }, ''), /redirects in a circle/],
  [
    'a way inside',
    answers(302, { location: 'http://10.0.0.1/' }, ''),
    /not a public address.*\n.*egress\.allow/,
  ],
  [
    'patience',
    answers(429, { 'retry-after': '120' }, ''),
    /429: we ask too often\. It asks to be left alone for 2 min\./,
  ],
])('%s', async (_what, answer, says) => {
  listener = answer;
  const { text, report } = await check(at('/feed'));
  expect(report.ok).toBe(false);
  expect(text).toMatch(says);
  expect(text).not.toMatch(/Nobody listens|undefined|\bnull\b/);
});

test('what was wrong before and still is, is told once, with since when', async () => {
  listener = answers(404, {}, '');
  const now = new Date();
  const first = strange(at('/feed'), now);
  const checked = await checkFeed(first, bounds, deps());
  const detail = checked.outcome.kind === 'done' ? null : (checked.outcome.detail ?? null);
  const watched = { ...first, failures: 2, last_error: detail };
  const lines: string[] = [];
  const out = { json: false, say: (line = '') => void lines.push(line), result: () => undefined };
  printReport(reportOf(watched, true, checked, now), {
    ...{ ...out, progress: () => undefined, progressDone: () => undefined },
  });
  expect(lines.filter((line) => line.startsWith('Problem'))).toEqual([
    expect.stringMatching(/answered 404: .* \(2 times in a row, never good yet\)$/),
  ]);
});

test.each([
  ['has run out', () => certificates.expired, 'news.example'],
  ['is signed by nobody but itself', () => certificates.selfSigned, 'news.example'],
  ['is for another name', () => certificates.good, 'other.example'],
])('a certificate that %s is said to be so', async (says, tls, host) => {
  const server = await startServer((_request, response) => response.end(FEED), { tls: tls() });
  servers.push(server);
  const { text } = await check(`https://${host}:${server.port}/feed`);
  expect(text).toContain(`No safe connection: its certificate ${says} (`);
  expect(text).toContain('only the site can mend its certificate');
});

test('https at a port that speaks http, and an answer that is no HTTP', async () => {
  const tls = await check(at('/feed').replace('http:', 'https:'));
  expect(tls.text).toMatch(/does not speak TLS at this port.*\n.*http: in place of https:/);
  const raw = await startRawServer((socket) => socket.end('SSH-2.0-OpenSSH_9.6\r\n'));
  servers.push(raw);
  expect((await check(`${raw.origin}/feed`)).text).toMatch(/The answer is not HTTP/);
});

test('names that are not there, name servers that are silent, ports where nobody is', async () => {
  const lapsed = await check('http://lapsed.test/feed');
  expect(lapsed.text).toMatch(
    /There is no host of the name lapsed\.test \(ENOTFOUND\)\.\n.*Is the name spelled right\?/,
  );
  const silent = await check('http://silent.test/feed');
  expect(silent.text).toMatch(
    /name servers could not say where silent\.test is.*\n.*name servers of the domain/,
  );
  const server = await startServer((_request, response) => response.end());
  await server.close();
  expect((await check(`${server.origin}/feed`)).text).toMatch(
    /nobody listens there \(ECONNREFUSED\)\.\n.*Is the port right/,
  );
});

const sitemap = (...hours: number[]): string =>
  `<urlset xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">${hours
    .map(
      (hour) =>
        `<url><loc>${at(`/${hour}`)}</loc><n:news><n:title>Of hour ${hour}</n:title><n:publication_date>2026-01-05T${String(hour).padStart(2, '0')}:00:00Z</n:publication_date></n:news></url>`,
    )
    .join('')}</urlset>`;

test('of a sitemap index: how many sitemaps it lists, which are news, and how new they are', async () => {
  const pages = new Map([
    [
      '/index.xml',
      `<sitemapindex>${['a', 'b', 'c'].map((name) => `<sitemap><loc>${at(`/${name}.xml`)}</loc></sitemap>`).join('')}</sitemapindex>`,
    ],
    ['/a.xml', sitemap(7, 9)],
    ['/b.xml', '<urlset><url><loc>https://a.example/about</loc></url></urlset>'],
  ]);
  listener = (request, response) => {
    const body = pages.get(request.url ?? '');
    response.writeHead(body === undefined ? 404 : 200).end(body);
  };
  const { text, report } = await check(at('/index.xml'));
  expect(report).toMatchObject({ ok: true, document: { items: 2 }, sitemaps: { listed: 3 } });
  expect(text).toContain('Sitemaps     3 sitemaps listed; 1 of 3 can be read');
  expect(text).toContain(`· ${at('/a.xml')}: a news sitemap, 2 items, newest 2026-01-05T09:00`);
  expect(text).toContain(`· ${at('/b.xml')}: not a feed: a sitemap of pages`);
  expect(text).toMatch(/\/c\.xml: The server answered 404/);
  // when none can be read, nothing can
  pages.delete('/a.xml');
  expect((await check(at('/index.xml'))).text).toMatch(/0 of 3 can be read[\s\S]*Problem/);
});

test('a feed that shows a few hours only says what was seen, and nothing of a week', async () => {
  const item = (hours: number) =>
    `<item><title>${hours}</title><guid>${hours}</guid><pubDate>${new Date(Date.now() - hours * HOUR).toUTCString()}</pubDate></item>`;
  const rss = (...ages: number[]) => `<rss version="2.0"><channel>${ages.map(item).join('')}</channel></rss>`;
  listener = answers(200, {}, rss(1, 2, 3));
  const young = await check(at('/feed'));
  expect(young.report.items_a_week).toBeNull();
  expect(young.text).toContain('too early to tell how many items a week (3 items in 3 hours so far)');
  listener = answers(200, {}, rss(...Array.from({ length: 20 }, (_, n) => n * 24)));
  expect((await check(at('/feed'))).text).toMatch(/Rhythm {7}about [67](\.\d)? items a week/);
});
