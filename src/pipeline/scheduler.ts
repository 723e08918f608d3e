// The heartbeat: claims feeds that are due, and puts back work that is due but in no queue. It is a timer and not a
// job, so that wiping the queue can't stop it. Two of them at once are harmless: rows are claimed, not chosen.
import { setTimeout as wait } from 'node:timers/promises';
import { LIMITS } from '../config/limits.ts';
import { strandedDeliveries } from '../store/deliveries.ts';
import { claimDueFeeds, extendClaim } from '../store/feeds.ts';
import { reserveSlots } from '../store/hosts.ts';
import { HAND_OVER_MS, strandedItems } from '../store/items.ts';
import { strandedReplays } from '../store/replays.ts';
import { handOver } from './advance.ts';
import type { Deps } from './deps.ts';
import { QUEUE_OF } from './item-moves.ts';
import { type Job, jobFor } from './job.ts';

/** Claims due feeds and hands them to the queue, each at its host's next free slot. Returns how many. */
export async function claimFeeds(deps: Deps): Promise<number> {
  const { feedBatch, hostGapMs, reconcileLeaseMs } = deps.options;
  const feeds = await claimDueFeeds(deps.store, feedBatch, reconcileLeaseMs);
  const jobs: Job[] = [];
  for (const feed of feeds) {
    const startAt = await reserveSlots(deps.store, new URL(feed.url).host, hostGapMs);
    await extendClaim(deps.store, feed.id, startAt, reconcileLeaseMs);
    jobs.push({
      queue: 'fetch-feeds',
      key: `fetch-feeds-${feed.id}-${feed.step}`,
      id: String(feed.id),
      delayMs: Math.max(0, startAt.getTime() - deps.clock.now().getTime()),
    });
  }
  await handOver(jobs, deps);
  return feeds.length;
}

/** Hands over again what is due but may be in no queue: after a crash, a wiped queue, a failed hand-over. */
export async function reconcile(deps: Deps): Promise<number> {
  const { store, clock, options } = deps;
  const now = clock.now();
  const items = await strandedItems(store, options.reconcileLeaseMs, LIMITS.reconcileRows);
  const deliveries = await strandedDeliveries(store, options.reconcileLeaseMs, LIMITS.reconcileRows);
  const replays = await strandedReplays(store, options.reconcileLeaseMs);
  const jobs = [
    ...items.flatMap((row) =>
      row.stage === 'done' || row.stage === 'rejected'
        ? []
        : jobFor(QUEUE_OF[row.stage], row, now, HAND_OVER_MS),
    ),
    ...deliveries.map((row) => jobFor('send-alerts', row, now, HAND_OVER_MS)),
    ...replays.map(
      (row): Job => ({
        queue: 'replay-jobs',
        key: `replay-jobs-${row.id}-${row.starts}`,
        id: String(row.id),
        delayMs: 0,
      }),
    ),
  ];
  if (jobs.length > 0) deps.log.info({ event: 'reconcile.handed-over', jobs: jobs.length });
  await handOver(jobs, deps);
  return jobs.length;
}

export type Heartbeat = { stop(): Promise<void> };

/** Runs `claimFeeds` every `tickMs` and `reconcile` every `reconcileMs` until stopped. Errors are logged, never fatal. */
export function startHeartbeat(deps: Deps, times: { tickMs: number; reconcileMs: number }): Heartbeat {
  const stopping = new AbortController();
  const beats = [
    beat('feeds', times.tickMs, () => claimFeeds(deps), deps, stopping.signal),
    beat('reconcile', times.reconcileMs, () => reconcile(deps), deps, stopping.signal),
  ];
  return {
    stop: async () => {
      stopping.abort();
      await Promise.all(beats);
    },
  };
}

async function beat(
  name: string,
  everyMs: number,
  work: () => Promise<unknown>,
  deps: Deps,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      await work();
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      deps.log.error({ event: 'heartbeat.failed', beat: name, problem });
    }
    await wait(everyMs, undefined, { signal }).catch(() => undefined);
  }
}
