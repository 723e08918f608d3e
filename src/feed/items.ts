// A parsed feed to items. An item's id comes from what identifies it within its feed, so every later poll of the same
// document meets the same row. Pure; what is already known is the store's business.
import { LIMITS } from '../config/limits.ts';
import { contentId } from '../lib/hash.ts';
import { httpUrl, urlKey } from '../lib/url.ts';
import type { FeedEntry, FeedItem, ParsedFeed } from '../model/feed.ts';

const DAY_MS = 86_400_000;

/**
 * The items of `parsed`, newest claims as they stand, each id once. `now` bounds the published date: a date more than
 * a day ahead is cut to that, so that a false date doesn't lead every list for years.
 */
export function feedItems(feedId: number, parsed: ParsedFeed, now: Date): FeedItem[] {
  const telling = tellingGuids(parsed.entries);
  const items = new Map<string, FeedItem>();
  for (const entry of parsed.entries) {
    const id = contentId('item', feedId, ...identity(entry, telling));
    if (!items.has(id)) items.set(id, itemOf(id, feedId, entry, now));
  }
  return [...items.values()];
}

function itemOf(id: string, feedId: number, entry: FeedEntry, now: Date): FeedItem {
  return {
    id,
    feedId,
    guid: entry.guid === null ? null : entry.guid.slice(0, LIMITS.guidChars).toWellFormed(),
    url: articleUrl(entry.link),
    title: entry.title,
    summary: entry.summary,
    content: entry.content,
    author: entry.author,
    publishedAt: clamped(entry.publishedAt, now),
  };
}

/**
 * The strongest thing that identifies the entry: its guid where that tells entries apart, else its address, else
 * title and date, else title and text.
 */
function identity(entry: FeedEntry, telling: Set<string>): [rule: string, ...parts: string[]] {
  const guid = guidKey(entry);
  if (guid !== null && telling.has(guid)) return ['guid', guid];
  const url = articleUrl(entry.link);
  if (url !== null) return ['url', urlKey(url)];
  const title = entry.title.toLowerCase();
  if (entry.publishedAt !== null) return ['date', guid ?? '', title, entry.publishedAt];
  return ['text', guid ?? '', title, entry.content ?? ''];
}

/**
 * Guids that stand for one entry each. One guid over several addresses (or titles, without addresses) tells nothing
 * apart; the same entry listed twice keeps its guid.
 */
function tellingGuids(entries: FeedEntry[]): Set<string> {
  const seen = new Map<string, string>();
  const repeated = new Set<string>();
  for (const entry of entries) {
    const guid = guidKey(entry);
    if (guid === null) continue;
    const url = articleUrl(entry.link);
    const what = url === null ? `title ${entry.title}` : urlKey(url);
    if ((seen.get(guid) ?? what) !== what) repeated.add(guid);
    seen.set(guid, what);
  }
  for (const guid of repeated) seen.delete(guid);
  return new Set(seen.keys());
}

/** White space folded, and http like https: some sites serve one when polled and the other when pushed. */
function guidKey(entry: FeedEntry): string | null {
  const guid = entry.guid?.replace(/[\s\0-\x1f\x7f]+/g, ' ').trim();
  return guid ? guid.replace(/^https?:/i, '') : null;
}

/**
 * The address of the article as it may be fetched, else null: http(s) only, no longer than is sane, and without user
 * info, which the client refuses: `https://news.example@evil.example` misleads.
 */
function articleUrl(link: string | null): string | null {
  const url = link === null ? null : httpUrl(link);
  if (url === null || url.username !== '' || url.password !== '') return null;
  return url.href.length <= LIMITS.urlChars ? url.href : null;
}

function clamped(publishedAt: string | null, now: Date): string | null {
  if (publishedAt === null) return null;
  const latest = now.getTime() + DAY_MS;
  return Date.parse(publishedAt) <= latest ? publishedAt : new Date(latest).toISOString();
}
