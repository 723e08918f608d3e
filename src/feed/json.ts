// JSON Feed (version 1 and 1.1) to the model. rss-parser has no part in this format.
import { LIMITS } from '../config/limits.ts';
import type { FeedEntry, ParsedFeed } from '../model/feed.ts';
import { done, type Outcome, reject } from '../model/outcome.ts';
import { stringOr, type Xml } from './builders.ts';
import { parseDate } from './dates.ts';
import { weigh } from './entry.ts';
import { withoutControls } from './mend.ts';
import { plainText } from './plain.ts';
import { resolveAgainst } from './tree.ts';

/** Reads `text`, which begins like JSON; `base` is the address it came from. */
export function parseJsonFeed(text: string, base: string | null): Outcome<ParsedFeed> {
  const feed = objectOf(readJson(text));
  if (!feed) return reject('not-a-feed', 'not a feed: it begins like JSON and is none');
  const items = Array.isArray(feed.items) ? feed.items : null;
  if (!items || !namesJsonFeed(feed)) return reject('not-a-feed', 'not a feed: JSON, but no JSON Feed');
  const link = stringOr(feed.home_page_url);
  return done({
    format: 'json',
    title: plainText(stringOr(feed.title) ?? '', LIMITS.titleChars),
    link: link && resolveAgainst(base, link),
    language: stringOr(feed.language),
    entries: items.flatMap((item) => entryOf(objectOf(item), base)),
    ttlMinutes: null,
    skipHours: [],
    skipDays: [],
    repairs: [],
  });
}

/** By its version; by the addresses that only a feed has where the version is something else. */
function namesJsonFeed(feed: Xml): boolean {
  if (stringOr(feed.version)?.includes('jsonfeed.org')) return true;
  return stringOr(feed.title) !== null && stringOr(feed.home_page_url ?? feed.feed_url) !== null;
}

function entryOf(item: Xml | null, base: string | null): FeedEntry[] {
  if (!item) return [];
  const link = stringOr(item.url) ?? stringOr(item.external_url);
  const date = stringOr(item.date_published) ?? stringOr(item.date_modified);
  const text = stringOr(item.content_text);
  return [
    weigh({
      guid: typeof item.id === 'number' ? String(item.id) : (stringOr(item.id)?.trim() ?? null),
      link: link && resolveAgainst(base, link),
      title: plainText(escapeText(stringOr(item.title) ?? ''), LIMITS.titleChars),
      author: authorOf(item),
      publishedAt: date && parseDate(date),
      short: escapeText(stringOr(item.summary) ?? '').slice(0, LIMITS.textChars),
      long: (stringOr(item.content_html) ?? escapeText(text ?? '')).slice(0, LIMITS.textChars),
    }),
  ];
}

/** `authors` is version 1.1, `author` version 1. */
function authorOf(item: Xml): string | null {
  const people = Array.isArray(item.authors) ? item.authors : [item.author];
  return stringOr(objectOf(people[0])?.name);
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text, (_key, value) =>
      typeof value === 'string' ? withoutControls(value).toWellFormed() : value,
    );
  } catch {
    return null;
  }
}

const objectOf = (value: unknown): Xml | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Xml) : null;

const escapeText = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
