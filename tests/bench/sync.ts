// How soon a created, changed or removed subscription is in force on 3 workers: npm run bench sync [changes] [workers]
// Starts a PostgreSQL of its own and the workers as processes, makes the changes one after the other, and takes the time
// from commit until every worker says that it judges by the new rev, as `subscriptions show` would tell it.
import { fileURLToPath } from 'node:url';
import { openStore, type Store } from '../../src/store/db.ts';
import { migrate } from '../../src/store/migrate.ts';
import { removeSubscription, saveSubscription } from '../../src/store/subscriptions.ts';
import { listWorkers } from '../../src/store/workers.ts';
import { startPostgres } from '../support/postgres.ts';
import { type Running, runProgram } from '../support/process.ts';

const changes = Number(process.argv[2] ?? 100);
const count = Number(process.argv[3] ?? 3);
const LOOK_MS = 2;
const START_MS = 60_000;

const main = new URL('../../src/cli/main.ts', import.meta.url);
const vocabulary = fileURLToPath(new URL('../fixtures/little-vocabulary', import.meta.url));
const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function until(what: string, look: () => Promise<boolean>, ms = START_MS): Promise<number> {
  const from = performance.now();
  while (!(await look())) {
    if (performance.now() - from > ms) throw new Error(`${what}: not within ${ms} ms`);
    await rest(LOOK_MS);
  }
  return performance.now() - from;
}

const save = (store: Store, name: string, query: string) =>
  store.tx((sql) =>
    saveSubscription(sql, { subscriber: 'bench', name, query, channel: 'file', target: 'a', secrets: [] }),
  );

/** One change; the rev that it made. A third creates, a third changes, a third removes. */
async function change(store: Store, n: number): Promise<number> {
  const name = `subscription ${Math.floor(n / 3)}`;
  const saved = await save(store, name, n % 3 === 0 ? 'alpha NEAR/5 beta' : `"gamma ${n}"`);
  if (n % 3 !== 2) return saved.rev;
  await store.tx((sql) => removeSubscription(sql, saved.id));
  const { rows } = await store.query<{ rev: number }>('select rev from subscription where id = $1', [
    saved.id,
  ]);
  return rows[0]?.rev ?? 0;
}

const postgres = await startPostgres();
const url = await postgres.database();
const store = openStore(url, 4);
const workers: Running[] = [];
try {
  await migrate(store);
  const env = {
    DATABASE_URL: url,
    PRESSWATCH_LOG_LEVEL: 'silent',
    PRESSWATCH_TAG_VOCABULARY: vocabulary,
  };
  for (let n = 0; n < count; n++)
    workers.push(runProgram(main, ['start', '--role', 'tag', '--json'], { env }));
  await until('all workers are at work', async () => (await listWorkers(store)).length === count);
  const times: number[] = [];
  for (let n = 0; n < changes; n++) {
    const rev = await change(store, n);
    const everywhere = async () => {
      const at = await listWorkers(store);
      return at.length === count && at.every((worker) => (worker.rev ?? 0) >= rev);
    };
    times.push(await until(`change ${n} in force`, everywhere));
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => (times[Math.ceil(share * times.length) - 1] ?? 0).toFixed(0);
  console.log(
    `${changes} changes on ${count} workers, ms from commit to all: p50 ${at(0.5)}, p90 ${at(0.9)}, p99 ${at(0.99)}, worst ${at(1)}`,
  );
  const bar = Number(at(0.99)) <= 1000;
  console.log(bar ? 'within the bar: p99 below 1000 ms' : 'OVER the bar of 1000 ms at p99');
  process.exitCode = bar ? 0 : 1;
} finally {
  for (const worker of workers) worker.kill('SIGTERM');
  await Promise.all(workers.map((worker) => worker.exited));
  await store.close();
  await postgres.stop();
}
