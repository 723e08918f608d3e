import fc from 'fast-check';
import { expect, test } from 'vitest';
import { observe, type Rhythm } from '../../../src/feed/rhythm.ts';
import { nextPoll, type PollState } from '../../../src/feed/schedule.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** a Monday */
const NOW = new Date('2026-01-05T12:00:00Z');
const half = (): number => 0.5;
const least = (): number => 0;

const bounds = {
  ...{ floorMs: 10 * MINUTE, unknownFloorMs: HOUR, fullFloorMs: 2 * HOUR, ceilingMs: 6 * HOUR },
};
const good: PollState = {
  ...{ bounds, ownFloorMs: null, rhythm: null, wasGood: true, failures: 0, failure: null },
  ...{ hasValidators: true, maxAgeMs: 0, freshMs: null, retryAfterMs: null, isPushed: false },
  ...{ ttlMinutes: null, skipHours: [], skipDays: [] },
};

const waitMs = (state: Partial<PollState>, random = half): number =>
  nextPoll({ ...good, ...state }, NOW, random).at.getTime() - NOW.getTime();

/** A feed with an item every `everyMs` for four weeks, the last one just now. */
const every = (everyMs: number): Rhythm =>
  observe(
    null,
    Array.from({ length: Math.ceil((28 * DAY) / everyMs) }, (_, n) => NOW.getTime() - n * everyMs),
    NOW.getTime(),
  );

test('a feed of which nothing is known is asked after an hour', () => {
  expect(waitMs({})).toBeCloseTo(HOUR, -4);
});

test('the interval falls with the square root of how much is published', () => {
  const [hourly, quarterly] = [waitMs({ rhythm: every(HOUR) }), waitMs({ rhythm: every(HOUR / 4) })];
  expect(hourly / HOUR).toBeCloseTo(1, 1);
  expect(quarterly / hourly).toBeCloseTo(0.5, 1);
  expect(waitMs({ rhythm: every(7 * DAY) })).toBe(6 * HOUR);
});

test('a server that says nothing of freshness is asked hourly at most; one that allows it, or the operator, every ten minutes', () => {
  const rhythm = every(MINUTE);
  expect(waitMs({ rhythm, maxAgeMs: null }, least)).toBe(HOUR);
  expect(waitMs({ rhythm, maxAgeMs: 0 }, least)).toBe(10 * MINUTE);
  expect(waitMs({ rhythm, maxAgeMs: 20 * MINUTE }, least)).toBe(20 * MINUTE);
  expect(waitMs({ rhythm, maxAgeMs: 30 * DAY }, least)).toBe(HOUR);
  expect(waitMs({ rhythm, maxAgeMs: null, ownFloorMs: 10 * MINUTE }, least)).toBe(10 * MINUTE);
  expect(waitMs({ rhythm, ownFloorMs: MINUTE }, least)).toBe(10 * MINUTE);
});

test('a server without validators is asked less often, whatever it says of freshness', () => {
  expect(waitMs({ rhythm: every(MINUTE), hasValidators: false, maxAgeMs: 0 }, least)).toBe(2 * HOUR);
});

test('jitter spreads the polls, and at the floor it only adds', () => {
  const rhythm = every(HOUR);
  const even = waitMs({ rhythm });
  expect(waitMs({ rhythm }, least) / even).toBeCloseTo(0.9, 3);
  expect(waitMs({ rhythm }, () => 1) / even).toBeCloseTo(1.1, 3);
  expect(waitMs({ rhythm: every(MINUTE) }, () => 1)).toBe(11 * MINUTE);
});

test('freshness and ttl are lower bounds, for a day at most', () => {
  expect(waitMs({ freshMs: 2 * HOUR })).toBe(2 * HOUR);
  expect(waitMs({ ttlMinutes: 180 })).toBe(3 * HOUR);
  expect(waitMs({ ttlMinutes: 1 })).toBeCloseTo(HOUR, -4);
  expect(waitMs({ freshMs: 365 * DAY })).toBe(DAY);
});

test('where a hub tells of news, a poll a day is the safety net', () => {
  const next = nextPoll({ ...good, rhythm: every(MINUTE), isPushed: true }, NOW, half);
  expect(next).toMatchObject({ because: 'pushed', at: new Date(NOW.getTime() + DAY) });
});

test('failures double the wait up to a day', () => {
  const rhythm = every(HOUR);
  const failed = (failures: number) => waitMs({ rhythm, failures, failure: 'http-5xx' });
  expect([1, 2, 3].map((n) => Math.round(failed(n) / HOUR))).toEqual([2, 4, 8]);
  expect(failed(50)).toBe(DAY);
  expect(nextPoll({ ...good, failures: 3, failure: 'dns' }, NOW, half).because).toBe('failures');
});

test('a refusal waits for hours from the start, "not found" grows to a week', () => {
  const rhythm = every(10 * MINUTE);
  expect(waitMs({ rhythm, failures: 1, failure: 'forbidden' })).toBe(4 * HOUR);
  expect(waitMs({ rhythm, failures: 1, failure: 'http-429' })).toBe(HOUR);
  const lost = [1, 2, 3, 4, 6, 60].map((failures) => waitMs({ rhythm, failures, failure: 'not-found' }));
  expect(lost.map((ms) => ms / HOUR)).toEqual([1, 4, 24, 48, 168, 168]);
});

test('a feed that was never read is tried again soon, a few times, then like any other', () => {
  const tries = [1, 2, 3, 4].map((failures) => waitMs({ wasGood: false, failures, failure: 'forbidden' }));
  expect(tries.slice(0, 3)).toEqual([5 * MINUTE, 15 * MINUTE, HOUR]);
  expect(tries[3]).toBeGreaterThan(4 * HOUR);
  expect(waitMs({ wasGood: false, failures: 1, failure: 'http-429' })).toBeGreaterThanOrEqual(HOUR);
});

test('Retry-After is obeyed beyond the ceiling, not for ever, by new feeds too', () => {
  const busy = { failures: 1, failure: 'http-429' as const };
  expect(waitMs({ ...busy, retryAfterMs: 3 * DAY })).toBe(3 * DAY);
  expect(waitMs({ ...busy, retryAfterMs: 1000 * DAY })).toBe(30 * DAY);
  expect(waitMs({ wasGood: false, failures: 1, failure: 'http-5xx', retryAfterMs: 3 * DAY })).toBe(3 * DAY);
});

test('hours and days that the feed asks to skip are skipped, and the first minute after them is no meeting place', () => {
  const next = nextPoll({ ...good, skipHours: [12, 13, 14] }, NOW, half);
  expect(next.because).toBe('skip-hours');
  expect(next.at.getUTCHours()).toBe(15);
  expect(next.at.getUTCMinutes()).toBe(29);
  expect(nextPoll({ ...good, skipDays: [1] }, NOW, half).at.toISOString()).toMatch(/^2026-01-06T00:29/);
});

test('a feed that asks to skip every hour is still polled', () => {
  const all = Array.from({ length: 24 }, (_, hour) => hour);
  expect(waitMs({ skipHours: all })).toBeLessThanOrEqual(2 * DAY);
});

test('whatever is known, the next poll is after the floor and within a month and two days', () => {
  const ms = fc.oneof(fc.constant(null), fc.integer({ min: 0, max: 400 * DAY }));
  fc.assert(
    fc.property(
      fc.record({
        rhythm: fc.constantFrom(null, every(MINUTE), every(DAY)),
        failures: fc.nat(2000),
        failure: fc.constantFrom(null, 'http-5xx' as const, 'http-429' as const, 'not-a-feed' as const),
        hasValidators: fc.boolean(),
        isPushed: fc.boolean(),
        maxAgeMs: ms,
        freshMs: ms,
        retryAfterMs: ms,
        skipHours: fc.array(fc.integer({ min: 0, max: 23 })),
      }),
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      (state, random) => {
        const wait = waitMs(state, () => random);
        expect(wait).toBeGreaterThanOrEqual(bounds.floorMs);
        expect(wait).toBeLessThan(32 * DAY);
      },
    ),
  );
});
