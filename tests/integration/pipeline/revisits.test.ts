// Pages that are asked for again, over real HTTP and with a real store: what is sent, what becomes a revision, what counts
// as taken down, and that a backlog takes nothing from the news. Time is the test's own.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Cell, createCell } from '../../../src/extract/cell.ts';
import { createLog } from '../../../src/lib/log.ts';
import { createClient } from '../../../src/net/client.ts';
import { createRobots } from '../../../src/net/robots.ts';
import { advance } from '../../../src/pipeline/advance.ts';
import { claimDueRevisits, enlist, strandedReadings } from '../../../src/pipeline/claim-revisits.ts';
import type { Deps } from '../../../src/pipeline/deps.ts';
import { extractArticle } from '../../../src/pipeline/extract-article.ts';
import { fetchPage } from '../../../src/pipeline/fetch-page.ts';
import type { Job } from '../../../src/pipeline/job.ts';
import { revisitArticle } from '../../../src/pipeline/revisit-article.ts';
import { revisitPage } from '../../../src/pipeline/revisit-page.ts';
import { findArticle, latestRevision, loadRevision } from '../../../src/store/articles.ts';
import { all, type Store } from '../../../src/store/db.ts';
import { addFeed } from '../../../src/store/feeds.ts';
import { pauseHost } from '../../../src/store/hosts.ts';
import { insertItems, loadItem } from '../../../src/store/items.ts';
import { findRevisit } from '../../../src/store/revisits.ts';
import { type LocalServer, startServer } from '../../support/local-server.ts';
import { newItem, startStores, type TestStores } from '../../support/store.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const SCHEDULE = [15 * MINUTE, HOUR, 4 * HOUR, 12 * HOUR, DAY, 3 * DAY];

type Page = (request: IncomingMessage, response: ServerResponse) => void;

let stores: TestStores;
let store: Store;
let server: LocalServer;
let cell: Cell;
let deps: Deps;
let pages: Map<string, Page>;
let asked: { path: string; headers: IncomingMessage['headers'] }[];
let queued: Job[];
let extractions: number;
let start: Date;
let now: Date;

beforeAll(async () => {
  stores = await startStores();
  cell = createCell({ threads: 1, log: createLog('silent') });
});
afterAll(async () => {
  await cell.close();
  await stores.stop();
});
beforeEach(async () => {
  store = await stores.fresh();
  pages = new Map();
  asked = [];
  queued = [];
  extractions = 0;
  start = now = new Date();
  server = await startServer((request, response) => {
    const path = request.url ?? '';
    if (path !== '/robots.txt') asked.push({ path, headers: request.headers });
    const page = pages.get(path);
    if (page) page(request, response);
    else response.writeHead(404).end('nothing here');
  });
  const policy = { allow: ['127.0.0.0/8'], ports: 'any' as const };
  const client = createClient({ policy, userAgent: 'Presswatch/test (+https://operator.example/bot)' });
  const clock = { now: () => now };
  const counted: Cell = {
    ...cell,
    extract: (page) => {
      extractions++;
      return cell.extract(page);
    },
  };
  const tools: Partial<Deps> = {
    ...{ store, client, clock, random: () => 0, log: createLog('silent'), cell: counted },
    robots: createRobots(client, clock),
    enqueue: async (jobs) => {
      queued.push(...jobs);
    },
    options: {
      ...{ hostGapMs: 0, robots: true, sharedHosts: [], feedBatch: 100, reconcileLeaseMs: MINUTE },
      pollBounds: { floorMs: MINUTE, unknownFloorMs: HOUR, fullFloorMs: HOUR, ceilingMs: 6 * HOUR },
      websub: { callback: null, allowHttp: false, leaseMs: DAY },
      revisit: { on: true, articles: 'delivered', scheduleMs: SCHEDULE, perHostDay: 300 },
      ...{
        firstPollWindowMs: 0,
        storyWindowMs: 0,
        alertRetryMs: [0],
        allowHttpWebhooks: false,
        alertFiles: '',
      },
    },
  };
  deps = tools as Deps;
});
afterEach(async () => {
  await deps.client.close();
  await server.close();
});

const PARAGRAPHS = [
  'The ferry Nordlys ran aground off the island of Hitra on Tuesday morning, the coast guard said. Twelve people were hurt, two of them badly, and were flown to the hospital by helicopter.',
  'Rescuers brought 340 passengers ashore in lifeboats. "We saw the rocks much too late," said Kari Holm, who was on her way home to Trondheim with her children after a week in the south.',
  'The operator, Kystlinjen, did not say how fast the ship was going. An inquiry will begin next week, and the ministry has asked for the records of the last three years.',
  'The harbour stays closed until the wreck has been towed away, and fishermen were told to keep two miles off while divers look for leaks in the tanks below the water line.',
];
const html = (
  paragraphs: readonly string[] = PARAGRAPHS,
  title = 'Ferry runs aground off Hitra',
  more = '',
) =>
  `<!doctype html><html lang="en"><head><title>${title}</title></head><body><nav><a href="/">Home</a></nav><article><h1>${title}</h1>${paragraphs.map((text) => `<p>${text}</p>`).join('')}</article>${more}<footer>Test Press</footer></body></html>`;
const put = (path: string, body: string, headers: Record<string, string> = {}, status = 200) =>
  pages.set(path, (request, response) => {
    const type = { 'content-type': 'text/html; charset=utf-8' };
    const { etag } = headers;
    if (etag !== undefined && request.headers['if-none-match'] === etag)
      return response.writeHead(304, headers).end();
    return response.writeHead(status, { ...type, ...headers }).end(body);
  });
const edited = (from: string, to: string) => PARAGRAPHS.map((text) => text.replace(from, to));

/** Reads a page as live work does, and puts its article on the list. */
async function publish(path = '/news'): Promise<{ articleId: number; itemId: number }> {
  const feed = await addFeed(store, { url: `${server.origin}/feed${path}` });
  const url = server.origin + path;
  const [item] = await insertItems(store, [newItem(feed.id, 1, { id: path, url, host: new URL(url).host })]);
  const id = String(item?.id);
  await advance(fetchPage, id, deps);
  await advance(extractArticle, id, deps);
  await store.query(`update item set stage = 'done' where id = $1`, [id]);
  const read = await loadItem(store, Number(id));
  const revision = await loadRevision(store, read?.revision_id ?? 0);
  if (!read || !revision) throw new Error(`${path} was not read: ${read?.reason}`);
  await enlist(store, { item: read, revision, told: true }, deps);
  asked.length = 0;
  extractions = 0;
  return { articleId: revision.article_id, itemId: read.id };
}

/** Whatever waits for its visit has come to its time: the store's clock is the server's. */
const due = () =>
  store.query(
    `update revisit set due_at = now() - interval '1 second', queued_at = null where stage = 'fetch'`,
  );

async function work(): Promise<void> {
  for (let job = queued.shift(); job; job = queued.shift()) {
    const id = job.id.replace('revisit-', '');
    if (job.queue === 'fetch-pages') await advance(revisitPage, id, deps);
    if (job.queue === 'extract-articles') await advance(revisitArticle, id, deps);
  }
}
/** One visit, `after` the article was first seen; how many were handed out. */
async function visit(after: number): Promise<number> {
  now = new Date(start.getTime() + after);
  await due();
  const claimed = await claimDueRevisits(deps);
  await work();
  return claimed;
}
const revisions = (articleId: number) =>
  all<{ number: number; change: string }>(
    store,
    'select number, change from revision where article_id = $1 order by 1',
    [articleId],
  );
const notes = async (itemId: number) =>
  (
    await all<{ outcome: string; reason: string | null; facts: object }>(
      store,
      `select outcome, reason, facts from ledger where item_id = $1 and stage = 'revisit' order by id`,
      [itemId],
    )
  ).map(({ outcome, reason }) => reason ?? outcome);
const withdrawn = async (articleId: number) =>
  (await findArticle(store, String(articleId)))?.withdrawn_reason ?? null;

describe('an unchanged page', () => {
  test('is asked for with its validators; 304 costs no extraction and stores no page', async () => {
    put('/news', html(), { etag: '"one"', 'last-modified': 'Tue, 03 Mar 2026 10:00:00 GMT' });
    const { articleId, itemId } = await publish();
    expect(await visit(15 * MINUTE)).toBe(1);
    expect(asked).toMatchObject([
      { headers: { 'if-none-match': '"one"', 'if-modified-since': 'Tue, 03 Mar 2026 10:00:00 GMT' } },
    ]);
    expect(extractions).toBe(0);
    expect(await all(store, 'select id from page')).toHaveLength(1);
    expect(await notes(itemId)).toEqual(['not-modified']);
    const { due_at, first_seen } = (await findRevisit(store, articleId)) ?? {};
    expect(Number(due_at) - Number(first_seen)).toBe(HOUR);
  });

  test('without validators is known by its bytes', async () => {
    put('/news', html());
    const { itemId } = await publish();
    await visit(15 * MINUTE);
    expect([extractions, await notes(itemId)]).toEqual([0, ['not-modified']]);
  });

  test('is asked for six times in three days, then never again', async () => {
    put('/news', html());
    const { articleId } = await publish();
    for (const at of SCHEDULE) expect(await visit(at)).toBe(1);
    expect(await findRevisit(store, articleId)).toMatchObject({ stage: 'ended', visits: 6 });
    expect(await visit(4 * DAY)).toBe(0);
    expect(asked).toHaveLength(6);
  });

  test('that robots.txt closes meanwhile is left alone for good', async () => {
    put('/news', html());
    const { articleId, itemId } = await publish();
    put('/robots.txt', 'User-agent: *\nDisallow: /news', { 'content-type': 'text/plain' });
    await visit(DAY + MINUTE);
    expect([asked, await notes(itemId)]).toEqual([[], ['robots']]);
    expect(await findRevisit(store, articleId)).toMatchObject({ stage: 'ended', reason: 'robots' });
  });
});

describe('a changed page', () => {
  test.each([
    ['another number', html(edited('Twelve', 'Fourteen')), 'substantial'],
    ['another headline', html(PARAGRAPHS, 'Passengers saved as a ship hits rocks'), 'headline'],
    [
      'a note of correction',
      html([
        ...PARAGRAPHS,
        'Correction: an earlier version of this article gave a wrong name for the operator of the ship.',
      ]),
      'correction',
    ],
  ])('with %s becomes a revision that is tagged and matched', async (_, body, change) => {
    put('/news', html());
    const { articleId, itemId } = await publish();
    put('/news', body);
    await visit(15 * MINUTE);
    expect(await revisions(articleId)).toEqual([
      { number: 1, change: 'first' },
      { number: 2, change },
    ]);
    const latest = await latestRevision(store, articleId);
    expect(await loadItem(store, itemId)).toMatchObject({
      stage: 'tag',
      revision_id: latest?.id,
      page_id: latest?.page_id,
    });
    expect(await notes(itemId)).toEqual(['done']);
  });

  test.each([
    ['a counter and a clock', html(['Updated 10:04 GMT', ...PARAGRAPHS, '1,204 comments'])],
    [
      'what stands around the article',
      html(PARAGRAPHS, undefined, '<aside><a href="/other">Read this instead</a></aside>'),
    ],
    ['a slip of the pen', html(edited('lifeboats', 'lifebaots'))],
  ])('with %s becomes none, and the next visit compares with what was kept', async (_, body) => {
    put('/news', html());
    const { articleId } = await publish();
    put('/news', body);
    await visit(15 * MINUTE);
    expect(await revisions(articleId)).toHaveLength(1);
    put('/news', html(edited('340', '430')));
    await visit(HOUR);
    expect(await revisions(articleId)).toHaveLength(2);
  });

  test('that our extractor would read differently by now is no change of the newsroom', async () => {
    put('/news', html());
    const { articleId, itemId } = await publish();
    await store.query(`update revision set text = replace(text, 'Twelve people', 'Seven people')`);
    put('/news', html(PARAGRAPHS, undefined, '<!-- served by another machine -->'));
    await visit(15 * MINUTE);
    expect([await revisions(articleId), await notes(itemId)]).toMatchObject([
      [{ number: 1 }],
      ['read-differently'],
    ]);
  });

  test('that went back to an earlier text is that revision again', async () => {
    put('/news', html());
    const { articleId } = await publish();
    put('/news', html(edited('Twelve', 'Fourteen')));
    await visit(15 * MINUTE);
    await store.query(`update item set stage = 'done'`);
    put('/news', html());
    await visit(HOUR);
    expect(await revisions(articleId)).toHaveLength(2);
  });

  test('waits while its feed has it read again', async () => {
    put('/news', html());
    const { articleId } = await publish();
    await store.query(`update item set stage = 'extract'`);
    put('/news', html(edited('Twelve', 'Fourteen')));
    await visit(15 * MINUTE);
    expect(await revisions(articleId)).toHaveLength(1);
    expect(await findRevisit(store, articleId)).toMatchObject({ stage: 'extract' });
  });
});

describe('an article that is taken down', () => {
  const gone = (status: number) => () => put('/news', 'Nothing here.', {}, status);
  const redirect = (location: string) => () => put('/news', '', { location }, 302);
  test.each([
    ['404', gone(404), 'gone', 31 * MINUTE],
    ['410', gone(410), 'gone', 31 * MINUTE],
    ['451', gone(451), 'legal', 31 * MINUTE],
    ['a way to the front page', redirect('/'), 'home', 31 * MINUTE],
    [
      'a note in its place',
      () => put('/news', html(['This article has been removed because it did not meet our standards.'])),
      'notice',
      31 * MINUTE,
    ],
    ['an emptied page', () => put('/news', html([''])), 'emptied', 6 * HOUR + MINUTE],
    [
      'a page with its furniture alone',
      () => put('/news', html(Array.from({ length: 12 }, (_, at) => `Another headline of number ${at}`))),
      'emptied',
      6 * HOUR + MINUTE,
    ],
  ])('%s is seen twice before it counts', async (_, takeDown, reason, again) => {
    put('/', html(['All the news of the coast and the islands, every day, in one place.'], 'Front page'));
    put('/news', html(), { etag: '"one"' });
    const { articleId, itemId } = await publish();
    takeDown();
    await visit(15 * MINUTE);
    expect(await withdrawn(articleId)).toBe(null);
    expect(await notes(itemId)).toEqual(['missing']);
    await visit(15 * MINUTE + again);
    expect(await withdrawn(articleId)).toBe(reason);
    expect(await notes(itemId)).toEqual(['missing', 'withdrawn']);
    expect(await revisions(articleId)).toHaveLength(1);
    // and still at the next visit; but an article that comes back is there again
    await visit(DAY);
    expect(await withdrawn(articleId)).toBe(reason);
    put('/news', html(), { etag: '"one"' });
    await visit(3 * DAY);
    expect(await withdrawn(articleId)).toBe(null);
  });

  test('a hiccup is none: gone once, then there, then gone once', async () => {
    put('/news', html());
    const { articleId } = await publish();
    gone(404)();
    await visit(15 * MINUTE);
    put('/news', html());
    await visit(45 * MINUTE);
    gone(404)();
    await visit(4 * HOUR);
    expect(await withdrawn(articleId)).toBe(null);
    expect(await findRevisit(store, articleId)).toMatchObject({ missing: 'gone', missing_seen: 1 });
  });

  test('a note above a text that stays marks the article as withdrawn at once', async () => {
    put('/news', html());
    const { articleId, itemId } = await publish();
    put('/news', html(['This article has been retracted by the editors after a complaint.', ...PARAGRAPHS]));
    await visit(15 * MINUTE);
    expect([await notes(itemId), await withdrawn(articleId)]).toEqual([['done'], 'notice']);
    await visit(HOUR);
    expect(await withdrawn(articleId)).toBe('notice');
  });

  test('a login, a refusal or an error of the server is none', async () => {
    put('/news', html());
    const { articleId, itemId } = await publish();
    for (const [at, status] of [
      [15 * MINUTE, 403],
      [HOUR, 401],
      [4 * HOUR, 503],
    ] as const) {
      gone(status)();
      await visit(at);
    }
    expect(await withdrawn(articleId)).toBe(null);
    expect(await notes(itemId)).toEqual(['http-4xx', 'http-4xx', 'http-5xx']);
  });
});

describe('killed in the middle', () => {
  test('between answer and commit: asked for once more, one revision', async () => {
    put('/news', html());
    const { articleId } = await publish();
    put('/news', html(edited('Twelve', 'Fourteen')));
    const row = await revisitPage.start(store, String(articleId));
    if (!row) throw new Error('nothing to start');
    await revisitPage.run(row, deps);
    expect(await findRevisit(store, articleId)).toMatchObject({ stage: 'fetch', starts: 1 });
    await visit(15 * MINUTE);
    expect(asked).toHaveLength(2);
    expect(await revisions(articleId)).toHaveLength(2);
  });

  test('between reading and commit, and twice at once: one revision', async () => {
    put('/news', html());
    const { articleId } = await publish();
    put('/news', html(edited('Twelve', 'Fourteen')));
    await due();
    await claimDueRevisits(deps);
    await advance(revisitPage, String(articleId), deps);
    queued.length = 0; // the queue was wiped
    const row = await revisitArticle.start(store, String(articleId));
    if (!row) throw new Error('nothing to start');
    await revisitArticle.run(row, deps);
    await store.query(
      `update revisit set queued_at = now() - interval '1 hour', due_at = now() - interval '1 hour', starts = 0`,
    );
    const [job] = await strandedReadings(deps);
    expect(job).toMatchObject({ queue: 'extract-articles', id: `revisit-${articleId}` });
    await Promise.all([
      advance(revisitArticle, String(articleId), deps),
      advance(revisitArticle, String(articleId), deps),
    ]);
    expect(await revisions(articleId)).toHaveLength(2);
    expect(asked).toHaveLength(1);
  });

  test('a visit whose job was lost is handed out again after its lease', async () => {
    put('/news', html());
    await publish();
    await due();
    expect(await claimDueRevisits(deps)).toBe(1);
    queued.length = 0;
    expect(await claimDueRevisits(deps)).toBe(0);
    await store.query(`update revisit set queued_at = now() - interval '2 minutes'`);
    expect(await claimDueRevisits(deps)).toBe(1);
  });
});

describe('a backlog', () => {
  /** `count` articles of a host whose visits are due. */
  async function backlog(count: number, host = 'big.example', over: { until?: string } = {}): Promise<void> {
    const feed = await addFeed(store, { url: `https://${host}/feed` });
    await store.query(
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
        store,
        `select count(*)::int as n from revisit where stage = 'fetch' and queued_at is null`,
      )
    )[0]?.n;

  test('of 1,000 visits on one host hands out one at a time, and the next only after a while', async () => {
    await backlog(1000);
    Object.assign(deps.options, { hostGapMs: 1000 });
    expect(await claimDueRevisits(deps)).toBe(1);
    expect(await claimDueRevisits(deps)).toBe(0);
    expect(await waiting()).toBe(999);
    await store.query(`update host_slot set revisit_at = now(), next_at = now()`);
    expect(await claimDueRevisits(deps)).toBe(1);
  });

  test('stands back where a new item waits, where a host is busy, reserved for feeds, or asked for peace', async () => {
    await backlog(10);
    const feed = await addFeed(store, { url: 'https://big.example/other' });
    await insertItems(store, [newItem(feed.id, 7, { url: 'https://big.example/new', host: 'big.example' })]);
    expect(await claimDueRevisits(deps)).toBe(0);
    await store.query(`update item set stage = 'done'`);
    await store.query(
      `insert into host_slot (host, next_at) values ('big.example', now() + interval '5 seconds')`,
    );
    expect(await claimDueRevisits(deps)).toBe(0);
    await store.query(`update host_slot set next_at = now(), busy_until = now() + interval '5 seconds'`);
    expect(await claimDueRevisits(deps)).toBe(0);
    await store.query('update host_slot set busy_until = null');
    await pauseHost(store, 'big.example', MINUTE);
    expect(await claimDueRevisits(deps)).toBe(0);
    await store.query('update host_slot set held_until = null, next_at = now()');
    expect(await claimDueRevisits(deps)).toBe(1);
  });

  test('of many hosts hands out a few at a time over all', async () => {
    for (const host of ['a', 'b', 'c', 'd', 'e', 'f']) await backlog(2, `${host}.example`);
    expect(await claimDueRevisits(deps)).toBe(4);
    expect(await claimDueRevisits(deps)).toBe(0);
  });

  test('takes no more than its share of a host in a day', async () => {
    await backlog(10);
    deps.options.revisit.perHostDay = 3;
    const claim = async () => {
      await store.query(
        `update revisit set queued_at = now() - interval '1 hour', due_at = now() + interval '1 day' where queued_at is not null`,
      );
      return claimDueRevisits(deps);
    };
    expect([await claim(), await claim(), await claim(), await claim()]).toEqual([1, 1, 1, 0]);
    await store.query('update host_slot set revisits_on = current_date - 1');
    expect(await claim()).toBe(1);
  });

  test('beyond its time ends without a request', async () => {
    await backlog(50, 'late.example', { until: '-1 minute' });
    expect(await claimDueRevisits(deps)).toBe(0);
    expect(await all(store, `select distinct stage, reason from revisit`)).toEqual([
      { stage: 'ended', reason: 'late' },
    ]);
  });

  test('after a pause of ten hours is one visit an article, not the four that were missed', async () => {
    put('/news', html());
    const { articleId } = await publish();
    expect(await visit(10 * HOUR)).toBe(1);
    const next = (await findRevisit(store, articleId))?.due_at.getTime() ?? 0;
    // two hours later would be too soon after this one
    expect(next - start.getTime()).toBeGreaterThanOrEqual(DAY - MINUTE);
  });

  test('claimed by several processes at once is handed out once', async () => {
    await backlog(5);
    Object.assign(deps.options, { hostGapMs: 1000 });
    const pools = [store, stores.again(store), stores.again(store)];
    const counts = await Promise.all(pools.map((pool) => claimDueRevisits({ ...deps, store: pool })));
    expect([counts.reduce((sum, count) => sum + count, 0), queued.length]).toEqual([1, 1]);
  });
});

test('articles that nobody was told of are revisited only where the settings say so; feed texts never', async () => {
  put('/news', html());
  const { articleId } = await publish();
  const [revision, rows] = [
    await latestRevision(store, articleId),
    () => all(store, 'select article_id from revisit'),
  ];
  const read = revision && (await loadRevision(store, revision.id));
  const item = await loadItem(store, (await all<{ id: number }>(store, 'select id from item'))[0]?.id ?? 0);
  if (!read || !item) throw new Error('nothing was read');
  await store.query('delete from revisit');
  await enlist(store, { item, revision: read, told: false }, deps);
  expect(await rows()).toEqual([]);
  deps.options.revisit.articles = 'all';
  await enlist(store, { item: { ...item, page_id: null }, revision: read, told: true }, deps);
  expect(await rows()).toEqual([]);
  await enlist(store, { item, revision: read, told: false }, deps);
  await enlist(store, { item, revision: read, told: false }, deps);
  expect(await rows()).toHaveLength(1);
});
