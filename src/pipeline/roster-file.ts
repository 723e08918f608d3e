// Where a worker keeps its compiled roster between two starts: a file in the cache folder of its user. Losing it costs
// some seconds, so nothing here ever stops a start.
import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { cacheFolder } from '../lib/cache-folder.ts';
import { sha256 } from '../lib/hash.ts';
import type { Log } from '../lib/log.ts';
import { type Kept, packKept, queryCode, unpackKept } from '../match/kept.ts';
import { createRoster, type Roster } from '../match/roster.ts';
import { countSubscriptions } from '../store/subscriptions.ts';
import type { Deps } from './deps.ts';
import { followSubscriptions } from './tag-article.ts';

/** below this, compiling from text takes a tenth of a second, and a file is one more thing that can be wrong */
const WORTH_KEEPING = 2000;

/** The file for a store; its URL holds a password, so only a hash of it is told. */
export function rosterFile(storeUrl: string, env: NodeJS.ProcessEnv): string {
  return join(cacheFolder(env), `queries-${sha256(storeUrl).slice(0, 16)}.bin`);
}

type RosterDeps = Pick<Deps, 'store' | 'log'>;

/** A roster that follows the store, from the file as far as it is of use. Keeps it anew when much has changed. */
export async function openRoster(file: string, { store, log }: RosterDeps): Promise<Roster> {
  const many = (await countSubscriptions(store)) >= WORTH_KEEPING;
  const code = many ? queryCode() : '';
  const kept = many ? await readKept(file, code, log) : null;
  const roster = kept === null ? createRoster() : createRoster(kept);
  await followSubscriptions(store, { roster, log });
  if (roster.compiled() >= WORTH_KEEPING) await writeKept(file, packKept(roster.keep(), code), log);
  log.info({ event: 'roster.opened', subscriptions: roster.size(), compiled: roster.compiled() });
  return roster;
}

async function readKept(file: string, code: string, log: Log): Promise<Kept | null> {
  try {
    const bytes = await readOwn(file);
    if (bytes === null) return null;
    const kept = unpackKept(bytes, code);
    if (!('refused' in kept)) return kept;
    log.warn({ event: 'roster.kept-refused', file, problem: kept.refused });
  } catch (error) {
    log.warn({ event: 'roster.kept-refused', file, problem: problemOf(error) });
  }
  return null;
}

/** The bytes of a file that nobody else wrote; null when there is none. */
async function readOwn(file: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const handle = await open(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (handle === null) return null;
  try {
    const { uid, size } = await handle.stat();
    if (process.getuid && uid !== process.getuid()) throw new Error('it belongs to somebody else');
    const bytes = new Uint8Array(size);
    for (let at = 0; at < size; ) {
      const { bytesRead } = await handle.read(bytes, at);
      if (bytesRead === 0) return bytes.subarray(0, at); // cut while we read
      at += bytesRead;
    }
    return bytes;
  } finally {
    await handle.close();
  }
}

/** Beside it, then in its place: a reader sees the old file or the new one, and of two writers the later one's stays. */
async function writeKept(file: string, bytes: Uint8Array, log: Log): Promise<void> {
  const folder = dirname(file);
  const fresh = `${file}.${randomUUID()}`;
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    // what a writer left that was killed; one that still writes loses its work to us, and says so
    const left = (await readdir(folder)).filter((name) => name.startsWith(`${basename(file)}.`));
    for (const name of left) await rm(join(folder, name), { force: true });
    await writeFile(fresh, bytes, { mode: 0o600 });
    await rename(fresh, file);
  } catch (error) {
    await rm(fresh, { force: true }).catch(() => undefined);
    log.warn({ event: 'roster.not-kept', file, problem: problemOf(error) });
  }
}

const problemOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
