// How long one page may hold a thread. What counts is the CPU time of the thread itself, so that a crowded machine
// condemns no page; the wall clock only ends a thread that neither works nor answers. Looks at most a few times a page.
import type { Worker } from 'node:worker_threads';

export type Bounds = {
  /** CPU time (user and system) of the thread, ms */
  cpuMs: number;
  /** wall clock, ms */
  wallMs: number;
};

export type Watch = { stop(): void };

/** a look too early is followed by the next one not before this, ms */
const LEAST_WAIT_MS = 20;

/**
 * Calls `onOver` once, with the bound that was passed, unless stopped before.
 * `cpuBefore` is what the thread had used when it got the page, ms.
 */
export function watchThread(
  worker: Worker,
  cpuBefore: number,
  { cpuMs, wallMs }: Bounds,
  onOver: (bound: keyof Bounds) => void,
): Watch {
  let stopped = false;
  const wall = setTimeout(() => over('wallMs'), wallMs);
  // One thread cannot use more CPU time than passes: the first look is due when it could be over, each further one
  // when the rest could be.
  let next = setTimeout(look, cpuMs);

  function stop(): void {
    stopped = true;
    clearTimeout(wall);
    clearTimeout(next);
  }

  function over(bound: keyof Bounds): void {
    if (stopped) return;
    stop();
    onOver(bound);
  }

  function look(): void {
    // a thread that ends meanwhile says so by itself
    worker.cpuUsage().then(judge, () => undefined);
  }

  function judge({ user, system }: NodeJS.CpuUsage): void {
    if (stopped) return;
    const left = cpuMs - ((user + system) / 1000 - cpuBefore);
    if (left <= 0) over('cpuMs');
    else next = setTimeout(look, Math.max(LEAST_WAIT_MS, left));
  }

  return { stop };
}
