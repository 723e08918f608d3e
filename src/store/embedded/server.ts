// The server process: started so that it outlives us, stopped so that it loses nothing. Knows nothing of who uses it.
import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { type Account, serverEnv } from './account.ts';
import type { Binaries } from './binaries.ts';
import { type Hold, tryHold } from './hold.ts';
import { logSince, openLog } from './log-file.ts';
import { type Place, PORT } from './place.ts';
import { isAlive } from './process.ts';
import { EmbeddedUnavailable } from './unavailable.ts';

const SECOND = 1000;
/** crash recovery replays at most some checkpoints of log; a slow disk needs a minute, not five */
const START_MS = 300 * SECOND;
/** a fast shutdown ends sessions and writes one checkpoint */
const STOP_MS = 20 * SECOND;
const QUIT_MS = 5 * SECOND;
/** children of a killed server leave their shared memory within moments; see `startServer` */
const SHARED_MEMORY_MS = 10 * SECOND;
const POLL_MS = 25;

const quoted = (path: string) => `"${path.replaceAll('"', '""')}"`;

function settings(place: Place, fast: boolean): string[] {
  const pairs = {
    listen_addresses: '',
    port: PORT,
    unix_socket_directories: quoted(place.socketDir), // a list; quotes keep commas and blanks in the path
    unix_socket_permissions: '0700',
    shared_buffers: '64MB',
    max_connections: 80, // all pools of all processes together stay below
    deadlock_timeout: '50ms', // BullMQ's deadlocks are retried; each one waits this long first
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_checkpoints: 'off',
    log_min_messages: 'log', // failed statements go to whoever sent them; here they would carry texts and addresses
    // a killed server still loses nothing (it is all written), a power cut may cost everything
    ...(fast ? { fsync: 'off', full_page_writes: 'off' } : {}),
  };
  return Object.entries(pairs).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/**
 * One start. Detached, or the Ctrl-C of a terminal would stop it before its users; files instead of pipes, or it
 * would lose its log with us.
 */
function launch(place: Place, binaries: Binaries, account: Account, fast: boolean) {
  const log = openLog(place.log, account);
  const child = spawn(binaries.postgres, ['-D', place.cluster, ...settings(place, fast)], {
    ...(account ? { uid: account.uid, gid: account.gid } : {}),
    cwd: '/',
    env: serverEnv(),
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  });
  log.close();
  child.once('error', () => undefined); // shows as an exit without a pid
  child.unref();
  return { child, offset: log.offset };
}

const hasExited = (child: ChildProcess) =>
  child.pid === undefined || child.exitCode !== null || child.signalCode !== null;

async function answer(place: Place, child: ChildProcess): Promise<Hold | null> {
  for (const end = performance.now() + START_MS; performance.now() < end && !hasExited(child); ) {
    const seen = await tryHold(place);
    if (typeof seen !== 'string') return seen;
    await wait(POLL_MS);
  }
  return null;
}

/**
 * Start the server and wait until it answers. Call it only with the lock held and the leftovers cleared.
 * @throws EmbeddedUnavailable with the last lines of the log when it does not come up
 */
export async function startServer(
  place: Place,
  binaries: Binaries,
  account: Account,
  fast: boolean,
): Promise<{ child: ChildProcess; hold: Hold }> {
  for (const end = performance.now() + SHARED_MEMORY_MS; ; ) {
    const { child, offset } = launch(place, binaries, account, fast);
    const hold = await answer(place, child).catch((error) => {
      child.kill('SIGQUIT');
      throw error;
    });
    if (hold) return { child, hold };
    const said = await logSince(place.log, offset);
    if (!hasExited(child)) child.kill('SIGQUIT');
    // the last server was killed, and its children have not all noticed yet
    if (said.includes('pre-existing shared memory block') && performance.now() < end)
      await wait(10 * POLL_MS);
    else throw new EmbeddedUnavailable(`the server did not start (log ${place.log}): ${said}\n`);
  }
}

async function goneWithin(pid: number, ms: number): Promise<boolean> {
  for (const end = performance.now() + ms; performance.now() < end; await wait(POLL_MS)) {
    if (!isAlive(pid)) return true;
  }
  return false;
}

/**
 * Fast shutdown: open transactions are rolled back, the rest is on disk. A server that hangs is told to quit at once,
 * which the next start repairs from its log. Never SIGKILL, which would leave shared memory behind.
 * @returns false when even that did not end it
 */
export async function stopServer(pid: number): Promise<boolean> {
  for (const [signal, ms] of [
    ['SIGINT', STOP_MS],
    ['SIGQUIT', QUIT_MS],
  ] as const) {
    try {
      process.kill(pid, signal);
    } catch {
      return true;
    }
    if (await goneWithin(pid, ms)) return true;
  }
  return false;
}
