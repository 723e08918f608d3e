// The heartbeat: claims feeds that are due, and puts back work that is due but in no queue. It is a timer and not a
// job, so that wiping the queue can't stop it. Two of them at once are harmless: rows are claimed, not chosen.
import { setTimeout as wait } from 'node:timers/promises';
import { LIMITS } from '../config/limits.ts';
import { strandedDeliveries } from '../store/deliveries.ts';
import { claimDueFeeds, extendClaims, putOffClaims, spreadOverdue } from '../store/feeds.ts';
import { heldHosts, reserveOnHosts } from '../store/hosts.ts';
import { strandedPushes } from '../store/hubs.ts';
import { HAND_OVER_MS, strandedItems } from '../store/items.ts';
import { strandedReplays } from '../store/replays.ts';
import { forgetTexts } from '../store/story-texts.ts';
import { handOver } from './advance.ts';
import { claimDueRevisits, strandedReadings } from './claim-revisits.ts';
import type { Deps } from './deps.ts';
import { slotMs } from './host-turn.ts';
import { tendHubs } from './hubs.ts';
import { QUEUE_OF } from './item-moves.ts';
import { type Job, jobFor } from './job.ts';
import { pushJob } from './read-push.ts';

const HOUR_MS = 3_600_000;

/** Claims due feeds and hands them to the queue, each at its host's next free slot. Returns how many. */
export async function claimFeeds(deps: Deps): Promise<number> {
  const { feedBatch, hostGapMs, reconcileLeaseMs } = deps.options;
  const feeds = await claimDueFeeds(deps.store, feedBatch, reconcileLeaseMs);
  if (feeds.length === 0) return 0;
  const hosts = [...new Set(feeds.map((feed) => feed.host))];
  const held = await heldHosts(deps.store, hosts);
  await putOff(feeds, held, deps);
  const free = feeds.filter((feed) => !held.has(feed.host));
  const jobs = await jobsAtSlots(free, slotMs(hostGapMs), reconcileLeaseMs, deps);
  await handOver(jobs, deps);
  return feeds.length;
}

type Claimed = Awaited<ReturnType<typeof claimDueFeeds>>[number];

/** Feeds of hosts that asked to be left alone wait in their rows, one gap behind another. */
async function putOff(feeds: Claimed[], held: Map<string, Date>, deps: Deps): Promise<void> {
  const places = new Map<string, number>();
  const claims = feeds.flatMap(({ id, host }) => {
    const until = held.get(host);
    if (until === undefined) return [];
    const place = (places.get(host) ?? 0) + 1;
    places.set(host, place);
    return [{ id, until: new Date(until.getTime() + place * deps.options.hostGapMs) }];
  });
  if (claims.length > 0) await putOffClaims(deps.store, claims);
}

/** Each feed at the next free slot of its host; a feed that is claimed keeps its claim until behind that. */
async function jobsAtSlots(feeds: Claimed[], gapMs: number, leaseMs: number, deps: Deps): Promise<Job[]> {
  const groups = Map.groupBy(feeds, (feed) => feed.host);
  const counts = new Map([...groups].map(([host, some]) => [host, some.length]));
  const starts = await deps.store.tx((sql) => reserveOnHosts(sql, counts, gapMs));
  const now = deps.clock.now().getTime();
  const slots = [...groups].flatMap(([host, some]) => {
    const first = starts.get(host)?.getTime() ?? now;
    return some.map((feed, place) => ({ ...feed, startAt: new Date(first + place * gapMs) }));
  });
  // the lease that claiming gave covers those that start at once
  const late = slots.filter(({ startAt }) => startAt.getTime() > now + gapMs);
  if (late.length > 0) await extendClaims(deps.store, late, leaseMs);
  return slots.map(({ id, step, startAt }) => ({
    queue: 'fetch-feeds',
    key: `fetch-feeds-${id}-${step}`,
    id: String(id),
    delayMs: Math.max(0, startAt.getTime() - now),
  }));
}

/** Hands over again what is due but may be in no queue: after a crash, a wiped queue, a failed hand-over. */
export async function reconcile(deps: Deps): Promise<number> {
  const { store, clock, options } = deps;
  const now = clock.now();
  const items = await strandedItems(store, options.reconcileLeaseMs, LIMITS.reconcileRows);
  const deliveries = await strandedDeliveries(store, options.reconcileLeaseMs, LIMITS.reconcileRows);
  const replays = await strandedReplays(store, options.reconcileLeaseMs);
  const pushes = await strandedPushes(store, options.reconcileLeaseMs, LIMITS.reconcileRows);
  const jobs = [
    ...items.flatMap((row) =>
      row.stage === 'done' || row.stage === 'rejected'
        ? []
        : jobFor(QUEUE_OF[row.stage], row, now, HAND_OVER_MS),
    ),
    ...deliveries.map((row) => jobFor('send-alerts', row, now, HAND_OVER_MS)),
    ...pushes.map(pushJob),
    ...(await strandedReadings(deps)),
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

/** Texts that copies to come would be too late for are no longer looked at. */
const closeStories = ({ store, options }: Deps): Promise<number> =>
  forgetTexts(store, options.storyWindowMs / HOUR_MS, LIMITS.storyTextRows);

export type Heartbeat = { stop(): Promise<void> };

/** Runs `claimFeeds` every `tickMs` and `reconcile` every `reconcileMs` until stopped. Errors are logged, never fatal. */
export function startHeartbeat(deps: Deps, times: { tickMs: number; reconcileMs: number }): Heartbeat {
  const stopping = new AbortController();
  let spread: Promise<unknown> | null = null;
  const claim = async () => {
    spread ??= spreadOverdue(deps.store);
    await spread;
    return claimFeeds(deps);
  };
  const beats = [
    beat('feeds', times.tickMs, claim, deps, stopping.signal),
    beat('reconcile', times.reconcileMs, () => reconcile(deps), deps, stopping.signal),
    beat('revisits', times.tickMs, () => claimDueRevisits(deps), deps, stopping.signal),
    beat('hubs', times.reconcileMs, () => tendHubs(deps), deps, stopping.signal),
    beat('stories', times.reconcileMs, () => closeStories(deps), deps, stopping.signal),
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
