// When to try a delivery again: the published schedule with jitter, and what the receiver asked for within bounds.
import { withJitter } from '../lib/backoff.ts';
import type { Random } from '../lib/random.ts';
import type { Outcome } from '../model/outcome.ts';

/** a receiver that timed out or asked for patience is left alone at least this long */
const LEAST_AFTER_TIMEOUT_MS = 60_000;
/** no receiver may put a delivery off further than this */
const MOST_MS = 24 * 3_600_000;
const JITTER = 0.2;

export type NextAttempt = { at: Date } | { dead: true };

/**
 * When a delivery is tried again after its `tries`-th try failed.
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
  const least = patient ? Math.max(base, LEAST_AFTER_TIMEOUT_MS) : base;
  const spread = withJitter(least, JITTER, random);
  const floor = patient ? Math.max(spread, LEAST_AFTER_TIMEOUT_MS) : spread;
  const asked = Math.min(outcome.afterMs ?? 0, 2 * least, MOST_MS);
  return { at: new Date(now.getTime() + Math.max(floor, asked)) };
}
