// Page → article and revision; without a usable page, the feed's own text, marked as a summary.
import { urlKey } from '../lib/url.ts';
import { wordsOf } from '../match/words.ts';
import type { ExtractedArticle } from '../model/model.ts';
import { done, type Outcome, type Reject } from '../model/outcome.ts';
import { saveRevision } from '../store/articles.ts';
import type { Sql } from '../store/db.ts';
import { type ItemRow, lockItem, setBackItem, startItem, undoStartItem } from '../store/items.ts';
import { loadPage } from '../store/pages.ts';
import type { Step } from './advance.ts';
import type { Deps } from './deps.ts';
import { insteadSentence, kindSentence, longerOf, mayBeLonger, nothingToRead } from './instead.ts';
import { endItem, hasFeedText, retryItem, toStage } from './item-moves.ts';
import { judgeReading } from './judge-change.ts';
import { putOffMs } from './put-off.ts';
import { readPage } from './read-page.ts';

/** What extraction made of an item, and where it was read. */
export type Extraction = {
  article: ExtractedArticle;
  /** address of the page that was read, redirects followed; null when only the feed spoke */
  pageUrl: string | null;
  pageId: number | null;
  /** why the page itself could not be used, when the feed's text stands in */
  insteadOf: string | null;
  /** a sentence on what is odd: the page's kind, missing parts, why the feed's text stands in */
  note: string | null;
  /** how many pages the article was put together of */
  parts: number;
};

const CELL_RETRY_MS = 1000;

export const extractArticle: Step<ItemRow, Extraction> = {
  name: 'extract',
  start: (sql, id) => startItem(sql, Number(id), 'extract'),
  undoStart: (sql, id) => undoStartItem(sql, Number(id)),
  setBack: (sql, id) => setBackItem(sql, Number(id)),
  lock: lockItem,
  run: extractItem,
  save: saveExtraction,
};

/** Extracts an item's archived page, or falls back to what its feed said. Writes nothing; replays call it too. */
export async function extractItem(
  item: ItemRow,
  deps: Pick<Deps, 'store' | 'cell' | 'sites'>,
): Promise<Outcome<Extraction>> {
  const page = item.page_id === null ? null : await loadPage(deps.store, item.page_id);
  if (page === null) return fromFeed(item, null, deps);
  const outcome = await readPage(page, { expectedTitle: item.title }, deps);
  if (outcome.kind === 'reject') return fromFeed(item, outcome, deps);
  if (outcome.kind !== 'done') return outcome;
  const { parts, missing } = outcome.value;
  const article = completed(outcome.value.article, item);
  const place = { pageUrl: page.final_url, pageId: page.id, parts };
  const note = [kindSentence(article), missing].filter(Boolean).join(' ') || null;
  const read = { ...place, article, insteadOf: null, note };
  return mayBeLonger(article) ? orLonger(read, item, deps) : done(read);
}

/** A page with little text, or the feed's own text where that has more. */
async function orLonger(
  read: Extraction,
  item: ItemRow,
  deps: Pick<Deps, 'cell'>,
): Promise<Outcome<Extraction>> {
  const outcome = hasFeedText(item) ? await deps.cell.fromFeed(feedText(item)) : null;
  if (outcome?.kind === 'retry') return outcome;
  const longer = outcome?.kind === 'done' ? longerOf(read.article, outcome.value) : null;
  if (longer === null) return done(read);
  const note = `${read.note ?? ''} The feed's own text is longer and was used instead.`.trim();
  return done({ ...read, article: longer, insteadOf: read.article.kind ?? null, note });
}

/** Where the page is silent about date or author, or knows its date only by an update, the feed's word stands. */
function completed(article: ExtractedArticle, item: ItemRow): ExtractedArticle {
  const { about } = article;
  const sources = { ...about.sources };
  const feedDate = item.published_at?.toISOString() ?? null;
  const isSure = article.publishedAt !== null && !/^(?:modified|text)\b/.test(sources.published ?? '');
  if (!isSure && feedDate !== null) sources.published = 'feed';
  const authors = about.authors.length === 0 && item.author !== null ? [item.author] : about.authors;
  if (article.byline === null && item.author !== null) sources.byline = 'feed';
  return {
    ...article,
    publishedAt: isSure ? article.publishedAt : (feedDate ?? article.publishedAt),
    byline: article.byline ?? item.author,
    about: { ...about, authors, sources },
  };
}

async function fromFeed(
  item: ItemRow,
  problem: Reject | null,
  deps: Pick<Deps, 'cell'>,
): Promise<Outcome<Extraction>> {
  if (!hasFeedText(item)) return nothingToRead(problem);
  const outcome = await deps.cell.fromFeed(feedText(item));
  if (outcome.kind !== 'done') return outcome;
  if (outcome.value.text.trim() === '') return nothingToRead(problem);
  const note = problem && insteadSentence(problem);
  const insteadOf = problem?.reason ?? null;
  return done({ article: outcome.value, pageUrl: null, pageId: null, insteadOf, note, parts: 0 });
}

const feedText = (item: ItemRow) => ({
  title: item.title,
  summary: item.summary,
  content: item.content,
  author: item.author,
  publishedAt: item.published_at?.toISOString() ?? null,
  url: item.url,
});

async function saveExtraction(sql: Sql, item: ItemRow, outcome: Outcome<Extraction>, deps: Deps) {
  if (outcome.kind !== 'done') {
    const { kind, reason } = outcome;
    const laterMs = putOffMs(outcome);
    if (laterMs !== null) return retryItem(sql, item, null, laterMs, deps, item.tries);
    const entry = { stage: 'extract', outcome: kind, reason, detail: outcome.detail ?? null } as const;
    if (kind === 'retry')
      return retryItem(sql, item, entry, outcome.afterMs ?? CELL_RETRY_MS, deps, item.tries + 1);
    return endItem(sql, item, 'rejected', entry);
  }
  const { article, pageId, insteadOf, note, parts } = outcome.value;
  const saved = await saveRevision(
    sql,
    {
      ...addressOf(item, outcome.value),
      feedId: item.feed_id,
      pageId,
      words: wordsOf(article.title, article.text),
    },
    article,
    (before) => judgeReading(before, article),
  );
  const facts = {
    method: article.method,
    quality: article.quality,
    characters: article.text.length,
    revision: saved.number,
    changed: saved.fresh,
    ...(saved.judged === null ? {} : { change: saved.judged.kind ?? saved.judged.why }),
    ...(article.kind === undefined || article.kind === 'article' ? {} : { kind: article.kind }),
    ...(parts > 1 ? { pages: parts } : {}),
    ...(insteadOf === null ? {} : { insteadOf }),
  };
  const found = { articleId: saved.articleId, revisionId: saved.revisionId };
  const entry = { stage: 'extract', outcome: 'done', reason: insteadOf, detail: note, facts } as const;
  return toStage(sql, item, 'tag', entry, deps, found);
}

/** One article for each canonical address: the page's own claim, else where it was read, else the feed's link. */
export function addressOf(
  item: Pick<ItemRow, 'key' | 'url'>,
  extraction: Extraction,
): { key: string; url: string } {
  const url = extraction.article.canonical ?? extraction.pageUrl ?? item.url;
  return url === null ? { key: `item:${item.key}`, url: '' } : { key: urlKey(url), url };
}
