// When to try a delivery again: the published schedule with jitter, and what the receiver asked for within bounds.
import { LIMITS } from '../config/limits.ts';
import { withJitter } from '../lib/backoff.ts';
import type { Random } from '../lib/random.ts';
import type { Outcome } from '../model/outcome.ts';

/** share by which a wait is moved at random, so that what failed together does not come back together */
const JITTER = 0.2;

export type NextAttempt = { at: Date } | { dead: true };

/**
 * When a delivery is tried again after its `tries`-th try failed; dead once the schedule is used up, so that there are
 * as many tries as the schedule has entries. A receiver's Retry-After counts up to twice the wait of the schedule and
 * never shortens it; after a timeout or a 429 the wait is at least a minute.
 * @param tries tries made so far, this one included
 * @param schedule waits in ms before each try; the first is before the first try
 */
export function nextAttempt(
  tries: number,
  outcome: Outcome<unknown>,
  { schedule, random, now }: { schedule: readonly number[]; random: Random; now: Date },
): NextAttempt {
  const base = schedule[tries];
  if (outcome.kind !== 'retry' || base === undefined) return { dead: true };
  const patient = outcome.reason === 'timeout' || outcome.reason === 'http-429';
  const patience = patient ? LIMITS.alertPatienceMs : 0;
  const least = Math.max(base, patience);
  const wait = Math.max(withJitter(least, JITTER, random), patience);
  const asked = Math.min(outcome.afterMs ?? 0, 2 * least, LIMITS.alertDelayMs);
  return { at: new Date(now.getTime() + Math.max(wait, asked)) };
}
