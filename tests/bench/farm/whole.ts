// The fetch-feeds stage with everything: feeds claimed by the scheduler, jobs in the queue, items and validators in a
// real PostgreSQL. Pages are not fetched: items older than the first poll's window are stored and left.

import { createFeedCell } from '../../../src/feed/cell.ts';
import { systemClock } from '../../../src/lib/clock.ts';
import { createLog } from '../../../src/lib/log.ts';
import { systemRandom } from '../../../src/lib/random.ts';
import { createClient } from '../../../src/net/client.ts';
import type { Deps } from '../../../src/pipeline/deps.ts';
import { claimFeeds } from '../../../src/pipeline/scheduler.ts';
import { openQueueBackend, type QueueBackend } from '../../../src/queue/backend.ts';
import { all, openStore, type Store } from '../../../src/store/db.ts';
import { migrate } from '../../../src/store/migrate.ts';
import { queuePool } from '../../../src/store/queue-pool.ts';
import { fetchFeeds } from '../../../workers/fetch-feeds.ts';
import { startPostgres } from '../../support/postgres.ts';
import { redisInstalled, startRedis } from '../../support/redis.ts';
import { POLICY, USER_AGENT } from './bare.ts';
import { cpuMs } from './server.ts';

const MINUTE = 60_000;

export type House = {
  queue: 'redis' | 'postgres';
  store: Store;
  /** makes all feeds due that may be asked, and polls until none is; CPU of this process, ms */
  round(): Promise<number>;
  close(): Promise<void>;
};

export async function openHouse(
  urls: readonly string[],
  options: { queue: House['queue']; atOnce: number; gapMs: number },
): Promise<House> {
  const postgres = await startPostgres();
  const redis = options.queue === 'redis' ? await startRedis() : null;
  const storeUrl = await postgres.database();
  const store = openStore(storeUrl, 12);
  await migrate(store);
  await store.query('insert into feed (url) select unnest($1::text[])', [urls]);
  const pool = redis ? null : queuePool(await postgres.database(), 14, () => {});
  const queue = openQueueBackend({ redisUrl: redis?.url ?? null, pool, prefix: '{farm}' });
  await queue.ensureSchema();
  const deps = depsOf(store, queue, options.gapMs);
  const worker = fetchFeeds(queue, deps, options.atOnce);
  await worker.waitUntilReady();
  return {
    queue: options.queue,
    store,
    round: () => cpuMs(() => pollAll(deps, store)),
    close: async () => {
      await queue.close();
      await pool?.end();
      await deps.client.close();
      await deps.feeds.close();
      await store.close();
      await redis?.stop();
      await postgres.stop();
    },
  };
}

export const canRun = (queue: House['queue']): boolean => queue === 'postgres' || redisInstalled();

/** Everything that the stage asks for; the rest of a service's tools is not there. */
function depsOf(store: Store, queue: QueueBackend, gapMs: number): Deps {
  const deps: Partial<Deps> = {
    ...{ store, clock: systemClock, random: systemRandom, log: createLog('silent'), policy: POLICY },
    client: createClient({ policy: POLICY, userAgent: USER_AGENT }),
    feeds: createFeedCell(),
    enqueue: async (jobs) => {
      await queue.queue('fetch-feeds').addBulk(
        jobs
          .filter((job) => job.queue === 'fetch-feeds')
          .map(({ id, key, delayMs }) => ({
            name: 'fetch-feeds',
            data: { id },
            opts: { jobId: key, delay: delayMs, removeOnFail: true },
          })),
      );
    },
    options: {
      ...{ hostGapMs: gapMs, robots: true, sharedHosts: [], feedBatch: 200, reconcileLeaseMs: 5 * MINUTE },
      websub: { callback: null, allowHttp: false, leaseMs: 0 },
      pollBounds: {
        floorMs: 10 * MINUTE,
        unknownFloorMs: 60 * MINUTE,
        fullFloorMs: 120 * MINUTE,
        ceilingMs: 360 * MINUTE,
      },
      ...{
        firstPollWindowMs: 0,
        storyWindowMs: 0,
        alertRetryMs: [0],
        revisit: { on: false, articles: 'delivered', scheduleMs: [], perHostDay: 1 },
        allowHttpWebhooks: false,
        alertFiles: '',
      },
    },
  };
  return deps as Deps;
}

const DUE = `state = 'active' and next_poll_at <= now() + interval '45 seconds'`;

async function pollAll(deps: Deps, store: Store): Promise<void> {
  await store.query(`update feed set next_poll_at = now(), claimed_until = null where state = 'active'`);
  for (;;) {
    await claimFeeds(deps);
    const [row] = await all<{ n: number }>(store, `select count(*) as n from feed where ${DUE}`);
    if ((row?.n ?? 0) === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
