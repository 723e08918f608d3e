// The gap between the store and the queue: killed exactly after a commit and before its jobs are in the queue. The row
// then waits and no job knows of it; only the reconciler brings it on its way.
import { expect, test } from 'vitest';
import { QUEUE_NAMES } from '../../src/queue/names.ts';
import { openSite } from '../support/backends.ts';
import type { Ground } from '../support/house.ts';
import { GOOD, type Newsdesk } from '../support/newsdesk.ts';
import { onEachQueue } from '../support/on-each-queue.ts';
import { ALERTS_AT_ONCE } from '../support/service.ts';

const ARTICLES = 60;
/** in feeds of 50 and 10; the items of whichever is polled first stay behind all together: one commit, one hand-over */
const SMALLER_FEED = 10;
const WITHOUT_RECONCILER = { RECONCILE_LEASE: '1d', RECONCILE_EVERY: '10m' };

const WAITING = `select stage, count(*) as n from item where stage not in ('done', 'rejected') group by stage
  union all select 'alert', count(*) from delivery where state = 'pending' order by stage`;
const DUE_FEEDS = `select id from feed where next_poll_at <= now()`;

onEachQueue(({ open }) => {
  test('killed there on the way into each queue: stays behind without the reconciler, arrives with it', async () => {
    const { ground, desk, service } = await open({ articles: ARTICLES });
    const befores = ['fetch-pages', 'extract-articles', 'tag-articles', 'send-alerts'] as const;
    for (const before of befores) {
      const fault = { at: 'commit', before, nth: 1 } as const;
      const { signal } = await service.runToEnd({ fault, settings: WITHOUT_RECONCILER });
      expect(signal).toBe('SIGKILL');
    }

    const alone = await service.start({ settings: WITHOUT_RECONCILER });
    await nothingMoves(ground, desk);
    const left = await desk.rows<{ stage: string; n: number }>(WAITING);
    expect(left.map(({ stage }) => stage)).toEqual(['alert', 'extract', 'fetch', 'tag']);
    expect(left.find(({ stage }) => stage === 'fetch')?.n).toBeGreaterThanOrEqual(SMALLER_FEED);
    alone.kill('SIGTERM');
    await alone.exited;

    await service.start();
    await desk.settled();
    const { duplicates, ...rest } = await desk.verdict();
    expect(rest).toEqual(GOOD);
    expect(duplicates).toBeLessThanOrEqual(befores.length * ALERTS_AT_ONCE);
  });

  test('a stage that throws twice: its row is put off for longer than the queue has patience, and the reconciler puts it back', async () => {
    const { desk, service } = await open({ articles: 3 });
    const running = await service.start({ fault: { at: 'tag', title: 'Report 0', times: 2 } });
    await running.until((said) => said.left === 0, 'the second throw');
    await desk.settled();
    expect(await desk.verdict()).toEqual({ ...GOOD, duplicates: 0 });
  });
});

/** Waits until no feed is due and no queue holds a job: a job hands its successor over before it ends itself. */
async function nothingMoves({ storeUrl, redisUrl, prefix }: Ground, desk: Newsdesk): Promise<void> {
  const site = await openSite({ redisUrl, postgresUrl: redisUrl === null ? storeUrl : null, prefix });
  const moving = async () => {
    const { length: feeds } = await desk.rows(DUE_FEEDS);
    const counts = await Promise.all(QUEUE_NAMES.map((name) => site.queue.queue(name).getJobCounts()));
    return counts.flatMap((count) => Object.values(count)).reduce((sum, n) => sum + n, feeds);
  };
  await expect.poll(moving, { timeout: 90_000, interval: 100 }).toBe(0);
  await site.close();
}
