// A newsroom whose pages are asked for again, over real HTTP and with a real store, one for each test. Time is the test's own.
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { type Cell, createCell } from '../../src/extract/cell.ts';
import { createLog } from '../../src/lib/log.ts';
import { advance } from '../../src/pipeline/advance.ts';
import { claimDueRevisits, enlist } from '../../src/pipeline/claim-revisits.ts';
import type { Deps } from '../../src/pipeline/deps.ts';
import { extractArticle } from '../../src/pipeline/extract-article.ts';
import { fetchPage } from '../../src/pipeline/fetch-page.ts';
import type { Job } from '../../src/pipeline/job.ts';
import { revisitArticle } from '../../src/pipeline/revisit-article.ts';
import { revisitPage } from '../../src/pipeline/revisit-page.ts';
import { findArticle, loadRevision } from '../../src/store/articles.ts';
import { all, type Store } from '../../src/store/db.ts';
import { addFeed } from '../../src/store/feeds.ts';
import { insertItems, loadItem } from '../../src/store/items.ts';
import { startServer } from './local-server.ts';
import { newItem, startStores, type TestStores } from './store.ts';
import { workerTools } from './worker-tools.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const SCHEDULE = [15 * MINUTE, HOUR, 4 * HOUR, 12 * HOUR, DAY, 3 * DAY];

export const PARAGRAPHS = [
  'The ferry Nordlys ran aground off the island of Hitra on Tuesday morning, the coast guard said. Twelve people were hurt, two of them badly, and were flown to the hospital by helicopter.',
  'Rescuers brought 340 passengers ashore in lifeboats. "We saw the rocks much too late," said Kari Holm, who was on her way home to Trondheim with her children after a week in the south.',
  'The operator, Kystlinjen, did not say how fast the ship was going. An inquiry will begin next week, and the ministry has asked for the records of the last three years.',
  'The harbour stays closed until the wreck has been towed away, and fishermen were told to keep two miles off while divers look for leaks in the tanks below the water line.',
];

/** A page of the newsroom; `more` stands around the article. */
export const html = (
  paragraphs: readonly string[] = PARAGRAPHS,
  title = 'Ferry runs aground off Hitra',
  more = '',
): string =>
  `<!doctype html><html lang="en"><head><title>${title}</title></head><body><nav><a href="/">Home</a></nav><article><h1>${title}</h1>${paragraphs.map((text) => `<p>${text}</p>`).join('')}</article>${more}<footer>Test Press</footer></body></html>`;

export const edited = (from: string, to: string): string[] =>
  PARAGRAPHS.map((text) => text.replace(from, to));

type Page = (request: IncomingMessage, response: ServerResponse) => void;

export type Newsroom = {
  store: Store;
  deps: Deps;
  origin: string;
  /** what was asked for since the last `publish`, robots.txt left out */
  asked: { path: string; headers: IncomingHttpHeaders }[];
  queued: Job[];
  /** pages read since the last `publish` */
  extractions(): number;
  /** when the test began */
  start: Date;
  pages: Map<string, Page>;
  /** serves a page; with an `etag` in the headers it answers 304 to it */
  put(path: string, body: string, headers?: Record<string, string>, status?: number): void;
  /** reads a page as live work does, and puts its article on the list */
  publish(path?: string): Promise<{ articleId: number; itemId: number }>;
  /** whatever waits for its visit has come to its time */
  due(): Promise<unknown>;
  /** one visit, `after` the article was first seen; how many were handed out */
  visit(after: number): Promise<number>;
  /** one more pool on the store: another process */
  again(): Store;
  revisions(articleId: number): Promise<{ number: number; change: string }[]>;
  /** what the ledger says of visits: the reason, or the outcome where there is none */
  notes(itemId: number): Promise<string[]>;
  withdrawn(articleId: number): Promise<string | null>;
};

/** Opens a newsroom for each test of the file. */
export function newsroomForEach(then: (room: Newsroom) => void): void {
  let stores: TestStores;
  let cell: Cell;
  let close: () => Promise<void>;
  beforeAll(async () => {
    stores = await startStores();
    cell = createCell({ threads: 1, log: createLog('silent') });
  });
  afterAll(async () => {
    await cell?.close();
    await stores?.stop();
  });
  beforeEach(async () => {
    const opened = await openNewsroom(stores, cell);
    close = opened.close;
    then(opened.room);
  });
  afterEach(() => close?.());
}

async function openNewsroom(
  stores: TestStores,
  cell: Cell,
): Promise<{ room: Newsroom; close: () => Promise<void> }> {
  const store = await stores.fresh();
  const pages = new Map<string, Page>();
  const asked: Newsroom['asked'] = [];
  const queued: Job[] = [];
  const start = new Date();
  let now = start;
  let extractions = 0;
  const server = await startServer((request, response) => {
    const path = request.url ?? '';
    if (path !== '/robots.txt') asked.push({ path, headers: request.headers });
    const page = pages.get(path);
    if (page) page(request, response);
    else response.writeHead(404).end('nothing here');
  });
  const extract: Cell['extract'] = (page) => {
    extractions++;
    return cell.extract(page);
  };
  const deps = workerTools(store, () => now, {
    random: () => 0,
    cell: { ...cell, extract },
    enqueue: async (jobs) => void queued.push(...jobs),
    options: { revisit: { on: true, articles: 'delivered', scheduleMs: SCHEDULE, perHostDay: 300 } },
  });
  // the store's clock is the server's
  const due = () =>
    store.query(
      `update revisit set due_at = now() - interval '1 second', queued_at = null where stage = 'fetch'`,
    );

  async function publish(path = '/news'): Promise<{ articleId: number; itemId: number }> {
    const feed = await addFeed(store, { url: `${server.origin}/feed${path}` });
    const url = server.origin + path;
    const [item] = await insertItems(store, [
      newItem(feed.id, 1, { id: path, url, host: new URL(url).host }),
    ]);
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

  async function work(): Promise<void> {
    for (let job = queued.shift(); job; job = queued.shift()) {
      const id = job.id.replace('revisit-', '');
      if (job.queue === 'fetch-pages') await advance(revisitPage, id, deps);
      if (job.queue === 'extract-articles') await advance(revisitArticle, id, deps);
    }
  }

  const room: Newsroom = {
    ...{ store, deps, origin: server.origin, asked, queued, start, pages, publish, due },
    extractions: () => extractions,
    again: () => stores.again(store),
    put: (path, body, headers = {}, status = 200) =>
      pages.set(path, (request, response) => {
        const type = { 'content-type': 'text/html; charset=utf-8' };
        const { etag } = headers;
        if (etag !== undefined && request.headers['if-none-match'] === etag)
          return response.writeHead(304, headers).end();
        return response.writeHead(status, { ...type, ...headers }).end(body);
      }),
    visit: async (after) => {
      now = new Date(start.getTime() + after);
      await due();
      const claimed = await claimDueRevisits(deps);
      await work();
      return claimed;
    },
    revisions: (articleId) =>
      all(store, 'select number, change from revision where article_id = $1 order by 1', [articleId]),
    notes: async (itemId) => {
      const rows = await all<{ outcome: string; reason: string | null }>(
        store,
        `select outcome, reason from ledger where item_id = $1 and stage = 'revisit' order by id`,
        [itemId],
      );
      return rows.map(({ outcome, reason }) => reason ?? outcome);
    },
    withdrawn: async (articleId) => (await findArticle(store, String(articleId)))?.withdrawn_reason ?? null,
  };
  const close = async () => {
    await deps.client.close();
    await server.close();
  };
  return { room, close };
}
