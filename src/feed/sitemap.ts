// Google News sitemaps and the indexes that list them, to the model. A paper without RSS often keeps one for search
// engines, and it lists everything. Plain sitemaps (all pages of a site) are refused: they tell no news from the rest.
import { LIMITS } from '../config/limits.ts';
import { httpUrl } from '../lib/url.ts';
import type { FeedEntry, ParsedFeed, SitemapChild } from '../model/feed.ts';
import { done, type Outcome, reject } from '../model/outcome.ts';
import { parseDate } from './dates.ts';
import { languageTag } from './hints.ts';
import { newest } from './newest.ts';
import { clip, plainLine } from './plain.ts';
import { child, childrenOf, type Node, resolve, textOf } from './tree.ts';

/** Whether the root is one of the two that sitemaps.org defines (version 0.9). */
export const isSitemap = (root: Node): boolean => root.name === 'urlset' || root.name === 'sitemapindex';

/** `root` is one that `isSitemap`. An index is `done` with `children` and no entries. */
export function readSitemap(root: Node, repairs: Iterable<string>): Outcome<ParsedFeed> {
  return root.name === 'sitemapindex' ? readIndex(root, [...repairs]) : readNews(root, [...repairs]);
}

function readNews(root: Node, repairs: string[]): Outcome<ParsedFeed> {
  const urls = childrenOf(root, 'url');
  const found = urls.flatMap((url) => {
    const news = child(url, 'news:news');
    return news ? [{ url, news }] : [];
  });
  if (urls.length > 0 && found.length === 0) {
    return reject('not-a-feed', 'not a feed: a sitemap of pages, without any <news:news> in it');
  }
  const entries = found.map(({ url, news }) => entryOf(url, news)).filter((entry) => entry !== null);
  const kept = newest(entries, (entry) => entry.publishedAt);
  const publication = found[0] && child(found[0].news, 'news:publication');
  return done({
    ...NO_HINTS,
    format: 'sitemap',
    title: plainLine((publication && textOf(publication, 'news:name')) ?? '', LIMITS.titleChars),
    language: languageOf(publication ?? null),
    entries: kept,
    repairs: kept.length < entries.length ? [...repairs, 'too-many-items'] : repairs,
  });
}

/** Null without an address: it is all that identifies the entry. */
function entryOf(url: Node, news: Node): FeedEntry | null {
  const written = textOf(url, 'loc');
  if (written === null) return null;
  const loc = resolve(url, written);
  const publication = child(news, 'news:publication');
  return {
    ...{ guid: loc, link: loc, author: null, summary: '', content: null, hasContent: false },
    title: plainLine(textOf(news, 'news:title') ?? '', LIMITS.titleChars),
    publishedAt: dateOf(textOf(news, 'news:publication_date') ?? textOf(url, 'lastmod')),
    keywords: keywordsOf(textOf(news, 'news:keywords') ?? ''),
    language: languageOf(publication),
  };
}

function keywordsOf(written: string): string[] {
  const words = clip(written, LIMITS.keywords * LIMITS.authorChars).split(/[,;]/);
  const plain = words.map((word) => plainLine(word, LIMITS.authorChars)).filter((word) => word !== '');
  return [...new Set(plain)].slice(0, LIMITS.keywords);
}

const languageOf = (publication: Node | null): string | null =>
  languageTag(publication && textOf(publication, 'news:language'));

const dateOf = (written: string | null): string | null => written && parseDate(written);

function readIndex(root: Node, repairs: string[]): Outcome<ParsedFeed> {
  const listed = childrenOf(root, 'sitemap').flatMap((one): SitemapChild[] => {
    const loc = textOf(one, 'loc');
    return loc === null ? [] : [{ url: resolve(one, loc), modifiedAt: dateOf(textOf(one, 'lastmod')) }];
  });
  return done({
    ...NO_HINTS,
    format: 'sitemap-index',
    title: '',
    language: null,
    entries: [],
    children: worthReading(listed),
    listed: listed.length,
    repairs,
  });
}

/**
 * The newest, at most `LIMITS.sitemapChildren`: news sitemaps hold two days (Google's rule), so the rest is history.
 * Where names speak of news, the others are pages of other kinds and are left alone.
 */
function worthReading(listed: SitemapChild[]): SitemapChild[] {
  const fetchable = listed.filter(({ url }) => httpUrl(url) !== null && url.length <= LIMITS.urlChars);
  const all = [...new Map(fetchable.map((one) => [one.url, one])).values()];
  const named = all.filter((one) => /news/i.test(httpUrl(one.url)?.pathname ?? ''));
  const time = (one: SitemapChild): number => (one.modifiedAt === null ? 0 : Date.parse(one.modifiedAt));
  return (named.length > 0 ? named : all).sort((a, b) => time(b) - time(a)).slice(0, LIMITS.sitemapChildren);
}

const NO_HINTS = { link: null, ttlMinutes: null, skipHours: [], skipDays: [] };
