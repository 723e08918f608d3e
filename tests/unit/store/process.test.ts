import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { isAlive, isSomethingElse, startedAt } from '../../../src/store/embedded/process.ts';

const onLinux = existsSync('/proc/self/stat');
let child: ChildProcess | null = null;
afterEach(() => void child?.kill('SIGKILL'));

test('this process is alive; a pid that was given back, zero and nonsense are not', async () => {
  const past = spawn('true');
  await once(past, 'exit');
  expect([process.pid, past.pid ?? 0, 0, -1, Number.NaN].map(isAlive)).toEqual([
    true,
    false,
    false,
    false,
    false,
  ]);
});

test.skipIf(!onLinux)('a zombie is not alive, though it can be signalled', async () => {
  // it ends after the exec, when its parent is a program that reaps nobody
  child = spawn('/bin/sh', ['-c', 'sleep 0.3 & echo $!; exec sleep 600'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [line] = await once(child.stdout!, 'data');
  const pid = Number(line);
  await expect.poll(() => isAlive(pid)).toBe(false);
  expect(() => process.kill(pid, 0)).not.toThrow();
});

test.skipIf(!onLinux)('a process is known again by its start', async () => {
  child = spawn('sleep', ['600']);
  expect(startedAt(child.pid ?? 0)).toMatch(/^[0-9]+$/);
  expect(startedAt(child.pid ?? 0)).toBe(startedAt(child.pid ?? 0));
});

test.skipIf(!onLinux)(
  'who stands elsewhere is not the server of a cluster; who is not there is not judged',
  () => {
    expect(isSomethingElse(process.pid, '/var/lib/presswatch/data/cluster')).toBe(true);
    expect(isSomethingElse(process.pid, process.cwd())).toBe(false);
    expect(isSomethingElse(2 ** 22 + 1, '/var/lib/presswatch/data/cluster')).toBe(false);
  },
);
