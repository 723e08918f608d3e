// The demo as a newcomer runs it: it ends by itself, and every expected alert arrived exactly once, verified.
import { readdirSync, rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { presswatch } from '../support/command.ts';
import { openDir } from '../support/postgres.ts';

type Demo = {
  finished: boolean;
  truth: { expected: number; missing: string[]; surplus: string[]; unverified: number };
  alerts: { id: string; verified: boolean; because: string[] }[];
  counts: { items: Record<string, number>; rejected: { reason: string }[] };
};

test('demo --once delivers every expected alert exactly once, and leaves nothing behind', async () => {
  const temporary = openDir('pw-demo-');
  try {
    const ended = await presswatch(['demo', '--once', '--json'], { env: { TMPDIR: temporary } });
    if (ended.code !== 0) throw new Error(`exit ${ended.code}: ${ended.err} ${ended.out}`);
    const { finished, truth, alerts, counts }: Demo = JSON.parse(ended.out);
    expect(finished).toBe(true);
    expect(truth).toMatchObject({ missing: [], surplus: [], unverified: 0 });
    expect(alerts).toHaveLength(truth.expected);
    expect(new Set(alerts.map((alert) => alert.id)).size).toBe(alerts.length);
    expect(alerts.filter((alert) => !alert.verified || alert.because.length === 0)).toEqual([]);
    expect(counts.items.done).toBeGreaterThanOrEqual(30);
    expect(counts.rejected.map((row) => row.reason)).toEqual(
      expect.arrayContaining(['gone', 'robots', 'not-a-feed']),
    );
    expect(readdirSync(temporary)).toEqual([]);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
});
