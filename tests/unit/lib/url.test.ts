import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalUrl, urlKey } from '../../../src/lib/url.ts';

describe('canonicalUrl', () => {
  test.each([
    ['https://A.Example:443/News/1#top', 'https://a.example/News/1'],
    ['https://a.example/1?utm_source=rss&id=7&fbclid=x&mc_cid=y', 'https://a.example/1?id=7'],
    ['https://a.example/1?b=2&a=1', 'https://a.example/1?b=2&a=1'],
    ['https://a.example/1?q=a+b', 'https://a.example/1?q=a+b'],
    ['https://a.example/1?partner=rss&emc=rss', 'https://a.example/1'],
    ['https://a.example/1?source=feedback', 'https://a.example/1?source=feedback'],
    ['https://a.example/#!/story/1', 'https://a.example/#!/story/1'],
    ['https://user:pw@a.example./1', 'https://a.example/1'],
    ['https://a.example/%7eann/%c3%a4', 'https://a.example/~ann/%C3%A4'],
    ['http://127.0.0.1:8080/x', 'http://127.0.0.1:8080/x'],
    ['mailto:a@example.org', 'mailto:a@example.org'],
    ['  no address ', 'no address'],
  ])('%s becomes %s', (url, canonical) => {
    expect(canonicalUrl(url)).toBe(canonical);
  });
});

describe('urlKey', () => {
  test('spellings that lead to the same page are one', () => {
    const spellings = [
      'https://a.example/news/1?x=1&y=2',
      'http://www.a.example/news/1/?y=2&x=1',
      'https://www.a.example:443/news/1?utm_medium=rss&x=1&y=2#comments',
    ];
    expect(new Set(spellings.map(urlKey)).size).toBe(1);
  });

  test('other pages, ports and arguments stay apart', () => {
    const pages = ['/1', '/2', '/1?id=2', '/1?id=3', ':8080/1', '/A', '/a'];
    expect(new Set(pages.map((page) => urlKey(`https://a.example${page}`))).size).toBe(pages.length);
  });
});

test('both are idempotent on any address and any text', () => {
  const escapes = fc.stringMatching(/^[%0-9a-fA-F/.~=&?#!]{0,30}$/);
  const addresses = fc.oneof(
    fc.webUrl({ withQueryParameters: true, withFragments: true }),
    fc
      .tuple(fc.constantFrom('http', 'https'), fc.constantFrom('www.', 'www.www.', ''), escapes)
      .map(([scheme, www, rest]) => `${scheme}://${www}a.example/${rest}`),
    escapes.map((query) => `https://a.example/?${query}`),
    fc.string(),
  );
  fc.assert(
    fc.property(addresses, (url) => {
      expect(canonicalUrl(canonicalUrl(url))).toBe(canonicalUrl(url));
      expect(urlKey(urlKey(url))).toBe(urlKey(url));
      expect(urlKey(canonicalUrl(url))).toBe(urlKey(url));
    }),
    { numRuns: 500 },
  );
});
