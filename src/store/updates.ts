// Which changes of an article a subscription hears about that was told of it before.
import { all, one, type Sql } from './db.ts';

export const UPDATE_LEVELS = ['none', 'corrections', 'substantial', 'all'] as const;

/** none; corrections only; corrections and substantial updates; every revision */
export type UpdateLevel = (typeof UPDATE_LEVELS)[number];

export const updatesOf = async (sql: Sql, subscriptionId: number): Promise<UpdateLevel> =>
  (
    await one<{ updates: UpdateLevel }>(sql, 'select updates from subscription where id = $1', [
      subscriptionId,
    ])
  )?.updates ?? 'none';

/** Sets what a subscription hears about; what is not named stays. In force with the next match. */
export const setUpdates = (
  sql: Sql,
  subscriptionId: number,
  wish: { updates?: UpdateLevel | undefined; withdrawals?: boolean | undefined },
): Promise<unknown> =>
  sql.query(
    'update subscription set updates = coalesce($2, updates), withdrawals = coalesce($3, withdrawals) where id = $1',
    [subscriptionId, wish.updates ?? null, wish.withdrawals ?? null],
  );

/** What a subscription was promised of a story on a channel: of which article, in which state of its text. */
export const promisedOfStory = (
  sql: Sql,
  subscriptionId: number,
  storyId: number,
  channel: string,
): Promise<{ article_id: number; revision: number }[]> =>
  all(
    sql,
    `select revision.article_id, delivery.revision from delivery join match on match.id = delivery.match_id
       join revision on revision.id = match.revision_id
      where delivery.subscription_id = $1 and delivery.story_id = $2 and delivery.channel = $3 and delivery.revision > 0`,
    [subscriptionId, storyId, channel],
  );
