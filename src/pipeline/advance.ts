// One step of one row: start, run the stage, then result and next step in one transaction, then the queue.
// A repeat of a step that has already been taken finds nothing to start and does nothing.
import { LIMITS } from '../config/limits.ts';
import { createTurns } from '../lib/turns.ts';
import { type Outcome, type Reject, reject } from '../model/outcome.ts';
import type { Sql } from '../store/db.ts';
import type { Deps } from './deps.ts';
import type { Job } from './job.ts';

/** How often work on a row was begun without coming to an end, and how often it ended in an error of ours. */
type Counted = { starts: number; errors: number };

export type Step<Row extends Counted, Value> = {
  name: string;
  /** Counts a start and returns the row; null when it does not wait for this stage (any more). */
  start(sql: Sql, id: string): Promise<Row | null>;
  /** Takes a start back, before its turn has come. */
  undoStart(sql: Sql, id: string): Promise<unknown>;
  /** Takes a start back that ended in an error of ours, counts the error, and puts the row off. */
  setBack(sql: Sql, id: string): Promise<unknown>;
  /** The stage itself: no transaction is open while it works. */
  run(row: Row, deps: Deps): Promise<Outcome<Value>>;
  /** Holds the row for the transaction; false when another run has taken this step meanwhile. */
  lock(sql: Sql, row: Row): Promise<boolean>;
  /** Writes result, ledger and next step; returns the jobs that follow. */
  save(sql: Sql, row: Row, outcome: Outcome<Value>, deps: Deps): Promise<Job[]>;
};

/** Takes one step. Resolves to the outcome, or null when there was nothing to do. Throws on a lost dependency. */
export async function advance<Row extends Counted, Value>(
  step: Step<Row, Value>,
  id: string,
  deps: Deps,
): Promise<Outcome<Value> | null> {
  const row = await step.start(deps.store, id);
  if (row === null || row.starts === 1) return row && take(step, row, id, deps);
  await step.undoStart(deps.store, id);
  return inTurn(async () => {
    const suspect = await step.start(deps.store, id);
    return suspect && take(step, suspect, id, deps);
  });
}

/**
 * A row whose work began before and never came to an end may have taken its process down, or was only near one that did.
 * Such rows run one at a time in a process, and count a start only at their turn: so the guilty one dies alone.
 */
const inTurn = createTurns();

async function take<Row extends Counted, Value>(
  step: Step<Row, Value>,
  row: Row,
  id: string,
  deps: Deps,
): Promise<Outcome<Value>> {
  try {
    const outcome = hopeless(row) ?? (await step.run(row, deps));
    const jobs = await deps.store.tx(async (sql) =>
      (await step.lock(sql, row)) ? step.save(sql, row, outcome, deps) : [],
    );
    await handOver(jobs, deps);
    const { kind } = outcome;
    deps.log.debug({
      event: `${step.name}.${kind}`,
      id,
      reason: kind === 'done' ? undefined : outcome.reason,
    });
    return outcome;
  } catch (error) {
    // an error that we live to see is no poison; when the store is gone too, the start stays counted: the safe side
    const problem = error instanceof Error ? error.message : String(error);
    deps.log.error({ event: `${step.name}.failed`, id, problem });
    await step.setBack(deps.store, id).catch(() => undefined);
    throw error;
  }
}

/** The verdict on a row that is not to be tried any more; null for all others. */
function hopeless({ starts, errors }: Counted): Reject | null {
  if (starts > LIMITS.startsBeforePoison) {
    const times = `${starts - 1} times`;
    return reject(
      'poison',
      `Work on it was started ${times} and never came to an end: it takes its process down.`,
    );
  }
  if (errors < LIMITS.errorsBeforeReject) return null;
  return reject(
    'error',
    `Presswatch itself failed on it ${errors} times; the log has the errors (look for this id). Replay it when that is mended.`,
  );
}

/** Puts jobs into the queue. A failure is logged, not thrown: the rows wait, and the reconciler hands them over again. */
export async function handOver(
  jobs: readonly (Job | null)[],
  deps: Pick<Deps, 'enqueue' | 'log'>,
): Promise<void> {
  const due = jobs.filter((job) => job !== null);
  if (due.length === 0) return;
  try {
    await deps.enqueue(due);
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    deps.log.warn({ event: 'queue.unreachable', jobs: due.length, problem });
  }
}
