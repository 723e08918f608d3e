import { expect, test } from 'vitest';
import { howLong } from '../../../src/lib/how-long.ts';

test.each([
  [0, '0 s'],
  [500, '1 s'],
  [40_000, '40 s'],
  [120_000, '2 min'],
  [3_600_000, '60 min'],
  [7_200_000, '2 h'],
  [86_400_000, '24 h'],
])('%d ms are told as %s', (ms, words) => {
  expect(howLong(ms)).toBe(words);
});

test('a wait is never told shorter than it is', () => {
  expect(howLong(99_001)).toBe('2 min');
  expect(howLong(100 * 60_000 + 1)).toBe('2 h');
});
