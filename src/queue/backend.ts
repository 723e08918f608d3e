// Where the queue lives. The only file that knows: Redis when there is a URL, else Postgres. Everything else speaks
// BullMQ's API and can't tell. The queue is transport: losing it all loses time, never work, so jobs are not kept.
// Never: content in a job, a queue that fails a job because its worker was killed.
import {
  type BackendFactory,
  createPostgresBackend,
  createRedisBackend,
  type IQueueBackend,
  type JobProgress,
  type JobsOptions,
  type PgPool,
  type Processor,
  Queue,
  runMigrations,
  Worker,
  type WorkerOptions,
} from 'bullmq';
import type pg from 'pg';
import { stopwatch } from '../lib/clock.ts';
import type { JobData, QueueName } from './names.ts';
import { type OnError, quiet } from './quiet.ts';
import { type Check, checkRedis } from './redis-check.ts';

/** Stands where BullMQ wants a connection; the factory knows the real one. */
type Elsewhere = 'elsewhere';

export type Factory = BackendFactory<IQueueBackend, Elsewhere>;
export type JobQueue = Queue<JobData, void, string, JobData, void, string, IQueueBackend, Elsewhere>;
export type JobWorker = Worker<JobData, void, string, IQueueBackend, JobProgress, Elsewhere>;

export type QueueConfig = {
  redisUrl: string | null;
  /** from `queuePool`, used when there is no Redis; the caller ends it after `close` */
  pool: pg.Pool | null;
  /** Redis only: before every key. In braces, so that a cluster keeps all queues in one slot */
  prefix?: string;
  /** a job whose worker shows no life this long is given to another; above the longest stage deadline */
  lockMs?: number;
  /** how often such jobs are looked for */
  stalledMs?: number;
  onError?: OnError;
};

export type QueueBackend = {
  kind: 'redis' | 'postgres';
  /** Producer; one a name, made at the first call, and anew when it never got a connection. A failed job keeps its id taken for a day: put a version into ids. */
  queue(name: QueueName): JobQueue;
  /** Consumer; it starts at once. A throw means a bug or a lost dependency, and is tried again. */
  worker(name: QueueName, processor: Processor<JobData, void>, tuning?: Tuning): JobWorker;
  /** Makes or upgrades BullMQ's tables. Call it before the first `queue` or `worker`; Redis needs none. */
  ensureSchema(): Promise<void>;
  /** Whether jobs can be trusted to it now. Never throws. */
  check(): Promise<Check>;
  /** Waits for active jobs, then closes workers and queues. */
  close(): Promise<void>;
  /** For other objects of BullMQ (events, dashboards): `new QueueEvents(name, backend.options, backend.factory)`. */
  factory: Factory;
  options: { connection: Elsewhere; prefix: string };
};

/** What a role may tune; the rest is the same for all. */
export type Tuning = Pick<
  WorkerOptions,
  'concurrency' | 'limiter' | 'metrics' | 'name' | 'autorun' | 'drainDelay'
>;

const SECOND = 1000;
const DAY_S = 86_400;
const LOCK_MS = 60 * SECOND;
const STALLED_MS = 15 * SECOND;
/** BullMQ's 1 fails a job whose worker was killed twice; poison is counted in the store instead */
const MAX_STALLED = 1000;
/** BullMQ's 15 s would be the whole time allowed to come back after a restart of the server */
const RECONNECT_MS = 2 * SECOND;
const ERROR_LOG_MS = 60 * SECOND;

/**
 * Finished jobs go at once: the ledger has the history, and trimming by count deadlocks on Postgres. Failed ones stay
 * a day to be looked at. Few attempts: what is due stands in the store, and the reconciler puts it back.
 */
const jobOptions = (kind: QueueBackend['kind']): JobsOptions => ({
  attempts: 5,
  backoff: { type: 'exponential', delay: SECOND, jitter: 0.5 },
  removeOnComplete: true,
  removeOnFail: kind === 'redis' ? { age: DAY_S, count: 10_000 } : { age: DAY_S },
});

type Site = Pick<QueueBackend, 'kind' | 'factory' | 'check' | 'ensureSchema'>;

/** Producers fail fast while Redis is away; workers wait for it. */
function redisSite(url: string): Site {
  const factory: Factory = (name, options, role = {}) => {
    const works = role.withBlockingConnection || role.blocking;
    const patience = works ? { maxRetriesPerRequest: null } : { enableOfflineQueue: false };
    return createRedisBackend(name, { ...options, connection: { url, ...patience } }, role);
  };
  return { kind: 'redis', factory, check: () => checkRedis(url), ensureSchema: async () => {} };
}

async function migrate(pool: pg.Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await runMigrations(client);
  } finally {
    client.release();
  }
}

async function checkPostgres(pool: pg.Pool): Promise<Check> {
  try {
    await pool.query('select 1');
    return { ok: true };
  } catch (error) {
    return { ok: false, problem: `the queue's PostgreSQL can't be reached: ${String(error)}` };
  }
}

function postgresSite(pool: pg.Pool): Site {
  // BullMQ names only the part of a pool that it uses, in types which pg's own overloads don't match
  const connection = pool as unknown as PgPool;
  const factory: Factory = (name, options, role) =>
    createPostgresBackend(name, { ...options, connection }, role);
  return { kind: 'postgres', factory, check: () => checkPostgres(pool), ensureSchema: () => migrate(pool) };
}

function siteOf({ redisUrl, pool }: QueueConfig): Site {
  if (redisUrl) return redisSite(redisUrl);
  if (pool) return postgresSite(pool);
  throw new Error('a queue needs a Redis URL or a pool');
}

/** Opens the queue on Redis (`redisUrl`) or on Postgres (`pool`). Connects at the first use. */
export function openQueueBackend(config: QueueConfig): QueueBackend {
  const site = siteOf(config);
  const options = { connection: 'elsewhere' as const, prefix: config.prefix ?? '{presswatch}' };
  const report = quiet(config.onError ?? (() => {}), ERROR_LOG_MS, stopwatch());
  const queues = new Map<QueueName, JobQueue>();
  const workers: JobWorker[] = [];

  function queue(name: QueueName): JobQueue {
    const known = queues.get(name);
    if (known) return known;
    const defaults = { defaultJobOptions: jobOptions(site.kind) };
    const made: JobQueue = new Queue(name, { ...options, ...defaults }, site.factory);
    made.on('error', (error) => report(name, error));
    queues.set(name, made);
    // BullMQ remembers for good that a first connection failed; the next caller gets a new producer
    made.waitUntilReady().catch(() => {
      if (queues.get(name) === made) queues.delete(name);
      made.close().catch(() => {});
    });
    return made;
  }

  function worker(name: QueueName, processor: Processor<JobData, void>, tuning: Tuning = {}): JobWorker {
    const fixed = {
      lockDuration: config.lockMs ?? LOCK_MS,
      stalledInterval: config.stalledMs ?? STALLED_MS,
      maxStalledCount: MAX_STALLED,
      runRetryDelay: RECONNECT_MS,
    };
    const made: JobWorker = new Worker(name, processor, { ...options, ...tuning, ...fixed }, site.factory);
    made.on('error', (error) => report(name, error));
    workers.push(made);
    return made;
  }

  return {
    ...site,
    options,
    queue,
    worker,
    close: async () => {
      await Promise.all(workers.map((each) => each.close()));
      await Promise.all([...queues.values()].map((each) => each.close()));
    },
  };
}
