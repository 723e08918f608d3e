// The pool that BullMQ works on when the queue lives on Postgres. It repeats statements which the server gave up for a
// deadlock or serialization failure: BullMQ 6.7.0 locks rows in differing orders (promotion of due jobs, trimming of
// finished ones), and without this some jobs end up wrongly failed. Repeating is safe because every operation of BullMQ
// is one statement, hence one transaction. Never used for the application's own SQL (db.ts), which has transactions.
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { type Random, systemRandom } from '../lib/random.ts';
import { sqlState, surviveCuts } from './db.ts';

/** deadlock_detected, serialization_failure */
const AGAIN = new Set(['40P01', '40001']);
/** each round fails for few; after ten something else is wrong */
const MAX_TRIES = 10;
const STEP_MS = 20;

/** Tells of each repeated statement; a rising rate means too many jobs due at one instant. */
export type OnRetry = (retry: { code: string; attempt: number }) => void;

class QueuePool extends pg.Pool {
  readonly #onRetry: OnRetry;
  readonly #random: Random;

  constructor(config: pg.PoolConfig, onRetry: OnRetry, random: Random) {
    super(config);
    this.#onRetry = onRetry;
    this.#random = random;
    // the one signature that BullMQ uses: text and values, a promise back
    this.query = this.#retrying(this.query.bind(this));
  }

  #retrying(run: (...args: unknown[]) => Promise<unknown>) {
    return async (...args: unknown[]): Promise<never> => {
      for (let attempt = 1; ; attempt++) {
        try {
          return (await run(...args)) as never;
        } catch (error) {
          const code = sqlState(error);
          if (attempt >= MAX_TRIES || !AGAIN.has(code)) throw error;
          this.#onRetry({ code, attempt });
        }
        await wait(this.#random() * STEP_MS * attempt);
      }
    };
  }
}

/**
 * Opens the queue's pool, on BullMQ's schema. The caller ends it, after the queues and workers on it are closed.
 * @param max connections; every Worker and QueueEvents keeps one for good, so at least their number + 4
 */
export function queuePool(
  url: string,
  max: number,
  onRetry: OnRetry = () => {},
  random: Random = systemRandom,
): pg.Pool {
  const pool = new QueuePool(
    {
      connectionString: url,
      max,
      keepAlive: true,
      application_name: 'presswatch queue',
      options: '-c search_path=bullmq',
    },
    onRetry,
    random,
  );
  pool.setMaxListeners(0); // each queue object adds an error listener of its own
  pool.on('connect', surviveCuts);
  pool.on('error', () => {}); // an idle connection was cut; the pool has dropped it already
  return pool;
}
