import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  expectedAWeek,
  hourOfWeek,
  meanRate,
  observe,
  ratesOf,
  silentFrom,
  whenWaited,
} from '../../../src/feed/rhythm.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** a Monday */
const NOW = Date.parse('2026-01-05T12:00:00Z');

/** Items of four weeks: `perHour` in each hour that `isOpen`. */
function published(perHour: number, isOpen: (hour: number, day: number) => boolean): number[] {
  const times: number[] = [];
  for (let start = NOW - 28 * DAY; start < NOW; start += HOUR) {
    const date = new Date(start);
    if (!isOpen(date.getUTCHours(), date.getUTCDay())) continue;
    for (let n = 0; n < perHour; n++) times.push(start + (n * HOUR) / perHour);
  }
  return times;
}

test('hours of the week begin on Sunday, in UTC', () => {
  expect(hourOfWeek(Date.parse('2026-01-04T00:30:00Z'))).toBe(0);
  expect(hourOfWeek(NOW)).toBe(36);
  expect(hourOfWeek(-1)).toBeGreaterThanOrEqual(0);
});

test('a document tells the rhythm by the dates in it, and later looks add to it', () => {
  const first = observe(null, [NOW - 10 * HOUR, NOW - 5 * HOUR, NOW - HOUR, NOW + DAY], NOW);
  expect(first).toMatchObject({ newest: NOW - HOUR, longestGap: 5 * HOUR });
  expect(first.hours).toBeCloseTo(10, 0);
  const later = observe(first, [NOW + HOUR], NOW + 2 * HOUR);
  expect(later).toMatchObject({ newest: NOW + HOUR });
  expect(later.hours).toBeCloseTo(12, 0);
});

test('what was brought back from the archive is no news', () => {
  const first = observe(null, [NOW - 2 * HOUR, NOW - HOUR], NOW);
  const later = observe(first, [NOW - 300 * DAY, NOW - 200 * DAY], NOW + HOUR);
  expect(meanRate(later)).toBeLessThan(meanRate(first));
});

test('a busy feed shows its hours; one with few items shows its mean', () => {
  const office = ratesOf(
    observe(
      null,
      published(4, (hour) => hour >= 8 && hour < 18),
      NOW,
    ),
  );
  const at = (hour: number): number => office[36 - 12 + hour] ?? 0;
  expect(at(12)).toBeGreaterThan(3);
  expect(at(3)).toBeLessThan(0.5);
  const few = ratesOf(observe(null, [NOW - 20 * DAY, NOW - 10 * DAY, NOW - DAY], NOW));
  expect(Math.max(...few) / Math.min(...few)).toBeLessThan(3);
});

test('old habits fade: a paper that stopped on Sundays is known for it within weeks', () => {
  let rhythm = observe(
    null,
    published(2, () => true),
    NOW,
  );
  const before = ratesOf(rhythm)[12] ?? 0;
  for (let day = 1; day <= 56; day++) {
    const now = NOW + day * DAY;
    const times = Array.from({ length: 48 }, (_, n) => now - n * (HOUR / 2));
    rhythm = observe(
      rhythm,
      times.filter((time) => new Date(time).getUTCDay() !== 0),
      now,
    );
  }
  expect(ratesOf(rhythm)[12]).toBeLessThan(before / 2);
  expect(ratesOf(rhythm)[36]).toBeGreaterThan(1.5);
});

test('the next look comes when what is to be expected has waited its time: the square root at an even rate', () => {
  const even = new Float64Array(168).fill(4);
  expect(whenWaited(even, NOW, 0.5, DAY) - NOW).toBeCloseTo(HOUR / 2, -2);
  expect(whenWaited(even.fill(0.01), NOW, 0.5, 6 * HOUR) - NOW).toBe(6 * HOUR);
  // quiet until the evening, then much: the look comes after that begins, not halfway
  const evening = new Float64Array(168).fill(0);
  for (let hour = 18; hour < 20; hour++) evening[24 + hour] = 10;
  const next = new Date(whenWaited(evening, NOW, 0.5, DAY));
  expect(next.toISOString()).toMatch(/T18:[01]\d/);
});

test('silence is remarkable after many times what is usual, at the hours at which something was to be expected', () => {
  const office = observe(
    null,
    published(1, (hour, day) => hour >= 8 && hour < 18 && day % 6 !== 0),
    NOW,
  );
  const alarm = silentFrom(office)?.getTime() ?? 0;
  // weekends are pauses of 62 hours
  expect(alarm - NOW).toBeGreaterThan(3 * 62 * HOUR - DAY);
  expect(alarm - NOW).toBeLessThan(14 * DAY);
  const steady = observe(
    null,
    published(4, () => true),
    NOW,
  );
  expect((silentFrom(steady)?.getTime() ?? 0) - NOW).toBeLessThan(8 * HOUR);
  expect(silentFrom(observe(null, [NOW - DAY], NOW))).toBeNull();
  expect(silentFrom(null)).toBeNull();
});

test('whatever a feed claims, rates are positive, finite, and together as many items as the mean says', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: NOW - 100 * DAY, max: NOW + 10 * DAY }), { maxLength: 50 }),
      fc.array(fc.integer({ min: NOW - 100 * DAY, max: NOW + 10 * DAY }), { maxLength: 50 }),
      fc.integer({ min: 0, max: 60 * DAY }),
      (first, second, later) => {
        const rhythm = observe(observe(null, first, NOW), second, NOW + later);
        const rates = ratesOf(rhythm);
        expect(rates.every((rate) => rate > 0 && Number.isFinite(rate))).toBe(true);
        const week = rates.reduce((sum, rate) => sum + rate, 0);
        expect(week / expectedAWeek(rhythm)).toBeGreaterThan(0.4);
        expect(week / expectedAWeek(rhythm)).toBeLessThan(2.5);
      },
    ),
  );
});
