// Deliveries and their attempts. A delivery's id and body never change; only its state and its next attempt do.
import { all, one, type Sql } from './db.ts';
import { HAND_OVER_MS } from './items.ts';
import { afterError } from './set-back.ts';

export type DeliveryState = 'pending' | 'sent' | 'dead' | 'cancelled';

export type DeliveryRow = {
  id: string;
  subscription_id: number;
  story_id: number;
  revision: number;
  channel: 'webhook' | 'file';
  match_id: number;
  body: string;
  state: DeliveryState;
  attempts: number;
  step: number;
  starts: number;
  errors: number;
  due_at: Date;
  reason: string | null;
  replay_id: number | null;
  created_at: Date;
  ended_at: Date | null;
};

export type NewDelivery = {
  id: string;
  subscriptionId: number;
  storyId: number;
  revision: number;
  channel: 'webhook' | 'file';
  matchId: number;
  body: string;
  replayId: number | null;
};

/** Promises a delivery unless (subscription, story, revision, channel) has one already, whatever became of it. */
export async function promiseDelivery(sql: Sql, delivery: NewDelivery): Promise<boolean> {
  const row = await one(
    sql,
    `insert into delivery (id, subscription_id, story_id, revision, channel, match_id, body, replay_id, queued_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, now()) on conflict do nothing returning id`,
    [
      delivery.id,
      delivery.subscriptionId,
      delivery.storyId,
      delivery.revision,
      delivery.channel,
      delivery.matchId,
      delivery.body,
      delivery.replayId,
    ],
  );
  return row !== null;
}

/** Gives a dead delivery a new run of attempts under its old id and body; false when it is not dead. */
export async function reviveDelivery(
  sql: Sql,
  id: string,
  replayId: number,
): Promise<WaitingDelivery | null> {
  return one<WaitingDelivery>(
    sql,
    `update delivery set state = 'pending', attempts = 0, starts = 0, errors = 0, step = step + 1, due_at = now(), queued_at = now(),
        reason = null, ended_at = null, replay_id = $2 where id = $1 and state = 'dead' returning id, step, due_at`,
    [id, replayId],
  );
}

/** Whether a subscription was promised anything of a story on a channel, in any revision. */
export async function toldOfStory(
  sql: Sql,
  subscriptionId: number,
  storyId: number,
  channel: string,
): Promise<boolean> {
  const held =
    'select id from delivery where subscription_id = $1 and story_id = $2 and channel = $3 limit 1';
  return (await one(sql, held, [subscriptionId, storyId, channel])) !== null;
}

/** What sending needs to know beside the delivery itself; the target is that of now, not of the match. */
export type SendableDelivery = DeliveryRow & {
  target: string;
  secrets: string[];
  current_channel: 'webhook' | 'file';
  subscription_state: 'active' | 'removed';
};

/** Counts one more start and returns the delivery; null when it is no longer pending or not yet due. */
export const startDelivery = (sql: Sql, id: string): Promise<SendableDelivery | null> =>
  one<SendableDelivery>(
    sql,
    `update delivery set starts = delivery.starts + 1 from subscription
      where delivery.id = $1 and delivery.state = 'pending' and delivery.due_at <= now() + interval '1 second'
        and subscription.id = delivery.subscription_id
      returning delivery.*, subscription.target, subscription.secrets, subscription.channel as current_channel,
        subscription.state as subscription_state`,
    [id],
  );

/** Takes back a start: it was not the delivery's turn yet. */
export const undoStartDelivery = (sql: Sql, id: string): Promise<unknown> =>
  sql.query('update delivery set starts = greatest(starts - 1, 0), queued_at = null where id = $1', [id]);

/** Takes back a start that ended in an error of ours: the error counts, and the delivery waits a little longer each time. */
export const setBackDelivery = (sql: Sql, id: string): Promise<unknown> =>
  sql.query(
    `update delivery set starts = greatest(starts - 1, 0), queued_at = null, errors = errors + 1, due_at = ${afterError('due_at')}
      where id = $1`,
    [id],
  );

/** Holds the row for the rest of the transaction; false when it has moved on since it was read. */
export async function lockDelivery(sql: Sql, delivery: Pick<DeliveryRow, 'id' | 'step'>): Promise<boolean> {
  const held = 'select id from delivery where id = $1 and step = $2 and state = $3 for update';
  return (await one(sql, held, [delivery.id, delivery.step, 'pending'])) !== null;
}

export type DeliveryMove = {
  state: DeliveryState;
  dueAt: Date | null;
  reason: string | null;
  tried: boolean;
};

export type WaitingDelivery = Pick<DeliveryRow, 'id' | 'step' | 'due_at'>;

export const moveDelivery = (sql: Sql, id: string, move: DeliveryMove): Promise<WaitingDelivery | null> =>
  one<WaitingDelivery>(
    sql,
    `update delivery set state = $2, due_at = coalesce($3, due_at), reason = $4, starts = 0, errors = 0, step = step + 1,
       queued_at = case when coalesce($3, due_at) <= now() + ${HAND_OVER_MS} * interval '1 ms' then now() end,
       attempts = attempts + $5::int, ended_at = case when $2 <> 'pending' then now() end
     where id = $1 returning id, step, due_at`,
    [id, move.state, move.dueAt, move.reason, move.tried ? 1 : 0],
  );

export type Attempt = {
  at: Date;
  durationMs: number;
  status: number | null;
  answer: string | null;
  outcome: string;
  reason: string | null;
};

export const addAttempt = (sql: Sql, deliveryId: string, attempt: Attempt): Promise<unknown> =>
  sql.query(
    `insert into attempt (delivery_id, number, at, duration_ms, status, answer, outcome, reason)
     select $1, 1 + count(*), $2, $3, $4, $5, $6, $7 from attempt where delivery_id = $1`,
    [
      deliveryId,
      attempt.at,
      attempt.durationMs,
      attempt.status,
      attempt.answer,
      attempt.outcome,
      attempt.reason,
    ],
  );

/** Pending deliveries that are due but may be in no queue; see `strandedItems`. */
export const strandedDeliveries = (sql: Sql, leaseMs: number, limit: number): Promise<WaitingDelivery[]> =>
  all<WaitingDelivery>(
    sql,
    `update delivery set queued_at = now() where id in (
       select id from delivery where state = 'pending' and due_at <= now() + interval '1 second'
          and (queued_at is null or greatest(queued_at, due_at) < now() - $1 * interval '1 ms')
        order by due_at limit $2 for update skip locked)
     returning id, step, due_at`,
    [leaseMs, limit],
  );

/** Deliveries that came from one match's story for one subscription, oldest first, with their attempts. */
export const deliveriesOfStory = (
  sql: Sql,
  storyId: number,
  subscriptionId: number,
): Promise<(Omit<DeliveryRow, 'body'> & { article_id: number; url: string; tries: Attempt[] })[]> =>
  all(
    sql,
    `select delivery.id, delivery.subscription_id, delivery.story_id, delivery.revision, channel, match_id, state, attempts, starts, due_at,
        delivery.reason, replay_id, delivery.created_at, ended_at, article.id as article_id, article.url,
        coalesce((select jsonb_agg(jsonb_build_object('at', at, 'durationMs', duration_ms, 'status', status,
           'answer', answer, 'outcome', outcome, 'reason', attempt.reason) order by number)
           from attempt where delivery_id = delivery.id), '[]') as tries
       from delivery join match on match.id = delivery.match_id join revision on revision.id = match.revision_id
       join article on article.id = revision.article_id
      where delivery.story_id = $1 and delivery.subscription_id = $2 order by delivery.created_at`,
    [storyId, subscriptionId],
  );

export type RecentDelivery = Pick<
  DeliveryRow,
  'id' | 'state' | 'attempts' | 'reason' | 'created_at' | 'ended_at'
> & {
  title: string;
  url: string;
};

/** The latest deliveries of a subscription with the article they speak of, newest first. */
export const recentDeliveries = (
  sql: Sql,
  subscriptionId: number,
  limit: number,
): Promise<RecentDelivery[]> =>
  all<RecentDelivery>(
    sql,
    `select delivery.id, delivery.state, delivery.attempts, delivery.reason, delivery.created_at, delivery.ended_at,
        revision.title, article.url
       from delivery join match on match.id = delivery.match_id join revision on revision.id = match.revision_id
       join article on article.id = revision.article_id
      where delivery.subscription_id = $1 order by delivery.created_at desc, delivery.id limit $2`,
    [subscriptionId, limit],
  );
