// Feeds made to cost time or memory. Each has one outcome, and takes less than a second of processor time and 200 MB.
import { expect, test } from 'vitest';
import { LIMITS } from '../../../src/config/limits.ts';
import { COSTLY_FEEDS, MOST_MB, MOST_MS } from '../../support/costly-feeds.ts';
import { parse } from '../../support/feeds.ts';
import { run } from '../../support/process.ts';

// each in a process of its own, for what it takes; every one usually stays below half of these
test.concurrent.each(COSTLY_FEEDS.map(([name, , outcome], at) => [name, at, outcome] as const))(
  '%s',
  { timeout: 60_000 },
  async (_name, at, outcome) => {
    const reader = run(new URL('../../support/read-costly-feed.ts', import.meta.url), [at]);
    const said = await reader.until(({ kind }) => kind !== undefined);
    expect(said).toMatchObject(outcome);
    expect(said.ms).toBeLessThan(MOST_MS);
    expect(said.mb).toBeLessThan(MOST_MB);
    await reader.exited;
  },
);

test('every text that comes out of an oversized feed is within its limit', async () => {
  const long = 'word '.repeat(2e5);
  const item = `<title>${long}</title><description>${long}</description><dc:creator>${long}</dc:creator>`;
  const outcome = await parse(
    `<rss version="2.0"><channel>${`<item>${item}</item>`.repeat(3)}</channel></rss>`,
  );
  const entries = outcome.kind === 'done' ? outcome.value.entries : [];
  expect(entries).toHaveLength(3);
  for (const entry of entries) {
    expect(entry.title.length).toBeLessThanOrEqual(LIMITS.titleChars);
    expect(entry.summary.length).toBeLessThanOrEqual(LIMITS.summaryChars);
    expect(entry.author?.length).toBeLessThanOrEqual(LIMITS.authorChars);
    expect(entry.content?.length).toBeLessThanOrEqual(LIMITS.textChars);
  }
});

test('of too many items the newest are kept, in the order of the feed', async () => {
  const count = LIMITS.feedItems + 500;
  const items = Array.from({ length: count }, (_, n) => {
    return `<item><guid>${n}</guid><pubDate>${new Date(Date.UTC(2026, 0, 1) + n * 60_000).toUTCString()}</pubDate></item>`;
  });
  const outcome = await parse(`<rss version="2.0"><channel>${items.join('')}</channel></rss>`);
  const feed = outcome.kind === 'done' ? outcome.value : null;
  expect(feed?.entries).toHaveLength(LIMITS.feedItems);
  expect(feed?.entries[0]?.guid).toBe('500');
  expect(feed?.entries.at(-1)?.guid).toBe(String(count - 1));
  expect(feed?.repairs).toContain('too-many-items');
});
