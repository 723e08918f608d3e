import { expect, test } from 'vitest';
import { metricsText } from '../../../src/api/metrics.ts';

test('feeds that fail and feeds that are too quiet are told apart', async () => {
  const text = await metricsText({
    ...{ feeds: { active: 9, gone: 1 }, failingFeeds: 2, silentFeeds: 3 },
    ...{ items: {}, articles: 0, withdrawn: 0, revisions: 0, stories: 0, subscriptions: 0, matches: 0 },
    ...{ deliveries: {}, rejected: [], oldestWaitingSeconds: 0 },
  });
  expect(text).toMatch(/^presswatch_feeds_failing 2$/m);
  expect(text).toMatch(/^presswatch_feeds_silent 3$/m);
  expect(text).toMatch(/^presswatch_feeds\{state="gone"\} 1$/m);
});
