import { expect, test } from 'vitest';
import { LIMITS } from '../../../src/config/limits.ts';
import { candidatesOf, guessesFor, sitemapsFor } from '../../../src/feed/discover.ts';

const at = (html: string, headers: Record<string, string> = {}, url = 'https://a.example/news/index.html') =>
  candidatesOf({ bytes: Buffer.from(html), headers, url });
const urls = (html: string, headers: Record<string, string> = {}) => at(html, headers).map((one) => one.url);

test('links to feeds are found wherever they stand, resolved against the base, comments last', () => {
  const html = `<html><head><base href="/en/"><link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed/">
    <link rel="stylesheet alternate" type="text/xml" href="/style.xml"><link rel="alternate" hreflang="de" href="/de/">
    <LINK REL='Alternate' TYPE="application/atom+xml; charset=utf-8" HREF=news.atom title=" All
      news ">
    <link rel="alternate" type="application/json" href="/wp-json/wp/v2/posts/1"></head>
    <body><p><link rel="alternate home" type="application/feed+json" href="feed:https://b.example/feed.json#x"></body></html>`;
  expect(at(html)).toEqual([
    { url: 'https://a.example/en/news.atom', title: 'All news', by: 'link' },
    { url: 'https://b.example/feed.json', title: '', by: 'link' },
    { url: 'https://a.example/comments/feed/', title: 'Comments', by: 'link' },
  ]);
});

test('Link headers come first; JSON that is no feed and other relations do not count', () => {
  const link =
    '</api>; rel="alternate"; type="application/json"; title="a, b", <x.rss>; type="application/rss+xml"; rel=alternate, </s>; rel=preload, <https://a.example/wp-json/>; rel="alternate"; type="application/json"';
  expect(urls('<link rel="alternate" type="text/xml" href="/y.xml">', { link })).toEqual([
    'https://a.example/api',
    'https://a.example/news/x.rss',
    'https://a.example/y.xml',
  ]);
});

test('anchors whose path names a feed are next, those of the same host first', () => {
  const html = `<a href="https://other.example/rss">x</a><a href="/feeds/world.xml?x=1#y">x</a><a href="/?feed=rss2">x</a>
    <a href="/rss-news-story">x</a><a href="javascript:feed">x</a><a href="mailto:a@b.xml">x</a><a>x</a><a href="/Feed/">x</a>`;
  expect(urls(html)).toEqual([
    'https://a.example/feeds/world.xml?x=1',
    'https://a.example/?feed=rss2',
    'https://a.example/Feed/',
    'https://other.example/rss',
  ]);
});

test('a page that says nothing, an empty one and any bytes name nothing', () => {
  for (const html of [
    '',
    '\0\xff<',
    '<html><body>hello',
    '<link><link rel="alternate" type="application/rss+xml">',
  ])
    expect(urls(html)).toEqual([]);
});

test('a page of endless links costs little and gives few', () => {
  const before = process.threadCpuUsage();
  const many = at('<link rel="alternate" type="application/rss+xml" href="/feed">'.repeat(2e5));
  expect(many).toHaveLength(1);
  const named = Array.from({ length: 5000 }, (_, n) => `<a href="/${n}.xml">x</a>`).join('');
  expect(at(named)).toHaveLength(LIMITS.discoverCandidates);
  at('<a href='.repeat(2e5));
  at('', { link: '<'.repeat(1e6) });
  at('', { link: `<a>${';'.repeat(1e6)}` });
  expect(process.threadCpuUsage(before).user / 1000).toBeLessThan(2000);
});

test('usual names are guessed at the root and in the folder, ten at most', () => {
  const root = guessesFor('https://a.example/?x=1').map((one) => one.url);
  expect(root.slice(0, 2)).toEqual(['https://a.example/feed/', 'https://a.example/rss.xml']);
  const both = guessesFor('https://a.example/en/news.html').map((one) => one.url);
  expect(both).toHaveLength(10);
  expect(both).toContain('https://a.example/en/feed/');
  expect(new Set(both).size).toBe(10);
});

test('sitemaps of a robots.txt: names with news first, then the usual names', () => {
  const robots =
    'User-agent: *\r\nsitemap:https://a.example/pages.xml\r\n Sitemap : /news.xml.gz\r\nSitemap: ftp://x/\r\n';
  expect(sitemapsFor('https://a.example/x/y', robots).slice(0, 4)).toEqual([
    { url: 'https://a.example/news.xml.gz', title: '', by: 'robots' },
    { url: 'https://a.example/pages.xml', title: '', by: 'robots' },
    { url: 'https://a.example/sitemap-news.xml', title: '', by: 'sitemap-guess' },
    { url: 'https://a.example/news-sitemap.xml', title: '', by: 'sitemap-guess' },
  ]);
});
