// When the feed's own text stands in for a page's, and the sentences that say so. Decides; reads and writes nothing.
import type { ExtractedArticle } from '../model/model.ts';
import { type Reject, type RejectReason, reject } from '../model/outcome.ts';

/** pages that stand where an article should: an item without any text ends with what was found there */
const IN_ITS_PLACE: ReadonlySet<RejectReason> = new Set<RejectReason>([
  'bot-challenge',
  'consent-wall',
  'login-page',
  'soft-404',
  'list-page',
  'needs-script',
  'paywall',
  'pdf',
  'not-html',
]);

const OF_KIND = {
  article: null,
  teaser: 'The page shows only the beginning of the article; the rest is for subscribers.',
  live: 'The page is a live blog: its text goes on changing.',
  video: 'The page is a film or a recording with a few lines of text.',
  gallery: 'The page is a gallery of pictures with a few lines of text.',
} as const;

/** the feed must have this much more to be taken instead of a page's beginning */
const CLEARLY_LONGER = 1.2;

/** What the ledger says of an article's kind; null of a plain one. */
export const kindSentence = ({ kind = 'article' }: Pick<ExtractedArticle, 'kind'>): string | null =>
  OF_KIND[kind];

/** Kinds whose page has little text, so that the feed may have more. */
export const mayBeLonger = ({ kind }: ExtractedArticle): boolean =>
  kind === 'teaser' || kind === 'video' || kind === 'gallery';

/** The feed's text under what the page says of itself, when it is clearly longer; else null. */
export function longerOf(page: ExtractedArticle, feed: ExtractedArticle): ExtractedArticle | null {
  if (feed.text.length < CLEARLY_LONGER * page.text.length) return null;
  const { text, html, method, quality } = feed;
  return { ...page, text, html, method, quality };
}

/** The end of an item whose page gave nothing, and whose feed says too little. */
export function nothingToRead(problem: Reject | null): Reject {
  if (problem === null) return reject('empty', 'There is no page, and the feed says too little.');
  const reason = IN_ITS_PLACE.has(problem.reason) ? problem.reason : 'empty';
  return reject(reason, problem.detail ?? 'The page could not be read, and the feed says too little.');
}

/** What is said when the feed's text is used: what the page was, and that. */
export function insteadSentence({ reason, detail }: Pick<Reject, 'reason' | 'detail'>): string {
  const what =
    detail === undefined ? `The page could not be read (${reason})` : detail.replace(/[.\s]+$/, '');
  return `${what.charAt(0).toUpperCase()}${what.slice(1)}; the feed's own text was used instead.`;
}
