// The embedded PostgreSQL server: found running, or started; shared by every process of one data directory.
//
// Who stops it: the last one out, whoever started it. Every user of the server holds it by a connection (`hold.ts`).
// `stop()` gives up the hold; if others hold it, the server goes on for them, and the last of them shuts it down. So a
// command that ends never pulls the server from under the service, a service that ends does not cut a running replay,
// and nothing is left behind after a normal end. A process that dies (kill -9) leaves the server running with its hold
// gone; the next process adopts it. A process that exits without `stop()` and had started the server shuts it down
// from the exit hook; others that still use it start it again.
//
// While it is held the server is watched: should it die (out of memory, kill -9), it is started again at the same URL.
// Never: a second server on one directory, a download, an account made, a cluster removed.
import { setTimeout as wait } from 'node:timers/promises';
import { serverAccount } from './account.ts';
import { prepareDataDir } from './cluster.ts';
import { serverPid } from './leftovers.ts';
import { boundLog } from './log-file.ts';
import { embeddedPlace, type Place } from './place.ts';
import { acquire, type Held, type Log, release } from './share.ts';
import { EmbeddedUnavailable } from './unavailable.ts';

export { EmbeddedUnavailable, embeddedPlace };

export type EmbeddedOptions = {
  /** default: `embeddedPlace()` */
  dataDir?: string;
  stateDir?: string;
  log?: Log;
  /** no syncing to disk: for tests and the demo only */
  fast?: boolean;
};

export type Embedded = {
  /** for `pg`: unix socket, user and database `presswatch` */
  url: string;
  /** true when the server was already running */
  adopted: boolean;
  dataDir: string;
  /** give the server up; shuts it down when nobody else uses it. Close pools and workers first. */
  stop(): Promise<void>;
};

const LOG_CHECK_MS = 60_000;
const RESTART_MS = 1000;

/** Holds the server, and starts it again whenever it is lost, until told to let go. */
function keep(place: Place, fast: boolean, log: Log, first: Held) {
  let held = first;
  const letGo = new AbortController();
  const restart = async () => {
    while (!letGo.signal.aborted) {
      log('embedded.lost', { dataDir: place.dataDir });
      try {
        held = await acquire(place, fast, log);
        return;
      } catch (error) {
        log('embedded.restart-failed', { reason: String(error) });
        await wait(RESTART_MS, null, { signal: letGo.signal }).catch(() => undefined);
      }
    }
  };
  const watch = async () => {
    while (!letGo.signal.aborted) {
      const aborted = new Promise<void>((done) => letGo.signal.addEventListener('abort', () => done()));
      await Promise.race([held.hold.ended, aborted]);
      if (!letGo.signal.aborted) await restart();
    }
  };
  const watching = watch();
  return {
    child: () => held.child,
    letGo: async () => {
      letGo.abort();
      await watching; // a restart under way ends first, or its hold would be left over
      await release(place, held.hold, log);
    },
  };
}

/**
 * The embedded server, adopted when it runs already, else started; its cluster is made at the first start.
 * @throws EmbeddedUnavailable with one clear sentence when this machine or directory can't carry it
 */
export async function startEmbedded(options: EmbeddedOptions = {}): Promise<Embedded> {
  const place = embeddedPlace(options);
  const log = options.log ?? (() => undefined);
  const fast = options.fast ?? false;
  await prepareDataDir(place, await serverAccount(place));

  const held = await acquire(place, fast, log);
  const adopted = held.child === null;
  log(adopted ? 'embedded.adopted' : 'embedded.started', {
    dataDir: place.dataDir,
    pid: await serverPid(place),
  });

  const kept = keep(place, fast, log, held);
  const checkLog = () => void boundLog(place.log).catch(() => undefined);
  const checking = setInterval(checkLog, LOG_CHECK_MS).unref();
  const onExit = () => void kept.child()?.kill('SIGINT');
  process.once('exit', onExit);

  let stopped: Promise<void> | null = null;
  const stop = () => {
    clearInterval(checking);
    process.removeListener('exit', onExit);
    return kept.letGo();
  };
  return {
    url: place.url,
    adopted,
    dataDir: place.dataDir,
    stop: () => {
      stopped ??= stop();
      return stopped;
    },
  };
}
