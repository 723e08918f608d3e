// Waiting for a state of the store, with a look at progress in between.
import { setTimeout as pause } from 'node:timers/promises';
import { stopwatch } from '../../lib/clock.ts';

const LOOK_MS = 200;

/** Resolves to true when `reached` does, to false after `patienceMs` or when `signal` says so. */
export async function waitFor(
  reached: () => Promise<boolean>,
  patienceMs: number,
  meanwhile: () => Promise<void>,
  signal: AbortSignal,
): Promise<boolean> {
  const elapsed = stopwatch();
  while (elapsed() < patienceMs && !signal.aborted) {
    if (await reached()) return true;
    await meanwhile();
    await pause(LOOK_MS);
  }
  return false;
}
