// Page → article and revision; without a usable page, the feed's own text, marked as a summary.
import { urlKey } from '../lib/url.ts';
import { wordsOf } from '../match/words.ts';
import type { ExtractedArticle } from '../model/model.ts';
import { type Outcome, reject } from '../model/outcome.ts';
import { saveRevision } from '../store/articles.ts';
import type { Sql } from '../store/db.ts';
import { type ItemRow, lockItem, setBackItem, startItem, undoStartItem } from '../store/items.ts';
import { loadPage } from '../store/pages.ts';
import type { Step } from './advance.ts';
import type { Deps } from './deps.ts';
import { endItem, hasFeedText, retryItem, toStage } from './item-moves.ts';
import { judgeReading } from './judge-change.ts';

/** What extraction made of an item, and where it was read. */
export type Extraction = {
  article: ExtractedArticle;
  /** address of the page that was read, redirects followed; null when only the feed spoke */
  pageUrl: string | null;
  pageId: number | null;
  /** why the page itself could not be used, when the feed's text stands in */
  insteadOf: string | null;
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
  const rule = deps.sites?.ruleFor(page.final_url) ?? null;
  const outcome = await deps.cell.extract({
    ...(rule === null ? {} : { rule }),
    bytes: page.bytes,
    contentType: page.content_type,
    url: page.final_url,
    // dates are judged as of the fetch, so that a replay comes to the same
    seenAt: page.fetched_at.getTime(),
  });
  if (outcome.kind === 'done') {
    const value = {
      article: completed(outcome.value, item),
      pageUrl: page.final_url,
      pageId: page.id,
      insteadOf: null,
    };
    return { kind: 'done', value };
  }
  if (outcome.kind === 'reject') return fromFeed(item, outcome, deps);
  return outcome;
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
  problem: { reason: string; detail?: string } | null,
  deps: Pick<Deps, 'cell'>,
): Promise<Outcome<Extraction>> {
  const nothing = reject('empty', problem?.detail ?? 'There is no page, and the feed says too little.');
  if (!hasFeedText(item)) return nothing;
  const outcome = await deps.cell.fromFeed({
    title: item.title,
    summary: item.summary,
    content: item.content,
    author: item.author,
    publishedAt: item.published_at?.toISOString() ?? null,
    url: item.url,
  });
  if (outcome.kind !== 'done') return outcome;
  if (outcome.value.text.trim() === '') return nothing;
  const value = { article: outcome.value, pageUrl: null, pageId: null, insteadOf: problem?.reason ?? null };
  return { kind: 'done', value };
}

async function saveExtraction(sql: Sql, item: ItemRow, outcome: Outcome<Extraction>, deps: Deps) {
  if (outcome.kind !== 'done') {
    const { kind, reason } = outcome;
    const entry = { stage: 'extract', outcome: kind, reason, detail: outcome.detail ?? null } as const;
    if (kind === 'retry')
      return retryItem(sql, item, entry, outcome.afterMs ?? CELL_RETRY_MS, deps, item.tries + 1);
    return endItem(sql, item, 'rejected', entry);
  }
  const { article, pageId, insteadOf } = outcome.value;
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
    ...(insteadOf === null ? {} : { insteadOf }),
  };
  const found = { articleId: saved.articleId, revisionId: saved.revisionId };
  return toStage(sql, item, 'tag', { stage: 'extract', outcome: 'done', facts }, deps, found);
}

/** One article for each canonical address: the page's own claim, else where it was read, else the feed's link. */
export function addressOf(
  item: Pick<ItemRow, 'key' | 'url'>,
  extraction: Extraction,
): { key: string; url: string } {
  const url = extraction.article.canonical ?? extraction.pageUrl ?? item.url;
  return url === null ? { key: `item:${item.key}`, url: '' } : { key: urlKey(url), url };
}
