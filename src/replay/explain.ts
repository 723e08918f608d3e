// Why, by address: what became of an item, who was told and why; and for one subscription, why not. Reads only.

import { linkAlias } from '../feed/identity.ts';
import type { AliasesOf } from '../lib/entity-values.ts';
import { canonicalUrl, urlKey } from '../lib/url.ts';
import { toDocument } from '../match/document.ts';
import { createRoster } from '../match/roster.ts';
import type { ReceiptLeaf } from '../model/model.ts';
import { matchTextOf } from '../pipeline/judge-revision.ts';
import { findItemsByAlias } from '../store/aliases.ts';
import { type ArticleRow, findArticle, listRevisions } from '../store/articles.ts';
import type { Store } from '../store/db.ts';
import { deliveriesOfStory } from '../store/deliveries.ts';
import { feedNames } from '../store/feeds.ts';
import { loadFeed } from '../store/hubs.ts';
import { findItemsByUrl, type ItemRow } from '../store/items.ts';
import { type LedgerRow, ledgerOfItem } from '../store/ledger.ts';
import { type MatchRow, matchesOfArticle } from '../store/matches.ts';
import type { SubscriptionRow } from '../store/subscriptions.ts';
import { loadTags } from '../store/tags.ts';

type ExplainedItem = {
  id: number;
  title: string;
  url: string | null;
  feed: string;
  seenAt: Date;
  stage: string;
  reason: string | null;
  ledger: LedgerRow[];
};

type ExplainedMatch = MatchRow & { deliveries: Awaited<ReturnType<typeof deliveriesOfStory>> };

/** Whether the latest text satisfies a subscription's query, leaf by leaf. */
type Verdict = { subscription: string; query: string; matches: boolean; leaves: ReceiptLeaf[] };

export type Explanation = {
  /** null when nothing was read of it */
  article: ArticleRow | null;
  items: ExplainedItem[];
  matches: ExplainedMatch[];
  verdict: Verdict | null;
};

type ExplainDeps = { store: Store; aliasesOf: AliasesOf };

/** Everything known of an address. `items` is empty when no feed ever named it. */
export async function explainUrl(
  url: string,
  subscription: SubscriptionRow | null,
  deps: ExplainDeps,
): Promise<Explanation> {
  const twins = URL.canParse(url) ? [canonicalUrl(url), urlKey(url)] : [];
  const named = await findItemsByUrl(deps.store, [url, ...twins]);
  const rows = named.length > 0 ? named : await itemsOnceAt(url, deps.store);
  const items = await Promise.all(rows.map((row) => explainItem(row, deps)));
  const articleId = rows.findLast((row) => row.article_id !== null)?.article_id ?? null;
  if (articleId === null) return { article: null, items, matches: [], verdict: null };
  const article = await findArticle(deps.store, String(articleId));
  const all = await matchesOfArticle(deps.store, articleId);
  const wanted = all.filter((match) => subscription === null || match.subscription_id === subscription.id);
  const matches = await Promise.all(
    wanted.map(async (match) => ({
      ...match,
      deliveries: await deliveriesOfStory(deps.store, match.story_id, match.subscription_id),
    })),
  );
  const verdict = subscription && (await judge(articleId, subscription, deps));
  return { article, items, matches, verdict };
}

/** Items that their feed told of at this address before or since: it changed its slugs, or serves AMP pages. */
async function itemsOnceAt(url: string, store: Store): Promise<ItemRow[]> {
  const feeds = await feedNames(store);
  return findItemsByAlias(
    store,
    feeds.map(({ id }) => ({ feedId: id, alias: linkAlias(id, url) })),
  );
}

async function explainItem(row: ItemRow, { store }: ExplainDeps): Promise<ExplainedItem> {
  const feed = await loadFeed(store, row.feed_id);
  return {
    id: row.id,
    title: row.title,
    url: row.url,
    feed: feed?.title || feed?.url || 'a feed that was removed',
    seenAt: row.seen_at,
    stage: row.stage,
    reason: row.reason,
    ledger: await ledgerOfItem(store, row.id),
  };
}

async function judge(
  articleId: number,
  subscription: SubscriptionRow,
  deps: ExplainDeps,
): Promise<Verdict | null> {
  const latest = (await listRevisions(deps.store, articleId)).at(-1);
  if (!latest) return null;
  const roster = createRoster();
  roster.apply([subscription]);
  const doc = toDocument(matchTextOf(latest, await loadTags(deps.store, latest)), deps.aliasesOf);
  return {
    subscription: subscription.name,
    query: subscription.query,
    matches: roster.match(doc).length > 0,
    leaves: roster.explain(subscription.id, doc).leaves,
  };
}
