// The file channel: one JSON line an alert, appended and synced. Names stay inside the alerts folder.
import { mkdir, open, realpath } from 'node:fs/promises';
import { dirname, isAbsolute, join, normalize, relative } from 'node:path';
import { stopwatch } from '../lib/clock.ts';
import { done, type Outcome, reject, retry } from '../model/outcome.ts';
import type { Attempted } from './attempt.ts';

/** a repeat comes within moments of the crash that caused it, so its line is near the end */
const LOOK_BACK_BYTES = 1024 * 1024;

/** A relative path below the folder, without climbing; null when `name` is none. */
export function fileName(name: string): string | null {
  const path = normalize(name);
  const climbs = isAbsolute(path) || path.startsWith('..') || path === '.' || path.endsWith('/');
  return climbs || name.includes('\0') || name.includes('\\') || path.length > 200 ? null : path;
}

/**
 * Appends the body as one line, unless a line with this delivery's id is there already: a repeat after a crash between
 * write and commit writes nothing. Synced before it counts as sent.
 */
export async function sendToFile(call: {
  folder: string;
  name: string;
  id: string;
  body: string;
}): Promise<Attempted> {
  const elapsed = stopwatch();
  const outcome = await append(call).catch((error: Error) =>
    retry('connection', `The file can't be written: ${error.message}`),
  );
  return { outcome, status: null, answer: null, durationMs: elapsed() };
}

async function append({
  folder,
  name,
  id,
  body,
}: {
  folder: string;
  name: string;
  id: string;
  body: string;
}): Promise<Outcome<null>> {
  const safe = fileName(name);
  if (safe === null) return reject('bad-target', `"${name}" is no file name inside the alerts folder.`);
  const path = join(folder, safe);
  await mkdir(dirname(path), { recursive: true });
  const inside = relative(await realpath(folder), await realpath(dirname(path)));
  if (inside.startsWith('..') || isAbsolute(inside))
    return reject('bad-target', `"${name}" leads out of the alerts folder.`);
  const file = await open(path, 'a+', 0o640);
  try {
    const { size } = await file.stat();
    const from = Math.max(0, size - LOOK_BACK_BYTES);
    const tail = Buffer.alloc(size - from);
    await file.read(tail, 0, tail.length, from);
    if (tail.includes(JSON.stringify({ id }).slice(1, -1))) return done(null);
    // a line cut off by a crash must not swallow this one
    const start = tail.length > 0 && tail.at(-1) !== 0x0a ? '\n' : '';
    await file.appendFile(`${start}${body}\n`);
    await file.datasync();
    return done(null);
  } finally {
    await file.close();
  }
}
