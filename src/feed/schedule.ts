// When a feed is asked next: by its own rhythm, never before the server allows, later after failures. Pure; it decides
// nothing about hosts (their pauses are the store's), and never gives a feed up.
import { withJitter } from '../lib/backoff.ts';
import type { Random } from '../lib/random.ts';
import type { RejectReason, RetryReason } from '../model/outcome.ts';
import { type Rhythm, ratesOf, whenWaited } from './rhythm.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;

/**
 * A feed is asked when what it has probably published will have waited for half an hour altogether. One item an hour
 * makes that an hour, four an hour 30 minutes: the square root, which serves many feeds best for the same requests.
 */
const PATIENCE_ITEM_HOURS = 0.5;
/** Hints of feed and server hold for a day at most: a year-long max-age must not freeze a feed. */
const LONGEST_HINT = DAY;
/** Retry-After is obeyed longer, since it answers us. */
const LONGEST_RETRY_AFTER = 30 * DAY;
/** Where a hub tells us of news, polls are a safety net only. */
const PUSHED = DAY;
/** No burst on the minute, nor of feeds that were added together. */
const JITTER = 0.1;
/** A feed that was never read is asked again soon, a few times: whoever added it is waiting, and servers are being set up. */
const FIRST_TRIES = [5 * MINUTE, 15 * MINUTE, HOUR];
/** "Not found" of a feed that was there: maybe a deployment, maybe for good. */
const NOT_FOUND = [HOUR, 4 * HOUR, DAY, 2 * DAY, 4 * DAY, WEEK];

/** How often feeds may be asked; all in ms. */
export type Bounds = {
  /** never more often, whoever allows it */
  floorMs: number;
  /** a server that sends validators, but does not say how long its answers stay fresh */
  unknownFloorMs: number;
  /** a server without validators, where each poll costs it the whole document */
  fullFloorMs: number;
  /** never less often, as long as all is well */
  ceilingMs: number;
};

/** What the poll that just ended says about the next. */
export type PollState = {
  bounds: Bounds;
  /** the operator's own floor for this feed, ms; null: none */
  ownFloorMs: number | null;
  rhythm: Rhythm | null;
  /** `ratesOf(rhythm)`, where the caller has it at hand */
  rates?: Float64Array;
  /** the feed was read at least once */
  wasGood: boolean;
  /** failed polls in a row, this one included; 0 after a good one */
  failures: number;
  /** why this one failed; null after a good one */
  failure: RetryReason | RejectReason | null;
  /** the server sends an ETag or Last-Modified that can be trusted */
  hasValidators: boolean;
  /** max-age by the server's own word, ms: it allows to come again after that. null: it says nothing */
  maxAgeMs: number | null;
  /** how long this answer stays fresh (max-age less Age, or Expires), ms */
  freshMs: number | null;
  /** Retry-After from now, ms */
  retryAfterMs: number | null;
  /** a hub is telling us of news */
  isPushed: boolean;
  /** the feed's own hints, see ParsedFeed */
  ttlMinutes: number | null;
  skipHours: readonly number[];
  skipDays: readonly number[];
};

export type Because =
  | 'rhythm'
  | 'floor'
  | 'ceiling'
  | 'pushed'
  | 'fresh'
  | 'ttl'
  | 'retry-after'
  | 'failures'
  | 'host-away'
  | 'skip-hours';

export type NextPoll = {
  at: Date;
  /** what rhythm and bounds make of it, before jitter, hints and failures, ms */
  intervalMs: number;
  /** what decided */
  because: Because;
};

/** What decided, as a sentence for people. */
export const BECAUSE: Record<Because, string> = {
  rhythm: 'by its own rhythm',
  floor: 'as often as its server allows',
  ceiling: 'quiet, but asked at least this often',
  pushed: 'a hub tells of news; this is a safety net',
  fresh: 'its server says that the last answer stays fresh until then',
  ttl: 'the feed asks for this pause (ttl or sy:updatePeriod)',
  'retry-after': 'its server asked to wait until then (Retry-After)',
  failures: 'it failed; waits grow until it is well again',
  'host-away': 'its host can not be reached; another feed of that host is asked first',
  'skip-hours': 'the feed asks to be left alone until then (skipHours, skipDays)',
};

/**
 * The time of the next poll, counted from `now`, the end of the last one. Rhythm within the bounds, ±10 % (never below
 * the floor), then the latest of what server and feed ask for: freshness and ttl (a day at most), after failures a
 * growing wait, Retry-After (RFC 9110, 10.2.3; up to 30 days), skipHours and skipDays.
 */
export function nextPoll(state: PollState, now: Date, random: Random): NextPoll {
  const floor = floorOf(state);
  const ceiling = Math.max(state.isPushed ? PUSHED : state.bounds.ceilingMs, floor);
  const rhythm = state.isPushed ? PUSHED : rhythmMs(state, now, ceiling);
  const intervalMs = Math.round(Math.min(Math.max(rhythm, floor), ceiling));
  const usual = state.isPushed
    ? 'pushed'
    : rhythm < floor
      ? 'floor'
      : rhythm >= ceiling
        ? 'ceiling'
        : 'rhythm';
  const waits: [Because, number][] = [
    [usual, Math.max(withJitter(intervalMs, JITTER, random), withFloorJitter(floor, random))],
    ['fresh', Math.min(state.freshMs ?? 0, LONGEST_HINT)],
    ['ttl', Math.min((state.ttlMinutes ?? 0) * MINUTE, LONGEST_HINT)],
    ['failures', withJitter(failureMs(state, intervalMs), JITTER, random)],
    ['retry-after', Math.min(state.retryAfterMs ?? 0, LONGEST_RETRY_AFTER)],
  ];
  if (isSoonAgain(state)) waits.shift();
  const [because, wait] = waits.reduce((longest, one) => (one[1] > longest[1] ? one : longest));
  const at = now.getTime() + wait;
  const allowed = outsideSkipped(at, state, random);
  return { at: new Date(allowed), intervalMs, because: allowed > at ? 'skip-hours' : because };
}

/** At the floor, jitter only adds: up to a tenth, so that feeds of one pace drift apart. */
const withFloorJitter = (floor: number, random: Random): number =>
  Math.round(floor * (1 + JITTER * random()));

/** Least time between two polls, ms. Faster than the hourly custom only where the server or the operator says so. */
function floorOf({ bounds, ownFloorMs, hasValidators, maxAgeMs }: PollState): number {
  if (ownFloorMs !== null) return Math.max(ownFloorMs, bounds.floorMs);
  if (!hasValidators) return Math.max(bounds.fullFloorMs, bounds.floorMs);
  const allowed = maxAgeMs ?? bounds.unknownFloorMs;
  return Math.max(bounds.floorMs, Math.min(allowed, bounds.unknownFloorMs));
}

function rhythmMs(state: PollState, now: Date, ceiling: number): number {
  const rates = state.rates ?? ratesOf(state.rhythm);
  return whenWaited(rates, now.getTime(), PATIENCE_ITEM_HOURS, ceiling) - now.getTime();
}

const isSoonAgain = (state: PollState): boolean =>
  state.failure !== null &&
  !state.wasGood &&
  state.failures <= FIRST_TRIES.length &&
  state.failure !== 'http-429';

/** Doubles from the interval up to a day; a refusal waits for hours from the start, "not found" up to a week. */
function failureMs(state: PollState, intervalMs: number): number {
  const { failure, failures } = state;
  if (failure === null) return 0;
  const number = Math.max(failures, 1);
  if (isSoonAgain(state)) return Math.max(FIRST_TRIES[number - 1] ?? HOUR, 0);
  if (failure === 'not-found') return NOT_FOUND[Math.min(number, NOT_FOUND.length) - 1] ?? WEEK;
  const least = failure === 'forbidden' ? 4 * HOUR : failure === 'http-429' ? HOUR : 0;
  const first = Math.max(intervalMs, least / 2);
  return Math.min(first * 2 ** Math.min(number, 20), Math.max(DAY, state.bounds.ceilingMs));
}

/**
 * A time in the first hour at or after `at` that the feed doesn't ask to skip; a day later at most. Not the first minute
 * of it, at which all that wait for this hour would come.
 */
function outsideSkipped(at: number, state: PollState, random: Random): number {
  const isSkipped = (time: number): boolean => {
    const date = new Date(time);
    return state.skipHours.includes(date.getUTCHours()) || state.skipDays.includes(date.getUTCDay());
  };
  let time = at;
  while (isSkipped(time) && time < at + LONGEST_HINT) time = (Math.floor(time / HOUR) + 1) * HOUR;
  return time === at ? at : time + Math.floor(random() * HOUR * 0.99);
}
