// How good predictions are: F1 over all decisions and by class, the first topic, and whether probabilities come true.

/** The classes that are right, and a score by class. */
export type Judged = { gold: ReadonlySet<string>; scores: ReadonlyMap<string, number> };

export type Measured = {
  items: number;
  /** share of items whose best class is right */
  first: number;
  /** F1 of the decisions taken */
  micro: number;
  /** mean F1 of classes with at least LEAST_GOLD items */
  macro: number;
  byClass: Record<string, { f1: number; gold: number }>;
};

/** below this many items a class has no F1 worth a mean */
const LEAST_GOLD = 5;

export const bestOf = (scores: ReadonlyMap<string, number>): string | null => {
  let best: string | null = null;
  for (const [code, score] of scores) if (best === null || score > (scores.get(best) as number)) best = code;
  return best;
};

/** @param decide the classes that an item is given */
export function measure(items: readonly Judged[], decide: (item: Judged) => readonly string[]): Measured {
  const tally = new Map<string, { hit: number; wrong: number; missed: number }>();
  const of = (code: string) => {
    const known = tally.get(code) ?? { hit: 0, wrong: 0, missed: 0 };
    tally.set(code, known);
    return known;
  };
  let first = 0;
  for (const item of items) {
    const given = new Set(decide(item));
    const best = bestOf(item.scores);
    if (best !== null && item.gold.has(best)) first++;
    for (const code of given) of(code)[item.gold.has(code) ? 'hit' : 'wrong']++;
    for (const code of item.gold) if (!given.has(code)) of(code).missed++;
  }
  const f1 = ({ hit, wrong, missed }: { hit: number; wrong: number; missed: number }) =>
    hit === 0 ? 0 : (2 * hit) / (2 * hit + wrong + missed);
  const all = { hit: 0, wrong: 0, missed: 0 };
  for (const each of tally.values())
    for (const key of ['hit', 'wrong', 'missed'] as const) all[key] += each[key];
  const byClass = Object.fromEntries(
    [...tally]
      .filter(([, { hit, missed }]) => hit + missed > 0)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([code, each]) => [code, { f1: f1(each), gold: each.hit + each.missed }]),
  );
  const enough = Object.values(byClass).filter(({ gold }) => gold >= LEAST_GOLD);
  return {
    items: items.length,
    first: first / Math.max(1, items.length),
    micro: f1(all),
    macro: enough.reduce((sum, each) => sum + each.f1, 0) / Math.max(1, enough.length),
    byClass,
  };
}

/** Predictions by tenths around .15, .35, .55, .75, .95: how many, what was said, what came true. */
export function calibration(items: readonly Judged[]): { said: number; came: number; count: number }[] {
  const bins = Array.from({ length: 5 }, () => ({ said: 0, came: 0, count: 0 }));
  for (const { gold, scores } of items) {
    for (const [code, score] of scores) {
      const bin = bins[Math.floor((score - 0.05) / 0.2)];
      if (bin === undefined || score < 0.05) continue;
      bin.said += score;
      bin.came += gold.has(code) ? 1 : 0;
      bin.count++;
    }
  }
  return bins.map(({ said, came, count }) => ({
    said: said / Math.max(1, count),
    came: came / Math.max(1, count),
    count,
  }));
}
