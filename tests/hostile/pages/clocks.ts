// Clocks that a crowded machine does not bend: CPU time of the threads that read pages, and how long this thread went
// without a turn, less what it waited for a processor. The kernel counts both (Linux); elsewhere the bounds are looser.
import { readdirSync, readFileSync } from 'node:fs';
import process from 'node:process';

const TICK_MS = 5;
/** as Node names the threads that a program starts */
const OF_A_WORKER = 'WorkerThread';

/** Starts counting; the function gives the CPU time in ms that worker threads used since, ended ones included. */
export function countWorkers(): () => number {
  const processBefore = processMs();
  const restBefore = restMs();
  return () => {
    const rest = restMs();
    let used = processMs() - processBefore;
    for (const [thread, ms] of rest) used -= ms - (restBefore.get(thread) ?? 0);
    return used;
  };
}

/**
 * Starts looking for turns of this thread's event loop; the function stops it and gives the longest time without one, in
 * ms. Time in which the thread could have run and had no processor is not counted: it is the machine's.
 */
export function watchTurns(): () => number {
  let last = performance.now();
  let waited = waitedMs();
  let longest = 0;
  function look(): void {
    const now = performance.now();
    const waitedNow = waitedMs();
    longest = Math.max(longest, now - last - (waitedNow - waited));
    last = now;
    waited = waitedNow;
  }
  const timer = setInterval(look, TICK_MS);
  return () => {
    clearInterval(timer);
    look();
    return longest;
  };
}

function processMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** CPU time of each thread that is no worker: this one, and those of the engine that compile and collect garbage. */
function restMs(): Map<string, number> {
  const rest = new Map<string, number>();
  for (const thread of listed('/proc/self/task')) {
    const at = `/proc/self/task/${thread}`;
    if (read(`${at}/comm`).trim() !== OF_A_WORKER) rest.set(thread, kernelMs(`${at}/schedstat`, 0));
  }
  if (rest.size > 0) return rest;
  const { user, system } = process.threadCpuUsage();
  return rest.set('own', (user + system) / 1000);
}

/** How long this thread has been ready to run without a processor in its life; 0 where nobody counts. */
const waitedMs = (): number => kernelMs('/proc/thread-self/schedstat', 1);

/** One of the figures of a schedstat file, which stand in nanoseconds; 0 for a thread that has ended. */
const kernelMs = (path: string, index: number): number => Number(read(path).split(' ')[index] ?? 0) / 1e6;

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function listed(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}
