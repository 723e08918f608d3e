// Whether a process of another time is still there. Judges only; never signals anything.
import { readFileSync, readlinkSync } from 'node:fs';

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
 * True when the pid certainly does not belong to the server of this cluster: that one crashed and its pid was
 * given away again, which is the rule in containers. A server stands in its cluster's directory; where that can't
 * be read the command line decides, and where nothing can be read the answer is no.
 */
export function isSomethingElse(pid: number, cluster: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) !== cluster;
  } catch {
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      return command !== '' && !command.includes('postgres');
    } catch {
      return false;
    }
  }
}
