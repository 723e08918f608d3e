// The gap between the store and the queue: killed exactly after a commit and before its jobs are in the queue. The row
// then waits and no job knows of it; only the reconciler brings it on its way.
import { expect, test } from 'vitest';
import { GOOD } from '../support/newsdesk.ts';
import { onEachQueue } from '../support/on-each-queue.ts';
import { ALERTS_AT_ONCE } from '../support/service.ts';

const ARTICLES = 60;
/** the first feed's items stay behind all together: one commit, one hand-over */
const FIRST_FEED = 50;
const WITHOUT_RECONCILER = { RECONCILE_LEASE: '1d' };

const WAITING = `select stage, count(*) as n from item where stage not in ('done', 'rejected') group by stage
  union all select 'alert', count(*) from delivery where state = 'pending' order by stage`;

onEachQueue(({ open }) => {
  test('killed there on the way into each queue: stays behind without the reconciler, arrives with it', async () => {
    const { desk, service } = await open({ articles: ARTICLES });
    const befores = ['fetch-pages', 'extract-articles', 'tag-articles', 'send-alerts'] as const;
    for (const before of befores) {
      const fault = { at: 'commit', before, nth: 1 } as const;
      const struck = await service.start({ fault, settings: WITHOUT_RECONCILER });
      expect((await struck.exited).signal).toBe('SIGKILL');
    }

    const left = [
      { stage: 'alert', n: 1 },
      { stage: 'extract', n: 1 },
      { stage: 'fetch', n: FIRST_FEED },
      { stage: 'tag', n: 1 },
    ];
    const alone = await service.start({ settings: WITHOUT_RECONCILER });
    await expect.poll(() => desk.rows(WAITING), { timeout: 60_000 }).toEqual(left);
    alone.kill('SIGTERM');
    await alone.exited;
    expect(await desk.rows(WAITING)).toEqual(left);

    await service.start();
    await desk.settled();
    const { duplicates, ...rest } = await desk.verdict();
    expect(rest).toEqual(GOOD);
    expect(duplicates).toBeLessThanOrEqual(befores.length * ALERTS_AT_ONCE);
  });

  test('a stage that throws for longer than the queue has patience: the reconciler puts its row back', async () => {
    const { desk, service } = await open({ articles: 3 });
    const running = await service.start({ fault: { at: 'tag', title: 'Report 0', times: 6 } });
    await running.until((said) => said.left === 0, 'the sixth throw');
    await desk.settled();
    expect(await desk.verdict()).toEqual({ ...GOOD, duplicates: 0 });
  });
});
