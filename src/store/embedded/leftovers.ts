// What a crash leaves behind and what then stops a start: files with the pid of a server that is no more.
// Removes a file only when its process is gone, a zombie, or provably not our server; never on other grounds.
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Place, PORT } from './place.ts';
import { isAlive, isSomethingElse } from './process.ts';

const pidIn = async (file: string): Promise<number | null> => {
  const text = await readFile(file, 'utf8').catch(() => null);
  return text === null ? null : Number.parseInt(text, 10) || 0;
};

/** Pid of the server that holds the cluster, or null when none does. */
export async function serverPid(place: Place): Promise<number | null> {
  const pid = await pidIn(join(place.cluster, 'postmaster.pid'));
  return pid !== null && isAlive(pid) && !isSomethingElse(pid, place.cluster) ? pid : null;
}

/**
 * Clear stale pid and socket files. Call it only with the lock held.
 * @returns the files removed
 */
export async function clearLeftovers(place: Place): Promise<string[]> {
  const socket = join(place.socketDir, `.s.PGSQL.${PORT}`);
  const removed: string[] = [];
  for (const file of [join(place.cluster, 'postmaster.pid'), `${socket}.lock`]) {
    const pid = await pidIn(file);
    if (pid === null || (isAlive(pid) && !isSomethingElse(pid, place.cluster))) continue;
    await rm(file, { force: true });
    removed.push(file);
  }
  return removed;
}
