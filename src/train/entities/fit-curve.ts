// Fits confidence to precision: equal bins by score, then pooled until they rise.
import type { Curve } from '../../tag/entities/crf/model.ts';

/** Added to each bin as if seen: no bin of a few hundred is certain. */
const DOUBT = 1;

export type Seen = { score: number; right: boolean };

/** @param bins how many groups of equal size to start from */
export function fitCurve(seen: readonly Seen[], bins = 10): Curve {
  const sorted = [...seen].sort((a, b) => a.score - b.score);
  if (sorted.length === 0) return { raw: [], real: [] };
  const pools: { sum: number; right: number; count: number }[] = [];
  for (let bin = 0; bin < bins; bin++) {
    const part = sorted.slice(
      Math.floor((bin * sorted.length) / bins),
      Math.floor(((bin + 1) * sorted.length) / bins),
    );
    if (part.length === 0) continue;
    pools.push({
      sum: part.reduce((sum, { score }) => sum + score, 0),
      right: part.filter(({ right }) => right).length,
      count: part.length,
    });
    mergeFalling(pools);
  }
  const level = ({ right, count }: { right: number; count: number }): number => right / (count + DOUBT);
  return {
    raw: pools.map(({ sum, count }) => round(sum / count)),
    real: pools.map((pool) => round(level(pool))),
  };
}

/** Pools neighbours while the later is not more often right than the one before it. */
function mergeFalling(pools: { sum: number; right: number; count: number }[]): void {
  for (;;) {
    const last = pools.at(-1);
    const before = pools.at(-2);
    if (last === undefined || before === undefined || last.right / last.count > before.right / before.count)
      return;
    before.sum += last.sum;
    before.right += last.right;
    before.count += last.count;
    pools.pop();
  }
}

const round = (value: number): number => Math.round(value * 1e6) / 1e6;
