// The cluster on disk: made once, completely or not at all, and only opened by the version that made it.
// initdb works in `cluster.new-<random>`, which is renamed when it has finished; so a half-made cluster is known by its
// name, is certainly ours, and can be cleared. The name is new each time because an initdb whose starter was killed goes
// on working. A finished cluster is never removed.
import { randomBytes } from 'node:crypto';
import { access, constants, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Account, runAs } from './account.ts';
import type { Binaries } from './binaries.ts';
import { makeClosed, makeOpen } from './directories.ts';
import { OWNER, type Place } from './place.ts';
import { EmbeddedUnavailable } from './unavailable.ts';

const UNFINISHED = 'cluster.new-';

/** Refuse a directory which is in use for something else; nothing of it is touched. */
async function refuseForeign(place: Place): Promise<void> {
  const found = await readdir(place.dataDir).catch((): string[] => []);
  if (found.includes('PG_VERSION')) {
    throw new EmbeddedUnavailable(
      `${place.dataDir} is the data directory of another PostgreSQL server; name an empty one.`,
    );
  }
}

/**
 * The data directory, entered by both us and the server's account.
 * @throws EmbeddedUnavailable when it can't be made, belongs to something else, or lies where the account may not go
 */
export async function prepareDataDir(place: Place, account: Account): Promise<void> {
  await refuseForeign(place);
  try {
    await makeOpen(place.dataDir);
    await access(place.dataDir, constants.W_OK);
  } catch (cause) {
    throw new EmbeddedUnavailable(`${place.dataDir} can't be made, or not written by this user.`, { cause });
  }
  if (!account) return;
  const ran = await runAs(account, '/bin/sh', ['-c', 'cd "$1"', 'sh', place.dataDir]);
  if (ran.ok) return;
  throw new EmbeddedUnavailable(
    `started by root it runs as ${account.name}, who may not enter ${place.dataDir}; ` +
      'name a data directory outside of closed homes.',
  );
}

async function packagedMajorFits(place: Place, major: string): Promise<boolean> {
  const made = await readFile(join(place.cluster, 'PG_VERSION'), 'utf8').catch(() => null);
  if (made === null) return false;
  if (made.trim() === major) return true;
  throw new EmbeddedUnavailable(
    `the data in ${place.cluster} was made by PostgreSQL ${made.trim()}, and this version of Presswatch brings ` +
      `PostgreSQL ${major}; make a backup with the version that made it, and restore that into a new directory.`,
  );
}

/** The orphan of a killed starter may still be writing there; what can't go now goes at the next start. */
async function clearUnfinished(place: Place): Promise<void> {
  for (const name of await readdir(place.dataDir)) {
    if (!name.startsWith(UNFINISHED)) continue;
    await rm(join(place.dataDir, name), { recursive: true, force: true }).catch(() => undefined);
  }
}

/**
 * Make sure that there is a complete cluster of the packaged major version. Call it only with the lock held.
 * @param fast skip initdb's final sync: an operating-system crash soon after could damage the cluster
 * @returns true when it was made just now
 * @throws EmbeddedUnavailable when initdb fails or the version differs
 */
export async function ensureCluster(
  place: Place,
  binaries: Binaries,
  account: Account,
  fast: boolean,
): Promise<boolean> {
  await clearUnfinished(place);
  if (await packagedMajorFits(place, binaries.major)) return false;
  const unfinished = join(place.dataDir, `${UNFINISHED}${randomBytes(6).toString('hex')}`);
  await makeClosed(unfinished, account);
  // The builtin provider knows the case of every letter and sorts by code point, the same on every machine.
  const ran = await runAs(account, binaries.initdb, [
    ...['-D', unfinished, '-U', OWNER, '-A', 'trust', '-E', 'UTF8', '--no-instructions'],
    ...['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    ...(fast ? ['-N'] : []),
  ]);
  if (!ran.ok) throw new EmbeddedUnavailable(`initdb failed: ${ran.output.split('\n').slice(-3).join(' ')}.`);
  await rename(unfinished, place.cluster);
  return true;
}

/**
 * The socket's directory, closed to everyone else: behind it the server trusts whoever asks.
 * @throws EmbeddedUnavailable when somebody else made a directory of that name
 */
export async function prepareSocketDir(place: Place, account: Account): Promise<void> {
  try {
    await makeClosed(place.socketDir, account);
  } catch (cause) {
    throw new EmbeddedUnavailable(`${place.socketDir} belongs to somebody else.`, { cause });
  }
}
