// A worker is killed again and again in the middle of its work: nothing is lost, and what comes twice is the same twice.
import { expect, test } from 'vitest';
import { GOOD } from '../support/newsdesk.ts';
import { onEachQueue } from '../support/on-each-queue.ts';
import { ALERTS_AT_ONCE } from '../support/service.ts';

const KILLS = 10;
/** so many of them come while pages are read; the others come while an alert is on its way */
const KILLS_AT_PAGES = 3;

onEachQueue(({ queue, open }) => {
  test('ten kill -9 during 300 articles: nothing is lost, copies are equal', async () => {
    const { desk, service } = await open({ articles: 300, twice: 20 });
    const begin = performance.now();
    for (let kill = 0; kill < KILLS; kill++) {
      const struck = kill < KILLS_AT_PAGES ? desk.morePages(8) : desk.moreAlerts(6);
      const running = await service.start();
      await struck;
      running.kill('SIGKILL');
      await running.exited;
    }
    await service.start();
    await desk.settled();
    const { duplicates, ...rest } = await desk.verdict();
    const ms = Math.round(performance.now() - begin);
    console.info(`${queue}: ${KILLS} kills, ${duplicates} duplicates, ${ms} ms`);
    expect(rest).toEqual(GOOD);
    expect(duplicates).toBeLessThanOrEqual(KILLS * ALERTS_AT_ONCE);
  });

  test('killed between the yes of the receiver and its record: a copy comes, with the same id and body', async () => {
    const { desk, service } = await open({ articles: 15 });
    const kills = 2;
    for (let kill = 0; kill < kills; kill++) {
      const { signal } = await service.runToEnd({ fault: { at: 'sent', nth: 1 } });
      expect(signal).toBe('SIGKILL');
    }
    await service.start();
    await desk.settled();
    const { duplicates, ...rest } = await desk.verdict();
    expect(rest).toEqual(GOOD);
    expect(duplicates).toBeGreaterThanOrEqual(1);
    expect(duplicates).toBeLessThanOrEqual(kills * ALERTS_AT_ONCE);
  });
});
