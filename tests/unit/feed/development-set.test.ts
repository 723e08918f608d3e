import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readDevelopmentSet, readingOf } from '../../bench/feed-set.ts';

const SET = fileURLToPath(new URL('../../../../shared/data/feeds-dev/', import.meta.url));
const SCORER = fileURLToPath(new URL('../../../../shared/bench/score-feeds.mjs', import.meta.url));

describe.skipIf(!existsSync(SET) || !existsSync(SCORER))(
  'over thousands of feeds that others collected',
  () => {
    test('lifelike feeds are all read, 95 % of them right in every field; conformance files 97.5 %', async () => {
      const results: Record<string, unknown> = {};
      for (const file of readDevelopmentSet(SET)) results[file.id] = await readingOf(file);
      const { score } = await import(SCORER);
      const expectations = JSON.parse(readFileSync(`${SET}/expectations.json`, 'utf8'));
      const of = (group: string) =>
        score(expectations, results, (one: { group: string }) => one.group === group);
      const [real, synthetic] = [of('real'), of('synthetic')];
      expect(real.parsed / real.feeds).toBeGreaterThanOrEqual(0.995);
      expect(real.whole / real.feeds).toBeGreaterThanOrEqual(0.95);
      expect(synthetic.parsed / synthetic.feeds).toBeGreaterThanOrEqual(0.995);
      expect(synthetic.whole / synthetic.feeds).toBeGreaterThanOrEqual(0.975);
      expect(real.falseFeeds + synthetic.falseFeeds).toBe(0);
    });
  },
);
