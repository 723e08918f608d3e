// One feed asked now, as a poll would, for a person to look at. Stores nothing but its turn on the host.
import { type Bounds, type NextPoll, nextPoll, type PollState } from '../feed/schedule.ts';
import type { Outcome } from '../model/outcome.ts';
import type { Fetched } from '../net/client.ts';
import type { FeedRow } from '../store/feeds.ts';
import { pauseHost } from '../store/hosts.ts';
import { howToAsk, type Known, readAnswer, requestFeed } from './ask-feed.ts';
import type { Deps } from './deps.ts';
import { atHost, type Turn } from './host-turn.ts';
import type { Poll } from './poll.ts';
import { afterGood, hintsAfter, pollState, rhythmAfter } from './poll-state.ts';
import { type ChildLook, readChildren, withChildren } from './sitemap-children.ts';

export type Checked = {
  /** what the server answered; null when nothing came */
  answer: Fetched | null;
  outcome: Outcome<Poll>;
  /** of a sitemap index, the sitemaps that were asked; else none */
  children: readonly ChildLook[];
  /** when a poll that ended so would have been followed by the next one; null: never */
  next: NextPoll | null;
  rhythm: FeedRow['rhythm'];
  /** why the page of the newest item may not be fetched; null: it may, or there is none */
  robots: string | null;
};

export type CheckDeps = Pick<Deps, 'store' | 'client' | 'robots' | 'feeds' | 'clock'> & {
  options: Pick<Deps['options'], 'hostGapMs' | 'robots'>;
};

/** @param feed a row of the store, or one of an address that is not watched (`strange`) */
export async function checkFeed(feed: FeedRow, bounds: Bounds, deps: CheckDeps): Promise<Checked> {
  let answer: Fetched | null = null;
  let robots: string | null = null;
  let children: ChildLook[] = [];
  const outcome = await atHost(feed.url, `check ${feed.id || feed.url}`, deps, async (turn) => {
    const ask = { ...howToAsk(feed, deps.clock.now()), turn, parse: deps.feeds.parse };
    const fetched = await requestFeed(feed, deps.client, ask);
    if (fetched.kind !== 'done') return fetched;
    answer = fetched.value;
    const read = await readAnswer(feed, fetched.value, ask, deps.clock.now());
    // whoever asked a person to wait means the service too
    if (read.kind === 'retry' && read.afterMs)
      await pauseHost(deps.store, new URL(fetched.value.url).host, read.afterMs);
    if (read.kind !== 'done') return read;
    children = await readChildren(feed, read.value, deps, turn);
    const whole = withChildren(feed, read.value, children, deps.clock.now());
    if (whole.kind === 'done') robots = await askRobots(whole.value, deps, turn);
    return whole;
  });
  const now = deps.clock.now();
  const rhythm =
    outcome.kind === 'done' && outcome.value.parsed !== null
      ? (rhythmAfter(feed, outcome.value.items, 1, now)?.rhythm ?? feed.rhythm)
      : feed.rhythm;
  return { answer, outcome, children, next: nextOf(feed, outcome, bounds, rhythm, now), rhythm, robots };
}

function nextOf(
  feed: FeedRow,
  outcome: Outcome<Poll>,
  bounds: Bounds,
  rhythm: FeedRow['rhythm'],
  now: Date,
): NextPoll | null {
  const before = pollState(feed, bounds, now);
  if (outcome.kind === 'done') {
    const hints = hintsAfter(feed, outcome.value);
    return nextPoll(afterGood(before, outcome.value, hints, rhythm, feed.validators_off === null), now, even);
  }
  if (outcome.reason === 'gone') return null;
  // nobody was asked, so nothing changes but the moment
  if (outcome.kind === 'retry' && outcome.reason === 'host-busy') {
    const at = Math.max(feed.next_poll_at.getTime(), now.getTime() + (outcome.afterMs ?? 0));
    return { at: new Date(at), intervalMs: 0, because: 'retry-after' };
  }
  const failed: PollState = {
    ...before,
    ...{ failures: feed.failures + 1, failure: outcome.kind === 'skip' ? null : outcome.reason },
    retryAfterMs: outcome.kind === 'retry' ? (outcome.afterMs ?? null) : null,
  };
  return nextPoll(failed, now, even);
}

/** no jitter: a person asks for the rule, not for a throw of dice */
const even = (): number => 0.5;

async function askRobots(poll: Poll, deps: CheckDeps, turn: Turn): Promise<string | null> {
  const url = poll.items.find((item) => item.url !== null)?.url;
  if (!deps.options.robots || !url || (await turn.hop(url)) !== null) return null;
  const verdict = await deps.robots.allowed(url);
  return verdict.ok ? null : (verdict.reason ?? 'robots.txt asks not to fetch its pages.');
}

/** A row for an address that is not watched: as a feed that was added this moment. */
export function strange(url: string, now: Date): FeedRow {
  const known: Known = {
    ...{ id: 0, url, identity: null, etag: null, last_modified: null, body_hash: null },
    ...{ validators_of: null, validators_off: null, empty_changes: 0 },
    ...{ full_at: null, checked_at: null, silent_from: null },
  };
  return {
    ...known,
    ...{ title: '', folder: '', state: 'active', host: new URL(url).host, next_poll_at: now, added_at: now },
    ...{ last_poll_at: null, last_ok_at: null, last_new_at: null, last_error: null, last_reason: null },
    ...{ failures: 0, starts: 0, errors: 0, step: 0, interval_ms: null, items_seen: 0 },
    ...{ identity_doubts: 0, children: [], found: null, hints: null, rhythm: null, floor_ms: null },
    ...{ next_because: null, last_repairs: null, moved_to: null, moved_polls: 0, moved_days: 0 },
    ...{ moved_on: null, former_urls: [], hub: null, topic: null, pushed_until: null, merged_into: null },
  };
}
