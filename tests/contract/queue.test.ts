// What we rely on in the queue, the same on every backend. A backend is good when all of this holds.
import { DelayedError, FlowProducer, QueueEvents, UnrecoverableError, Worker } from 'bullmq';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { JobQueue, QueueBackend, Tuning } from '../../src/queue/backend.ts';
import { backends, type OpenQueue, openSite, type QueueSite } from '../support/backends.ts';
import { type Running, run } from '../support/process.ts';

const NAME = 'fetch-feeds';
const TIMES = { lockMs: 2000, stalledMs: 1000 };

type Work = Parameters<QueueBackend['worker']>[1];

describe.each(backends())('the queue on $name', ({ missing, start }) => {
  let server: Awaited<ReturnType<typeof start>>;
  let site: QueueSite;
  let open: OpenQueue;
  let queue: JobQueue;
  let closing: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    if (!missing) server = await start();
  });
  afterAll(() => server?.stop());
  beforeEach(async (context) => {
    if (missing) return context.skip(missing);
    site = await server.site();
    open = await openSite(site, TIMES);
    queue = open.queue.queue(NAME);
  });
  afterEach(async () => {
    for (const close of closing.reverse()) await close();
    closing = [];
    await open?.close();
  });

  /** A worker, and the ids of its finished jobs in order, when each was begun; `count(n)` waits for the nth. */
  function consume(work: Work = async () => {}, tuning: Tuning = {}) {
    const done: number[] = [];
    const at: number[] = [];
    let look = () => {};
    const worker = open.queue.worker(NAME, work, tuning);
    worker.on('completed', (job) => {
      done.push(Number(job.data.id));
      at.push(job.processedOn ?? 0);
      look();
    });
    const count = (wanted: number) =>
      new Promise<void>((resolve) => {
        look = () => done.length >= wanted && resolve();
        look();
      });
    return { worker, done, at, count };
  }

  /** QueueEvents on the same queue, listening already. */
  async function listen() {
    const events = new QueueEvents(NAME, open.queue.options, open.queue.factory);
    events.on('error', () => {});
    closing.push(() => events.close());
    await events.waitUntilReady();
    return events;
  }

  const add = (n: number, options = {}) => queue.add(NAME, { id: `${n}` }, options);
  const addMany = (ids: number[], options = {}) =>
    queue.addBulk(ids.map((n) => ({ name: NAME, data: { id: `${n}` }, opts: options })));
  const range = (n: number) => Array.from({ length: n }, (_, i) => i);

  test('a producer can wait until its job is finished', async () => {
    const events = await listen();
    const job = await add(1, { removeOnComplete: false });
    consume();
    await job.waitUntilFinished(events, 10_000);
    expect(await job.getState()).toBe('completed');
  });

  test('a delayed job does not run before its time', async () => {
    const { count, worker } = consume();
    let waited = 0;
    worker.on('completed', (job) => {
      waited = (job.processedOn ?? 0) - job.timestamp;
    });
    await add(1, { delay: 400 });
    await count(1);
    expect(waited).toBeGreaterThanOrEqual(400);
  });

  test('a job that throws is tried again with growing pauses', async () => {
    const tries: number[] = [];
    const { count } = consume(async () => {
      tries.push(performance.now());
      if (tries.length < 3) throw new Error('not yet');
    });
    await add(1, { attempts: 3, backoff: { type: 'exponential', delay: 100 } });
    await count(1);
    expect(tries).toHaveLength(3);
    expect(tries[1]! - tries[0]!).toBeGreaterThanOrEqual(95);
    expect(tries[2]! - tries[1]!).toBeGreaterThanOrEqual(195);
  });

  test('a deduplicated job is taken once until it is finished', async () => {
    const same = { deduplication: { id: 'feed-1' } };
    const [first, second] = [await add(1, same), await add(2, same)];
    expect(second.id).toBe(first.id);
    const { count, done } = consume();
    await count(1);
    await add(3, same);
    await count(2);
    expect(done).toEqual([1, 3]);
  });

  test('a throttled job is taken once in its time, finished or not', async () => {
    const { count, done } = consume();
    const same = { deduplication: { id: 'feed-1', ttl: 60_000 } };
    await add(1, same);
    await count(1);
    await add(2, same);
    await add(3);
    await count(2);
    expect(done).toEqual([1, 3]);
  });

  test('of the jobs added while one is active, only the last runs after it', async () => {
    const same = { deduplication: { id: 'feed-1', keepLastIfActive: true } };
    let started = () => {};
    let finish = () => {};
    const running = new Promise<void>((resolve) => {
      started = resolve;
    });
    const gate = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const { count, done } = consume(async () => {
      started();
      await gate;
    });
    await add(1, same);
    await running;
    await add(2, same);
    await add(3, same);
    finish();
    await count(2);
    expect(done).toEqual([1, 3]);
  });

  test('a job id that is still known is not added twice', async () => {
    await add(1, { jobId: 'fetch-1-v1' });
    await add(2, { jobId: 'fetch-1-v1' });
    expect(await queue.getJobCounts('waiting')).toEqual({ waiting: 1 });
    const { count, done } = consume();
    await count(1);
    expect(done).toEqual([1]);
  });

  test('a rate limit holds for the whole queue', async () => {
    await addMany(range(6));
    const { count, at } = consume(undefined, { limiter: { max: 2, duration: 300 }, concurrency: 6 });
    await count(6);
    expect(Math.max(...at) - Math.min(...at)).toBeGreaterThanOrEqual(590);
  });

  test('a worker can ask for a pause, and the job is not counted as failed', async () => {
    let runs = 0;
    const { count, worker } = consume(
      async () => {
        if (++runs > 1) return;
        await queue.rateLimit(300);
        throw Worker.RateLimitError();
      },
      { limiter: { max: 100, duration: 1000 } },
    );
    const begin = performance.now();
    let failed = 0;
    worker.on('failed', () => failed++);
    await add(1, { attempts: 1 });
    await count(1);
    expect({ runs, failed }).toEqual({ runs: 2, failed: 0 });
    expect(performance.now() - begin).toBeGreaterThanOrEqual(290);
  });

  test('urgent jobs go first', async () => {
    await add(3, { priority: 30 });
    await add(1, { priority: 10 });
    await add(2, { priority: 20 });
    const { count, done } = consume();
    await count(3);
    expect(done).toEqual([1, 2, 3]);
  });

  test('a job scheduler produces at its beat until it is removed', async () => {
    const { count, at, done } = consume();
    await queue.upsertJobScheduler('beat', { every: 300 }, { name: NAME, data: { id: '1' } });
    await count(3);
    expect(at[2]! - at[0]!).toBeGreaterThan(400);
    expect(await queue.removeJobScheduler('beat')).toBe(true);
    await add(2, { delay: 700 });
    while (done.at(-1) !== 2) await count(done.length + 1);
    expect(done.length).toBeLessThanOrEqual(5);
    expect(await queue.getJobSchedulersCount()).toBe(0);
  });

  test('a parent runs when its children in another queue are finished', async () => {
    const order: string[] = [];
    open.queue.worker('fetch-pages', async () => void order.push('child'));
    const { count } = consume(async () => void order.push('parent'));
    const flow = new FlowProducer(open.queue.options, open.queue.factory);
    closing.push(() => flow.close());
    await flow.add({
      ...{ name: NAME, queueName: NAME, data: { id: '1' } },
      children: [1, 2].map((itemId) => ({
        name: 'fetch-pages',
        queueName: 'fetch-pages',
        data: { id: `${itemId}` },
      })),
    });
    await count(1);
    expect(order).toEqual(['child', 'child', 'parent']);
  });

  test('a job can be pushed back without counting as tried', async () => {
    const starts: number[] = [];
    const { count, worker } = consume(async (job, token) => {
      starts.push(performance.now());
      if (starts.length > 1) return;
      await job.moveToDelayed(Date.now() + 300, token);
      throw new DelayedError();
    });
    let attempts = 0;
    worker.on('completed', (job) => {
      attempts = job.attemptsMade;
    });
    await add(1, { attempts: 1 });
    await count(1);
    expect(starts[1]! - starts[0]!).toBeGreaterThanOrEqual(295);
    expect(attempts).toBe(1);
  });

  test('a global concurrency holds over all workers', async () => {
    await queue.setGlobalConcurrency(2);
    let now = 0;
    let most = 0;
    const work = async () => {
      most = Math.max(most, ++now);
      await new Promise((resolve) => setTimeout(resolve, 20));
      now--;
    };
    const [first, second] = [consume(work, { concurrency: 5 }), consume(work, { concurrency: 5 })];
    const all = new Promise<void>((resolve) => {
      const look = () => first.done.length + second.done.length === 20 && resolve();
      first.worker.on('completed', look);
      second.worker.on('completed', look);
    });
    await addMany(range(20));
    await all;
    expect(most).toBe(2);
  });

  test('a paused queue gives out nothing until it is resumed', async () => {
    await queue.pause();
    const { count, done, worker } = consume();
    await worker.waitUntilReady();
    await addMany([1, 2]);
    expect(await queue.isPaused()).toBe(true);
    expect(await queue.getJobCounts('active')).toEqual({ active: 0 });
    expect(done).toEqual([]);
    await queue.resume();
    await count(2);
  });

  test('what was done is counted, and exported for Prometheus', async () => {
    const { count } = consume(
      async (job) => {
        if (Number(job.data.id) === 3) throw new UnrecoverableError('no');
      },
      { metrics: { maxDataPoints: 60 } },
    );
    await addMany([1, 2, 3]);
    await add(4, { delay: 60_000 });
    await count(2);
    await expect.poll(() => queue.getJobCounts('failed')).toEqual({ failed: 1 });
    await expect.poll(async () => (await queue.getMetrics('completed')).meta.count).toBe(2);
    const text = await queue.exportPrometheusMetrics({ role: 'test' });
    expect(text).toMatch(/bullmq_job_count\{[^}]*state="delayed"[^}]*role="test"[^}]*\} 1/);
  });

  test('a job keeps what is logged about it and how far it got', async () => {
    const { count } = consume(async (job) => {
      await job.log('half way');
      await job.updateProgress(50);
    });
    const { id } = await add(1, { removeOnComplete: false });
    await count(1);
    expect((await queue.getJobLogs(id!)).logs).toEqual(['half way']);
    expect((await queue.getJob(id!))?.progress).toBe(50);
  });

  const child = (what: string): Running => {
    const started = run(new URL('../support/queue-worker.ts', import.meta.url), [site, TIMES, what]);
    closing.push(() => {
      started.kill('SIGKILL');
      return started.exited;
    });
    return started;
  };

  test('a job whose worker was killed is given to another worker, however often', async () => {
    await add(1, { attempts: 1 });
    for (let kills = 0; kills < 2; kills++) {
      const hanging = child('hang');
      await hanging.until((said) => said.id === 1, 'the job');
      hanging.kill('SIGKILL');
      await hanging.exited;
    }
    const { done } = consume();
    await expect.poll(() => done, { timeout: 10_000 }).toEqual([1]);
    expect(await queue.getJobCounts('failed')).toEqual({ failed: 0 });
  });

  test('three processes share 300 jobs, each job once', async () => {
    const workers = [child('work'), child('work'), child('work')];
    await Promise.all(workers.map((worker) => worker.until((said) => said.ready === true, 'a worker')));
    await addMany(range(300));
    await expect
      .poll(async () => Object.values(await queue.getJobCounts()).reduce((sum, n) => sum + n, 0), {
        timeout: 30_000,
        interval: 50,
      })
      .toBe(0);
    for (const worker of workers) worker.tell('end');
    await Promise.all(workers.map((worker) => worker.exited));
    const ids = workers.flatMap(({ said }) =>
      said.flatMap((line) => (typeof line.id === 'number' ? [line.id] : [])),
    );
    expect(ids.sort((a, b) => a - b)).toEqual(range(300));
  });
});
