// What a person sees while a command waits for something: nothing for two seconds, then what for and how long.
import { stopwatch } from '../../lib/clock.ts';
import type { Output } from '../output.ts';

const PATIENCE_MS = 2000;
const EVERY_MS = 1000;

/** Does the work; tells of it on standard error once it takes longer than two seconds. */
export async function waiting<T>(output: Output, what: string, work: () => Promise<T>): Promise<T> {
  const elapsed = stopwatch();
  const timer = setInterval(() => {
    if (elapsed() >= PATIENCE_MS) output.progress(`${what} (${Math.round(elapsed() / 1000)} s)`);
  }, EVERY_MS);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    output.progressDone();
  }
}
