// Single polls of feeds on a real server into a real store: what a test serves at a path, and how it was asked for.
import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { createFeedCell } from '../../src/feed/cell.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { createLog } from '../../src/lib/log.ts';
import { parsePolicy } from '../../src/net/address.ts';
import { createClient } from '../../src/net/client.ts';
import { advance } from '../../src/pipeline/advance.ts';
import type { Deps } from '../../src/pipeline/deps.ts';
import { pollFeed } from '../../src/pipeline/poll-feed.ts';
import type { Store } from '../../src/store/db.ts';
import { addFeed, type FeedRow, findFeed } from '../../src/store/feeds.ts';
import { startServer } from './local-server.ts';
import { startStores } from './store.ts';

export const GAP_MS = 60;

/** `etag`: answers 304 to the tag that it sent */
export type Served = {
  body: string | Buffer;
  etag?: boolean;
  status?: number;
  headers?: Record<string, string>;
};
export type Asked = { path: string; headers: IncomingHttpHeaders; at: number; end: number };

export type Polls = {
  origin: string;
  pages: Map<string, Served>;
  asked: Asked[];
  /** the store of the present test */
  store(): Store;
  /** forgets pages and requests, and opens a new store */
  fresh(): Promise<void>;
  /** watches the feed at a path; its id */
  watch(path: string): Promise<number>;
  /** polls it now, whatever its rhythm; the row as it is then */
  poll(id: number): Promise<FeedRow>;
  stop(): Promise<void>;
};

export async function startPolls(): Promise<Polls> {
  const stores = await startStores();
  const pages = new Map<string, Served>();
  const asked: Asked[] = [];
  const server = await startServer((request, response) => {
    const one = { path: request.url ?? '', headers: request.headers, at: performance.now(), end: 0 };
    asked.push(one);
    response.on('finish', () => {
      one.end = performance.now();
    });
    const page = pages.get(one.path);
    if (!page) return response.writeHead(404).end();
    const etag = `"${createHash('sha256').update(page.body).digest('hex').slice(0, 12)}"`;
    if (page.etag && request.headers['if-none-match'] === etag)
      return response.writeHead(304, { etag }).end();
    response.writeHead(page.status ?? 200, { ...page.headers, ...(page.etag ? { etag } : {}) });
    response.end(page.body);
  });
  const policy = parsePolicy({ allow: ['127.0.0.0/8'], ports: 'any' });
  if (!policy.ok) throw new Error('bad policy');
  const client = createClient({ policy: policy.policy, userAgent: 'Presswatch/test' });
  const feeds = createFeedCell();
  const bounds = { floorMs: 1, unknownFloorMs: 1, fullFloorMs: 1, ceilingMs: 1000 };
  let store = await stores.fresh();
  // all that polls ask for
  const deps = () =>
    ({
      ...{ store, client, feeds, clock: systemClock, random: () => 0.5, log: createLog('silent') },
      enqueue: async () => {},
      options: { hostGapMs: GAP_MS, pollBounds: bounds, firstPollWindowMs: 1e12, sharedHosts: [] },
    }) as unknown as Deps;
  return {
    ...{ origin: server.origin, pages, asked, store: () => store },
    fresh: async () => {
      pages.clear();
      asked.length = 0;
      store = await stores.fresh();
    },
    watch: async (path) => (await addFeed(store, { url: server.origin + path })).id,
    poll: async (id) => {
      await store.query('update feed set next_poll_at = now() where id = $1', [id]);
      await store.query('update host_slot set next_at = now(), free_at = null, held_until = null');
      await advance(pollFeed, String(id), deps());
      const feed = await findFeed(store, String(id));
      if (!feed) throw new Error('the feed is gone');
      return feed;
    },
    stop: async () => {
      await feeds.close();
      await client.close();
      await server.close();
      await stores.stop();
    },
  };
}
