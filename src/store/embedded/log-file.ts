// The server's own log, kept small. The server appends to the file itself, so the log goes on when its starter dies;
// every process that uses the server looks at the size now and then.
import { copyFile, readFile, stat, truncate } from 'node:fs/promises';

/** thousands of lines; an embedded server that is well says a few dozen a day */
const LOG_BYTES = 1024 * 1024;

/** Past the bound, keep one older file (`.1`) and start anew. The server appends, so truncating under it is safe. */
export async function boundLog(file: string): Promise<void> {
  const size = await stat(file).then(
    (entry) => entry.size,
    () => 0,
  );
  if (size <= LOG_BYTES) return;
  await copyFile(file, `${file}.1`);
  await truncate(file);
}

/** What was written after that offset (bytes), at most the last lines. */
export async function logSince(file: string, offset: number, lines = 6): Promise<string> {
  const text = await readFile(file).catch(() => Buffer.alloc(0));
  return text.subarray(offset).toString('utf8').trim().split('\n').slice(-lines).join('\n');
}
