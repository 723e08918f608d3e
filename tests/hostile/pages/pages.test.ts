// Every hostile page gets its outcome within the deadline and a second (of CPU time and of the wall clock, as they are
// bounded), the next page is right, the caller's thread is never stalled for 100 ms, and nothing is ever asked for from
// the network.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { LIMITS } from '../../../src/config/limits.ts';
import { type Cell, createCell, type PageInput } from '../../../src/extract/cell.ts';
import { countWorkers, watchTurns } from './clocks.ts';
import { falsePages } from './false-pages.ts';
import { goodPage, goodText, hostilePages } from './pages.ts';
import { longRuns } from './runs.ts';

// a killed thread is replaced in half a second, on a crowded machine in ten
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let cell: Cell;
let server: Server;
let requests = 0;
const STALL_MS = 100;
const lure = { address: 'http://127.0.0.1:9' };
const encode = (text: string) => new TextEncoder().encode(text);
const good = { bytes: encode(goodPage), contentType: 'text/html', url: 'https://harbour.example/ferry' };

beforeAll(async () => {
  cell = createCell({ threads: 1 });
  server = createServer((_request, response) => {
    requests++;
    response.end();
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  lure.address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await cell.extract(good);
});

afterAll(async () => {
  await cell.close();
  await new Promise((resolve) => server.close(resolve));
});

/** Reads a page within its bounds; gives the longest time in which this thread got no turn as well. */
async function judged(page: PageInput) {
  const start = performance.now();
  const workersMs = countWorkers();
  const longestTurnMs = watchTurns();
  const outcome = await cell.extract(page);
  expect(workersMs()).toBeLessThan(LIMITS.extractCpuMs + 1000);
  expect(performance.now() - start).toBeLessThan(LIMITS.extractWallMs + 1000);
  return { outcome, longestMs: longestTurnMs() };
}

describe('a hostile page harms only itself', () => {
  const all = () => [...hostilePages(lure.address), ...falsePages(lure.address), ...longRuns()];
  const names = all().map(({ name }) => name);
  test.each(names)('%s', async (name) => {
    const page = all().find((one) => one.name === name)!;
    const { body } = page;
    const bytes = typeof body === 'string' ? encode(body) : body;
    const contentType = page.contentType ?? 'text/html';
    await cell.extract(good);
    const bad = { bytes, contentType, url: page.url ?? 'https://harbour.example/bad' };
    const { outcome, longestMs } = await judged(bad);
    // A stall that the page causes comes again; one that another program of the machine causes does not.
    if (longestMs >= STALL_MS) {
      await cell.extract(good);
      expect((await judged(bad)).longestMs).toBeLessThan(STALL_MS);
    }
    expect(page.outcome).toContain(outcome.kind === 'done' ? 'done' : outcome.reason);
    if (outcome.kind === 'done') {
      expect(outcome.value.text.length).toBeLessThanOrEqual(LIMITS.textChars);
      if (page.is !== undefined) expect(outcome.value).toMatchObject(page.is);
      if (page.has !== undefined) expect(outcome.value.text).toContain(page.has);
      if (page.hasNot !== undefined)
        expect(outcome.value.text + outcome.value.html).not.toContain(page.hasNot);
    }
    const next = await cell.extract(good);
    expect(next).toMatchObject({ kind: 'done', value: { text: goodText, title: 'The ferry sails again' } });
  });

  test('no page made a request', () => {
    expect(requests).toBe(0);
  });
});
