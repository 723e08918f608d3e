import { expect, test } from 'vitest';
import { healthOf } from '../../../src/cli/feeds/health.ts';
import { observe } from '../../../src/feed/rhythm.ts';
import { strange } from '../../../src/pipeline/check-feed.ts';
import type { FeedRow } from '../../../src/store/feeds.ts';

const HOUR = 3_600_000;
const NOW = new Date('2026-01-05T12:00:00Z');
const hourly = observe(
  null,
  Array.from({ length: 200 }, (_, n) => NOW.getTime() - n * HOUR),
  NOW.getTime(),
);

const feed = (more: Partial<FeedRow> = {}): FeedRow => ({
  ...strange('https://news.example/feed', NOW),
  ...{ last_ok_at: NOW, rhythm: hourly, next_because: 'rhythm' },
  ...more,
});

test('a feed that is well has nothing to say but its rhythm', () => {
  const health = healthOf(feed(), NOW);
  expect(health).toMatchObject({ state: 'active', problems: [], because: 'by its own rhythm' });
  expect(health.itemsAWeek).toBeGreaterThan(160);
  expect(healthOf(feed({ last_ok_at: null, rhythm: null }), NOW)).toMatchObject({
    state: 'new',
    itemsAWeek: null,
  });
});

test('a failing feed says why, how often, and whether it ever was good', () => {
  const failing = { failures: 3, last_error: 'the name could not be resolved', last_reason: 'dns' };
  expect(healthOf(feed(failing), NOW)).toMatchObject({
    state: 'failing',
    problems: ['The name could not be resolved. (3 times in a row)'],
  });
  const [never] = healthOf(feed({ ...failing, failures: 1, last_ok_at: null }), NOW).problems;
  expect(never).toContain('(once, never good yet)');
});

test('a feed that is quieter than its rhythm explains the alarm with its own figures', () => {
  const silent = healthOf(feed({ silent_from: new Date(NOW.getTime() - HOUR) }), NOW);
  expect(silent.state).toBe('silent');
  expect(silent.problems[0]).toMatch(
    /No item since 2026-01-05 12:00Z: with about 16\d items a week, nine or more/,
  );
  expect(healthOf(feed({ silent_from: new Date(NOW.getTime() + HOUR) }), NOW).state).toBe('active');
});

test('one that is gone says that it is not asked any more, one that lied that its validators are not used', () => {
  const last_error = 'The server says the feed is gone for good (410).';
  const gone = healthOf(feed({ state: 'gone', last_error }), NOW);
  expect(gone).toMatchObject({
    state: 'gone',
    because: null,
    problems: [expect.stringContaining('feeds add')],
  });
  const lied = healthOf(feed({ validators_off: 'it said so' }), NOW);
  expect(lied.problems).toEqual(['Its validators are not used: it said so.']);
});

test('of a young feed what was seen is told, and nothing of a week; silence since the last look counts', () => {
  const young = observe(null, [NOW.getTime() - 5 * HOUR, NOW.getTime() - HOUR], NOW.getTime());
  expect(healthOf(feed({ rhythm: young }), NOW)).toMatchObject({
    itemsAWeek: null,
    pace: 'too early to tell how many items a week (2 items in 5 hours so far)',
  });
  const later = new Date(NOW.getTime() + 6 * 24 * HOUR);
  expect(healthOf(feed({ rhythm: young, last_ok_at: later }), later).itemsAWeek).toBeLessThan(3);
  const empty = observe(null, [], NOW.getTime());
  expect(healthOf(feed({ rhythm: empty, last_ok_at: later }), later).pace).toBe('about 0 items a week');
});
