// Where a site may keep its feeds, from what it says of itself: links of a page, the lines of a robots.txt, and the
// names that feeds usually have. Pure: whether an address is a feed is known only when somebody has read it.
import { Parser } from 'htmlparser2';
import { LIMITS } from '../config/limits.ts';
import { httpUrl } from '../lib/url.ts';
import { withoutFeedScheme } from './address.ts';
import { decode } from './decode.ts';
import { clip, fold } from './plain.ts';

/** Where an address was found, the surest first. */
export type FoundBy = 'header' | 'link' | 'anchor' | 'guess' | 'robots' | 'sitemap-guess';

export type Candidate = {
  url: string;
  /** what the page calls it; '' when it says nothing */
  title: string;
  by: FoundBy;
};

const FEED_TYPE =
  /^\s*(?:application\/(?:rss|atom|rdf|x\.atom|x-rss)(?:\+xml)?|application\/feed\+json|(?:text|application)\/xml|text\/(?:rss|atom|rdf)(?:\+xml)?)\s*(?:;|$)/i;
const JSON_TYPE = /^\s*application\/json\s*(?:;|$)/i;
/** a path whose last word names a feed: /rss, /feed/, /news.xml, /index.rdf */
const FEED_PATH = /(?:^|[/._-])(?:rss2?|rdf|xml|atom|feeds?)\/?$/i;
const COMMENTS = /\bcomments?\b|kommentare/i;
/** `<target>; parameter; …` of a Link header (RFC 8288), in bounded pieces */
const LINK = /<([^<>]{1,2048})>((?:[^,"<]|"[^"]{0,500}"){0,50})/g;

/** At the root and in the page's folder, the usual ones first (after miniflux's list). */
const NAMES = [
  'feed/',
  'rss.xml',
  'feed.xml',
  'atom.xml',
  'index.xml',
  'rss/',
  'index.rss',
  'feed.atom',
  'rss/feed.xml',
];
const SITEMAPS = ['/sitemap-news.xml', '/news-sitemap.xml', '/sitemap_news.xml', '/news_sitemap.xml'];

export type Page = {
  bytes: Uint8Array;
  /** headers in lower case; only `content-type` and `link` are looked at */
  headers: Readonly<Record<string, string>>;
  /** where the page came from, after redirects */
  url: string;
};

/**
 * What a page names: addresses in Link headers, then `<link>` wherever it stands, then `<a>` whose path looks like a
 * feed, those of the same host first. Each address once; feeds of comments last. Looks at the first
 * `LIMITS.discoverPageBytes`, and never throws.
 */
export function candidatesOf({ bytes, headers, url }: Page): Candidate[] {
  const { text } = decode(bytes.subarray(0, LIMITS.discoverPageBytes), headers['content-type'] ?? null);
  const links: Candidate[] = [];
  const anchors: Candidate[] = [];
  let base = url;
  const add = (list: Candidate[], href: string | undefined, title: string | undefined, by: FoundBy): void => {
    const target =
      href === undefined || list.length >= LIMITS.discoverCandidates ? null : resolved(href, base);
    if (target !== null) list.push({ url: target, title: clip(fold(title ?? ''), LIMITS.titleChars), by });
  };
  const parser = new Parser({
    onopentag: (name, attributes) => {
      if (name === 'base' && base === url) base = resolved(attributes.href ?? '', url) ?? url;
      if (name === 'link' && namesFeed(attributes)) add(links, attributes.href, attributes.title, 'link');
      if (name === 'a' && looksLikeFeed(attributes.href ?? ''))
        add(anchors, attributes.href, attributes.title, 'anchor');
    },
  });
  parser.write(text);
  parser.end();
  const host = URL.parse(url)?.host;
  const near = (one: Candidate): number => (URL.parse(one.url)?.host === host ? 0 : 1);
  const all = [
    ...fromHeader(headers.link ?? '', url),
    ...links,
    ...anchors.sort((a, b) => near(a) - near(b)),
  ];
  const isComments = (one: Candidate): number => (COMMENTS.test(`${one.title} ${one.url}`) ? 1 : 0);
  return unique(all).sort((a, b) => isComments(a) - isComments(b));
}

/** `rel=alternate` of a feed's type, or `rel=feed`. Style sheets have alternates too, and so has WordPress' own API. */
function namesFeed({ rel = '', type = '', href = '' }: Record<string, string>): boolean {
  const rels = rel.toLowerCase().split(/\s+/);
  if (rels.includes('feed')) return true;
  if (!rels.includes('alternate') || rels.includes('stylesheet')) return false;
  return FEED_TYPE.test(type) || (JSON_TYPE.test(type) && !href.includes('/wp-json'));
}

const looksLikeFeed = (href: string): boolean => {
  const path = clip(href, LIMITS.urlChars).replace(/#.*/, '');
  return FEED_PATH.test(path.replace(/\?.*/, '')) || /[?&]feed=\w/i.test(path);
};

function fromHeader(header: string, base: string): Candidate[] {
  return [...header.slice(0, 8192).matchAll(LINK)].flatMap(
    ([, target = '', parameters = '']): Candidate[] => {
      const value = (name: string): string => {
        const found = new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]*)"|([^\\s;,"]+))`, 'i').exec(parameters);
        return found?.[1] ?? found?.[2] ?? '';
      };
      const url = namesFeed({ rel: value('rel'), type: value('type'), href: target })
        ? resolved(target, base)
        : null;
      return url === null ? [] : [{ url, title: value('title'), by: 'header' }];
    },
  );
}

/** Addresses where feeds often are though nothing names them: at the root, and in the folder of `url`. At most ten. */
export function guessesFor(url: string): Candidate[] {
  const folders = [...new Set([new URL('/', url).href, new URL('.', url).href])];
  const most = LIMITS.discoverGuesses / folders.length;
  const all = NAMES.slice(0, most).flatMap((name) => folders.map((folder) => new URL(name, folder).href));
  return all.map((guess) => ({ url: guess, title: '', by: 'guess' }));
}

/** Sitemaps that a robots.txt names, those with `news` in their name first, then the names they usually have. */
export function sitemapsFor(url: string, robots: string): Candidate[] {
  const named = [...robots.matchAll(/^[ \t]*sitemap[ \t]*:[ \t]*(\S{1,2048})/gim)]
    .map(([, address = '']) => resolved(address, url))
    .filter((address) => address !== null);
  const isNews = (address: string): number => (/news/i.test(new URL(address).pathname) ? 0 : 1);
  const listed = named.sort((a, b) => isNews(a) - isNews(b)).slice(0, LIMITS.sitemapChildren);
  return unique([
    ...listed.map((address): Candidate => ({ url: address, title: '', by: 'robots' })),
    ...SITEMAPS.map((path): Candidate => ({ url: new URL(path, url).href, title: '', by: 'sitemap-guess' })),
  ]);
}

function resolved(href: string, base: string): string | null {
  const url = URL.parse(withoutFeedScheme(href.trim()), base);
  if (url === null || httpUrl(url.href) === null || url.href.length > LIMITS.urlChars) return null;
  url.hash = '';
  return url.href;
}

const unique = (list: Candidate[]): Candidate[] => {
  const seen = new Set<string>();
  return list.filter((one) => !seen.has(one.url) && seen.add(one.url));
};
