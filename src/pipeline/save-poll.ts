// What a poll leaves behind: new items with their host slots, validators, the time of the next poll. One transaction.
import { type Move, trackMove } from '../feed/moved.ts';
import { nextPoll, type PollState } from '../feed/schedule.ts';
import { judgeValidators } from '../feed/trust.ts';
import type { FeedItem } from '../model/model.ts';
import type { Outcome, Reject, Retry, Skip } from '../model/outcome.ts';
import type { Sql } from '../store/db.ts';
import { type FeedRow, postponePoll, saveChildren, savePoll, savePollFailure } from '../store/feeds.ts';
import { HOST_AWAY, holdHostMates, wakeHostMates } from '../store/host-mates.ts';
import { reserveOnHosts } from '../store/hosts.ts';
import { HAND_OVER_MS, type InsertedItem, type NewItem, scheduleItems } from '../store/items.ts';
import { writeLedger } from '../store/ledger.ts';
import { moveFeed } from '../store/moved-feeds.ts';
import { validatorRecord } from './ask-feed.ts';
import type { Deps } from './deps.ts';
import { slotMs } from './host-turn.ts';
import { QUEUE_OF } from './item-moves.ts';
import { type Job, jobFor } from './job.ts';
import { claimHash, type Poll } from './poll.ts';
import { afterGood, hintsAfter, pollState, rhythmAfter } from './poll-state.ts';
import { putOffMs } from './put-off.ts';
import { storeItems } from './store-items.ts';

export function savePolled(sql: Sql, feed: FeedRow, outcome: Outcome<Poll>, deps: Deps): Promise<Job[]> {
  return outcome.kind === 'done'
    ? saveGood(sql, feed, outcome.value, deps)
    : saveBad(sql, feed, outcome, deps);
}

/** No answer at all: where several feeds of a host fail so, each further one would only wait for nothing as well. */
const NETWORK_REASONS = ['dns', 'connection', 'tls', 'timeout'];
/** Reasons for which a whole host fails, not one feed of it. */
const HOST_REASONS = [...NETWORK_REASONS, 'http-5xx'];

async function saveGood(sql: Sql, feed: FeedRow, poll: Poll, deps: Deps): Promise<Job[]> {
  const now = deps.clock.now();
  const { jobs, changed, fresh } = await saveItems(sql, feed, poll, deps);
  const rhythm = poll.parsed === null ? null : rhythmAfter(feed, poll.items, fresh, now);
  const verdict = judgeValidators(validatorRecord(feed), {
    ...seenOf(feed, poll),
    notModified: poll.bodyHash === null,
  });
  const { move, rewriteTo } = trackMove(moveOf(feed), feed.url, poll.permanent, now);
  const hints = hintsAfter(feed, poll);
  const before = pollState(feed, deps.options.pollBounds, now);
  const state = afterGood(before, poll, hints, rhythm?.rhythm ?? feed.rhythm, verdict.off === null);
  const next = nextPoll(state, now, deps.random);
  const { etag, lastModified, validatorsOf, bodyHash, hub } = poll;
  await savePoll(sql, feed.id, {
    ...{ etag, lastModified, validatorsOf, bodyHash, hub, hints, rhythm, move },
    ...{ validatorsOff: verdict.off, emptyChanges: verdict.emptyChanges, checked: poll.inFull },
    ...{ title: poll.parsed?.title ?? null, repairs: poll.parsed?.repairs.join(' ') ?? null },
    ...{ newItems: changed, nextPollAt: next.at, intervalMs: next.intervalMs, because: next.because },
  });
  if (poll.children) await saveChildren(sql, feed.id, poll.children);
  if (poll.parsed !== null) {
    const facts = { items: poll.items.length, new: changed, repairs: poll.parsed.repairs.join(' ') };
    await writeLedger(sql, { stage: 'poll', feedId: feed.id, outcome: 'done', facts });
  }
  if (verdict.off !== null && feed.validators_off === null)
    await note(sql, feed.id, `Its validators are no longer used: ${verdict.off}.`, deps);
  if (rewriteTo !== null) await rewrite(sql, feed, rewriteTo, deps);
  const wasAway = feed.failures > 0 && HOST_REASONS.includes(feed.last_reason ?? '');
  if (wasAway || feed.next_because === HOST_AWAY) await wakeHostMates(sql, feed, HOST_REASONS);
  return jobs;
}

/** Stores what is new, with its host slots; for polls and pushes alike. What is missing from it is not gone. */
export async function saveItems(
  sql: Sql,
  feed: FeedRow,
  poll: Pick<Poll, 'items' | 'identity'>,
  deps: Deps,
): Promise<{ jobs: Job[]; changed: number; fresh: number }> {
  const firstPoll = feed.last_ok_at === null;
  const oldest = deps.clock.now().getTime() - deps.options.firstPollWindowMs;
  const changed = await storeItems(sql, feed, poll, (item) => newItem(item, firstPoll ? oldest : null));
  const waiting = changed.filter((item) => item.stage === 'fetch' || item.stage === 'extract');
  const fresh = changed.filter((item) => item.fresh).length;
  return { jobs: await slotJobs(sql, waiting, deps), changed: changed.length, fresh };
}

/** A failed poll is no lost feed: it is asked again later and later, and comes back by itself. Only 410 ends it. */
async function saveBad(sql: Sql, feed: FeedRow, problem: Skip | Retry | Reject, deps: Deps): Promise<Job[]> {
  const now = deps.clock.now();
  const { reason } = problem;
  const afterMs = problem.kind === 'retry' ? (problem.afterMs ?? null) : null;
  const sentence = problem.detail ?? reason;
  const isMoved =
    reason === 'moved' && feed.moved_to !== null && (await rewrite(sql, feed, feed.moved_to, deps));
  const laterMs = isMoved ? (afterMs ?? deps.options.hostGapMs) : putOffMs(problem);
  if (laterMs !== null) {
    await postponePoll(sql, feed.id, new Date(now.getTime() + laterMs));
    return [];
  }
  const state: PollState = {
    ...pollState(feed, deps.options.pollBounds, now),
    ...{ failures: feed.failures + 1, failure: problem.kind === 'skip' ? null : problem.reason },
    retryAfterMs: afterMs,
  };
  const next = nextPoll(state, now, deps.random);
  const gone = reason === 'gone';
  await savePollFailure(sql, feed.id, {
    ...{ error: sentence, reason, gone },
    ...{ nextPollAt: next.at, because: next.because },
  });
  await writeLedger(sql, { stage: 'poll', feedId: feed.id, outcome: problem.kind, reason, detail: sentence });
  const held = NETWORK_REASONS.includes(reason)
    ? await holdHostMates(sql, feed, next.at, NETWORK_REASONS)
    : 0;
  if (held > 0) deps.log.warn({ event: 'host.away', host: feed.host, probe: feed.id, held, reason });
  return [];
}

/**
 * Takes the address that the old one leads to. Where another feed has it, the two are one from now on, and that one is
 * polled. False: not now.
 */
async function rewrite(sql: Sql, feed: FeedRow, url: string, deps: Deps): Promise<boolean> {
  const moved = await moveFeed(sql, feed.id, url);
  if (moved.how === 'taken') return false;
  if (moved.how === 'moved') {
    await note(sql, feed.id, `Moved for good from ${feed.url} to ${url}.`, deps);
    return true;
  }
  const { into } = moved;
  const one = `which is feed ${into}: only that one is polled from now on; what this one told of stays.`;
  await note(sql, feed.id, `Moved for good from ${feed.url} to ${url}, ${one}`, deps);
  await note(sql, into, `Feed ${feed.id} (${feed.url}) leads here for good: the two are one now.`, deps);
  return true;
}

async function note(sql: Sql, feedId: number, detail: string, deps: Deps): Promise<void> {
  deps.log.info({ event: 'feed.noted', feed: feedId, detail });
  await writeLedger(sql, { stage: 'poll', feedId, outcome: 'done', detail });
}

/** What the answer shows about the feed's validators. */
function seenOf(feed: FeedRow, poll: Poll) {
  const newest = feed.rhythm?.newest ?? Number.POSITIVE_INFINITY;
  const lookedAt = (feed.last_ok_at?.getTime() ?? 0) - MISSED_MS;
  const missed = poll.items.some((item) => {
    const time = item.publishedAt === null ? Number.NaN : Date.parse(item.publishedAt);
    return time > newest && time < lookedAt;
  });
  const { etag, lastModified, conditional } = poll;
  return { etag, lastModified, conditional, missed, sameBody: poll.bodyHash === feed.body_hash };
}

/** a server may show an item a little after the time that it gives for it */
const MISSED_MS = 3_600_000;

const moveOf = (feed: FeedRow): Move | null =>
  feed.moved_to === null
    ? null
    : {
        ...{ to: feed.moved_to, polls: feed.moved_polls },
        ...{ days: feed.moved_days, lastDay: feed.moved_on ?? '' },
      };

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
  if (items.length === 0) return [];
  const groups = Map.groupBy(items, (item) => item.host);
  const counts = new Map([...groups].flatMap(([host, some]) => (host === null ? [] : [[host, some.length]])));
  const starts = await reserveOnHosts(sql, counts, slotMs(deps.options.hostGapMs));
  for (const [host, some] of groups) {
    const gap = host === null ? 0 : slotMs(deps.options.hostGapMs);
    const first = starts.get(host ?? '') ?? deps.clock.now();
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
