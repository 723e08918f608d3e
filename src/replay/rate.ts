// What the matches of a preview say about a query: how many alerts a day, and what makes the noise.
import type { Receipt } from '../model/model.ts';
import type { Previewed } from './preview.ts';

export type Rate = {
  matches: number;
  /** alerts as they would be sent: wire copies of one story are one */
  alerts: number;
  alertsPerDay: number;
  /** alerts by UTC day, `2026-01-31`, every day from the first to the last */
  days: { day: string; alerts: number }[];
};

/** Words and causes that made a query fire, by the number of matches they stand in. */
export type Noise = {
  noisiest: { what: string; matches: number }[];
  /** matches that were looked at for it */
  of: number;
};

const DAY_MS = 86_400_000;
const NOISIEST = 10;

/** Counts a preview's matches over the time it looked at. */
export function rateOf(found: readonly Previewed[], from: Date, to: Date): Rate {
  const firstSeen = new Map<string, Date>();
  for (const one of found) {
    const alert = `${one.storyId ?? `a${one.articleId}`} ${one.revision}`;
    const known = firstSeen.get(alert);
    if (known === undefined || one.seenAt < known) firstSeen.set(alert, one.seenAt);
  }
  const byDay = Map.groupBy(firstSeen.values(), dayOf);
  // an hour of news says nothing of a day
  const length = Math.max((to.getTime() - from.getTime()) / DAY_MS, 1);
  return {
    matches: found.length,
    alerts: firstSeen.size,
    alertsPerDay: firstSeen.size / length,
    days: daysFrom(from, to).map((day) => ({ day, alerts: byDay.get(day)?.length ?? 0 })),
  };
}

/** What stands behind matches, of their receipts: what to look at when there are too many. */
export function noiseOf(receipts: readonly Receipt[]): Noise {
  const counts = new Map<string, number>();
  for (const { spans, causes } of receipts) {
    const spoken = [...spans.map((span) => span.text.toLowerCase()), ...causes.map((cause) => cause.name)];
    for (const what of new Set(spoken)) counts.set(what, (counts.get(what) ?? 0) + 1);
  }
  const noisiest = [...counts].map(([what, matches]) => ({ what, matches }));
  noisiest.sort((a, b) => b.matches - a.matches || (a.what < b.what ? -1 : 1));
  return { noisiest: noisiest.slice(0, NOISIEST), of: receipts.length };
}

const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

function daysFrom(from: Date, to: Date): string[] {
  const days: string[] = [];
  const last = dayOf(to);
  for (let at = from.getTime(); dayOf(new Date(at)) < last; at += DAY_MS) days.push(dayOf(new Date(at)));
  return [...days, last];
}
