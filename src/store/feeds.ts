// Feeds: what we poll, and when next. Validators change only together with the items they stand for (savePoll).
import type { IdentityRule } from '../model/model.ts';
import { all, one, type Sql } from './db.ts';
import { findSame, moveFeed } from './moved-feeds.ts';
import { afterError } from './set-back.ts';

export type FeedRow = {
  id: number;
  url: string;
  title: string;
  folder: string;
  state: 'active' | 'gone' | 'removed';
  etag: string | null;
  last_modified: string | null;
  body_hash: string | null;
  next_poll_at: Date;
  last_poll_at: Date | null;
  last_ok_at: Date | null;
  last_new_at: Date | null;
  failures: number;
  starts: number;
  errors: number;
  step: number;
  last_error: string | null;
  moved_to: string | null;
  interval_ms: number | null;
  identity: IdentityRule | null;
  identity_doubts: number;
  /** of a sitemap index; empty for all others */
  children: FeedChild[];
  items_seen: number;
  added_at: Date;
  host: string;
  hints: StoredHints | null;
  rhythm: StoredRhythm | null;
  silent_from: Date | null;
  floor_ms: number | null;
  next_because: string | null;
  last_reason: string | null;
  last_repairs: string | null;
  validators_of: string | null;
  validators_off: string | null;
  empty_changes: number;
  full_at: Date | null;
  checked_at: Date | null;
  moved_polls: number;
  moved_days: number;
  moved_on: string | null;
  former_urls: string[];
  hub: string | null;
  topic: string | null;
  pushed_until: Date | null;
  /** the feed that took this one's place */
  merged_into: number | null;
};

/** What feed and server last said about being asked; a 304 repeats none of it. */
export type StoredHints = {
  ttlMinutes: number | null;
  skipHours: number[];
  skipDays: number[];
  maxAgeMs: number | null;
};

/** As `src/feed/rhythm.ts` makes and reads it. */
export type StoredRhythm = {
  at: number;
  hours: number;
  counts: number[];
  newest: number | null;
  longestGap: number;
};

/** A sitemap that an index named, with the validators of its last answer. */
export type FeedChild = {
  url: string;
  etag: string | null;
  lastModified: string | null;
  bodyHash: string | null;
};

/** What became of a wish to watch an address. */
export type Added = {
  id: number;
  /** false: it is polled already */
  added: boolean;
  /** the address under which it is polled: another one where the feed has moved */
  url: string;
};

/**
 * Adds a feed or revives a removed one. An address that a feed had before is that feed; one that a feed leads to for good
 * is taken over by it at once, since a person says so too. Best called in a transaction.
 */
export async function addFeed(
  sql: Sql,
  feed: { url: string; title?: string; folder?: string },
): Promise<Added> {
  const same = await findSame(sql, feed.url);
  if (same?.leadsThere && same.url !== feed.url) await moveFeed(sql, same.id, feed.url);
  if (same) return { id: same.id, added: false, url: same.leadsThere ? feed.url : same.url };
  const fresh = await one<{ id: number }>(
    sql,
    `insert into feed (url, title, folder) values ($1, $2, $3)
     on conflict (url) do update set state = 'active', next_poll_at = now(), failures = 0, last_error = null,
         last_reason = null, validators_off = null, empty_changes = 0, merged_into = null,
         folder = coalesce(nullif(excluded.folder, ''), feed.folder)
       where feed.state <> 'active' returning id`,
    [feed.url, feed.title ?? '', feed.folder ?? ''],
  );
  if (fresh) return { id: fresh.id, added: true, url: feed.url };
  // somebody else was quicker
  const known = await one<{ id: number }>(sql, 'select id from feed where url = $1', [feed.url]);
  return { id: known?.id ?? 0, added: false, url: feed.url };
}

/** this much of the first polls of an import is asked at once; the rest follow a few a second, within hours */
const AT_ONCE = 50;
const EACH_MS = 200;
const SPREAD_MS = 6 * 3_600_000;

/** Spreads the first polls of many feeds that were added together, by a hash of their ids: no burst at the start. */
export const spreadFirstPolls = (sql: Sql, ids: readonly number[]): Promise<unknown> =>
  ids.length <= AT_ONCE ? Promise.resolve() : spread(sql, 'id = any($3)', ids.length * EACH_MS, ids);

/** After a pause of ours, feeds that are overdue come back one after another, not all at once. Returns how many. */
export async function spreadOverdue(sql: Sql): Promise<number> {
  const overdue = `state = 'active' and next_poll_at < now() - interval '10 minutes' and claimed_until is null`;
  const row = await one<{ n: number }>(sql, `select count(*) as n from feed where ${overdue}`);
  const count = row?.n ?? 0;
  if (count > AT_ONCE) await spread(sql, overdue, Math.min(count * (EACH_MS / 4), SPREAD_MS / 6));
  return count;
}

const spread = (sql: Sql, which: string, overMs: number, ids?: readonly number[]): Promise<unknown> =>
  sql.query(
    `update feed set next_poll_at = now() + least($1::float8, $2::float8) * interval '1 ms'
       * ((hashint8(id)::bigint & 65535) / 65536.0) where ${which}`,
    [overMs, SPREAD_MS, ...(ids ? [ids] : [])],
  );

/** Feeds in the order they were added; removed ones are left out. */
export const listFeeds = (sql: Sql): Promise<FeedRow[]> =>
  all<FeedRow>(sql, `select * from feed where state <> 'removed' order by id`);

/** Every feed with its present name, those that were removed too. */
export const feedNames = (sql: Sql): Promise<Pick<FeedRow, 'id' | 'url' | 'title' | 'state'>[]> =>
  all<Pick<FeedRow, 'id' | 'url' | 'title' | 'state'>>(sql, 'select id, url, title, state from feed');

export const findFeed = (sql: Sql, idOrUrl: string): Promise<FeedRow | null> =>
  one<FeedRow>(sql, `select * from feed where (id::text = $1 or url = $1) and state <> 'removed'`, [idOrUrl]);

/** The operator's own floor for these feeds, whatever their servers say of freshness; counts from the next poll on. */
export const setFloor = (sql: Sql, ids: readonly number[], floorMs: number): Promise<unknown> =>
  sql.query('update feed set floor_ms = $2 where id = any($1)', [ids, floorMs]);

/** Names of nested folders are joined by ` / `; '' is none. */
export const setFolder = (sql: Sql, ids: readonly number[], folder: string): Promise<unknown> =>
  sql.query('update feed set folder = $2 where id = any($1)', [ids, folder]);

/** Stops polling; articles stay. */
export const removeFeed = (sql: Sql, id: number): Promise<unknown> =>
  sql.query(`update feed set state = 'removed', claimed_until = null where id = $1`, [id]);

/**
 * Claims due feeds for `leaseMs`: whoever claims must enqueue them. A claim that ends without a poll (a lost job,
 * a killed worker) runs out by itself and the feed is due again, so this is the feeds' reconciler as well.
 */
export const claimDueFeeds = (
  sql: Sql,
  limit: number,
  leaseMs: number,
): Promise<Pick<FeedRow, 'id' | 'host' | 'step'>[]> =>
  all(
    sql,
    `update feed set claimed_until = now() + $2 * interval '1 ms'
      where id in (select id from feed where state = 'active' and next_poll_at <= now()
                     and (claimed_until is null or claimed_until < now())
                   order by next_poll_at limit $1 for update skip locked)
      returning id, host, step`,
    [limit, leaseMs],
  );

/** Lets claims run out only `leaseMs` after each poll's slot on its host. Until then no second slot is reserved for it. */
export const extendClaims = (
  sql: Sql,
  claims: readonly { id: number; startAt: Date }[],
  leaseMs: number,
): Promise<unknown> =>
  sql.query(
    `update feed set claimed_until = greatest(claimed_until, x.start_at + $3 * interval '1 ms')
       from unnest($1::bigint[], $2::timestamptz[]) as x(id, start_at)
      where feed.id = x.id and claimed_until is not null`,
    [claims.map((one) => one.id), claims.map((one) => one.startAt), leaseMs],
  );

/** Gives claims back: their hosts asked to be left alone until then. */
export const putOffClaims = (sql: Sql, claims: readonly { id: number; until: Date }[]): Promise<unknown> =>
  sql.query(
    `update feed set claimed_until = null, next_poll_at = x.until, next_because = 'retry-after'
       from unnest($1::bigint[], $2::timestamptz[]) as x(id, until) where feed.id = x.id`,
    [claims.map((one) => one.id), claims.map((one) => one.until)],
  );

/** Counts one more start and returns the feed; null when it is no longer to be polled. */
export const startFeed = (sql: Sql, id: number): Promise<FeedRow | null> =>
  one<FeedRow>(
    sql,
    `update feed set starts = starts + 1
      where id = $1 and state = 'active' and next_poll_at <= now() returning *`,
    [id],
  );

export type PollResult = {
  etag: string | null;
  lastModified: string | null;
  validatorsOf: string | null;
  validatorsOff: string | null;
  emptyChanges: number;
  /** null: no document came */
  bodyHash: string | null;
  /** a document was asked for because 304 was doubted */
  checked: boolean;
  title: string | null;
  /** null: as before */
  repairs: string | null;
  hints: StoredHints;
  /** null: as before */
  rhythm: { rhythm: StoredRhythm; silentFrom: Date | null } | null;
  move: { to: string; polls: number; days: number; lastDay: string } | null;
  /** undefined: as before */
  hub: { hub: string; topic: string } | null | undefined;
  newItems: number;
  nextPollAt: Date;
  intervalMs: number;
  because: string;
};

/** Saves a good poll. Call it in the transaction that inserts the poll's items. */
export const savePoll = (sql: Sql, id: number, poll: PollResult): Promise<unknown> =>
  sql.query(
    `update feed set etag = $2, last_modified = $3, validators_of = $4, validators_off = $5, empty_changes = $6,
       body_hash = coalesce($7, body_hash), full_at = case when $7::text is null then full_at else now() end,
       checked_at = case when $8 then now() else checked_at end,
       title = case when title = '' then coalesce($9, '') else title end, last_repairs = coalesce($10, last_repairs),
       hints = $11, rhythm = coalesce($12, rhythm),
       silent_from = case when $12::jsonb is null then silent_from else $13 end,
       moved_to = $14, moved_polls = $15, moved_days = $16, moved_on = $17,
       hub = case when $18 then $19 else hub end, topic = case when $18 then $20 else topic end,
       items_seen = items_seen + $21, last_new_at = case when $21 > 0 then now() else last_new_at end,
       next_poll_at = $22, interval_ms = $23, next_because = $24, last_poll_at = now(), last_ok_at = now(),
       failures = 0, starts = 0, errors = 0, step = step + 1, last_error = null, last_reason = null, claimed_until = null
     where id = $1`,
    [
      ...[id, poll.etag, poll.lastModified, poll.validatorsOf, poll.validatorsOff, poll.emptyChanges],
      ...[poll.bodyHash, poll.checked, poll.title, poll.repairs, JSON.stringify(poll.hints)],
      ...[poll.rhythm ? JSON.stringify(poll.rhythm.rhythm) : null, poll.rhythm?.silentFrom ?? null],
      ...[poll.move?.to ?? null, poll.move?.polls ?? 0, poll.move?.days ?? 0, poll.move?.lastDay ?? null],
      ...[poll.hub !== undefined, poll.hub?.hub ?? null, poll.hub?.topic ?? null],
      ...[poll.newItems, poll.nextPollAt, poll.intervalMs, poll.because],
    ],
  );

/** What a push brought, which is no poll: nothing about the next one changes. */
export const savePush = (
  sql: Sql,
  id: number,
  push: { newItems: number; rhythm: PollResult['rhythm']; pushedUntil: Date },
): Promise<unknown> =>
  sql.query(
    `update feed set rhythm = coalesce($2, rhythm),
       silent_from = case when $2::jsonb is null then silent_from else $3 end,
       pushed_until = (select least(s.lease_until, $4) from hub_subscription s where s.feed_id = $1 and s.state = 'active'),
       items_seen = items_seen + $5, last_new_at = case when $5 > 0 then now() else last_new_at end where id = $1`,
    [
      ...[id, push.rhythm ? JSON.stringify(push.rhythm.rhythm) : null, push.rhythm?.silentFrom ?? null],
      ...[push.pushedUntil, push.newItems],
    ],
  );

/** Saves a poll that failed; `gone` stops polling for good (410). */
export const savePollFailure = (
  sql: Sql,
  id: number,
  failure: { error: string; reason: string; nextPollAt: Date; because: string; gone: boolean },
): Promise<unknown> =>
  sql.query(
    `update feed set failures = failures + 1, starts = 0, errors = 0, step = step + 1, last_error = $2, next_poll_at = $3, last_poll_at = now(),
       claimed_until = null, state = case when $4 then 'gone' else state end, last_reason = $5, next_because = $6
     where id = $1`,
    [id, failure.error, failure.nextPollAt, failure.gone, failure.reason, failure.because],
  );

/** Takes back a start: it was not the feed's turn yet. */
export const undoStartFeed = (sql: Sql, id: number): Promise<unknown> =>
  sql.query('update feed set starts = greatest(starts - 1, 0), claimed_until = null where id = $1', [id]);

/** Takes back a start that ended in an error of ours: the error counts, and the feed waits a little longer each time. */
export const setBackFeed = (sql: Sql, id: number): Promise<unknown> =>
  sql.query(
    `update feed set starts = greatest(starts - 1, 0), claimed_until = null, errors = errors + 1,
       next_poll_at = ${afterError('next_poll_at')} where id = $1`,
    [id],
  );

/** Holds the feed for the rest of the transaction; false when it was polled or removed since it was read. */
export async function lockFeed(sql: Sql, feed: Pick<FeedRow, 'id' | 'step'>): Promise<boolean> {
  const held = `select id from feed where id = $1 and step = $2 and state = 'active' for update`;
  return (await one(sql, held, [feed.id, feed.step])) !== null;
}

/** Puts a poll off without counting it as a failure (the host was busy). */
export const postponePoll = (sql: Sql, id: number, until: Date): Promise<unknown> =>
  sql.query(
    'update feed set next_poll_at = $2, starts = 0, errors = 0, step = step + 1, claimed_until = null where id = $1',
    [id, until],
  );

/** Remembers the sitemaps of an index and their validators. Call it in the transaction that inserts their items. */
export const saveChildren = (sql: Sql, id: number, children: readonly FeedChild[]): Promise<unknown> =>
  sql.query('update feed set children = $2 where id = $1', [id, JSON.stringify(children)]);
