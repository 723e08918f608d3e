// One built item to one entry of the model. Which text is the content and which the summary is decided here, for all
// formats alike.
import { LIMITS } from '../config/limits.ts';
import type { FeedEntry } from '../model/feed.ts';
import { stringOr, type Xml } from './builders.ts';
import { hasMoreText, plainText } from './plain.ts';

/** The parts of an entry before the texts are weighed. */
export type Claim = Omit<FeedEntry, 'summary' | 'content' | 'hasContent'> & { short: string; long: string };

/** An item of rss-parser, type-checked. */
export function entryOf(item: Xml): FeedEntry {
  return weigh({
    guid: stringOr(item.guid) ?? stringOr(item.id),
    link: stringOr(item.link),
    title: stringOr(item.title) ?? '',
    author: stringOr(item['dc:creator']) ?? stringOr(item.author),
    publishedAt: tidyDate(stringOr(item.pubDate)),
    short: stringOr(item['pw:summary']) ?? '',
    long: stringOr(item['pw:content']) ?? '',
  });
}

/** Content is the field with more text, summary the other one as plain text; a single field is both. */
export function weigh(claim: Claim): FeedEntry {
  const { short, long, ...entry } = claim;
  const swapped = short !== '' && (long === '' || hasMoreText(short, long));
  const content = swapped ? short : long;
  const other = swapped ? long : short;
  return {
    ...entry,
    summary: plainText(other || content, LIMITS.summaryChars),
    content: content === '' ? null : content,
    hasContent: content !== '',
  };
}

/** The Atom builder prints milliseconds, ours leaves zeros out: one form for both. */
const tidyDate = (date: string | null): string | null => date?.replace('.000Z', 'Z') ?? null;
