// Where a subscription is in force: on all workers, since when, or which of them are behind.
import { setTimeout as wait } from 'node:timers/promises';
import { stopwatch } from '../lib/clock.ts';
import type { Sql } from '../store/db.ts';
import { type Force, forceOf, type WorkerRow } from '../store/workers.ts';
import { plural } from './output.ts';

/** workers take a change over in well below this; later the answer is who is behind */
const PATIENCE_MS = 2000;
const LOOK_MS = 20;

/** Waits a moment for all workers to take a change over. */
export async function awaitForce(sql: Sql, subscriptionId: number): Promise<Force> {
  const elapsed = stopwatch();
  for (;;) {
    const force = await forceOf(sql, subscriptionId);
    const settled = force.workers === 0 || (force.behind.length === 0 && force.since !== null);
    if (settled || elapsed() > PATIENCE_MS) return force;
    await wait(LOOK_MS);
  }
}

export const workerName = (worker: Pick<WorkerRow, 'host' | 'pid'>): string => `${worker.host}/${worker.pid}`;

/** The sentence for people. */
export function forceSentence({ workers, behind, since }: Force): string {
  if (workers === 0) return 'no worker runs now; in force from the start of the next one';
  if (behind.length > 0) {
    return `not yet in force on ${behind.map(workerName).join(', ')} (of ${plural(workers, 'worker')})`;
  }
  const all = workers === 1 ? 'the one worker' : `all ${workers} workers`;
  return since === null ? `in force on ${all}` : `in force on ${all} since ${since.toISOString()}`;
}

export const forceForJson = ({ workers, behind, since }: Force) => ({
  workers,
  behind: behind.map(workerName),
  since,
});
