import { expect, test } from 'vitest';
import { withJitter } from '../../../src/lib/backoff.ts';

test('jitter moves a wait by at most its share, in either direction, and never below nothing', () => {
  expect(withJitter(1000, 0.2, () => 0)).toBe(800);
  expect(withJitter(1000, 0.2, () => 0.5)).toBe(1000);
  expect(withJitter(1000, 0.2, () => 0.999999)).toBe(1200);
  expect(withJitter(0, 0.2, () => 1)).toBe(0);
  expect(withJitter(1000, 2, () => 0)).toBe(0);
});
