// Feeds made to cost time or memory. Each has one outcome, and a bound on processor time far above what
// it usually takes (under 0.3 s), so that a busy machine doesn't count.
import { expect, test } from 'vitest';
import { LIMITS } from '../../../src/config/limits.ts';
import { parse, rssItem } from '../../support/feeds.ts';

const BOUND_MS = 5000;
const MANY = 500_000;

const done = { kind: 'done' };
const refused = (reason: string) => ({ kind: 'reject', reason });

const cases: [name: string, document: () => string, outcome: object][] = [
  ['F22 half a million numeric entities', () => rssItem(`<title>${'&#146;'.repeat(MANY)}</title>`), done],
  [
    'F22 a million escaped brackets',
    () => rssItem(`<description>${'&lt;'.repeat(2 * MANY)}</description>`),
    done,
  ],
  ['F22 entities escaped twice', () => rssItem(`<title>${'&amp;hellip;'.repeat(MANY)}</title>`), done],
  ['F24 20,000 nested elements', () => `<rss>${'<a>'.repeat(20_000)}`, refused('too-deep')],
  [
    'F24 20,000 nested elements within content',
    () => rssItem(`<description>${'<b>'.repeat(20_000)}`),
    refused('too-deep'),
  ],
  [
    'F24 a million items that are never closed',
    () => `<rss><channel>${'<item>'.repeat(1e6)}`,
    refused('too-deep'),
  ],
  [
    'F25 50,000 items',
    () => `<rss><channel>${'<item><title>x</title></item>'.repeat(50_000)}</channel></rss>`,
    done,
  ],
  ['F26 a title of 20 MB', () => rssItem(`<title>${'x'.repeat(20e6)}</title>`), refused('too-large')],
  ['F26 a title of 4 MB', () => rssItem(`<title>${'x y '.repeat(1e6)}</title>`), done],
  [
    'F27 100,000 attributes',
    () => `<rss ${Array.from({ length: 1e5 }, (_, n) => `a${n}="1"`).join(' ')}>`,
    refused('too-many-attributes'),
  ],
  ['F32 a guid of 1 MB', () => rssItem(`<guid>${'x'.repeat(1e6)}</guid>`), done],
  ['half a million brackets', () => rssItem(`<description>${'<'.repeat(MANY)}</description>`), done],
  [
    'half a million open tags as text',
    () => rssItem(`<description><![CDATA[${'a<p '.repeat(MANY)}]]></description>`),
    done,
  ],
  [
    'half a million comments as text',
    () => rssItem(`<description><![CDATA[${'<!--'.repeat(MANY)}></description>`),
    done,
  ],
  [
    'a quarter of a million scripts as text',
    () => rssItem(`<description><![CDATA[${'<script>'.repeat(MANY / 2)}]]></description>`),
    done,
  ],
  ['50,000 unclosed comments', () => rssItem('<!--'.repeat(50_000)), done],
  ['50,000 unclosed CDATA sections', () => rssItem('<![CDATA['.repeat(50_000)), done],
  [
    'a million elements in content',
    () => rssItem(`<description>${'<br/>'.repeat(2 * MANY)}</description>`),
    refused('too-many-tags'),
  ],
  [
    '4 MB of white space',
    () => `${' '.repeat(2e6)}${rssItem(`<title>a${' \n'.repeat(1e6)}b</title>`)}`,
    done,
  ],
  ['a date of 1 MB', () => rssItem(`<pubDate>${'1 '.repeat(5e5)}</pubDate>`), done],
  ['an author of 4 MB', () => rssItem(`<author>${'a@'.repeat(2e6)} (x</author>`), done],
  [
    'a language of 4 MB',
    () => rssItem('').replace('<item>', `<language>${'en-a'.repeat(1e6)}</language><item>`),
    done,
  ],
  ['50,000 empty links', () => rssItem('<link></link>'.repeat(50_000)), done],
  [
    'namespaces without end',
    () => `<rss>${'<a xmlns:b="c" xmlns:d="e">'.repeat(250)}${'<x:y/>'.repeat(1e5)}`,
    done,
  ],
  ['50,000 names', () => `<rss>${Array.from({ length: 50_000 }, (_, n) => `<a${n}/>`).join('')}</rss>`, done],
  ['processing instructions only', () => '<?xml '.repeat(MANY), refused('not-a-feed')],
  ['declarations only', () => `<!DOCTYPE [${'<!ENTITY a "b">'.repeat(5e5)}`, refused('not-a-feed')],
  [
    'JSON nested a million deep',
    () => `{"version":"https://jsonfeed.org/version/1","items":${'['.repeat(1e6)}${']'.repeat(1e6)}}`,
    refused('too-deep'),
  ],
];

test.each(cases)('%s', async (_name, document, outcome) => {
  const bytes = Buffer.from(document());
  const before = process.threadCpuUsage();
  expect(await parse(bytes)).toMatchObject(outcome);
  const { user, system } = process.threadCpuUsage(before);
  expect((user + system) / 1000).toBeLessThan(BOUND_MS);
});

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
