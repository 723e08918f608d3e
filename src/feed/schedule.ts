// When a feed is asked next: by its own rhythm, never before the server allows, later after failures. Pure; it decides
// nothing about hosts (their pauses are the store's), and never gives a feed up.
import { withJitter } from '../lib/backoff.ts';
import type { Random } from '../lib/random.ts';
import type { RejectReason, RetryReason } from '../model/outcome.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;

/** A new feed, and one that dates nothing, starts here. */
const FIRST_INTERVAL = HOUR;
/** Interval of a feed with one item an hour; others by the square root of their rate, which serves many feeds best. */
const HOURLY_FEED_INTERVAL = HOUR;
/** Hints of feed and server hold for a day at most: a year-long max-age must not freeze a feed. */
const LONGEST_HINT = DAY;
/** Retry-After is obeyed longer, since it answers us. */
const LONGEST_RETRY_AFTER = 30 * DAY;
/** A server that never sends validators pays for every poll in full, so it is asked this much less often. */
const WITHOUT_VALIDATORS = 6;
/** A poll without news stretches the interval, news without dates shrink it. */
const STRETCH = 1.2;
const SHRINK = 0.7;
/** No burst on the minute, nor of feeds that were added together. */
const JITTER = 0.1;

/** What the poll that just ended says about the next. */
export type PollState = {
  /** bounds that the operator sets, ms */
  floorMs: number;
  ceilingMs: number;
  /** `intervalMs` of the answer that led to this poll; null for a feed's first */
  intervalMs: number | null;
  /** failed polls in a row, this one included; 0 after a good one */
  failures: number;
  /** why this one failed; null after a good one */
  failure: RetryReason | RejectReason | null;
  /** whether it brought items that were not known */
  hasNews: boolean;
  /** published dates of the document's entries as ISO 8601; empty when nothing was parsed */
  publishedAt: readonly (string | null)[];
  /** whether the server sends an ETag or Last-Modified */
  hasValidators: boolean;
  /** how long the answer stays fresh by its own word (max-age, less Age), ms */
  freshMs: number | null;
  /** Retry-After from now, ms */
  retryAfterMs: number | null;
  /** the feed's own hints, see ParsedFeed */
  ttlMinutes: number | null;
  skipHours: readonly number[];
  skipDays: readonly number[];
};

export type NextPoll = {
  at: Date;
  /** the feed's rhythm before jitter, hints and failures, ms: hand it to the next call */
  intervalMs: number;
  /** what decided, for people */
  because: 'rhythm' | 'floor' | 'ceiling' | 'fresh' | 'ttl' | 'retry-after' | 'failures' | 'skip-hours';
};

/**
 * The time of the next poll, counted from `now`, the end of the last one. Rhythm within the operator's bounds, ±10 %
 * (never below the floor), then the latest of what server and feed ask for: max-age and ttl (a day at most), after
 * failures a doubling wait up to a day, Retry-After (RFC 9110, 10.2.3; up to 30 days), skipHours and skipDays.
 */
export function nextPoll(state: PollState, now: Date, random: Random): NextPoll {
  const floor = state.hasValidators ? state.floorMs : state.floorMs * WITHOUT_VALIDATORS;
  const ceiling = Math.max(state.ceilingMs, floor);
  const rhythm = rhythmMs(state, now);
  const intervalMs = Math.round(Math.min(Math.max(rhythm, floor), ceiling));
  const jittered = Math.max(withJitter(intervalMs, JITTER, random), Math.min(floor, intervalMs));
  const waits: [NextPoll['because'], number][] = [
    [rhythm < floor ? 'floor' : rhythm > ceiling ? 'ceiling' : 'rhythm', jittered],
    ['fresh', Math.min(state.freshMs ?? 0, LONGEST_HINT)],
    ['ttl', Math.min((state.ttlMinutes ?? 0) * MINUTE, LONGEST_HINT)],
    ['failures', withJitter(failureMs(state, intervalMs), JITTER, random)],
    ['retry-after', Math.min(state.retryAfterMs ?? 0, LONGEST_RETRY_AFTER)],
  ];
  const [because, wait] = waits.reduce((longest, one) => (one[1] > longest[1] ? one : longest));
  const at = now.getTime() + wait;
  const allowed = outsideSkipped(at, state);
  return { at: new Date(allowed), intervalMs, because: allowed > at ? 'skip-hours' : because };
}

/** By the dates where news came; a failure leaves the rhythm as it was. */
function rhythmMs(state: PollState, now: Date): number {
  const before = state.intervalMs ?? FIRST_INTERVAL;
  if (state.failure !== null) return before;
  if (!state.hasNews && state.intervalMs !== null) return before * STRETCH;
  const rate = itemsPerHour(state.publishedAt, now);
  if (rate !== null) return HOURLY_FEED_INTERVAL / Math.sqrt(rate);
  return state.intervalMs === null ? before : before * SHRINK;
}

/**
 * Over the last week, or over what the document reaches back to; null without dates. Dates to come don't count. A feed
 * that was quiet all week counts one item since its last.
 */
function itemsPerHour(publishedAt: readonly (string | null)[], now: Date): number | null {
  const ages = publishedAt
    .map((date) => (date === null ? Number.NaN : now.getTime() - Date.parse(date)))
    .filter((age) => age >= 0);
  if (ages.length === 0) return null;
  const recent = ages.filter((age) => age <= WEEK);
  if (recent.length === 0) return HOUR / Math.min(...ages);
  const reach = ages.length > recent.length ? WEEK : Math.max(...recent);
  return recent.length / (Math.max(reach, HOUR) / HOUR);
}

/** Doubles from the rhythm up to a day; a refusal waits for hours from the start. */
function failureMs(state: PollState, intervalMs: number): number {
  if (state.failure === null) return 0;
  const doublings = Math.min(Math.max(state.failures, 1), 20);
  const least = state.failure === 'http-4xx' ? 4 * HOUR : state.failure === 'http-429' ? HOUR : 0;
  const first = Math.max(intervalMs, least / 2);
  return Math.min(first * 2 ** doublings, Math.max(DAY, state.ceilingMs));
}

/** The first full hour at or after `at` that the feed doesn't ask to skip; a day later at most. */
function outsideSkipped(at: number, state: PollState): number {
  const isSkipped = (time: number): boolean => {
    const date = new Date(time);
    return state.skipHours.includes(date.getUTCHours()) || state.skipDays.includes(date.getUTCDay());
  };
  let time = at;
  while (isSkipped(time) && time < at + LONGEST_HINT) time = (Math.floor(time / HOUR) + 1) * HOUR;
  return time;
}
