// JSON Feed (version 1 and 1.1) to the model. rss-parser has no part in this format.
import { LIMITS } from '../config/limits.ts';
import type { FeedEntry, ParsedFeed } from '../model/feed.ts';
import { done, type Outcome, reject } from '../model/outcome.ts';
import { stringOr, type Xml } from './builders.ts';
import { parseDate } from './dates.ts';
import { weigh } from './entry.ts';
import { languageTag } from './hints.ts';
import { withoutControls } from './mend.ts';
import { newest } from './newest.ts';
import { clip, plainLine, plainText } from './plain.ts';
import { resolveAgainst } from './tree.ts';

/** Reads `text`, which begins like JSON; `base` is the address it came from. */
export function parseJsonFeed(text: string, base: string | null): Outcome<ParsedFeed> {
  if (depthOf(text) > LIMITS.feedDepth)
    return reject('too-deep', `over a limit: nested deeper than ${LIMITS.feedDepth}`);
  const feed = objectOf(readJson(text));
  if (!feed) return reject('not-a-feed', 'not a feed: it begins like JSON and is none');
  const items = Array.isArray(feed.items) ? feed.items : null;
  if (!items || !namesJsonFeed(feed)) return reject('not-a-feed', 'not a feed: JSON, but no JSON Feed');
  const objects = items.map(objectOf).filter((item) => item !== null);
  const kept = newest(objects, dateOf);
  const link = textIn(feed.home_page_url);
  return done({
    format: 'json',
    title: plainText(textIn(feed.title) ?? '', LIMITS.titleChars),
    link: link && resolveAgainst(base, link),
    language: languageTag(textIn(feed.language)),
    entries: kept.map((item) => entryOf(item, base)),
    ttlMinutes: null,
    skipHours: [],
    skipDays: [],
    ...hubOf(feed, base),
    repairs: kept.length < objects.length ? ['too-many-items'] : [],
  });
}

/** `hubs` are objects of type and url (JSON Feed 1.1); `feed_url` is the feed's own address. */
function hubOf(feed: Xml, base: string | null): Pick<ParsedFeed, 'hubs' | 'self'> {
  const listed = Array.isArray(feed.hubs) ? feed.hubs.slice(0, 5) : [];
  const hubs = listed
    .map((hub) => textIn(objectOf(hub)?.url))
    .filter((url) => url !== null)
    .map((url) => resolveAgainst(base, url));
  const self = textIn(feed.feed_url);
  return {
    ...(hubs.length > 0 ? { hubs } : {}),
    ...(self === null ? {} : { self: resolveAgainst(base, self) }),
  };
}

/** By its version; by the addresses that only a feed has where the version is something else. */
function namesJsonFeed(feed: Xml): boolean {
  if (textIn(feed.version)?.includes('jsonfeed.org')) return true;
  return textIn(feed.title) !== null && textIn(feed.home_page_url ?? feed.feed_url) !== null;
}

function entryOf(item: Xml, base: string | null): FeedEntry {
  const link = textIn(item.url) ?? textIn(item.external_url);
  const text = textIn(item.content_html) ?? escapeText(textIn(item.content_text) ?? '');
  return weigh({
    guid: typeof item.id === 'number' ? String(item.id) : (textIn(item.id)?.trim() ?? null),
    link: link && resolveAgainst(base, link),
    title: plainText(escapeText(textIn(item.title) ?? ''), LIMITS.titleChars),
    author: authorOf(item),
    publishedAt: dateOf(item),
    short: clip(escapeText(textIn(item.summary) ?? ''), LIMITS.textChars),
    long: clip(text, LIMITS.textChars),
  });
}

function dateOf(item: Xml): string | null {
  const date = textIn(item.date_published) ?? textIn(item.date_modified);
  return date && parseDate(date);
}

/** `authors` is version 1.1, `author` version 1. */
function authorOf(item: Xml): string | null {
  const people = Array.isArray(item.authors) ? item.authors : [item.author];
  const name = textIn(objectOf(people[0])?.name);
  return name && plainLine(name, LIMITS.authorChars);
}

/** How deep brackets nest, strings passed over: a tree of ten million arrays takes 300 MB before anyone can look at it. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (inString && code === 0x5c) i++;
    else if (code === 0x22) inString = !inString;
    else if (inString) continue;
    else if (code === 0x5b || code === 0x7b) deepest = Math.max(deepest, ++depth);
    else if (code === 0x5d || code === 0x7d) depth--;
  }
  return deepest;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const objectOf = (value: unknown): Xml | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Xml) : null;

/** JSON can escape what no text may hold: control characters and half characters. */
const textIn = (value: unknown): string | null =>
  stringOr(typeof value === 'string' ? withoutControls(value).toWellFormed() : value);

const escapeText = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
