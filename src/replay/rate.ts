// What the matches of a preview say about a query: how many alerts a day, and what makes the noise.
import type { Previewed } from './preview.ts';

/** What the matches of a preview say about a query's rate and its noise. */
export type Rate = {
  matches: number;
  /** alerts, wire copies counted once */
  alerts: number;
  alertsPerDay: number;
  /** words and causes that made it fire, by the number of matches they stand in */
  noisiest: { what: string; matches: number }[];
};

const DAY_MS = 86_400_000;
const NOISIEST = 10;

/** Counts a preview's matches over the time it looked at. */
export function rateOf(found: readonly Previewed[], from: Date, to: Date): Rate {
  const alerts = new Set(found.map((one) => `${one.storyId ?? `a${one.articleId}`} ${one.revision}`)).size;
  const days = Math.max((to.getTime() - from.getTime()) / DAY_MS, 1 / 24);
  const counts = new Map<string, number>();
  for (const { receipt } of found) {
    const spoken = [
      ...receipt.spans.map((span) => span.text.toLowerCase()),
      ...receipt.causes.map((cause) => cause.name),
    ];
    for (const what of new Set(spoken)) counts.set(what, (counts.get(what) ?? 0) + 1);
  }
  const noisiest = [...counts].map(([what, matches]) => ({ what, matches }));
  noisiest.sort((a, b) => b.matches - a.matches || (a.what < b.what ? -1 : 1));
  return {
    matches: found.length,
    alerts,
    alertsPerDay: alerts / days,
    noisiest: noisiest.slice(0, NOISIEST),
  };
}
