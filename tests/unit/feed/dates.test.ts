import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDate } from '../../../src/feed/dates.ts';

test.each([
  ['Mon, 05 Jan 2026 16:05:00 GMT', '2026-01-05T16:05:00Z'],
  ['Mon, 5 Jan 26 16:05 EST', '2026-01-05T21:05:00Z'],
  ['Mon, 05 Jan 2026 16:05:00 GMT+0200', '2026-01-05T14:05:00Z'],
  ['Wednesday, 9-Mar-05 10:00:00 PST', '2005-03-09T18:00:00Z'],
  ['5 January 1998', '1998-01-05T00:00:00Z'],
  ['January 5, 2026 4:05 PM EST', '2026-01-05T21:05:00Z'],
  ['Mon, 5 Jan 2026 12:05 am GMT', '2026-01-05T00:05:00Z'],
  ['Sun Jan 4 16:29:06 PST 2004', '2004-01-05T00:29:06Z'],
  ['2026-01-05', '2026-01-05T00:00:00Z'],
  ['20260105', '2026-01-05T00:00:00Z'],
  ['2026-01', '2026-01-01T00:00:00Z'],
  ['2026', '2026-01-01T00:00:00Z'],
  ['2026-01-05T16:05Z', '2026-01-05T16:05:00Z'],
  ['2026-01-05T16:05:00,123+0100', '2026-01-05T15:05:00.123Z'],
  ['2026-01-05 16:05:00 +05:30', '2026-01-05T10:35:00Z'],
  ['2026/01/05 16:05:00', '2026-01-05T16:05:00Z'],
  ['mar., 04 août 2025 10:00:00 +0200', '2025-08-04T08:00:00Z'],
  ['Do, 04 Dez 2025 10:00:00 +0100', '2025-12-04T09:00:00Z'],
  ['30 Feb 2026 10:00 GMT', '2026-03-02T10:00:00Z'],
  ['Thu, 31 Dec 9999 23:59:59 GMT', '9999-12-31T23:59:59Z'],
  ['1601-01-01T00:00:00Z', '1601-01-01T00:00:00Z'],
  ['Mon, 05 Jan 2026 16:05:00 XYZ', '2026-01-05T16:05:00Z'],
])('%s is %s', (written, instant) => {
  expect(parseDate(written)).toBe(instant);
});

test.each(['', 'yesterday', '2026-13-01', '2026-01-77', '2026-01-05T45:00', '25', 'NaN', '-', '99999-01-01'])(
  '"%s" is no date',
  (written) => {
    expect(parseDate(written)).toBeNull();
  },
);

test('what it prints, it reads as the same instant', () => {
  const dates = fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(dates, (date) => {
      expect(Date.parse(parseDate(date.toISOString()) ?? '')).toBe(date.getTime());
      const toTheSecond = Math.floor(date.getTime() / 1000) * 1000;
      if (date.getUTCFullYear() >= 1000)
        expect(Date.parse(parseDate(date.toUTCString()) ?? '')).toBe(toTheSecond);
    }),
  );
});

test('any text gives an ISO date or none', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[\dTZ:+ .,-]{1,40}$/)), (written) => {
      expect(parseDate(written) ?? '2026-01-05T00:00:00Z').toMatch(
        /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$/,
      );
    }),
  );
});
