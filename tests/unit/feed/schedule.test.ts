import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextPoll, type PollState } from '../../../src/feed/schedule.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** a Monday */
const NOW = new Date('2026-01-05T12:00:00Z');
const half = (): number => 0.5;

const good: PollState = {
  ...{
    floorMs: 5 * MINUTE,
    ceilingMs: 6 * HOUR,
    intervalMs: null,
    failures: 0,
    failure: null,
    hasNews: true,
  },
  ...{ publishedAt: [], hasValidators: true, freshMs: null, retryAfterMs: null },
  ...{ ttlMinutes: null, skipHours: [], skipDays: [] },
};

const waitMs = (state: Partial<PollState>, random = half): number =>
  nextPoll({ ...good, ...state }, NOW, random).at.getTime() - NOW.getTime();

/** `count` dates, one every `everyMs`, the newest that long ago. */
const dates = (count: number, everyMs: number): string[] =>
  Array.from({ length: count }, (_, n) => new Date(NOW.getTime() - (n + 1) * everyMs).toISOString());

test('a feed without dates starts at an hour, comes sooner with news and later without', () => {
  expect(waitMs({})).toBe(HOUR);
  expect(waitMs({ intervalMs: HOUR, hasNews: true })).toBeLessThan(HOUR);
  expect(waitMs({ intervalMs: HOUR, hasNews: false })).toBeGreaterThan(HOUR);
});

test('the interval falls with the square root of how much is published', () => {
  const [hourly, quarterly] = [
    waitMs({ publishedAt: dates(20, HOUR) }),
    waitMs({ publishedAt: dates(80, HOUR / 4) }),
  ];
  expect(hourly).toBe(HOUR);
  expect(quarterly).toBe(HOUR / 2);
  expect(waitMs({ publishedAt: dates(10, 30 * DAY) })).toBe(6 * HOUR);
});

test('dates to come say nothing about the rhythm', () => {
  expect(waitMs({ publishedAt: ['2099-01-01T00:00:00Z'] })).toBe(HOUR);
});

test('a server without validators is asked less often', () => {
  const busy = { publishedAt: dates(500, MINUTE) };
  expect(waitMs(busy)).toBeLessThan(10 * MINUTE);
  expect(waitMs({ ...busy, hasValidators: false })).toBe(30 * MINUTE);
});

test('jitter spreads the polls but never goes below the floor', () => {
  expect(waitMs({}, () => 0)).toBe(54 * MINUTE);
  expect(waitMs({}, () => 1)).toBe(66 * MINUTE);
  expect(waitMs({ publishedAt: dates(900, MINUTE / 2), intervalMs: MINUTE }, () => 0)).toBeGreaterThanOrEqual(
    5 * MINUTE,
  );
});

test('max-age and ttl are lower bounds, for a day at most', () => {
  expect(waitMs({ freshMs: 2 * HOUR })).toBe(2 * HOUR);
  expect(waitMs({ ttlMinutes: 180 })).toBe(3 * HOUR);
  expect(waitMs({ ttlMinutes: 1 })).toBe(HOUR);
  expect(waitMs({ freshMs: 365 * DAY })).toBe(DAY);
});

test('failures double the wait up to a day and leave the rhythm as it was', () => {
  const failed = (failures: number) => ({
    intervalMs: HOUR,
    failures,
    failure: 'http-5xx' as const,
    hasNews: false,
  });
  expect([1, 2, 3].map((n) => waitMs(failed(n)))).toEqual([2 * HOUR, 4 * HOUR, 8 * HOUR]);
  expect(waitMs(failed(50))).toBe(DAY);
  expect(nextPoll({ ...good, ...failed(3) }, NOW, half)).toMatchObject({
    intervalMs: HOUR,
    because: 'failures',
  });
});

test('a refusal waits for hours from the start', () => {
  expect(waitMs({ intervalMs: 10 * MINUTE, failures: 1, failure: 'http-4xx' })).toBe(4 * HOUR);
  expect(waitMs({ intervalMs: 10 * MINUTE, failures: 1, failure: 'http-429' })).toBe(HOUR);
});

test('Retry-After is obeyed beyond the ceiling, not for ever', () => {
  const busy = { failures: 1, failure: 'http-429' as const, intervalMs: HOUR };
  expect(waitMs({ ...busy, retryAfterMs: 3 * DAY })).toBe(3 * DAY);
  expect(waitMs({ ...busy, retryAfterMs: 1000 * DAY })).toBe(30 * DAY);
});

test('hours and days that the feed asks to skip are skipped', () => {
  expect(nextPoll({ ...good, skipHours: [13, 14] }, NOW, half)).toMatchObject({
    at: new Date('2026-01-05T15:00:00Z'),
    because: 'skip-hours',
  });
  expect(nextPoll({ ...good, skipDays: [1] }, NOW, half).at).toEqual(new Date('2026-01-06T00:00:00Z'));
});

test('a feed that asks to skip every hour is still polled once a day', () => {
  const all = Array.from({ length: 24 }, (_, hour) => hour);
  expect(waitMs({ skipHours: all })).toBeLessThanOrEqual(2 * DAY);
});

test('whatever is known, the next poll is after the floor and within a month and two days', () => {
  const ms = fc.oneof(fc.constant(null), fc.integer({ min: 0, max: 400 * DAY }));
  fc.assert(
    fc.property(
      fc.record({
        intervalMs: fc.oneof(fc.constant(null), fc.integer({ min: 1, max: 10 * DAY })),
        failures: fc.nat(2000),
        failure: fc.constantFrom(null, 'http-5xx' as const, 'http-429' as const, 'not-a-feed' as const),
        hasNews: fc.boolean(),
        hasValidators: fc.boolean(),
        freshMs: ms,
        retryAfterMs: ms,
        skipHours: fc.array(fc.integer({ min: 0, max: 23 })),
      }),
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      (state, random) => {
        const wait = waitMs(state, () => random);
        expect(wait).toBeGreaterThanOrEqual(good.floorMs);
        expect(wait).toBeLessThan(32 * DAY);
      },
    ),
  );
});
