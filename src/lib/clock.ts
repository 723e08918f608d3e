// The time of day, handed in as an argument everywhere else. The only file that asks the system for it.

/** Wall-clock time: for stored instants, schedules and signatures. */
export type Clock = { now(): Date };

export const systemClock: Clock = { now: () => new Date(Date.now()) };

/** Starts measuring; the returned function tells the milliseconds since, unmoved by clock changes. */
export function stopwatch(): () => number {
  const start = performance.now();
  return () => Math.round(performance.now() - start);
}
