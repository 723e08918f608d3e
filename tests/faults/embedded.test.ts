// What crashes leave behind, and that the embedded server comes back from all of it without losing what was committed.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, globSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { embeddedPlace, startEmbedded } from '../../src/store/embedded/start.ts';
import { openSite } from '../support/backends.ts';
import { ask, type TestPlace, testPlace } from '../support/embedded.ts';

let place: TestPlace;
let helpers: ChildProcess[] = [];
afterEach(async () => {
  for (const helper of helpers) helper.kill('SIGKILL');
  helpers = [];
  await place?.clear();
});

const start = (log?: (event: string) => void) =>
  startEmbedded({ ...place.options, fast: true, ...(log && { log }) });
const gone = (pid: number) => {
  try {
    process.kill(pid, 0);
    return readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    return true;
  }
};

/** A pid that is a zombie for as long as its parent lives. */
function zombie(): Promise<number> {
  const parent = spawn('/bin/sh', ['-c', 'true & echo $!; exec sleep 600'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  helpers.push(parent);
  return new Promise((resolve) => parent.stdout?.once('data', (text) => resolve(Number(text))));
}

/** A pid that nobody has any more. */
function dead(): Promise<number> {
  const child = spawn('/bin/true');
  return new Promise((resolve) => child.once('exit', () => resolve(child.pid ?? 0)));
}

/** The pid of a process which is alive and is no server: pids are given again, at once in containers. */
async function reused(): Promise<number> {
  const child = spawn('sleep', ['600']);
  helpers.push(child);
  return child.pid ?? 0;
}

describe('the starter is killed', () => {
  test('the server lives on, the next process adopts it, and being the last one stops it', async () => {
    place = testPlace();
    const starter = place.use();
    const { url } = await starter.up;
    const pid = place.pid();
    await ask(url, 'create table kept as select 1 as n');
    starter.kill('SIGKILL');
    await starter.exited;
    expect(place.pid()).toBe(pid);
    const next = await start();
    expect({ adopted: next.adopted, url: next.url, pid: place.pid() }).toEqual({ adopted: true, url, pid });
    expect(await ask(next.url, 'select n from kept')).toEqual([{ n: 1 }]);
    await next.stop();
    expect(place.pid()).toBeNull();
  });

  test('killed in the middle of initdb: the half-made cluster is never used, a whole one is made', async () => {
    place = testPlace();
    const { dataDir, cluster } = embeddedPlace(place.options);
    const halfMade = () => globSync(join(dataDir, 'cluster.new-*', 'base'));
    const starter = place.use();
    await expect.poll(halfMade, { interval: 1, timeout: 30_000 }).toHaveLength(1);
    starter.kill('SIGKILL');
    await starter.exited;
    expect(existsSync(cluster)).toBe(false);
    const next = await start();
    expect(await ask(next.url, 'select 1 as n')).toEqual([{ n: 1 }]);
    await next.stop();
  });

  test('killed with the lock in hand: the lock is taken over', async () => {
    place = testPlace();
    const { lock } = embeddedPlace(place.options);
    const starter = place.use();
    await expect.poll(() => existsSync(lock), { interval: 1, timeout: 30_000 }).toBe(true);
    starter.kill('SIGKILL');
    await starter.exited;
    expect(existsSync(lock)).toBe(true);
    const next = await start();
    expect(existsSync(lock)).toBe(false);
    await next.stop();
  });
});

describe('the server is killed', () => {
  test('nobody was there: the next start repairs it, and every committed row is there', async () => {
    place = testPlace();
    const starter = place.use();
    const { url } = await starter.up;
    await ask(url, 'create table kept as select generate_series(1, 1000) as n');
    const pid = place.pid()!;
    starter.kill('SIGKILL');
    await starter.exited;
    process.kill(pid, 'SIGKILL');
    const next = await start();
    expect(next.adopted).toBe(false);
    expect(await ask(next.url, 'select count(*)::int as n from kept')).toEqual([{ n: 1000 }]);
    await next.stop();
  });

  test('it is started again at the same URL for the one who uses it', async () => {
    place = testPlace();
    const events: string[] = [];
    const server = await start((event) => events.push(event));
    await ask(server.url, 'create table kept as select 7 as n');
    const pid = place.pid()!;
    process.kill(pid, 'SIGKILL');
    await expect.poll(() => place.pid() !== null && place.pid() !== pid, { timeout: 30_000 }).toBe(true);
    await expect
      .poll(() => ask(server.url, 'select n from kept').catch(() => []), { timeout: 30_000 })
      .toEqual([{ n: 7 }]);
    expect(events).toContain('embedded.lost');
    await server.stop();
    expect(place.pid()).toBeNull();
  });

  test('a stop in the middle of that restart leaves nothing behind', async () => {
    place = testPlace();
    const server = await start();
    process.kill(place.pid()!, 'SIGKILL');
    await server.stop();
    expect(place.pid()).toBeNull();
  });

  test('jobs that were in the queue are worked off after it', async () => {
    place = testPlace();
    const server = await start();
    const { queue, close } = await openSite(
      { redisUrl: null, postgresUrl: server.url, prefix: 'x' },
      { lockMs: 2000, stalledMs: 1000 },
    );
    const done = new Set<string>();
    const half = new Promise<void>((resolve) => {
      queue.worker('fetch-feeds', async (job) => {
        done.add(job.data.id);
        if (done.size === 50) resolve();
      });
    });
    await queue
      .queue('fetch-feeds')
      .addBulk(Array.from({ length: 200 }, (_, id) => ({ name: 'fetch-feeds', data: { id: `${id}` } })));
    await half;
    process.kill(place.pid()!, 'SIGKILL');
    const begin = performance.now();
    await expect.poll(() => done.size, { timeout: 60_000 }).toBe(200);
    console.info(`worked off ${Math.round(performance.now() - begin)} ms after the server was killed`);
    expect(await queue.queue('fetch-feeds').getJobCounts('failed')).toEqual({ failed: 0 });
    await close();
    await server.stop();
  });
});

describe('stale files', () => {
  test.each([
    ['dead', dead],
    ['a zombie', zombie],
    ['somebody else by now', reused],
  ])('a pid file whose process is %s does not stop the start', async (_what, findPid) => {
    place = testPlace();
    const { cluster, socketDir } = embeddedPlace(place.options);
    const first = await start();
    const [line, ...rest] = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    await first.stop();
    const pid = await findPid();
    expect(Number(line)).not.toBe(pid);
    writeFileSync(join(cluster, 'postmaster.pid'), [pid, ...rest].join('\n'));
    writeFileSync(join(socketDir, '.s.PGSQL.5432.lock'), [pid, ...rest].join('\n'));
    const events: string[] = [];
    const second = await start((event) => events.push(event));
    expect(events.filter((event) => event === 'embedded.leftover-removed')).toHaveLength(2);
    await second.stop();
  });

  test.each([
    ['dead', dead],
    ['a zombie', zombie],
    ['somebody else by now', reused],
  ])('a lock whose holder is %s is taken over', async (_what, findPid) => {
    place = testPlace();
    const { lock } = embeddedPlace(place.options);
    mkdirSync(place.options.dataDir, { recursive: true });
    writeFileSync(lock, `${await findPid()} 12345`);
    await (await start()).stop();
  });

  test('a lock of a living process is waited for', async () => {
    place = testPlace();
    const { lock } = embeddedPlace(place.options);
    const holder = place.use();
    await holder.up;
    holder.tell('stop');
    await holder.exited;
    const sleeper = spawn('sleep', ['600']);
    helpers.push(sleeper);
    const stat = readFileSync(`/proc/${sleeper.pid}/stat`, 'utf8');
    writeFileSync(lock, `${sleeper.pid} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`);
    let waiting = () => {};
    const waits = new Promise<void>((resolve) => {
      waiting = resolve;
    });
    const starting = start((event) => event === 'embedded.waiting' && waiting());
    await waits;
    expect(place.pid()).toBeNull();
    sleeper.kill('SIGKILL');
    await (await starting).stop();
  });

  test.skipIf(process.getuid?.() !== 0)('root is not led by a link to give away a directory', async () => {
    place = testPlace();
    const victim = join(place.dir, 'victim');
    mkdirSync(victim, { mode: 0o755 });
    mkdirSync(place.options.dataDir, { recursive: true });
    symlinkSync(victim, join(place.options.dataDir, 'run'));
    await expect(start()).rejects.toThrow(/belongs to somebody else/);
  });
});

test('everything is killed at once, again and again: nothing that was committed is missing', async () => {
  place = testPlace();
  let committed = 0;
  for (let round = 0; round < 4; round++) {
    const user = place.use();
    const { url } = await user.up;
    const pid = place.pid()!;
    await ask(url, 'create table if not exists row (n int primary key)');
    expect(await ask(url, 'select count(*)::int as n from row')).toEqual([{ n: committed }]);
    for (let n = 0; n < 20; n++) await ask(url, `insert into row values (${committed++})`);
    process.kill(pid, 'SIGKILL');
    user.kill('SIGKILL');
    await user.exited;
    await expect.poll(() => gone(pid)).toBe(true);
  }
});
