import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type NextAttempt, nextAttempt } from '../../../src/deliver/schedule.ts';
import { reject, retry } from '../../../src/model/outcome.ts';

const now = new Date('2026-03-01T12:00:00Z');
const minute = 60_000;
const hour = 60 * minute;
const schedule = [
  0,
  5000,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  24 * hour,
];
const middle = () => 0.5;
const wait = (next: NextAttempt) => ('dead' in next ? null : next.at.getTime() - now.getTime());
const waitAfter = (tries: number, outcome = retry('http-5xx'), random = middle) =>
  wait(nextAttempt(tries, outcome, { schedule, random, now }));

describe('nextAttempt', () => {
  test('walks through the published schedule and then gives up: ten tries in all', () => {
    const waits = schedule.map((_, made) => waitAfter(made));
    expect(waits).toEqual(schedule);
    expect(waitAfter(10)).toBeNull();
  });

  test('moves each wait by up to a fifth', () => {
    expect(waitAfter(2, retry('http-5xx'), () => 0)).toBe(4 * minute);
    expect(waitAfter(2, retry('http-5xx'), () => 1)).toBe(6 * minute);
  });

  test('gives up at once on what will never work', () => {
    expect(nextAttempt(1, reject('endpoint-gone'), { schedule, random: middle, now })).toEqual({
      dead: true,
    });
  });

  test.each(['timeout', 'http-429'] as const)('after %s waits at least a minute, jitter or not', (reason) => {
    expect(waitAfter(1, retry(reason), () => 0)).toBe(minute);
    expect(waitAfter(2, retry(reason))).toBe(5 * minute);
  });

  test('Retry-After counts between the wait of the schedule and twice that', () => {
    const asked = (ms: number, tries = 2) => waitAfter(tries, retry('http-5xx', 'busy', ms));
    expect(asked(0)).toBe(5 * minute);
    expect(asked(7 * minute)).toBe(7 * minute);
    expect(asked(1e12)).toBe(10 * minute);
  });

  test('Retry-After puts nothing off beyond a day', () => {
    expect(waitAfter(8, retry('http-429', 'busy', 1e12))).toBe(24 * hour);
    expect(waitAfter(9, retry('http-429', 'busy', 1e12))).toBe(24 * hour);
  });

  test('an own schedule is followed, an empty one means a single try', () => {
    expect(wait(nextAttempt(1, retry('dns'), { schedule: [0, 1000], random: middle, now }))).toBe(1000);
    expect(nextAttempt(1, retry('dns'), { schedule: [], random: middle, now })).toEqual({ dead: true });
  });

  test('a wait is never negative, nor more than twice the schedule', () => {
    const reasons = fc.constantFrom('timeout', 'http-429', 'http-5xx', 'tls' as const);
    fc.assert(
      fc.property(
        fc.nat(9),
        reasons,
        fc.option(fc.nat()),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (tries, reason, asked, random) => {
          const ms =
            waitAfter(tries, asked === null ? retry(reason) : retry(reason, '', asked), () => random) ?? -1;
          expect(ms).toBeGreaterThanOrEqual(0);
          expect(ms).toBeLessThanOrEqual(Math.max(2 * (schedule[tries] ?? 0), 2 * minute));
        },
      ),
    );
  });
});
