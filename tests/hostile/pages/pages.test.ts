// Every hostile page gets its outcome within the deadline and a second, the next page is right, the caller's thread
// is never stalled, and nothing is ever asked for from the network.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { LIMITS } from '../../../src/config/limits.ts';
import { type Cell, createCell } from '../../../src/extract/cell.ts';
import { goodPage, goodText, hostilePages } from './pages.ts';

// a killed thread is replaced in half a second, on a crowded machine in ten
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let cell: Cell;
let server: Server;
let requests = 0;
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

describe('a hostile page harms only itself', () => {
  const names = hostilePages(lure.address).map(({ name }) => name);
  test.each(names)('%s', async (name) => {
    const page = hostilePages(lure.address).find((one) => one.name === name)!;
    const bytes = typeof page.body === 'string' ? encode(page.body) : page.body;
    const contentType = page.contentType ?? 'text/html';
    await cell.extract(good);
    const start = performance.now();
    const cpu = process.cpuUsage();
    const own = process.threadCpuUsage();
    const outcome = await cell.extract({ bytes, contentType, url: 'https://harbour.example/bad' });
    const here = process.threadCpuUsage(own);
    const { user, system } = process.cpuUsage(cpu);
    const wallMs = performance.now() - start;
    expect(wallMs).toBeLessThan(LIMITS.extractWallMs + 1000);
    // On a crowded machine only the processor's clock tells; it counts the helpers that collect garbage as well.
    const isQuick = wallMs < LIMITS.extractCpuMs + 1000;
    if (!isQuick) expect((user + system) / 1000).toBeLessThan(1.5 * (LIMITS.extractCpuMs + 1000));
    // a thread that works less than this cannot have stalled itself for longer
    expect((here.user + here.system) / 1000).toBeLessThan(100);
    expect(page.outcome).toContain(outcome.kind === 'done' ? 'done' : outcome.reason);
    if (outcome.kind === 'done') {
      expect(outcome.value.text.length).toBeLessThanOrEqual(LIMITS.textChars);
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
