// The frame of a fault test: servers for both queue backends, fresh ground for each test, everything ended after it.
import { afterAll, afterEach, beforeAll, beforeEach, describe } from 'vitest';
import { backends } from './backends.ts';
import { type Ground, type Grounds, startGrounds } from './house.ts';
import { type News, type Newsdesk, openNewsdesk } from './newsdesk.ts';
import { type Runner, serviceOn } from './service.ts';

export type Bench = {
  queue: 'postgres' | 'redis';
  /** a fresh store and queue, news in it, and the service that can be run there */
  open(news: News): Promise<{ ground: Ground; desk: Newsdesk; service: Runner }>;
};

/** Defines the tests once for each queue backend. */
export function onEachQueue(define: (bench: Bench) => void): void {
  describe.each(backends())('queue on $name', (backend) => {
    let grounds: Grounds;
    let closing: (() => Promise<void>)[] = [];
    beforeAll(async () => {
      if (!backend.missing) grounds = await startGrounds(backend);
    });
    beforeEach((context) => {
      if (backend.missing) context.skip(backend.missing);
    });
    afterEach(async () => {
      for (const close of closing.reverse()) await close();
      closing = [];
    });
    afterAll(() => grounds?.stop());

    define({
      queue: backend.name,
      open: async (news) => {
        const ground = await grounds.ground();
        const desk = await openNewsdesk(ground.storeUrl, news);
        closing.push(desk.close);
        const service = serviceOn(ground);
        closing.push(service.clear);
        return { ground, desk, service };
      },
    });
  });
}
