// Standing queries. A query is never edited in place: a change is a new version with a higher rev.
import type { UsedQueries } from '../model/model.ts';
import { all, one, type Sql } from './db.ts';

/** any fixed number: changes are written one at a time, so that rev order is commit order */
const LOCK = 719_224_003;

/** workers listen here; the message itself is empty, what changed is read from the tables */
export const SUBSCRIPTION_NOTICE = 'presswatch_subscription';

export type ChannelKind = 'webhook' | 'file';

export type SubscriptionRow = {
  id: number;
  subscriber: string;
  name: string;
  state: 'active' | 'removed';
  version: number;
  query: string;
  /** the saved queries behind its @names, as this version was put in force with them */
  uses: UsedQueries;
  channel: ChannelKind;
  target: string;
  secrets: string[];
  rev: number;
  created_at: Date;
  changed_at: Date;
  /** since when all workers judge by the present rev; null: not yet, or none runs */
  in_force_at: Date | null;
};

const SUBSCRIPTION = `select subscription.id, subscriber.name as subscriber, subscription.name, subscription.state,
    subscription.version, subscription_version.query, subscription_version.uses, subscription.channel, subscription.target, subscription.secrets,
    subscription.rev, subscription.created_at, subscription.changed_at, subscription.in_force_at
  from subscription join subscriber on subscriber.id = subscription.subscriber_id
  join subscription_version on subscription_version.subscription_id = subscription.id
   and subscription_version.version = subscription.version`;

export type NewSubscription = {
  subscriber: string;
  name: string;
  query: string;
  /** what its @names stand for; needed where the query has any */
  uses?: UsedQueries;
  channel: ChannelKind;
  target: string;
  secrets: string[];
};

/**
 * Held to the end of the transaction by whoever changes subscriptions or saved queries: rev order is commit order, so
 * a reader that has seen a rev has seen all below it.
 */
export const lockSubscriptions = (sql: Sql): Promise<unknown> =>
  sql.query('select pg_advisory_xact_lock($1)', [LOCK]);

/** Wakes the workers once the transaction is committed. */
const notice = (sql: Sql): Promise<unknown> =>
  sql.query('select pg_notify($1, $2)', [SUBSCRIPTION_NOTICE, '']);

export type SavedSubscription = {
  id: number;
  version: number;
  rev: number;
  change: 'created' | 'changed' | 'unchanged';
  /** whether the wish's secrets are in force now; a subscription that has some keeps them */
  newSecrets: boolean;
};

/**
 * Creates a subscription, or gives an active one of the same subscriber and name a new version when query or target
 * changed. Call inside a transaction.
 */
export async function saveSubscription(sql: Sql, wish: NewSubscription): Promise<SavedSubscription> {
  await lockSubscriptions(sql);
  const known = await namedSubscription(sql, wish.subscriber, wish.name);
  if (known) return changeSubscription(sql, known, wish);
  const subscriber = await one<{ id: number }>(
    sql,
    'insert into subscriber (name) values ($1) on conflict (name) do update set name = excluded.name returning id',
    [wish.subscriber],
  );
  const row = await one<{ id: number; rev: number }>(
    sql,
    `insert into subscription (subscriber_id, name, version, channel, target, secrets, rev)
     values ($1, $2, 1, $3, $4, $5, nextval('subscription_rev')) returning id, rev`,
    [subscriber?.id, wish.name, wish.channel, wish.target, wish.secrets],
  );
  if (!row) throw new Error('insert into subscription returned no row');
  await addVersion(sql, row.id, 1, wish);
  await notice(sql);
  return { id: row.id, version: 1, rev: row.rev, change: 'created', newSecrets: wish.secrets.length > 0 };
}

/** The active subscription of that name. */
export const namedSubscription = (
  sql: Sql,
  subscriber: string,
  name: string,
): Promise<SubscriptionRow | null> =>
  one<SubscriptionRow>(
    sql,
    `${SUBSCRIPTION} where subscriber.name = $1 and subscription.name = $2 and subscription.state = 'active'`,
    [subscriber, name],
  );

/** Whether two queries ask the same: the same text over the same versions of saved queries. */
export const sameQuestion = (a: Asked, b: Asked): boolean =>
  a.query === b.query && versionsOf(a) === versionsOf(b);

type Asked = { query: string; uses?: UsedQueries };

const versionsOf = ({ uses = {} }: Asked): string =>
  Object.entries(uses)
    .map(([name, { version }]) => `${name} ${version}`)
    .sort()
    .join('\n');

async function changeSubscription(
  sql: Sql,
  known: SubscriptionRow,
  wish: NewSubscription,
): Promise<SavedSubscription> {
  const same = sameQuestion(known, wish);
  if (same && known.channel === wish.channel && known.target === wish.target) {
    const { id, version, rev } = known;
    return { id, version, rev, change: 'unchanged', newSecrets: false };
  }
  const version = same ? known.version : known.version + 1;
  if (!same) await addVersion(sql, known.id, version, wish);
  const row = await one<{ rev: number }>(
    sql,
    `update subscription set version = $2, channel = $3, target = $4, rev = nextval('subscription_rev'),
       changed_at = now(), in_force_at = null,
       secrets = case when cardinality(secrets) = 0 then $5 else secrets end where id = $1 returning rev`,
    [known.id, version, wish.channel, wish.target, wish.secrets],
  );
  await notice(sql);
  const newSecrets = known.secrets.length === 0 && wish.secrets.length > 0;
  return { id: known.id, version, rev: row?.rev ?? known.rev, change: 'changed', newSecrets };
}

const addVersion = (sql: Sql, id: number, version: number, { query, uses = {} }: Asked) =>
  sql.query(
    'insert into subscription_version (subscription_id, version, query, uses) values ($1, $2, $3, $4)',
    [id, version, query, JSON.stringify(uses)],
  );

/** Takes a subscription out of force; waiting deliveries of it are cancelled. Call inside a transaction. */
export async function removeSubscription(sql: Sql, id: number): Promise<boolean> {
  await lockSubscriptions(sql);
  const row = await one<{ id: number }>(
    sql,
    `update subscription set state = 'removed', removed_at = now(), changed_at = now(), in_force_at = null, rev = nextval('subscription_rev')
      where id = $1 and state = 'active' returning id`,
    [id],
  );
  if (!row) return false;
  await notice(sql);
  await sql.query(
    `update delivery set state = 'cancelled', reason = 'not-in-force', ended_at = now()
      where subscription_id = $1 and state = 'pending'`,
    [id],
  );
  return true;
}

/** Active subscriptions whose query could name a saved query. */
export const subscriptionsWithNames = (sql: Sql): Promise<SubscriptionRow[]> =>
  all<SubscriptionRow>(
    sql,
    `${SUBSCRIPTION} where subscription.state = 'active' and query like '%@%' order by subscription.id`,
  );

export const listSubscriptions = (sql: Sql): Promise<SubscriptionRow[]> =>
  all<SubscriptionRow>(sql, `${SUBSCRIPTION} where subscription.state = 'active' order by subscription.id`);

export async function countSubscriptions(sql: Sql): Promise<number> {
  const row = await one<{ n: number }>(sql, `select count(*) as n from subscription where state = 'active'`);
  return row?.n ?? 0;
}

/** By id, or by name when it is the only one of that name. */
export async function findSubscription(sql: Sql, idOrName: string): Promise<SubscriptionRow | null> {
  const rows = await all<SubscriptionRow>(
    sql,
    `${SUBSCRIPTION} where (subscription.id::text = $1 or subscription.name = $1) and subscription.state = 'active'
      order by (subscription.id::text = $1) desc, subscription.id`,
    [idOrName],
  );
  return rows[0] ?? null;
}

/** What a worker has to know of a subscription to judge by it. */
export type StandingRow = Pick<
  SubscriptionRow,
  'id' | 'name' | 'state' | 'version' | 'query' | 'uses' | 'rev'
>;

/** Everything that changed after `rev`, removed ones included, in rev order. */
export async function subscriptionsSince(sql: Sql, rev: number): Promise<StandingRow[]> {
  const rows = await all<Omit<StandingRow, 'uses'> & { uses: UsedQueries | null }>(
    sql,
    // a start reads all there are, and few have any saved queries
    `select subscription.id, subscription.name, subscription.state, subscription.version, subscription_version.query,
        nullif(subscription_version.uses, '{}') as uses, subscription.rev
       from subscription join subscription_version on subscription_version.subscription_id = subscription.id
        and subscription_version.version = subscription.version
      where subscription.rev > $1 order by subscription.rev`,
    [rev],
  );
  return rows.map((row) => ({ ...row, uses: row.uses ?? NONE }));
}

const NONE: UsedQueries = {};

/** The channel of a subscription in force, null when it is not; holds it in force for the rest of the transaction. */
export async function channelOf(sql: Sql, id: number): Promise<ChannelKind | null> {
  const held = `select channel from subscription where id = $1 and state = 'active' for share`;
  return (await one<{ channel: ChannelKind }>(sql, held, [id]))?.channel ?? null;
}
