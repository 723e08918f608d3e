// The queue is emptied or torn down while the service works: the store knows everything, so nothing is lost.
import { Redis } from 'ioredis';
import { expect, test } from 'vitest';
import type { Ground } from '../support/house.ts';
import { GOOD, type Newsdesk } from '../support/newsdesk.ts';
import { onEachQueue } from '../support/on-each-queue.ts';
import { ALERTS_AT_ONCE } from '../support/service.ts';

/** FLUSHALL, or the tables of the queue with all that stands in them. */
async function wipe({ redisUrl }: Ground, desk: Newsdesk): Promise<void> {
  if (redisUrl === null) {
    await desk.store.tx((sql) => sql.query('drop schema bullmq cascade'));
    return;
  }
  const redis = new Redis(redisUrl);
  await redis.flushall();
  await redis.quit();
}

onEachQueue(({ queue, open }) => {
  test('wiped while feeds, pages and alerts are under way: the service goes on, and nothing is lost', async () => {
    const { ground, desk, service } = await open({ articles: 90 });
    const running = await service.start();
    const begin = performance.now();
    const strikes = [() => desk.morePages(1), () => desk.morePages(10), () => desk.moreAlerts(5)];
    for (const strike of strikes) {
      await strike();
      await wipe(ground, desk);
    }
    const wiped = performance.now();
    await desk.settled();
    const { duplicates, ...rest } = await desk.verdict();
    console.info(
      `${queue}: ${duplicates} duplicates, settled ${Math.round(performance.now() - wiped)} ms after the last wipe, ` +
        `${Math.round(performance.now() - begin)} ms in all`,
    );
    expect(rest).toEqual(GOOD);
    expect(duplicates).toBeLessThanOrEqual(strikes.length * ALERTS_AT_ONCE);
    running.kill('SIGTERM');
    expect((await running.exited).code).toBe(0);
  });
});
