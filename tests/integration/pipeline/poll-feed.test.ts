// Manners of a poll, over real HTTP and with a real store: what is sent, what is remembered, when the next one comes.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createFeedCell } from '../../../src/feed/cell.ts';
import { advance } from '../../../src/pipeline/advance.ts';
import { checkFeed, strange } from '../../../src/pipeline/check-feed.ts';
import type { Deps } from '../../../src/pipeline/deps.ts';
import { pollFeed } from '../../../src/pipeline/poll-feed.ts';
import { claimFeeds } from '../../../src/pipeline/scheduler.ts';
import { all, type Store } from '../../../src/store/db.ts';
import { addFeed, type FeedRow, findFeed } from '../../../src/store/feeds.ts';
import { type LocalServer, startServer } from '../../support/local-server.ts';
import { startStores, type TestStores } from '../../support/store.ts';
import { workerTools } from '../../support/worker-tools.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

type Asked = { path: string; headers: IncomingMessage['headers']; at: number };
type Page = (request: IncomingMessage, response: ServerResponse) => void;

let stores: TestStores;
let store: Store;
let server: LocalServer;
let deps: Deps;
let asked: Asked[];
let pages: Map<string, Page>;
let now: Date;

beforeAll(async () => {
  stores = await startStores();
});
afterAll(() => stores.stop());
beforeEach(async () => {
  store = await stores.fresh();
  asked = [];
  pages = new Map();
  now = new Date();
  server = await startServer((request, response) => {
    const path = request.url ?? '';
    asked.push({ path, headers: request.headers, at: performance.now() });
    const page = pages.get(path);
    if (page) page(request, response);
    else response.writeHead(404).end();
  });
  deps = workerTools(store, () => now, { feeds: createFeedCell() });
});
afterEach(async () => {
  await deps.client.close();
  await server.close();
});

const rss = (...titles: string[]) =>
  `<rss version="2.0"><channel><title>T</title>${titles.map((title) => `<item><title>${title}</title><guid>${title}</guid><description>Of ${title}.</description></item>`).join('')}</channel></rss>`;

const answer =
  (status: number, headers: Record<string, string>, body = ''): Page =>
  (_request, response) =>
    response.writeHead(status, headers).end(body);

const add = async (path = '/feed') => (await addFeed(store, { url: server.origin + path })).id;

async function poll(id: number): Promise<FeedRow> {
  await store.query('update feed set next_poll_at = now(), claimed_until = null where id = $1', [id]);
  await advance(pollFeed, String(id), deps);
  return row(id);
}

async function row(id: number): Promise<FeedRow> {
  const found = await findFeed(store, String(id));
  if (!found) throw new Error(`feed ${id} is not there`);
  return found;
}

const titles = async () =>
  (await all<{ title: string }>(store, 'select title from item order by id')).map((item) => item.title);
const notes = async () =>
  (
    await all<{ detail: string }>(store, 'select detail from ledger where detail is not null order by id')
  ).map((entry) => entry.detail);
const waitOf = (feed: FeedRow): number => feed.next_poll_at.getTime() - now.getTime();

test('validators go back byte for byte, with an honest name and nothing else', async () => {
  const etag = 'W/"odd/1=!\u00e4, x"';
  pages.set('/feed', (request, response) => {
    const isSame = request.headers['if-none-match'] === etag;
    response
      .writeHead(isSame ? 304 : 200, { etag, 'last-modified': 'whenever' })
      .end(isSame ? '' : rss('one'));
  });
  const id = await add();
  await poll(id);
  expect(await poll(id)).toMatchObject({ failures: 0, etag });
  const [, second] = asked;
  expect(second?.headers).toMatchObject({ 'if-none-match': etag, 'if-modified-since': 'whenever' });
  expect(Object.keys(second?.headers ?? {}).sort()).toEqual(
    [
      'accept',
      'accept-encoding',
      'connection',
      'host',
      'if-modified-since',
      'if-none-match',
      'user-agent',
    ].sort(),
  );
  expect(second?.headers['user-agent']).toContain('+https://operator.example/bot');
});

test('a document that can not be read leaves the validators of the last good one', async () => {
  pages.set('/feed', answer(200, { etag: '"good"' }, rss('one')));
  const id = await add();
  await poll(id);
  pages.set(
    '/feed',
    answer(200, { etag: '"page"', 'content-type': 'text/html' }, '<!doctype html><title>Log in</title>'),
  );
  const feed = await poll(id);
  expect(feed).toMatchObject({ etag: '"good"', failures: 1, last_reason: 'not-a-feed' });
  expect(feed.last_error).toContain('login page');
});

test('a server that says 304 for ever is found out, and its validators are used no more', async () => {
  let body = rss('one');
  pages.set('/feed', (request, response) => {
    const isAsked = request.headers['if-none-match'] !== undefined;
    response.writeHead(isAsked ? 304 : 200, { etag: '"constant"' }).end(isAsked ? '' : body);
  });
  const id = await add();
  await poll(id);
  body = rss('two', 'one');
  await poll(id);
  expect(await titles()).toEqual(['one']);
  // quieter than its rhythm makes plausible
  await store.query(`update feed set silent_from = now() - interval '1 hour'`);
  expect(await poll(id)).toMatchObject({ validators_off: expect.stringContaining('304') });
  expect(await titles()).toEqual(['one', 'two']);
  body = rss('three', 'two', 'one');
  await poll(id);
  expect(asked.at(-1)?.headers['if-none-match']).toBeUndefined();
  expect(await titles()).toContain('three');
  expect(await notes()).toContainEqual(expect.stringContaining('validators are no longer used'));
});

test('a doubt about 304 is looked into once in thirty days', async () => {
  pages.set('/feed', (request, response) => {
    const isAsked = request.headers['if-none-match'] !== undefined;
    response.writeHead(isAsked ? 304 : 200, { etag: '"honest"' }).end(isAsked ? '' : rss('one'));
  });
  const id = await add();
  await poll(id);
  await store.query(`update feed set silent_from = now() - interval '1 hour'`);
  for (let n = 0; n < 4; n++) await poll(id);
  const inFull = asked.filter(({ headers }) => headers['if-none-match'] === undefined);
  expect(inFull).toHaveLength(2);
  expect(await row(id)).toMatchObject({ validators_off: null });
});

test('an ETag that changes over the same document is given up, and the hash of the body decides', async () => {
  let n = 0;
  pages.set('/feed', (_request, response) => response.writeHead(200, { etag: `"${n++}"` }).end(rss('one')));
  const id = await add();
  for (let times = 0; times < 4; times++) await poll(id);
  const feed = await poll(id);
  expect(feed.validators_off).toContain('ETag');
  expect(waitOf(feed)).toBeGreaterThan(HOUR);
  expect(await titles()).toEqual(['one']);
});

test('a permanent redirect is followed at once and taken on another day; a temporary one never', async () => {
  pages.set('/feed', answer(301, { location: '/new' }));
  pages.set('/new', (request, response) => {
    const isSame = request.headers['if-none-match'] === '"n"';
    response.writeHead(isSame ? 304 : 200, { etag: '"n"' }).end(isSame ? '' : rss('one'));
  });
  pages.set('/away', answer(302, { location: '/new' }));
  const [id, away] = [await add(), await add('/away')];
  for (let day = 0; day < 3; day++) {
    now = new Date(now.getTime() + DAY);
    await poll(away);
    await poll(id);
  }
  expect(await row(id)).toMatchObject({
    url: `${server.origin}/new`,
    former_urls: [`${server.origin}/feed`],
    etag: '"n"',
  });
  expect(await row(away)).toMatchObject({ url: `${server.origin}/away`, moved_to: null });
  // the target's validators went to the target; on the second day each feed is asked in full, as the first doubt of 304 asks
  expect(asked.filter(({ path, headers }) => path !== '/new' && headers['if-none-match'])).toEqual([]);
  expect(asked.filter(({ path, headers }) => path === '/new' && headers['if-none-match']).length).toBe(2);
});

test('an old address that is gone is left for the target it led to before', async () => {
  pages.set('/feed', answer(301, { location: '/new' }));
  pages.set('/new', answer(200, {}, rss('one')));
  const id = await add();
  await poll(id);
  pages.set('/feed', answer(410, {}));
  expect(await poll(id)).toMatchObject({ state: 'active', url: `${server.origin}/new`, failures: 0 });
});

test('410 ends a feed; a new feed that is refused is tried again soon, an old one after hours', async () => {
  pages.set('/gone', answer(410, {}));
  pages.set('/shy', answer(403, { 'cf-mitigated': 'challenge' }, 'Just a moment'));
  expect(await poll(await add('/gone'))).toMatchObject({ state: 'gone' });
  const id = await add('/shy');
  const first = await poll(id);
  expect(waitOf(first)).toBeLessThan(6 * MINUTE);
  expect(first).toMatchObject({
    last_reason: 'forbidden',
    last_error: expect.stringContaining('Cloudflare'),
  });
  pages.set('/shy', answer(200, { etag: '"x"' }, rss('one')));
  expect(await poll(id)).toMatchObject({ failures: 0, last_error: null, last_reason: null });
  pages.set('/shy', answer(403, {}));
  expect(waitOf(await poll(id))).toBeGreaterThan(3.5 * HOUR);
});

test('Retry-After holds the whole host, also for those who come later and after a restart', async () => {
  pages.set('/feed', answer(429, { 'retry-after': '3600' }));
  pages.set('/other', answer(200, {}, rss('one')));
  const [id, other] = [await add(), await add('/other')];
  expect(waitOf(await poll(id))).toBeGreaterThanOrEqual(HOUR - 1000);
  const held = await poll(other);
  expect(asked.map(({ path }) => path)).toEqual(['/feed']);
  expect(held).toMatchObject({ failures: 0 });
  expect(waitOf(held)).toBeGreaterThan(HOUR - 10_000);
  await store.query('update feed set next_poll_at = now()');
  await claimFeeds(deps);
  const rows = await all<{ ok: boolean }>(
    store,
    `select next_poll_at > now() + interval '59 minutes' and claimed_until is null as ok from feed`,
  );
  expect(rows).toEqual([{ ok: true }, { ok: true }]);
});

test('a host that many sites share is not held for the sake of one feed', async () => {
  deps = { ...deps, options: { ...deps.options, sharedHosts: ['127.0.0.1'] } };
  pages.set('/feed', answer(503, { 'retry-after': '3600' }));
  pages.set('/other', answer(200, {}, rss('one')));
  const [id, other] = [await add(), await add('/other')];
  await poll(id);
  expect(await poll(other)).toMatchObject({ failures: 0, last_ok_at: expect.any(Date) });
});

test('a redirect on the same host keeps the distance of two requests', async () => {
  deps = { ...deps, options: { ...deps.options, hostGapMs: 300 } };
  pages.set('/feed', answer(302, { location: '/next' }));
  pages.set('/next', answer(200, {}, rss('one')));
  await poll(await add());
  const [first, second] = asked;
  expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(299);
});

test('a host that is back brings its other feeds back soon', async () => {
  const [id, other] = [await add(), await add('/other')];
  pages.set('/feed', answer(502, {}));
  await poll(id);
  await store.query(
    `update feed set failures = 9, last_reason = 'http-5xx', next_poll_at = now() + interval '1 day' where id = $1`,
    [other],
  );
  pages.set('/feed', answer(200, {}, rss('one')));
  await poll(id);
  expect(waitOf(await row(other))).toBeLessThan(31 * MINUTE);
});

test('max-age allows to come again after it, and a 304 that says nothing changes nothing of that', async () => {
  const recent = Array.from({ length: 20 }, (_, n) => new Date(Date.now() - n * MINUTE).toUTCString());
  const items = recent.map(
    (date, n) => `<item><guid>${n}</guid><title>${n}</title><pubDate>${date}</pubDate></item>`,
  );
  const busy = `<rss version="2.0"><channel>${items.join('')}</channel></rss>`;
  pages.set('/feed', answer(200, { etag: '"a"', 'cache-control': 'max-age=900' }, busy));
  const id = await add();
  const first = await poll(id);
  expect(waitOf(first)).toBeGreaterThanOrEqual(15 * MINUTE);
  expect(waitOf(first)).toBeLessThan(20 * MINUTE);
  pages.set('/feed', answer(304, { etag: '"a"' }));
  expect(waitOf(await poll(id))).toBeLessThan(20 * MINUTE);
});

test('a check tells what a poll would meet, and stores nothing', async () => {
  pages.set('/robots.txt', answer(200, {}, 'User-agent: *\nDisallow: /closed/'));
  const links = `<${server.origin}/hub>; rel=hub, <${server.origin}/feed>; rel=self`;
  const body = `<rss><channel><title>T</title><item><title>One & more</title><link>${server.origin}/closed/1</link></item></channel></rss>`;
  pages.set('/feed', answer(200, { etag: '"a"', link: links }, body));
  const seen = await checkFeed(strange(`${server.origin}/feed`, now), deps.options.pollBounds, deps);
  expect(seen.outcome).toMatchObject({
    kind: 'done',
    value: {
      etag: '"a"',
      hub: { hub: `${server.origin}/hub`, topic: `${server.origin}/feed` },
      parsed: { title: 'T' },
    },
  });
  expect(seen.robots).toContain('asks not to fetch');
  expect(seen.next?.because).toBe('rhythm');
  expect(await all(store, 'select id from feed union select id from item')).toEqual([]);
});

test('two addresses of one feed become one feed on another day, which is polled alone and knows both', async () => {
  pages.set('/old', answer(301, { location: '/new' }));
  pages.set('/new', answer(200, {}, rss('one')));
  const [old, known] = [await add('/old'), await add('/new')];
  await poll(known);
  for (let day = 0; day < 3; day++) {
    now = new Date(now.getTime() + DAY);
    if (day < 2) expect(await poll(old)).toMatchObject({ state: 'active', failures: 0 });
    else await store.query('update feed set next_poll_at = now() where id = $1', [old]);
  }
  await advance(pollFeed, String(old), deps);
  expect(await findFeed(store, String(old))).toBeNull();
  expect(await row(known)).toMatchObject({ former_urls: [`${server.origin}/old`], state: 'active' });
  expect((await notes()).at(-1)).toMatch(/leads here for good: the two are one now/);
  // each item stays with the feed that told of it
  expect(await all(store, 'select feed_id from item order by id')).toEqual([
    { feed_id: known },
    { feed_id: old },
  ]);
  asked = [];
  await store.query('update feed set next_poll_at = now(), claimed_until = null');
  expect(await claimFeeds(deps)).toBe(1);
  expect(await advance(pollFeed, String(old), deps)).toBeNull();
  expect(await addFeed(store, { url: `${server.origin}/old` })).toMatchObject({ id: known, added: false });
  expect(asked).toEqual([]);
});

test('a host that is away is asked by one of its feeds for all, and all come back with it', async () => {
  const ids = [await add('/a'), await add('/b'), await add('/c'), await add('/d')];
  const [a = 0, b = 0, c = 0, d = 0] = ids;
  await store.query(`update feed set last_ok_at = now() - interval '1 day'`);
  const { port } = server;
  await server.close();
  for (const id of [a, b, c]) await poll(id);
  const probe = await row(c);
  expect(probe).toMatchObject({ failures: 1, last_reason: 'connection' });
  for (const id of [a, b, d]) {
    expect(await row(id)).toMatchObject({ next_because: 'host-away' });
    expect(waitOf(await row(id))).toBeGreaterThan(waitOf(probe));
  }
  server = await startServer(
    (_request, response) => response.writeHead(200, { etag: '"x"' }).end(rss('one')),
    { port },
  );
  await poll(c);
  for (const id of [a, b, d]) expect(waitOf(await row(id))).toBeLessThan(31 * MINUTE);
});
