// The launcher and the program behind it are one to whoever ends them.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';

const launcher = fileURLToPath(new URL('../../src/cli/presswatch.mjs', import.meta.url));
const started: number[] = [];
afterEach(() => {
  for (const pid of started.splice(0)) if (isAlive(pid)) process.kill(pid, 'SIGKILL');
});

const isAlive = (pid: number): boolean =>
  existsSync(`/proc/${pid}`) && !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
const childrenOf = (pid: number): number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);

test.skipIf(!existsSync('/proc/self/task'))(
  'a launcher that is killed outright takes the program with it',
  async () => {
    // waits for lines that never come; whoever holds the other end outlives the launcher
    const line = '{"id":"1","query":"gulls","doc":{"title":"Gulls","body":""}}';
    const lines = spawn('sh', ['-c', `echo '${line}'; exec sleep 60`], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const { pid, stdout } = spawn(process.execPath, [launcher, 'try', 'query'], {
      stdio: [lines.stdout, 'pipe', 'inherit'],
    });
    started.push(...[lines.pid, pid].flatMap((one) => one ?? []));
    if (pid === undefined) throw new Error('the launcher did not start');
    await new Promise((resolve) => stdout?.once('data', resolve));
    const [program = 0] = childrenOf(pid);
    started.push(program);
    expect(isAlive(program)).toBe(true);
    process.kill(pid, 'SIGKILL');
    await expect.poll(() => isAlive(program), { timeout: 20_000 }).toBe(false);
  },
);
