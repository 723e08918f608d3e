// A parsed feed to items. An item's id comes from what identifies it within its feed (identity.ts), so every later poll
// of the same document meets the same row. Pure; what is already known is the store's business.
import { LIMITS } from '../config/limits.ts';
import type { FeedEntry, FeedItem, IdentityRule, ParsedFeed } from '../model/feed.ts';
import { type Identity, identify } from './identity.ts';

const DAY_MS = 86_400_000;

/**
 * The items of `parsed`, newest claims as they stand, each id once, and the rule they are told apart by: `remembered`
 * if the feed has one. `now` bounds the published date: a date more than a day ahead is cut to that, so that a false
 * date doesn't lead every list for years.
 */
export function feedItems(
  feedId: number,
  parsed: ParsedFeed,
  now: Date,
  remembered: IdentityRule | null = null,
): { items: FeedItem[]; rule: IdentityRule } {
  const { rule, identities } = identify(feedId, parsed.entries, remembered);
  const items = new Map<string, FeedItem>();
  parsed.entries.forEach((entry, at) => {
    const name = identities[at];
    if (name !== undefined && !items.has(name.id)) items.set(name.id, itemOf(name, feedId, entry, now));
  });
  return { items: [...items.values()], rule };
}

function itemOf(name: Identity, feedId: number, entry: FeedEntry, now: Date): FeedItem {
  return {
    ...name,
    feedId,
    guid: entry.guid === null ? null : entry.guid.slice(0, LIMITS.guidChars).toWellFormed(),
    title: entry.title,
    summary: entry.summary,
    content: entry.content,
    author: entry.author,
    publishedAt: clamped(entry.publishedAt, now),
    keywords: entry.keywords ?? [],
    language: entry.language ?? null,
  };
}

function clamped(publishedAt: string | null, now: Date): string | null {
  if (publishedAt === null) return null;
  const latest = now.getTime() + DAY_MS;
  return Date.parse(publishedAt) <= latest ? publishedAt : new Date(latest).toISOString();
}
