import { expect, test } from 'vitest';
import { freshness } from '../../../src/net/freshness.ts';

const NOW = new Date('2026-01-05T12:00:00Z');
const HOUR = 3_600_000;

test.each([
  ['max-age', { 'cache-control': 'public, max-age=3600' }, HOUR, HOUR],
  ['max-age less Age', { 'cache-control': 'max-age=3600', age: '1800' }, HOUR / 2, HOUR],
  ['an Age beyond max-age', { 'cache-control': 'max-age=60', age: '3600' }, 0, 60_000],
  ['max-age=0', { 'cache-control': 'max-age=0, must-revalidate' }, 0, 0],
  ['s-maxage, which is for shared caches', { 'cache-control': 's-maxage=600' }, null, null],
  [
    'a year, in milliseconds beyond 32 bits',
    { 'cache-control': 'max-age=31536000' },
    31_536_000_000,
    31_536_000_000,
  ],
  ['no-cache', { 'cache-control': 'no-cache, max-age=3600' }, null, null],
  [
    "Expires by the server's own clock",
    { expires: 'Mon, 05 Jan 2026 15:00:00 GMT', date: 'Mon, 05 Jan 2026 14:00:00 GMT' },
    HOUR,
    HOUR,
  ],
  ['Expires without Date', { expires: 'Mon, 05 Jan 2026 13:00:00 GMT' }, HOUR, HOUR],
  ['an Expires in the past', { expires: 'Thu, 19 Nov 1981 08:52:00 GMT' }, 0, null],
  ['Expires: 0', { expires: '0' }, null, null],
  ['nothing', {}, null, null],
])('%s', (_name, headers, freshMs, maxAgeMs) => {
  const read = freshness(headers as Record<string, string>, NOW);
  // "0" is a year to Date.parse; whatever it makes of it lies in the past
  expect({ ...read, freshMs: read.freshMs || null }).toEqual({ freshMs: freshMs || null, maxAgeMs });
});
