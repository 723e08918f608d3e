// A worker is killed again and again in the middle of its work: nothing is lost, and what comes twice is the same twice.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { backends } from '../support/backends.ts';
import { type Grounds, startGrounds } from '../support/house.ts';
import { GOOD, type Newsdesk, openNewsdesk } from '../support/newsdesk.ts';
import { ALERTS_AT_ONCE, type Runner, serviceOn } from '../support/service.ts';

const KILLS = 10;
/** how many of the kills come while pages are read; the others come while an alert is on its way */
const KILLS_AT_PAGES = 3;
/** a receiver that takes a moment, so that alerts are in hand at a kill */
const RECEIVER_MS = 20;

describe.each(backends())('queue on $name', (backend) => {
  let grounds: Grounds;
  let service: Runner;
  let desk: Newsdesk;
  beforeAll(async () => {
    if (!backend.missing) grounds = await startGrounds(backend);
  });
  afterEach(async () => {
    await service?.clear();
    await desk?.close();
  });
  afterAll(() => grounds?.stop());

  test.skipIf(backend.missing)(
    'ten kill -9 during 300 articles: nothing is lost, copies are equal',
    async () => {
      const ground = await grounds.ground();
      let onAlert = () => {};
      desk = await openNewsdesk(ground.storeUrl, {
        articles: 300,
        twice: 20,
        answer: async () => {
          onAlert();
          await new Promise((resolve) => setTimeout(resolve, RECEIVER_MS));
          return 204;
        },
      });
      service = serviceOn(ground);
      const begin = performance.now();
      for (let kill = 0; kill < KILLS; kill++) {
        const running = await service.start();
        if (kill < KILLS_AT_PAGES) await pages(8);
        else await alerts(6);
        running.kill('SIGKILL');
        await running.exited;
      }
      await service.start();
      await desk.settled();
      const { duplicates, ...rest } = await desk.verdict();
      console.info(
        `${backend.name}: ${KILLS} kills, ${duplicates} duplicates, ${Math.round(performance.now() - begin)} ms`,
      );
      expect(rest).toEqual(GOOD);
      expect(duplicates).toBeLessThanOrEqual(KILLS * ALERTS_AT_ONCE);

      function alerts(more: number): Promise<void> {
        let seen = 0;
        return new Promise((resolve) => {
          onAlert = () => {
            if (++seen === more) resolve();
          };
        });
      }
      async function pages(more: number): Promise<void> {
        const asked = () => desk.press.requests.values().reduce((sum, n) => sum + n, 0);
        const before = asked();
        await expect.poll(asked, { timeout: 30_000, interval: 2 }).toBeGreaterThanOrEqual(before + more);
      }
    },
  );
});
