// Asked to stop under load, several times: what is in hand comes to its end, so nothing is lost and nothing comes twice.
import { expect, test } from 'vitest';
import { LIMITS } from '../../src/config/limits.ts';
import { GOOD } from '../support/newsdesk.ts';
import { onEachQueue } from '../support/on-each-queue.ts';

const STOPS = 3;
/** nothing stalls here: a lock that ran out on a busy machine would show as a second copy */
const settings = { QUEUE_LOCK: '30s', QUEUE_STALLED_CHECK: '10s' };

onEachQueue(({ queue, open }) => {
  test('SIGTERM three times in mid-run: exit 0 in time, nothing lost, nothing twice', async () => {
    const { desk, service } = await open({ articles: 75 });
    const stops: number[] = [];
    for (let stop = 0; stop < STOPS; stop++) {
      const struck = stop === 0 ? desk.morePages(8) : desk.moreAlerts(4);
      const running = await service.start({ settings });
      await struck;
      const begin = performance.now();
      running.kill('SIGTERM');
      const { code, stderr } = await running.exited;
      stops.push(Math.round(performance.now() - begin));
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    }
    console.info(`${queue}: stopped in ${stops.join(', ')} ms`);
    expect(Math.max(...stops)).toBeLessThan(LIMITS.shutdownMs);
    await service.start({ settings });
    await desk.settled();
    expect(await desk.verdict()).toEqual({ ...GOOD, duplicates: 0 });
  });
});
