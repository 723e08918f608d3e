// The file channel: one JSON line an alert, appended and synced. Never leaves the alerts folder, by no name and no
// symbolic link; never rewrites what is there.
import { constants } from 'node:fs';
import { type FileHandle, lstat, mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { LIMITS } from '../config/limits.ts';
import { stopwatch } from '../lib/clock.ts';
import { done, type Outcome, reject, retry } from '../model/outcome.ts';
import type { Attempted } from './attempt.ts';

type Call = {
  /** the alerts folder, from the settings */
  folder: string;
  /** the file in it, from a subscription */
  name: string;
  /** the delivery's id, which the body carries as its `id` */
  id: string;
  /** JSON on one line */
  body: string;
};

const NEWLINE = 0x0a;
// A link at the end is refused (ELOOP). Opened for reading and writing, a named pipe holds nobody up.
const { O_RDWR, O_APPEND, O_CREAT, O_NOFOLLOW } = constants;
const FLAGS = O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW;

// Looking for a line and appending it must not mix with another delivery to the same file. One at a time in this
// process; two processes could only write the same alert twice, with the same id.
const turns = new Map<string, Promise<unknown>>();

/** The parts of a relative path that stays below its folder; null when `name` is no such path. */
export function fileParts(name: string): string[] | null {
  const parts = name.split('/');
  const plain = parts.every((part) => /^[\p{L}\p{N}_][\p{L}\p{N} ._-]*$/u.test(part) && !part.endsWith('.'));
  return plain && name.length <= LIMITS.fileNameChars ? parts : null;
}

/**
 * Appends the body as one line, unless a whole line with this delivery's id is among the last ones: a repeat after a
 * crash between write and commit writes nothing. Synced before it counts as sent.
 */
export async function sendToFile(call: Call): Promise<Attempted> {
  const elapsed = stopwatch();
  const parts = fileParts(call.name);
  const outcome =
    parts === null
      ? reject('bad-target', `"${call.name}" is no file name inside the alerts folder.`)
      : await inTurn(join(call.folder, ...parts), () => append(call, parts));
  return { outcome, status: null, answer: null, durationMs: elapsed() };
}

async function inTurn(path: string, work: () => Promise<Outcome<null>>): Promise<Outcome<null>> {
  const turn = (turns.get(path) ?? Promise.resolve()).then(work).catch(failure);
  turns.set(path, turn);
  const outcome = await turn;
  if (turns.get(path) === turn) turns.delete(path);
  return outcome;
}

// A full disk or a missing right can be mended; a link or a pipe in our place was put there by somebody.
function failure(error: unknown): Outcome<null> {
  const code = error instanceof Error && 'code' in error ? String(error.code) : null;
  if (code === null) throw error;
  if (code === 'ELOOP' || code === 'ENXIO' || code === 'EISDIR')
    return reject('bad-target', `This is no plain file (${code}).`);
  return retry('disk', `The file can't be written (${code}).`);
}

async function append({ folder, id, body }: Call, parts: string[]): Promise<Outcome<null>> {
  await mkdir(folder, { recursive: true });
  let path = folder;
  for (const part of parts.slice(0, -1)) {
    path = join(path, part);
    await mkdir(path).catch((error) => {
      if (error.code !== 'EEXIST') throw error;
    });
    if (!(await lstat(path)).isDirectory())
      return reject('bad-target', `"${part}" is no folder inside the alerts folder.`);
  }
  const file = await open(join(path, ...parts.slice(-1)), FLAGS, 0o640);
  try {
    const stat = await file.stat();
    if (!stat.isFile()) return reject('bad-target', 'This is no plain file.');
    const tail = await readTail(file, stat.size);
    // Only whole lines count: of a line cut off by a crash, the alert was never sent.
    const lines = tail.subarray(0, tail.lastIndexOf(NEWLINE) + 1);
    if (lines.includes(`"id":${JSON.stringify(id)}`)) return done(null);
    const start = tail.length > lines.length ? '\n' : ''; // and such a line must not swallow this one
    await file.appendFile(`${start}${body}\n`);
    await file.sync();
    if (stat.size === 0) await syncFolder(path);
    return done(null);
  } finally {
    await file.close();
  }
}

async function readTail(file: FileHandle, size: number): Promise<Buffer> {
  const from = Math.max(0, size - LIMITS.fileLookBackBytes);
  const tail = Buffer.alloc(size - from);
  let length = 0;
  while (length < tail.length) {
    const { bytesRead } = await file.read(tail, length, tail.length - length, from + length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return tail.subarray(0, length);
}

// A new file is only there after a power cut if its folder was synced too.
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, constants.O_RDONLY);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
