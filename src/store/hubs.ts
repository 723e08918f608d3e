// WebSub subscriptions, one a feed, and the pushes that wait to be read. The secret leaves this folder only for the hub.
import { all, one, type Sql } from './db.ts';
import type { FeedRow } from './feeds.ts';
import { afterError } from './set-back.ts';

export type HubRow = {
  feed_id: number;
  hub: string;
  topic: string;
  path: string;
  secret: string;
  state: 'new' | 'asked' | 'active' | 'denied' | 'ended';
  due_at: Date | null;
  asked_at: Date | null;
  verified_at: Date | null;
  lease_until: Date | null;
  pushed_at: Date | null;
  pushes: number;
  tries: number;
  problem: string | null;
};

/** Feeds that name a hub and have no subscription there yet, or whose hub or topic has changed. */
export const feedsWithNewHub = (
  sql: Sql,
  limit: number,
): Promise<{ id: number; hub: string; topic: string }[]> =>
  all(
    sql,
    `select feed.id, feed.hub, feed.topic from feed left join hub_subscription s on s.feed_id = feed.id
      where feed.state = 'active' and feed.hub is not null and feed.topic is not null
        and (s.feed_id is null or s.hub <> feed.hub or s.topic <> feed.topic) limit $1`,
    [limit],
  );

/** A new subscription, or one that begins anew at another hub; under a new path, so that the old one ends by itself. */
export const startSubscription = (
  sql: Sql,
  wish: { feedId: number; hub: string; topic: string; path: string; secret: string },
): Promise<unknown> =>
  sql.query(
    `insert into hub_subscription (feed_id, hub, topic, path, secret) values ($1, $2, $3, $4, $5)
     on conflict (feed_id) do update set hub = excluded.hub, topic = excluded.topic, path = excluded.path,
       secret = excluded.secret, state = 'new', due_at = now(), tries = 0, problem = null, lease_until = null`,
    [wish.feedId, wish.hub, wish.topic, wish.path, wish.secret],
  );

/** How long a hub has to come back before it is asked again, the first time; then twice as long each time, up to a day. */
const FIRST_WAIT = `interval '10 minutes'`;
const LONGEST_WAIT = `interval '1 day'`;

/** Claims subscriptions that are due to be asked for (again); unless the hub verifies them, they come due again later and later. */
export const claimDueHubs = (sql: Sql, limit: number): Promise<HubRow[]> =>
  all<HubRow>(
    sql,
    `update hub_subscription set due_at = now() + least(${FIRST_WAIT} * 2 ^ least(tries, 10), ${LONGEST_WAIT}),
       asked_at = now(), tries = tries + 1, state = case when state = 'active' then state else 'asked' end
      where feed_id in (
       select s.feed_id from hub_subscription s join feed on feed.id = s.feed_id
        where s.due_at <= now() and feed.state = 'active' order by s.due_at limit $1 for update of s skip locked)
     returning *`,
    [limit],
  );

/** What the hub said when it was asked; null: it took the wish. */
export const saveAnswer = (sql: Sql, path: string, problem: string | null): Promise<unknown> =>
  sql.query('update hub_subscription set problem = $2 where path = $1', [
    path,
    problem?.slice(0, 500) ?? null,
  ]);

/** A subscription by the path that its hub calls, with what its feed is now. */
export const findHub = (
  sql: Sql,
  path: string,
): Promise<(HubRow & Pick<FeedRow, 'rhythm'> & { feed_state: FeedRow['state'] }) | null> =>
  one(
    sql,
    `select s.*, feed.rhythm, feed.state as feed_state from hub_subscription s join feed on feed.id = s.feed_id
      where s.path = $1`,
    [path],
  );

/** The hub has made sure that we asked: news comes until the lease ends; asked for again at `renewAt`. */
export async function verifyHub(
  sql: Sql,
  path: string,
  lease: { leaseMs: number; renewMs: number; trustMs: number },
): Promise<void> {
  await sql.query(
    `with s as (update hub_subscription set state = 'active', verified_at = now(), tries = 0, problem = null,
         lease_until = now() + $2 * interval '1 ms', due_at = now() + $3 * interval '1 ms' where path = $1 returning feed_id, lease_until)
     update feed set pushed_until = least(s.lease_until, now() + $4 * interval '1 ms') from s where feed.id = s.feed_id`,
    [path, lease.leaseMs, lease.renewMs, lease.trustMs],
  );
}

/** The hub said no, at once or after a time: the feed is polled as any other, and the hub asked again much later. */
export const denyHub = (sql: Sql, path: string, reason: string, againMs: number): Promise<unknown> =>
  sql.query(
    `with s as (update hub_subscription set state = 'denied', problem = $2, lease_until = null,
         due_at = now() + $3 * interval '1 ms' where path = $1 returning feed_id)
     update feed set pushed_until = null, next_poll_at = least(next_poll_at, now() + interval '1 minute')
       from s where feed.id = s.feed_id`,
    [path, reason.slice(0, 500), againMs],
  );

/** Keeps what a hub sent until it is read. Returns the push's id. */
export async function keepPush(
  sql: Sql,
  push: { feedId: number; contentType: string | null; body: Uint8Array },
): Promise<number> {
  const row = await one<{ id: number }>(
    sql,
    `with s as (update hub_subscription set pushed_at = now(), pushes = pushes + 1 where feed_id = $1)
     insert into push (feed_id, content_type, body, queued_at) values ($1, $2, $3, now()) returning id`,
    [push.feedId, push.contentType, Buffer.from(push.body)],
  );
  return row?.id ?? 0;
}

/** pushes of one feed that wait; more than this and the hub is sending faster than anybody can read */
export async function waitingPushes(sql: Sql, feedId: number): Promise<number> {
  const row = await one<{ n: number }>(sql, 'select count(*) as n from push where feed_id = $1', [feedId]);
  return row?.n ?? 0;
}

export type PushRow = {
  id: number;
  feed_id: number;
  content_type: string | null;
  body: Buffer;
  received_at: Date;
  starts: number;
  errors: number;
};

/** Counts one more start and returns the push; null when it was read already. */
export const startPush = (sql: Sql, id: number): Promise<PushRow | null> =>
  one<PushRow>(sql, 'update push set starts = starts + 1 where id = $1 and due_at <= now() returning *', [
    id,
  ]);

export const undoStartPush = (sql: Sql, id: number): Promise<unknown> =>
  sql.query('update push set starts = greatest(starts - 1, 0), queued_at = null where id = $1', [id]);

export const setBackPush = (sql: Sql, id: number): Promise<unknown> =>
  sql.query(
    `update push set starts = greatest(starts - 1, 0), errors = errors + 1, queued_at = null,
       due_at = ${afterError('due_at')} where id = $1`,
    [id],
  );

/** Ends a push: it was read, or never will be. */
export const endPush = (sql: Sql, id: number): Promise<unknown> =>
  sql.query('delete from push where id = $1', [id]);

/** Holds the feed of a push for the transaction; null when it is not watched any more, or the push was read meanwhile. */
export const lockFeedOfPush = (sql: Sql, push: Pick<PushRow, 'id' | 'feed_id'>): Promise<FeedRow | null> =>
  one<FeedRow>(
    sql,
    `select feed.* from feed where id = $1 and state = 'active' and exists (select from push where push.id = $2) for update`,
    [push.feed_id, push.id],
  );

export const loadFeed = (sql: Sql, id: number): Promise<FeedRow | null> =>
  one<FeedRow>(sql, 'select * from feed where id = $1', [id]);

/** Pushes that are due but may be in no queue. */
export const strandedPushes = (
  sql: Sql,
  leaseMs: number,
  limit: number,
): Promise<{ id: number; starts: number }[]> =>
  all(
    sql,
    `update push set queued_at = now() where id in (
       select id from push where due_at <= now() and (queued_at is null or queued_at < now() - $1 * interval '1 ms')
        order by id limit $2 for update skip locked) returning id, starts`,
    [leaseMs, limit],
  );
