// The article from a feed's plain summary alone. Parses nothing and loads no parser, so it is what is left
// when even the feed's HTML kills a thread.
import { LIMITS } from '../config/limits.ts';
import { type AboutPage, NOTHING_ABOUT } from '../model/about-page.ts';
import type { ExtractedArticle } from '../model/article.ts';
import { escapeText } from './entities.ts';
import { plain } from './plain.ts';

export type SummaryInput = {
  title: string;
  /** plain text */
  summary: string;
  /** HTML as the feed carries it */
  content: string | null;
  author: string | null;
  publishedAt: string | null;
  url: string | null;
};

const BYLINE_CHARS = 200;

/** Always gives an article, however bare. */
export function plainFromFeed(item: SummaryInput): ExtractedArticle {
  const text = plain(item.summary, LIMITS.summaryChars);
  const html = text === '' ? '' : `<p>${escapeText(text)}</p>`;
  return { ...stated(item), text, html, method: 'feed-summary', quality: 'summary' };
}

/** The fields a feed item states, as plain text. */
export function stated({ title, author, publishedAt }: SummaryInput) {
  const byline = author === null ? null : plain(author, BYLINE_CHARS) || null;
  const sources: AboutPage['sources'] = {
    title: 'feed',
    ...(byline === null ? {} : { byline: 'feed' as const }),
    ...(publishedAt === null ? {} : { published: 'feed' as const }),
  };
  return {
    title: plain(title, LIMITS.titleChars),
    byline,
    publishedAt,
    site: null,
    lang: null,
    canonical: null,
    image: null,
    about: { ...NOTHING_ABOUT, authors: byline === null ? [] : [byline], sources },
  };
}
