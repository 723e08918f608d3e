// What a preview's numbers mean: alerts as they would be sent, days without any, words by the matches they stand in.
import { expect, test } from 'vitest';
import type { Receipt } from '../../../src/model/model.ts';
import type { Previewed } from '../../../src/replay/preview.ts';
import { noiseOf, rateOf } from '../../../src/replay/rate.ts';

const found = (articleId: number, storyId: number | null, seen: string, revision = 1): Previewed => ({
  articleId,
  revisionId: articleId,
  revision,
  storyId,
  title: '',
  url: '',
  source: '',
  publishedAt: null,
  seenAt: new Date(seen),
});
const at = (text: string) => new Date(text);

test('copies of a story are one alert, on the day of the first; a story without an id stands for itself', () => {
  const matches = [
    found(4, null, '2026-03-03T09:00Z'),
    found(3, 7, '2026-03-03T08:00Z'),
    found(2, 7, '2026-03-01T23:59Z'),
    found(1, null, '2026-03-01T00:00Z'),
  ];
  expect(rateOf(matches, at('2026-03-01'), at('2026-03-04T00:00Z'))).toEqual({
    matches: 4,
    alerts: 3,
    alertsPerDay: 1,
    days: [
      { day: '2026-03-01', alerts: 2 },
      { day: '2026-03-02', alerts: 0 },
      { day: '2026-03-03', alerts: 1 },
      { day: '2026-03-04', alerts: 0 },
    ],
  });
});

test('a changed text of a story is another alert, as it would be sent', () => {
  const matches = [found(2, 7, '2026-03-01T10:00Z', 2), found(1, 7, '2026-03-01T09:00Z')];
  expect(rateOf(matches, at('2026-03-01'), at('2026-03-02')).alerts).toBe(2);
});

test('no match is no alert, on every day', () => {
  const { alerts, alertsPerDay, days } = rateOf([], at('2026-03-01T12:00Z'), at('2026-03-02T13:00Z'));
  expect([alerts, alertsPerDay, days.map(({ day }) => day)]).toEqual([0, 0, ['2026-03-01', '2026-03-02']]);
});

test('noise counts each word once a match, whatever its case, and names by their causes', () => {
  const receipt = (words: string[], causes: string[] = []) =>
    ({
      spans: words.map((text) => ({ field: 'body', start: 0, end: 1, text })),
      causes: causes.map((name) => ({ kind: 'entity', id: null, name, words: [] })),
    }) as Pick<Receipt, 'spans' | 'causes'> as Receipt;
  const noise = noiseOf([receipt(['Rate', 'rate', 'rates']), receipt(['RATE'], ['Federal Reserve'])]);
  expect(noise).toEqual({
    of: 2,
    noisiest: [
      { what: 'rate', matches: 2 },
      { what: 'Federal Reserve', matches: 1 },
      { what: 'rates', matches: 1 },
    ],
  });
});
