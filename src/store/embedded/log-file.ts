// The server's own log, kept small. The server appends to the file itself, so the log goes on when its starter dies;
// every process that uses the server looks at the size now and then.
import { closeSync, constants, fchownSync, fstatSync, openSync } from 'node:fs';
import { copyFile, lstat, readFile, truncate } from 'node:fs/promises';
import type { Account } from './account.ts';

/** thousands of lines; an embedded server that is well says a few dozen a day */
const LOG_BYTES = 1024 * 1024;

/** Past the bound, keep one older file (`.1`) and start anew. The server appends, so truncating under it is safe. */
export async function boundLog(file: string): Promise<void> {
  const found = await lstat(file).catch(() => null);
  if (!found?.isFile() || found.size <= LOG_BYTES) return;
  await copyFile(file, `${file}.1`);
  await truncate(file);
}

/** Open it for the server to append to; never through a link. `close` our end once the server has it. */
export function openLog(file: string, account: Account): { fd: number; offset: number; close(): void } {
  const { O_APPEND, O_CREAT, O_NOFOLLOW, O_WRONLY } = constants;
  const fd = openSync(file, O_APPEND | O_CREAT | O_NOFOLLOW | O_WRONLY, 0o600);
  if (account) fchownSync(fd, account.uid, account.gid);
  return { fd, offset: fstatSync(fd).size, close: () => closeSync(fd) };
}

/** What was written after that offset (bytes), at most the last lines. */
export async function logSince(file: string, offset: number, lines = 6): Promise<string> {
  const text = await readFile(file).catch(() => Buffer.alloc(0));
  return text.subarray(offset).toString('utf8').trim().split('\n').slice(-lines).join('\n');
}
