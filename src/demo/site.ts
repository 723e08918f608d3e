// What one outlet's server answers: robots.txt, front page, feed, article pages, pictures. A function from request
// to reply; opens no socket and keeps no state.
import { sha256 } from '../lib/hash.ts';
import { bodyHtml } from './body.ts';
import type { Content } from './content.ts';
import { atom } from './feeds/atom.ts';
import type { Channel } from './feeds/channel.ts';
import { jsonFeed } from './feeds/json.ts';
import { rdf } from './feeds/rdf.ts';
import { rss, sloppyEscape } from './feeds/rss.ts';
import { DISALLOWED, type FeedStyle, type Outlet, type Template } from './outlets.ts';
import { broadsheet } from './templates/broadsheet.ts';
import { front } from './templates/front.ts';
import { magazine } from './templates/magazine.ts';
import type { PageView } from './templates/page.ts';
import { shell } from './templates/shell.ts';
import { weblog } from './templates/weblog.ts';
import { wire } from './templates/wire.ts';
import { encodeWindows1254 } from './windows1254.ts';

export type Site = {
  outlet: Outlet;
  /** scheme, address and port */
  origin: string;
  /** newest first */
  articles: readonly Content[];
};

export type Reply = { status: number; headers: Record<string, string>; body: Uint8Array };

const TEMPLATES: Record<Template, (view: PageView) => string> = { broadsheet, magazine, weblog, wire };

const FEED_TYPES: Record<FeedStyle, string> = {
  rss: 'application/rss+xml',
  sloppy: 'text/xml',
  atom: 'application/atom+xml',
  rdf: 'application/rdf+xml',
  json: 'application/feed+json',
  broken: 'text/html',
};

/** More would be a list, not a box beside the article. */
const RELATED = 4;

/** Canonical address of an article. */
export function articleUrl({ outlet, origin }: Pick<Site, 'outlet' | 'origin'>, article: Content): string {
  const section = article.section.toLowerCase().replaceAll(' ', '-');
  const path = article.page === 'disallowed' ? DISALLOWED + article.id : outlet.path(article.id, section);
  return new URL(path, origin).href;
}

export function feedUrl({ outlet, origin }: Pick<Site, 'outlet' | 'origin'>): string {
  return new URL(outlet.feed.path, origin).href;
}

/** The reply to `GET target`, before conditional headers are looked at. */
export function answer(site: Site, target: string): Reply {
  const url = new URL(target, site.origin);
  if (url.pathname === '/robots.txt') {
    return reply(200, 'text/plain', `User-agent: *\nDisallow: ${DISALLOWED}\n`);
  }
  if (url.pathname === site.outlet.feed.path) return feed(site);
  if (url.pathname === '/') return reply(200, 'text/html', frontPage(site));
  if (url.pathname.startsWith('/images/')) return reply(200, 'image/svg+xml', image(url.pathname));
  const article = site.articles.find((one) => isAt(new URL(articleUrl(site, one)), url));
  if (article === undefined || article.page === 'gone') {
    return reply(404, 'text/html', '<!doctype html><title>404</title><h1>This page is gone</h1>');
  }
  const page = (article.page === 'shell' ? shell : TEMPLATES[site.outlet.template])(view(site, article));
  return reply(200, 'text/html', page, site.outlet.charset);
}

// Trackers in the query string lead to the same page; the parameters of the address itself must be there.
function isAt(own: URL, asked: URL): boolean {
  return (
    own.pathname === asked.pathname &&
    [...own.searchParams].every(([name, value]) => asked.searchParams.get(name) === value)
  );
}

function frontPage(site: Site): string {
  const links = site.articles.map((one) => ({ title: one.title, url: articleUrl(site, one) }));
  return front({ outlet: site.outlet, feed: announcedFeed(site), links });
}

function announcedFeed(site: Site): { url: string; type: string } {
  return { url: feedUrl(site), type: FEED_TYPES[site.outlet.feed.style] };
}

function feed(site: Site): Reply {
  const { style, validators } = site.outlet.feed;
  const channel = channelOf(site);
  const made = reply(200, FEED_TYPES[style], feedText(site, channel), site.outlet.charset);
  // The Turkish and the sloppy feed say in the prolog what they are, and nowhere else.
  if (site.outlet.charset !== undefined || style === 'sloppy') made.headers['content-type'] = 'text/xml';
  if (validators === 'both' || validators === 'etag') {
    made.headers.etag = `"${sha256(made.body).slice(0, 24)}"`;
  }
  if (validators === 'both' || validators === 'last-modified') {
    made.headers['last-modified'] = channel.updatedAt.toUTCString();
  }
  return made;
}

function feedText(site: Site, channel: Channel): string {
  switch (site.outlet.feed.style) {
    case 'rss':
      return rss(channel, site.outlet.charset);
    case 'sloppy':
      return rss(channel, 'utf-8', sloppyEscape);
    case 'atom':
      return atom(channel);
    case 'rdf':
      return rdf(channel);
    case 'json':
      return jsonFeed(channel);
    case 'broken':
      return front({ outlet: site.outlet, feed: null, links: [] });
  }
}

function channelOf(site: Site): Channel {
  const { outlet, origin, articles } = site;
  const updates = articles.map((one) => (one.updatedAt ?? one.publishedAt).getTime());
  return {
    title: outlet.name,
    tagline: outlet.tagline,
    lang: outlet.lang,
    home: `${origin}/`,
    self: feedUrl(site),
    updatedAt: new Date(Math.max(0, ...updates)),
    entries: articles.map((one) => ({
      guid: `tag:${outlet.key}.example,2026:${one.id}`,
      link: articleUrl(site, one) + outlet.linkSuffix,
      title: one.title,
      summary: one.summary,
      html: outlet.feed.wholeText ? bodyHtml(one.body) : null,
      author: one.byline,
      tags: one.tags,
      publishedAt: one.publishedAt,
      updatedAt: one.updatedAt ?? one.publishedAt,
    })),
  };
}

function view(site: Site, article: Content): PageView {
  const others = site.articles.filter((one) => one.id !== article.id).slice(0, RELATED);
  return {
    ...article,
    outlet: site.outlet,
    charset: site.outlet.charset ?? 'utf-8',
    body: bodyHtml(article.body),
    url: articleUrl(site, article),
    image: `${site.origin}/images/${article.id}.svg`,
    home: `${site.origin}/`,
    feed: announcedFeed(site),
    related: others.map((one) => ({ title: one.title, url: articleUrl(site, one) })),
  };
}

// A plain square whose colour follows from its address: pages want pictures, the demo has none.
function image(pathname: string): string {
  const hue = Number.parseInt(sha256(pathname).slice(0, 4), 16) % 360;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 9"><rect width="16" height="9" fill="hsl(${hue} 40% 55%)"/></svg>`;
}

function reply(status: number, type: string, text: string, charset?: Outlet['charset']): Reply {
  return {
    status,
    headers: { 'content-type': `${type}; charset=${charset ?? 'utf-8'}` },
    body: charset === undefined ? new TextEncoder().encode(text) : encodeWindows1254(text),
  };
}
