// Coming and going: find the server or start it, give it up and stop it when nobody is left. One process at a time
// starts or stops (`lock.ts`); the decisions about who stops stand at the head of `start.ts`.
import type { ChildProcess } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { serverAccount } from './account.ts';
import { runnableBinaries } from './binaries.ts';
import { ensureCluster, prepareSocketDir } from './cluster.ts';
import { type Hold, tryHold } from './hold.ts';
import { clearLeftovers, serverPid } from './leftovers.ts';
import { tryLock } from './lock.ts';
import { boundLog } from './log-file.ts';
import type { Place } from './place.ts';
import { startServer, stopServer } from './server.ts';
import { EmbeddedUnavailable } from './unavailable.ts';

const POLL_MS = 50;
/** longer than the slowest start or stop of another process */
const WAIT_MS = 330_000;
/** a wait that a person notices is logged once */
const LONG_MS = 3000;

export type Log = (event: string, fields: object) => void;

/** A server in use by us; `child` when this process started it. */
export type Held = { hold: Hold; child: ChildProcess | null };

/** With the lock held: look again, clear up, make what is missing, start. Null while another server is still going. */
async function startHere(place: Place, fast: boolean, log: Log): Promise<Held | null> {
  const seen = await tryHold(place);
  if (typeof seen !== 'string') return { hold: seen, child: null };
  if (seen === 'busy' || (await serverPid(place)) !== null) return null;
  const account = await serverAccount(place);
  const binaries = await runnableBinaries(place.stateDir, account);
  for (const file of await clearLeftovers(place)) log('embedded.leftover-removed', { file });
  if (await ensureCluster(place, binaries, account, fast))
    log('embedded.initialised', { cluster: place.cluster });
  await prepareSocketDir(place, account);
  await boundLog(place.log);
  return startServer(place, binaries, account, fast);
}

/**
 * Adopt the server or start it, waiting for others that are starting or stopping it.
 * @throws EmbeddedUnavailable when it can't be started, or a server that does not answer holds the directory
 */
export async function acquire(place: Place, fast: boolean, log: Log): Promise<Held> {
  const begin = performance.now();
  for (let told = false; performance.now() - begin < WAIT_MS; await wait(POLL_MS)) {
    const seen = await tryHold(place);
    if (typeof seen !== 'string') return { hold: seen, child: null };
    const unlock = seen === 'absent' ? await tryLock(place.lock) : null;
    if (unlock) {
      try {
        const held = await startHere(place, fast, log);
        if (held) return held;
      } finally {
        await unlock();
      }
    }
    if (told || performance.now() - begin < LONG_MS) continue;
    told = true;
    log('embedded.waiting', { dataDir: place.dataDir, pid: await serverPid(place) });
  }
  const pid = (await serverPid(place)) ?? 'unknown';
  throw new EmbeddedUnavailable(
    `a server (pid ${pid}) holds ${place.dataDir} and does not answer at ${place.socketDir}.`,
  );
}

/** Give up the hold; stop the server if it was the last one. The lock keeps starters away until it is gone. */
export async function release(place: Place, hold: Hold, log: Log): Promise<void> {
  let unlock = await tryLock(place.lock);
  for (; !unlock; unlock = await tryLock(place.lock)) await wait(POLL_MS);
  try {
    const last = await hold.isLast().catch(() => false); // a server that died needs no stop
    const pid = last ? await serverPid(place) : null;
    if (pid === null) log('embedded.released', { dataDir: place.dataDir });
    else log((await stopServer(pid)) ? 'embedded.stopped' : 'embedded.stop-failed', { pid });
  } finally {
    await hold.close();
    await unlock();
  }
}
