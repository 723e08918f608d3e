// Spreads waiting times, so that what failed together does not come back together. Never waits itself.
import type { Random } from './random.ts';

/**
 * `ms` moved at random by up to `share` of itself in either direction (0.2 = ±20 %), in whole milliseconds.
 * Never negative.
 */
export function withJitter(ms: number, share: number, random: Random): number {
  return Math.max(0, Math.round(ms * (1 + share * (2 * random() - 1))));
}
