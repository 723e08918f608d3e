// The article when the page could not be had: made of what the feed itself carries. Always gives one, however bare.
// A feed's HTML is as foreign as a page's: it is cleaned, counted and sanitised the same way.
import { LIMITS } from '../config/limits.ts';
import type { ExtractedArticle } from '../model/article.ts';
import { blocksOf, joinBlocks } from './blocks.ts';
import { clean } from './clean.ts';
import { parse } from './parse.ts';
import { plainFromFeed, type SummaryInput, stated } from './plain-summary.ts';
import { sanitize } from './sanitize.ts';

const CUT_OFF =
  /(?:\[(?:…|\.{3}|&#8230;)\]|…|\.{3}|(?:read|continue reading|more|weiterlesen|lire la suite)\b.{0,40})\s*$/i;

/** The article a feed item amounts to; parses foreign HTML, so call it inside the thread. */
export function fromFeed(item: SummaryInput): ExtractedArticle {
  const cleaned = item.content === null ? null : clean(item.content.slice(0, LIMITS.pageBytes));
  if (cleaned === null || cleaned.verdict !== null) return plainFromFeed(item);
  const { body } = parse(cleaned.html);
  const text = joinBlocks(blocksOf(body)).slice(0, LIMITS.textChars).toWellFormed();
  if (text.length < item.summary.length) return plainFromFeed(item);
  const full = text.length >= LIMITS.fullContentChars && !CUT_OFF.test(text);
  return {
    ...stated(item),
    text,
    html: sanitize(body, item.url ?? ''),
    method: full ? 'feed-content' : 'feed-summary',
    quality: full ? 'full' : 'summary',
  };
}
