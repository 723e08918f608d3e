// What is looked at before jobs are trusted to a queue, and how it behaves while its server is away.
import { afterEach, describe, expect, test } from 'vitest';
import { openQueueBackend } from '../../src/queue/backend.ts';
import { queuePool } from '../../src/store/queue-pool.ts';
import { openSite } from '../support/backends.ts';
import { redisInstalled, startRedis, type TestRedis } from '../support/redis.ts';

let redis: TestRedis | null = null;
afterEach(async () => {
  await redis?.stop();
  redis = null;
});

const onRedis = (redisUrl: string) => openQueueBackend({ redisUrl, pool: null }).check();

test('a PostgreSQL that can not be reached is told in a sentence', async () => {
  const pool = queuePool('postgres://nobody@127.0.0.1:1/none', 2);
  const { ok, problem } = await openQueueBackend({ redisUrl: null, pool }).check();
  expect(ok).toBe(false);
  expect(problem).toMatch(/can't be reached.*ECONNREFUSED/);
  await pool.end();
});

test('a Redis that can not be reached is told in a sentence, soon', async () => {
  expect(await onRedis('redis://127.0.0.1:1')).toEqual({
    ok: false,
    problem: expect.stringMatching(/^Redis can't be reached: .*ECONNREFUSED/),
  });
});

test('a queue without a home is refused', () => {
  expect(() => openQueueBackend({ redisUrl: null, pool: null })).toThrow(/Redis URL or a pool/);
});

describe.skipIf(!redisInstalled())('with Redis', () => {
  test('a Redis that never evicts and keeps a file is good', async () => {
    redis = await startRedis();
    expect(await onRedis(redis.url)).toEqual({ ok: true });
  });

  test('a Redis that evicts keys is refused', async () => {
    redis = await startRedis(['--maxmemory-policy', 'allkeys-lru']);
    expect(await onRedis(redis.url)).toMatchObject({
      ok: false,
      problem: expect.stringMatching(/allkeys-lru.*noeviction/),
    });
  });

  test('a Redis without an append-only file is used, with a warning', async () => {
    redis = await startRedis(['--appendonly', 'no']);
    expect(await onRedis(redis.url)).toEqual({ ok: true, warning: expect.stringMatching(/append-only/) });
  });

  test('while Redis is away a producer fails at once; when it is back, jobs are there and workers go on', async () => {
    redis = await startRedis();
    const site = { redisUrl: redis.url, postgresUrl: null, prefix: '{t}' };
    const { queue, close } = await openSite(site);
    const jobs = queue.queue('fetch-feeds');
    await jobs.waitUntilReady();
    const done: string[] = [];
    await jobs.add('x', { id: 'before' }, { delay: 500 });
    const worker = queue.worker('fetch-feeds', async (job) => void done.push(job.data.id));
    await worker.waitUntilReady();
    await redis.kill();
    const begin = performance.now();
    await expect(jobs.add('x', { id: 'during' })).rejects.toThrow();
    expect(performance.now() - begin).toBeLessThan(1000);
    await redis.start();
    await expect
      .poll(
        () =>
          jobs.add('x', { id: 'after' }).then(
            () => true,
            () => false,
          ),
        { timeout: 15_000 },
      )
      .toBe(true);
    await expect.poll(() => done, { timeout: 15_000 }).toEqual(expect.arrayContaining(['before', 'after']));
    await close();
  });
});
