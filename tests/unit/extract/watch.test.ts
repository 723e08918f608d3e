// A thread is judged by the CPU time it used itself; the wall clock ends only one that neither works nor answers.
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { afterEach, expect, test } from 'vitest';
import { type Bounds, watchThread } from '../../../src/extract/watch.ts';

const workers: Worker[] = [];
afterEach(() => Promise.all(workers.splice(0).map((worker) => worker.terminate())));

/** A thread that runs `code` when it is told to, and what it had used before. */
async function threadOf(
  code: string,
): Promise<{ worker: Worker; cpuBefore: number; go(): Promise<unknown> }> {
  const worker = new Worker(
    `const { parentPort } = require('node:worker_threads');
     parentPort.on('message', () => { ${code}; parentPort.postMessage('done'); });
     parentPort.postMessage('ready');`,
    { eval: true, execArgv: [] },
  );
  workers.push(worker);
  await once(worker, 'message');
  const { user, system } = await worker.cpuUsage();
  const go = () => {
    worker.postMessage('go');
    return once(worker, 'message');
  };
  return { worker, cpuBefore: (user + system) / 1000, go };
}

const asleep = (ms: number) => `Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ${ms})`;
const BUSY = 'for (;;);';

/** The bound that was passed, or the end of the work. */
async function outcome(code: string, bounds: Bounds): Promise<unknown> {
  const { worker, cpuBefore, go } = await threadOf(code);
  return new Promise((resolve) => {
    const watch = watchThread(worker, cpuBefore, bounds, resolve);
    void go().then(() => {
      watch.stop();
      resolve('done');
    });
  });
}

test('a thread that waits for the processor longer than its CPU time is left alone', async () => {
  expect(await outcome(asleep(500), { cpuMs: 50, wallMs: 20_000 })).toBe('done');
});

test('a thread that works longer than its CPU time is over, and not before', async () => {
  const { worker, cpuBefore, go } = await threadOf(BUSY);
  void go().catch(() => undefined);
  const bound = await new Promise((resolve) =>
    watchThread(worker, cpuBefore, { cpuMs: 200, wallMs: 20_000 }, resolve),
  );
  const { user, system } = await worker.cpuUsage();
  expect(bound).toBe('cpuMs');
  expect((user + system) / 1000 - cpuBefore).toBeGreaterThanOrEqual(200);
});

test('what an earlier page used does not count', async () => {
  const { worker, go } = await threadOf(
    `const end = performance.now() + 300; while (performance.now() < end)`,
  );
  await go();
  const { user, system } = await worker.cpuUsage();
  const over: string[] = [];
  const watch = watchThread(worker, (user + system) / 1000, { cpuMs: 5000, wallMs: 20_000 }, (bound) =>
    over.push(bound),
  );
  await go();
  watch.stop();
  expect(over).toEqual([]);
});

test('a thread that neither works nor answers is over when the wall clock says so', async () => {
  expect(await outcome(asleep(20_000), { cpuMs: 50, wallMs: 300 })).toBe('wallMs');
});
