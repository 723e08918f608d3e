// Whether a process of another time is still there. Judges only; never signals anything.
import { readFileSync } from 'node:fs';

/** State letter and start time (clock ticks since boot) from /proc; null where there is none to read. */
function procStat(pid: number): { state: string; startedAt: string } | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // the command name stands in brackets and may hold brackets and spaces itself
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0] ?? '', startedAt: fields[19] ?? '' };
  } catch {
    return null;
  }
}

/** False when the pid is gone, or a zombie that nobody reaps (containers without an init). */
export function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const state = procStat(pid)?.state;
  return state !== 'Z' && state !== 'X';
}

/** Tells a process from a later one with the same pid; empty where the system does not say. */
export const startedAt = (pid: number): string => procStat(pid)?.startedAt ?? '';

/**
 * True when the process is alive and certainly not a PostgreSQL server: the pid of a crashed one was given away
 * again, which is the rule in containers. Where the command line can't be read, the answer is no.
 */
export function isSomethingElse(pid: number): boolean {
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    return command !== '' && !command.includes('postgres');
  } catch {
    return false;
  }
}
