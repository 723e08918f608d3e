import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalLink } from '../../../src/feed/canonical-link.ts';
import { articleUrl } from '../../../src/feed/identity.ts';
import { parseFeed } from '../../../src/feed/parse.ts';
import { readDevelopmentSet } from '../../bench/feed-set.ts';
import { shared } from '../../support/shared.ts';

const PLAIN = canonicalLink('https://a.example/2026/news-1.html?page=2');

test.each([
  'http://a.example/2026/news-1.html?page=2',
  'https://www.a.example/2026/news-1.html?page=2',
  'https://a.example:443/2026/news-1.html/?page=2&utm_source=rss#comments',
  'https://A.example/2026/%6eews-1.html?fbclid=x&page=2',
  'https://amp.a.example/2026/news-1.html?page=2',
  'https://a.example/2026/news-1.amp.html?page=2',
  'https://a.example/2026/news-1.html/amp/?page=2',
  'https://a.example/amp/2026/news-1.html?page=2',
  'https://a.example/2026/news-1.html?amp=1&page=2',
  'https://a.example/2026/news-1.html?outputType=amp&page=2',
  'https://www-a-example.cdn.ampproject.org/c/s/www.a.example/2026/news-1.html?page=2',
  'https://www.google.com/amp/s/amp.a.example/2026/news-1.html?page=2',
])('%s is one more spelling', (link) => {
  expect(canonicalLink(link)).toBe(PLAIN);
});

test.each([
  ['https://a.example/amp', 'https://a.example/'],
  ['https://a.example/amp/', 'https://a.example/amp/1'],
  ['https://a.example/?p=1', 'https://a.example/?p=2'],
  ['https://a.example/#!/1', 'https://a.example/#!/2'],
  ['https://a.example/clamp', 'https://a.example/cl'],
  ['https://amp.dev/', 'https://dev/'],
  ['https://a.example/?amplitude=1', 'https://a.example/'],
  ['https://a.example/News', 'https://a.example/news'],
])('%s and %s are two', (one, other) => {
  expect(canonicalLink(one)).not.toBe(canonicalLink(other));
});

test('what is no address comes back as it is', () => {
  for (const text of ['', 'javascript:alert(1)', 'urn:uuid:1', 'not an address']) {
    expect(canonicalLink(` ${text}`)).toBe(text);
  }
});

test('the canonical form of a canonical form is itself', () => {
  const part = fc.constantFrom(
    ...['amp', 'AMP', 'x.amp', 'x.amp.html', 'c', 's', 's/www.a.example', 'a.example', '%61mp', '%', 'é', ''],
  );
  const link = fc
    .record({
      host: fc.constantFrom('amp.a.example', 'www.amp.a.example', 'x.cdn.ampproject.org', 'www.google.co.uk'),
      path: fc.array(part, { maxLength: 6 }),
      query: fc.array(fc.constantFrom('amp', 'amp=1', 'a=1', 'utm_x=1', '_amp=', '&', '='), { maxLength: 4 }),
    })
    .map(({ host, path, query }) => `http://${host}/${path.join('/')}?${query.join('&')}`);
  fc.assert(
    fc.property(fc.oneof(link, fc.webUrl({ withQueryParameters: true, withFragments: true })), (url) => {
      expect(canonicalLink(canonicalLink(url))).toBe(canonicalLink(url));
    }),
    { numRuns: 2000 },
  );
});

const set = shared('data/feeds-dev');

test.skipIf(set === null)(
  'in thousands of feeds that others collected it merges no two articles',
  async () => {
    const merged: string[] = [];
    for (const file of readDevelopmentSet(set ?? '')) {
      const feed = await parseFeed(file.bytes, { contentType: file.content_type, url: null });
      const entries = feed.kind === 'done' ? feed.value.entries : [];
      const links = new Map<string, Set<string>>();
      for (const { link } of entries) {
        const url = articleUrl(link)?.replace(/#.*/, '');
        if (url === undefined) continue;
        const name = canonicalLink(url);
        links.set(name, (links.get(name) ?? new Set()).add(url));
      }
      // a home page, with and without www, is no article
      for (const [name, several] of links)
        if (several.size > 1 && new URL(name).pathname !== '/') merged.push(`${file.id}: ${name}`);
    }
    expect(merged).toEqual([]);
  },
);
