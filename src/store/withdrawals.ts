// Articles that their newsroom took down, and who was told of them. What was delivered keeps its record.
import { all, one, type Sql } from './db.ts';

/** Marks an article as withdrawn; false when it was already. */
export async function withdrawArticle(
  sql: Sql,
  articleId: number,
  why: { at: Date; reason: string; detail: string | null },
): Promise<boolean> {
  const row = await one(
    sql,
    `update article set withdrawn_at = $2, withdrawn_reason = $3, withdrawn_detail = $4
      where id = $1 and withdrawn_at is null returning id`,
    [articleId, why.at, why.reason, why.detail],
  );
  return row !== null;
}

/**
 * Takes the mark back: the article is there again. False when it had none.
 * @param noticeGone the text was read and says no more that it was taken down; else a mark made by such a note stays
 */
export async function reinstateArticle(sql: Sql, articleId: number, noticeGone: boolean): Promise<boolean> {
  const row = await one(
    sql,
    `update article set withdrawn_at = null, withdrawn_reason = null, withdrawn_detail = null
      where id = $1 and withdrawn_at is not null and (withdrawn_reason <> 'notice' or $2) returning id`,
    [articleId, noticeGone],
  );
  return row !== null;
}

/** A subscription that was promised an alert of the article, wants to hear of withdrawals, and where it hears. */
export type Told = {
  subscription_id: number;
  subscription: string;
  story_id: number;
  channel: 'webhook' | 'file';
  match_id: number;
  /** the latest revision it was told of */
  revision: number;
};

export const toldOfArticle = (sql: Sql, articleId: number): Promise<Told[]> =>
  all<Told>(
    sql,
    `select distinct on (delivery.subscription_id) delivery.subscription_id, subscription.name as subscription,
        delivery.story_id, subscription.channel, delivery.match_id, delivery.revision
       from revision join match on match.revision_id = revision.id join delivery on delivery.match_id = match.id
       join subscription on subscription.id = delivery.subscription_id
      where revision.article_id = $1 and subscription.state = 'active' and subscription.withdrawals
        and delivery.revision > 0 and delivery.state in ('pending', 'sent')
      order by delivery.subscription_id, delivery.revision desc`,
    [articleId],
  );
