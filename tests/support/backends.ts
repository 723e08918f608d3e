// The queue backends which a contract suite runs on: embedded Postgres always, Redis where it is installed. In CI a
// missing redis-server fails the suite, because a seam tested on one side only is not tested.
import { randomBytes } from 'node:crypto';
import { openQueueBackend, type QueueBackend, type QueueConfig } from '../../src/queue/backend.ts';
import { queuePool } from '../../src/store/queue-pool.ts';
import { startPostgres } from './postgres.ts';
import { redisInstalled, startRedis } from './redis.ts';

/** Plain data: how another process comes to the same queue. */
export type QueueSite = { redisUrl: string | null; postgresUrl: string | null; prefix: string };

export type OpenQueue = { queue: QueueBackend; retries(): number; close(): Promise<void> };

export type TestBackend = {
  name: 'postgres' | 'redis';
  /** why it can't run here, else null */
  missing: string | null;
  /** start the server; `site` makes an empty queue on it */
  start(): Promise<{ site(): Promise<QueueSite>; stop(): Promise<void> }>;
};

export type Times = Pick<QueueConfig, 'lockMs' | 'stalledMs'>;

const POOL = 16;

/** Open a queue in this process. `close` ends the pool too. */
export async function openSite(site: QueueSite, times: Times = {}): Promise<OpenQueue> {
  let retries = 0;
  const pool = site.postgresUrl ? queuePool(site.postgresUrl, POOL, () => retries++) : null;
  const queue = openQueueBackend({ redisUrl: site.redisUrl, pool, prefix: site.prefix, ...times });
  await queue.ensureSchema();
  return {
    queue,
    retries: () => retries,
    close: async () => {
      await queue.close();
      await pool?.end();
    },
  };
}

const freshPrefix = () => `{t${randomBytes(6).toString('hex')}}`;

async function onPostgres() {
  const server = await startPostgres();
  return {
    site: async () => ({ redisUrl: null, postgresUrl: await server.database(), prefix: freshPrefix() }),
    stop: server.stop,
  };
}

async function onRedis() {
  const server = await startRedis();
  return {
    site: async () => ({ redisUrl: server.url, postgresUrl: null, prefix: freshPrefix() }),
    stop: server.stop,
  };
}

/** @throws in CI when redis-server is missing */
export function backends(): TestBackend[] {
  const missing = redisInstalled() ? null : 'redis-server is not installed';
  if (missing && process.env.CI === 'true') throw new Error(`${missing}; CI must test both backends`);
  if (missing) console.warn(`the Redis side of the queue is not tested: ${missing}`);
  return [
    { name: 'postgres', missing: null, start: onPostgres },
    { name: 'redis', missing, start: onRedis },
  ];
}
