// Where the embedded server keeps its data and its socket. Pure arithmetic on paths: creates nothing, starts nothing.
//
//   <dataDir>/cluster       the PostgreSQL cluster, owned by the account the server runs as, mode 0700
//   <dataDir>/cluster.new-… a cluster that initdb has not finished; only ever ours, cleared at the next start
//   <dataDir>/run           the socket, when the path is short enough, else /tmp/presswatch-<hash>
//   <dataDir>/lock          held while a server is being started or stopped
//   <dataDir>/postgres.log  what the server said, bounded
//   <stateDir>/pg/<version> a copy of the binaries, only where the installed ones can't be run
import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';

export type Place = {
  stateDir: string;
  dataDir: string;
  cluster: string;
  socketDir: string;
  lock: string;
  log: string;
  /** for `pg`: a unix socket, user and database `presswatch` */
  url: string;
};

export const PORT = 5432;
export const OWNER = 'presswatch';

/** sun_path holds 104 bytes on macOS and 108 on Linux, with the closing NUL; the rest is a margin */
const SOCKET_PATH_BYTES = 100;

function defaultStateDir(env: NodeJS.ProcessEnv): string {
  if (process.getuid?.() === 0) return '/var/lib/presswatch';
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'presswatch');
  return join(env.XDG_STATE_HOME || join(homedir(), '.local', 'state'), 'presswatch');
}

/** The path without symlinks as far as it exists, so that two names of one directory mean one server. */
function canonical(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : join(canonical(parent), basename(path));
  }
}

function socketDirFor(dataDir: string): string {
  const near = join(dataDir, 'run');
  if (Buffer.byteLength(join(near, `.s.PGSQL.${PORT}`)) <= SOCKET_PATH_BYTES) return near;
  const hash = createHash('sha256').update(dataDir).digest('hex').slice(0, 16);
  // not os.tmpdir(): TMPDIR differs between a service and a shell, and both must come to the same socket
  return `/tmp/presswatch-${hash}`;
}

/** URL of a database on that socket. Port and TLS are spelled out, or PGPORT and PGSSLMODE would decide. */
export function socketUrl(socketDir: string, database: string): string {
  return `postgres://${OWNER}@/${database}?host=${encodeURIComponent(socketDir)}&port=${PORT}&sslmode=disable`;
}

/**
 * Where an embedded server with these options keeps its things; equal for every process of one user.
 * Defaults: root `/var/lib/presswatch`, macOS `~/Library/Application Support/presswatch`,
 * otherwise `$XDG_STATE_HOME/presswatch` or `~/.local/state/presswatch`; the data in `data` below it.
 */
export function embeddedPlace(options: { dataDir?: string; stateDir?: string } = {}): Place {
  const stateDir = canonical(resolve(options.stateDir ?? defaultStateDir(process.env)));
  const dataDir = canonical(resolve(options.dataDir ?? join(stateDir, 'data')));
  const socketDir = socketDirFor(dataDir);
  return {
    stateDir,
    dataDir,
    cluster: join(dataDir, 'cluster'),
    socketDir,
    lock: join(dataDir, 'lock'),
    log: join(dataDir, 'postgres.log'),
    url: socketUrl(socketDir, OWNER),
  };
}
