// Feeds for tests, written by hand: the least around the part a test is about.
import { expect } from 'vitest';
import { parseFeed } from '../../src/feed/parse.ts';
import type { FeedEntry, ParsedFeed } from '../../src/model/feed.ts';
import type { Outcome } from '../../src/model/outcome.ts';

type Hints = { contentType?: string; url?: string };

/** What parseFeed makes of a text (as UTF-8) or of bytes. */
export const parse = (document: string | Uint8Array, hints: Hints = {}): Promise<Outcome<ParsedFeed>> =>
  parseFeed(typeof document === 'string' ? Buffer.from(document) : document, {
    contentType: hints.contentType ?? null,
    url: hints.url ?? null,
  });

/** The feed of a document that must be readable. */
export async function readable(document: string | Uint8Array, hints: Hints = {}): Promise<ParsedFeed> {
  const outcome = await parse(document, hints);
  expect(outcome.kind, JSON.stringify(outcome)).toBe('done');
  return (outcome as { value: ParsedFeed }).value;
}

/** The only entry of a document that must be readable. */
export async function onlyEntry(document: string | Uint8Array, hints: Hints = {}): Promise<FeedEntry> {
  const { entries } = await readable(document, hints);
  expect(entries).toHaveLength(1);
  return entries[0] as FeedEntry;
}

export { atomEntry, rssItem } from './feed-texts.ts';
