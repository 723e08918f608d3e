// The schedule of 100,000 feeds over a week, by a fake clock: how even the load is, whether every feed stays within its
// bounds, and how late news is seen, beside polling every feed at one interval with the same number of requests.
//   npm run bench schedule -- [--feeds 100000] [--days 7] [--seed 1]
import { parseArgs } from 'node:util';
import { observe, type Rhythm, ratesOf } from '../../src/feed/rhythm.ts';
import { nextPoll, type PollState } from '../../src/feed/schedule.ts';
import { makeWorld, type Stream, seeded, type World } from './schedule/world.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** a Monday */
const START = Date.parse('2026-01-05T00:00:00Z');
const DOCUMENT = 20;
const SPREAD = 6 * HOUR;
const BIN = MINUTE / 4;
const BINS = (10 * DAY) / BIN;

const bounds = {
  ...{ floorMs: 10 * MINUTE, unknownFloorMs: HOUR, fullFloorMs: 2 * HOUR, ceilingMs: 6 * HOUR },
};

/** What kinds of servers there are: how many of a hundred, and what they say. */
const SERVERS: [share: number, says: Partial<PollState>][] = [
  [45, { hasValidators: true, maxAgeMs: 0 }],
  [10, { hasValidators: true, maxAgeMs: 5 * MINUTE, freshMs: 5 * MINUTE }],
  [5, { hasValidators: true, maxAgeMs: 30 * MINUTE, freshMs: 30 * MINUTE }],
  [18, { hasValidators: true }],
  [10, { hasValidators: true, ttlMinutes: 60 }],
  [2, { hasValidators: true, skipHours: [0, 1, 2, 3, 4] }],
  [10, { hasValidators: false }],
];
const FAILING = 0.003;

const quiet: PollState = {
  ...{ bounds, ownFloorMs: null, rhythm: null, wasGood: true, failures: 0, failure: null },
  ...{ hasValidators: true, maxAgeMs: null, freshMs: null, retryAfterMs: null, isPushed: false },
  ...{ ttlMinutes: null, skipHours: [], skipDays: [] },
};

type Feed = {
  stream: Stream;
  /** published next, not yet */
  ahead: number;
  rhythm: Rhythm | null;
  rates: Float64Array;
  state: PollState;
  /** what its server allows at the most, ms between two polls */
  least: number;
  failures: number;
  last: number;
  /** how the wait that is running was decided */
  because: string;
};

type Result = {
  polls: number;
  news: number;
  perMinute: Float64Array;
  delays: Float64Array;
  outside: number;
  seen: number;
};

function run(world: World, days: number, seed: number): Result {
  const random = seeded(seed + 1);
  const minutes = days * 24 * 60;
  const heads = new Int32Array(minutes).fill(-1);
  const links = new Int32Array(world.size).fill(-1);
  const plan = (n: number, at: number) => {
    const minute = Math.floor((at - START) / MINUTE);
    if (minute >= minutes) return;
    links[n] = heads[minute] ?? -1;
    heads[minute] = n;
  };
  const times = new Float64Array(world.size);
  const feeds: (Feed | null)[] = Array.from({ length: world.size }, () => null);
  const result: Result = {
    ...{ polls: 0, news: 0, outside: 0, seen: 0 },
    ...{ perMinute: new Float64Array(minutes), delays: new Float64Array(BINS) },
  };
  // all were imported at one moment: first polls are spread by a hash of the id, as the store does
  for (let n = 0; n < world.size; n++) {
    times[n] = START + seeded(n)() * Math.min(SPREAD, world.size * 200);
    plan(n, times[n] ?? START);
  }
  for (let minute = 0; minute < minutes; minute++) {
    for (let n = heads[minute] ?? -1; n >= 0; ) {
      const following = links[n] ?? -1;
      const now = times[n] ?? START;
      const feed = feeds[n] ?? meet(world, n, random);
      feeds[n] = feed;
      result.polls++;
      result.perMinute[minute] = (result.perMinute[minute] ?? 0) + 1;
      const next = poll(feed, now, random, result);
      times[n] = next;
      plan(n, next);
      n = following;
    }
    heads[minute] = -1;
  }
  return result;
}

/** A feed as its first poll finds it: a document of twenty items, four weeks back at most. */
function meet(world: World, n: number, random: () => number): Feed {
  const stream = world.stream(n, START);
  const state: PollState = { ...quiet, ...serverAt(random() * 100) };
  return {
    ...{ stream, ahead: stream.next(), rhythm: null, rates: ratesOf(null) },
    ...{ state, least: leastOf(state), failures: 0, last: 0, because: '' },
  };
}

/** One poll at `now`; returns when the next one is. */
function poll(feed: Feed, now: number, random: () => number, result: Result): number {
  checkBounds(feed, now, result);
  const isFirst = feed.rhythm === null;
  const failing = random() < FAILING;
  feed.failures = failing ? feed.failures + 1 : 0;
  if (!failing && (feed.ahead <= now || isFirst)) {
    const news: number[] = [];
    while (feed.ahead <= now) {
      news.push(feed.ahead);
      if (!isFirst) note(result.delays, now - feed.ahead);
      feed.ahead = feed.stream.next();
    }
    if (!isFirst) result.news += news.length;
    feed.rhythm = observe(feed.rhythm, isFirst ? news.slice(-DOCUMENT) : news, now);
    feed.rates = ratesOf(feed.rhythm);
  }
  const { state } = feed;
  state.rhythm = feed.rhythm;
  state.rates = feed.rates;
  state.failures = feed.failures;
  state.failure = failing ? 'http-5xx' : null;
  const next = nextPoll(state, new Date(now), random);
  feed.last = now;
  feed.because = next.because;
  return next.at.getTime();
}

function serverAt(percent: number): Partial<PollState> {
  let rest = percent;
  for (const [share, says] of SERVERS) {
    rest -= share;
    if (rest < 0) return says;
  }
  return {};
}

function leastOf({ hasValidators, maxAgeMs, freshMs, ttlMinutes }: PollState): number {
  const allowed = Math.max(bounds.floorMs, Math.min(maxAgeMs ?? HOUR, HOUR));
  const floor = hasValidators ? allowed : bounds.fullFloorMs;
  return Math.max(floor, freshMs ?? 0, (ttlMinutes ?? 0) * MINUTE);
}

/** Never sooner than the server allows, never later than the ceiling where nothing asks for that. */
function checkBounds(feed: Feed, now: number, result: Result): void {
  if (feed.last === 0) return;
  const waited = now - feed.last;
  const isOwn = feed.because !== 'failures' && feed.because !== 'skip-hours';
  result.seen++;
  if (waited < feed.least - 1 || (isOwn && waited > bounds.ceilingMs * 1.1 + 1)) result.outside++;
}

const note = (delays: Float64Array, ms: number): void => {
  const bin = Math.min(BINS - 1, Math.floor(ms / BIN));
  delays[bin] = (delays[bin] ?? 0) + 1;
};

/** The same items, seen by polling each feed every `interval` from a time of its own. */
function fixed(world: World, days: number, interval: number): Float64Array {
  const delays = new Float64Array(BINS);
  const end = START + days * DAY;
  for (let n = 0; n < world.size; n++) {
    const phase = seeded(n)() * interval;
    const stream = world.stream(n, START);
    for (let time = stream.next(); time < end; time = stream.next()) {
      // as above, what was there at the first poll is no news
      if (time < START + phase) continue;
      const wait = interval - ((time - START - phase) % interval);
      if (time + wait < end) note(delays, wait);
    }
  }
  return delays;
}

function quantile(delays: Float64Array, share: number): number {
  let rest = delays.reduce((a, b) => a + b, 0) * share;
  for (let bin = 0; bin < BINS; bin++) {
    rest -= delays[bin] ?? 0;
    if (rest <= 0) return bin * BIN;
  }
  return BINS * BIN;
}

const { values } = parseArgs({
  options: {
    feeds: { type: 'string', default: '100000' },
    days: { type: 'string', default: '7' },
    seed: { type: 'string', default: '1' },
  },
});
const days = Number(values.days);
const world = makeWorld(Number(values.feeds), Number(values.seed));
const result = run(world, days, Number(values.seed));
const interval = (world.size * days * DAY) / result.polls;
const even = fixed(world, days, interval);
const minutes = (ms: number): string => `${(ms / MINUTE).toFixed(1)} min`;
const mean = result.polls / result.perMinute.length;
const peak = result.perMinute.reduce((a, b) => Math.max(a, b), 0);
const [ours, theirs] = [quantile(result.delays, 0.5), quantile(even, 0.5)];
const middle = world.rates[Math.floor(world.rates.length / 2)] ?? 0;
console.log(
  `${world.size} feeds, ${days} days; ${world.rates.length} real posting logs, median ${(middle * 24).toFixed(2)} items a day`,
);
console.log(`polls ${result.polls}, news ${result.news}; a feed every ${minutes(interval)} on average`);
console.log(
  `load: mean ${mean.toFixed(1)} a minute, peak ${peak}: ratio ${(peak / mean).toFixed(2)} (bar 1.5)`,
);
console.log(`outside of bounds: ${result.outside} of ${result.seen} waits (bar 0)`);
console.log(`delay adaptive: median ${minutes(ours)}, p95 ${minutes(quantile(result.delays, 0.95))}`);
console.log(`delay fixed:    median ${minutes(theirs)}, p95 ${minutes(quantile(even, 0.95))}`);
console.log(`adaptive is ${((1 - ours / theirs) * 100).toFixed(0)} % sooner in the median (bar 25 %)`);
