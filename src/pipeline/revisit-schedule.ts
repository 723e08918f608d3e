// When a page is asked for again: by a falling schedule from when its article was first seen. What came late is left out.

export type VisitTimes = {
  firstSeen: Date;
  now: Date;
  /** after first seen, ms, growing */
  scheduleMs: readonly number[];
};

/** share of a gap by which visits are spread at random, so that what was published together is not asked for together */
const SPREAD = 0.1;
/** a visit that is late by more than this share of a gap stands in for the next one too */
const LATE = 0.5;

/** The next visit; null when there is none to come. */
export function nextVisit({ firstSeen, now, scheduleMs }: VisitTimes, random: () => number): Date | null {
  const age = now.getTime() - firstSeen.getTime();
  for (const [at, offset] of scheduleMs.entries()) {
    const gap = offset - (scheduleMs[at - 1] ?? 0);
    if (offset - age < gap * LATE) continue;
    return new Date(firstSeen.getTime() + offset + gap * SPREAD * random());
  }
  return null;
}

/** After this nothing is visited, however late: the last visit, and half of its gap. */
export function lastVisit(firstSeen: Date, scheduleMs: readonly number[]): Date {
  const [before = 0, last = 0] = [scheduleMs.at(-2), scheduleMs.at(-1)];
  return new Date(firstSeen.getTime() + last + (last - before) * LATE);
}
