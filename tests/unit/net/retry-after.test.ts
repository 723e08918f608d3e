import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { retryAfterMs } from '../../../src/net/retry-after.ts';

const now = new Date('2026-03-01T12:00:00Z');
const day = 24 * 3600 * 1000;

describe('Retry-After', () => {
  test.each([
    ['120', 120_000],
    [' 0 ', 0],
    ['Sun, 01 Mar 2026 12:01:00 GMT', 60_000],
    ['Sunday, 01-Mar-26 12:01:00 GMT', 60_000],
    ['Sun Mar  1 12:01:00 2026', 60_000],
    ['Sun, 01 Mar 2026 11:00:00 GMT', 0],
    ['1000000000', 30 * day],
    ['9'.repeat(400), 30 * day],
    ['Fri, 01 Mar 2999 12:01:00 GMT', 30 * day],
  ])('"%s" means %i ms', (header, ms) => {
    expect(retryAfterMs(header, now)).toBe(ms);
  });

  test.each([
    null,
    undefined,
    '',
    '-5',
    '1.5',
    '5 minutes',
    'soon',
    '2026-03-01T12:01:00Z',
    'Sun, 41 Mar 2026 12:01:00 GMT',
  ])('%j means nothing', (header) => {
    expect(retryAfterMs(header, now)).toBeNull();
  });

  test('the caller sets the most', () => {
    expect(retryAfterMs('7200', now, 3_600_000)).toBe(3_600_000);
  });

  test('any text gives null or a wait within bounds', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const ms = retryAfterMs(text, now);
        expect(ms === null || (ms >= 0 && ms <= 30 * day)).toBe(true);
      }),
    );
  });
});
