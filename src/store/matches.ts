// Matches with their receipts, and the deliveries they promise. Unique keys make every repeat harmless.
import type { Receipt } from '../model/model.ts';
import { all, one, type Sql } from './db.ts';

export type MatchRow = {
  id: number;
  subscription_id: number;
  subscription: string;
  version: number;
  query: string;
  revision_id: number;
  revision: number;
  /** of the article that matched */
  url: string;
  story_id: number;
  rev: number;
  receipt: Receipt;
  created_at: Date;
};

/** Stores a match; the id of the known one when it is there already. */
export async function saveMatch(
  sql: Sql,
  match: {
    subscriptionId: number;
    version: number;
    revisionId: number;
    storyId: number;
    rev: number;
    receipt: Receipt;
  },
): Promise<number> {
  const row = await one<{ id: number }>(
    sql,
    `insert into match (subscription_id, version, revision_id, story_id, rev, receipt) values ($1, $2, $3, $4, $5, $6)
     on conflict (subscription_id, version, revision_id) do update set rev = match.rev returning id`,
    [
      match.subscriptionId,
      match.version,
      match.revisionId,
      match.storyId,
      match.rev,
      JSON.stringify(match.receipt),
    ],
  );
  if (!row) throw new Error('insert into match returned no row');
  return row.id;
}

/** Matches of the revisions of one article, newest first, each with the query text that matched. */
export const matchesOfArticle = (sql: Sql, articleId: number): Promise<MatchRow[]> =>
  all<MatchRow>(
    sql,
    `select match.*, subscription.name as subscription, subscription_version.query, revision.number as revision,
        article.url
       from match join revision on revision.id = match.revision_id join article on article.id = revision.article_id
       join subscription on subscription.id = match.subscription_id
       join subscription_version on subscription_version.subscription_id = match.subscription_id
        and subscription_version.version = match.version
      where revision.article_id = $1 order by match.id desc`,
    [articleId],
  );

/** Subscriptions in force that have matched the item's article in its present revision, under any version of theirs. */
export async function subscriptionsMatching(
  sql: Sql,
  itemId: number,
  only: number | null,
): Promise<number[]> {
  const rows = await all<{ id: number }>(
    sql,
    `select distinct match.subscription_id as id from match
       join item on item.revision_id = match.revision_id
       join subscription on subscription.id = match.subscription_id and subscription.state = 'active'
      where item.id = $1 and ($2::bigint is null or match.subscription_id = $2)`,
    [itemId, only],
  );
  return rows.map((row) => row.id);
}
