// The lock around starting and stopping: one process at a time per data directory. It is not what protects the
// data (PostgreSQL refuses a second server by itself); it keeps two starters from stepping on each other's feet.
import { randomBytes } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { isAlive, startedAt } from './process.ts';

/** Pid of a lock's holder, or null when the holder is gone, a zombie, or its pid belongs to somebody else by now. */
async function holderOf(file: string): Promise<number | null> {
  const [pid = '', started = ''] = (await readFile(file, 'utf8').catch(() => '')).split(' ');
  return isAlive(Number(pid)) && startedAt(Number(pid)) === started ? Number(pid) : null;
}

/**
 * Try once to take the lock.
 * @returns a function that gives it back, or null while another live process (or this one) holds it
 */
export async function tryLock(file: string): Promise<(() => Promise<void>) | null> {
  const own = `${file}.${process.pid}-${randomBytes(4).toString('hex')}`;
  // link(2) makes the lock appear with its content in one step; an empty lock would look stale
  await writeFile(own, `${process.pid} ${startedAt(process.pid)}`);
  try {
    await link(own, file);
    return () => rm(file, { force: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(own, { force: true });
  }
  if ((await holderOf(file)) === null) await removeStale(file);
  return null; // the caller asks again in a moment
}

/** Move a stale lock aside, and put it back if another process had replaced it with a live one meanwhile. */
async function removeStale(file: string): Promise<void> {
  const aside = `${file}.stale-${randomBytes(4).toString('hex')}`;
  try {
    await rename(file, aside);
    if ((await holderOf(aside)) !== null) await link(aside, file);
  } catch {
    // somebody else was quicker; the next try sees what is there
  } finally {
    await rm(aside, { force: true });
  }
}
