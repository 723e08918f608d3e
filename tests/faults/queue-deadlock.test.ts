// Many jobs due at one instant in several processes: BullMQ's Postgres backend then locks rows in differing orders and
// the server gives statements up. Without the repeating pool 2-6 of 200 jobs end up wrongly failed or stuck.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { backends, openSite } from '../support/backends.ts';
import { run } from '../support/process.ts';

const JOBS = 200;
const PROCESSES = 3;
const TIMES = { lockMs: 10_000, stalledMs: 5000 };

describe.each(backends())('on $name', ({ missing, start }) => {
  let server: Awaited<ReturnType<typeof start>>;
  beforeAll(async () => {
    if (!missing) server = await start();
  });
  afterAll(() => server?.stop());

  test.skipIf(missing)(
    '200 jobs, each pushed back twice in three processes, all run to their end',
    async () => {
      const site = await server.site();
      const { queue, close } = await openSite(site);
      const jobs = queue.queue('fetch-feeds');
      const worker = new URL('../support/queue-worker.ts', import.meta.url);
      const workers = Array.from({ length: PROCESSES }, () => run(worker, [site, TIMES, 'twice']));
      try {
        await Promise.all(workers.map((each) => each.until((said) => said.ready === true, 'a worker')));
        await jobs.addBulk(
          Array.from({ length: JOBS }, (_, id) => ({
            name: 'fetch-feeds',
            data: { id: `${id}` },
            opts: { attempts: 1 },
          })),
        );
        const left = async () => {
          const { failed = 0, ...unfinished } = await jobs.getJobCounts();
          return { failed, unfinished: Object.values(unfinished).reduce((sum, n) => sum + n, 0) };
        };
        await expect.poll(left, { timeout: 60_000, interval: 200 }).toEqual({ failed: 0, unfinished: 0 });
        for (const each of workers) each.tell('end');
        await Promise.all(workers.map((each) => each.exited));
        const done = workers.flatMap(({ said }) => said.filter((line) => typeof line.id === 'number'));
        expect(new Set(done.map(({ id }) => id)).size).toBe(JOBS);
        const retries = workers.flatMap(({ said }) =>
          said.flatMap(({ retries: n }) => (typeof n === 'number' ? [n] : [])),
        );
        console.info(`statements repeated: ${retries.join(' + ')}`);
      } finally {
        for (const each of workers) each.kill('SIGKILL');
        await close();
      }
    },
  );
});
