// The queue for this process: its backend, the hand-over that stages use, and the repair after it was wiped.
import type { Log } from '../lib/log.ts';
import type { Job } from '../pipeline/job.ts';
import { openQueueBackend, type QueueBackend } from '../queue/backend.ts';
import type { QueueName } from '../queue/names.ts';
import { sqlState } from '../store/db.ts';
import { queuePool } from '../store/queue-pool.ts';
import type { House } from './open.ts';
import { CommandFailed } from './output.ts';

export type QueueConnection = {
  backend: QueueBackend;
  enqueue(jobs: Job[]): Promise<void>;
  close(): Promise<void>;
};

/** six workers hold a connection each for good; the rest is for commands */
const POOL_CONNECTIONS = 14;
/** invalid_schema_name, undefined_table, undefined_function */
const MISSING = new Set(['3F000', '42P01', '42883']);

/** Connects and checks. @throws CommandFailed when the queue could lose jobs (Redis that evicts keys) */
export async function connectQueue(house: House): Promise<QueueConnection> {
  const { settings, log } = house;
  const redisUrl = settings.queue.redisUrl;
  const pool = redisUrl
    ? null
    : queuePool(house.storeUrl, POOL_CONNECTIONS, () => log.debug({ event: 'queue.retried' }));
  const backend = openQueueBackend({
    redisUrl,
    pool,
    prefix: settings.queue.prefix,
    lockMs: settings.queue.lock,
    stalledMs: settings.queue.stalledCheck,
    onError: (name, error) => log.warn({ event: 'queue.error', queue: name, problem: error.message }),
  });
  const close = async () => {
    await backend.close();
    await pool?.end();
  };
  const state = await backend.check();
  if (!state.ok) {
    await close();
    throw new CommandFailed(state.problem ?? 'The queue can not be used.');
  }
  if (state.warning) log.warn({ event: 'queue.warning', problem: state.warning });
  await backend.ensureSchema();
  return { backend, enqueue: (jobs) => enqueueOrRepair(backend, jobs, log), close };
}

/** Should somebody have dropped the queue's tables, they are made again: the queue may forget everything. */
async function enqueueOrRepair(backend: QueueBackend, jobs: Job[], log: Log): Promise<void> {
  try {
    await enqueue(backend, jobs);
  } catch (error) {
    if (!isMissing(error)) throw error;
    log.warn({ event: 'queue.tables-missing' });
    await backend.ensureSchema();
    await enqueue(backend, jobs);
  }
}

/** By the server's word, or by BullMQ's own look at a first connection. */
const isMissing = (error: unknown): boolean =>
  MISSING.has(sqlState(error)) || (error instanceof Error && error.name === 'SchemaMigrationRequiredError');

async function enqueue(backend: QueueBackend, jobs: Job[]): Promise<void> {
  const byQueue = Map.groupBy(jobs, (job) => job.queue);
  await Promise.all([...byQueue].map(([name, some]) => addAll(backend, name, some)));
}

/** A failed job that stayed would keep its key, and the reconciler could not hand the step over again. */
function addAll(backend: QueueBackend, name: QueueName, jobs: Job[]): Promise<unknown> {
  return backend.queue(name).addBulk(
    jobs.map((job) => ({
      name,
      data: { id: job.id },
      opts: { jobId: job.key, delay: job.delayMs, removeOnFail: true },
    })),
  );
}
