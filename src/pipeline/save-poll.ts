// What a poll leaves behind: new items with their host slots, validators, the time of the next poll. One transaction.
import { nextPoll, type PollState } from '../feed/schedule.ts';
import type { FeedItem } from '../model/model.ts';
import type { Outcome, Reject, Retry, Skip } from '../model/outcome.ts';
import type { Sql } from '../store/db.ts';
import { type FeedRow, postponePoll, savePoll, savePollFailure } from '../store/feeds.ts';
import { reserveSlots } from '../store/hosts.ts';
import { HAND_OVER_MS, type InsertedItem, insertItems, type NewItem, scheduleItems } from '../store/items.ts';
import { writeLedger } from '../store/ledger.ts';
import type { Deps } from './deps.ts';
import { QUEUE_OF } from './item-moves.ts';
import { type Job, jobFor } from './job.ts';
import { claimHash, type Poll } from './poll.ts';

export function savePolled(sql: Sql, feed: FeedRow, outcome: Outcome<Poll>, deps: Deps): Promise<Job[]> {
  return outcome.kind === 'done'
    ? saveGood(sql, feed, outcome.value, deps)
    : saveBad(sql, feed, outcome, deps);
}

async function saveGood(sql: Sql, feed: FeedRow, poll: Poll, deps: Deps): Promise<Job[]> {
  const now = deps.clock.now();
  const firstPoll = feed.last_ok_at === null;
  const oldest = now.getTime() - deps.options.firstPollWindowMs;
  const changed = await insertItems(
    sql,
    poll.items.map((item) => newItem(item, firstPoll ? oldest : null)),
  );
  const waiting = changed.filter((item) => item.stage === 'fetch' || item.stage === 'extract');
  const next = nextPoll(
    stateAfter(
      feed,
      poll,
      changed.some((item) => item.fresh),
      deps,
    ),
    now,
    deps.random,
  );
  await savePoll(sql, feed.id, {
    etag: poll.etag,
    lastModified: poll.lastModified,
    bodyHash: poll.bodyHash,
    title: poll.parsed?.title ?? null,
    movedTo: poll.movedTo,
    newItems: changed.length,
    nextPollAt: next.at,
    intervalMs: next.intervalMs,
  });
  if (poll.parsed !== null) {
    const facts = { items: poll.items.length, new: changed.length, repairs: poll.parsed.repairs.join(' ') };
    await writeLedger(sql, { stage: 'poll', feedId: feed.id, outcome: 'done', facts });
  }
  return slotJobs(sql, waiting, deps);
}

/** A failed poll is no lost feed: it is asked again later and later, and comes back by itself. Only 410 ends it. */
async function saveBad(sql: Sql, feed: FeedRow, problem: Skip | Retry | Reject, deps: Deps): Promise<Job[]> {
  const now = deps.clock.now();
  const { reason } = problem;
  const afterMs = problem.kind === 'retry' ? (problem.afterMs ?? null) : null;
  if (reason === 'host-busy') {
    await postponePoll(sql, feed.id, new Date(now.getTime() + (afterMs ?? deps.options.hostGapMs)));
    return [];
  }
  const state: PollState = {
    ...stateAfter(feed, null, false, deps),
    failures: feed.failures + 1,
    failure: problem.kind === 'skip' ? null : problem.reason,
    retryAfterMs: afterMs,
  };
  const next = nextPoll(state, now, deps.random);
  const sentence = problem.detail ?? reason;
  await savePollFailure(sql, feed.id, { error: sentence, nextPollAt: next.at, gone: reason === 'gone' });
  await writeLedger(sql, { stage: 'poll', feedId: feed.id, outcome: problem.kind, reason, detail: sentence });
  return [];
}

/** What the poll says about the next one; `poll` is null after a failure. */
const stateAfter = (feed: FeedRow, poll: Poll | null, hasNews: boolean, { options }: Deps): PollState => ({
  floorMs: options.pollFloorMs,
  ceilingMs: options.pollCeilingMs,
  intervalMs: feed.interval_ms,
  failures: 0,
  failure: null,
  hasNews,
  publishedAt: poll?.items.map((item) => item.publishedAt) ?? [],
  hasValidators:
    poll === null
      ? feed.etag !== null || feed.last_modified !== null
      : poll.etag !== null || poll.lastModified !== null,
  freshMs: poll?.freshMs ?? null,
  retryAfterMs: null,
  ttlMinutes: poll?.parsed?.ttlMinutes ?? null,
  skipHours: poll?.parsed?.skipHours ?? [],
  skipDays: poll?.parsed?.skipDays ?? [],
});

/** Where a new item starts: at its page, at the feed's own text when it has no address, or known already and old. */
function newItem(item: FeedItem, oldest: number | null): NewItem {
  const url = item.url !== null && URL.canParse(item.url) ? new URL(item.url) : null;
  const base = { ...item, host: url?.host ?? null, claimHash: claimHash(item) };
  const old = oldest !== null && item.publishedAt !== null && Date.parse(item.publishedAt) < oldest;
  if (old) return { ...base, stage: 'done', reason: 'baseline' };
  return { ...base, stage: url === null ? 'extract' : 'fetch' };
}

/** Reserves a start on its host for each item, in the order of the feed, and makes the jobs. */
async function slotJobs(sql: Sql, items: InsertedItem[], deps: Deps): Promise<Job[]> {
  const times: { id: number; dueAt: Date }[] = [];
  for (const [host, some] of Map.groupBy(items, (item) => item.host)) {
    const gap = host === null ? 0 : deps.options.hostGapMs;
    const first = host === null ? deps.clock.now() : await reserveSlots(sql, host, gap, some.length);
    some.forEach((item, i) => {
      times.push({ id: item.id, dueAt: new Date(first.getTime() + i * gap) });
    });
  }
  await scheduleItems(sql, times);
  const dueAt = new Map(times.map((time) => [time.id, time.dueAt]));
  const now = deps.clock.now();
  return items.flatMap((item) => {
    const stage = item.stage === 'extract' ? 'extract' : 'fetch';
    const row = { id: item.id, step: item.step, due_at: dueAt.get(item.id) ?? now };
    return jobFor(QUEUE_OF[stage], row, now, HAND_OVER_MS) ?? [];
  });
}
