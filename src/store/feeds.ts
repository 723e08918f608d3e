// Feeds: what we poll, and when next. Validators change only together with the items they stand for (savePoll).
import type { IdentityRule } from '../model/model.ts';
import { all, one, type Sql } from './db.ts';
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
  /** what discovery found at the feed's address when that turned out to be a page; null: not looked for */
  found: string[] | null;
  items_seen: number;
  added_at: Date;
};

/** A sitemap that an index named, with the validators of its last answer. */
export type FeedChild = {
  url: string;
  etag: string | null;
  lastModified: string | null;
  bodyHash: string | null;
};

/** Adds a feed or revives a removed one. `added` is false when it was active already. */
export async function addFeed(
  sql: Sql,
  feed: { url: string; title?: string; folder?: string },
): Promise<{ id: number; added: boolean }> {
  const fresh = await one<{ id: number }>(
    sql,
    `insert into feed (url, title, folder) values ($1, $2, $3)
     on conflict (url) do update set state = 'active', next_poll_at = now(), failures = 0, last_error = null
       where feed.state <> 'active' returning id`,
    [feed.url, feed.title ?? '', feed.folder ?? ''],
  );
  if (fresh) return { id: fresh.id, added: true };
  const known = await one<{ id: number }>(sql, 'select id from feed where url = $1', [feed.url]);
  return { id: known?.id ?? 0, added: false };
}

/** Feeds in the order they were added; removed ones are left out. */
export const listFeeds = (sql: Sql): Promise<FeedRow[]> =>
  all<FeedRow>(sql, `select * from feed where state <> 'removed' order by id`);

/** Every feed with its present name, those that were removed too. */
export const feedNames = (sql: Sql): Promise<Pick<FeedRow, 'id' | 'url' | 'title' | 'state'>[]> =>
  all<Pick<FeedRow, 'id' | 'url' | 'title' | 'state'>>(sql, 'select id, url, title, state from feed');

export const findFeed = (sql: Sql, idOrUrl: string): Promise<FeedRow | null> =>
  one<FeedRow>(sql, `select * from feed where (id::text = $1 or url = $1) and state <> 'removed'`, [idOrUrl]);

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
): Promise<Pick<FeedRow, 'id' | 'url' | 'step'>[]> =>
  all(
    sql,
    `update feed set claimed_until = now() + $2 * interval '1 ms'
      where id in (select id from feed where state = 'active' and next_poll_at <= now()
                     and (claimed_until is null or claimed_until < now())
                   order by next_poll_at limit $1 for update skip locked)
      returning id, url, step`,
    [limit, leaseMs],
  );

/** Lets a claim run out only `leaseMs` after the poll's slot on its host. Until then no second slot is reserved for it. */
export const extendClaim = (sql: Sql, id: number, startAt: Date, leaseMs: number): Promise<unknown> =>
  sql.query(
    `update feed set claimed_until = greatest(claimed_until, $2::timestamptz + $3 * interval '1 ms')
      where id = $1 and claimed_until is not null`,
    [id, startAt, leaseMs],
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
  bodyHash: string | null;
  title: string | null;
  movedTo: string | null;
  newItems: number;
  nextPollAt: Date;
  intervalMs: number;
};

/** Saves a good poll. Call it in the transaction that inserts the poll's items. */
export const savePoll = (sql: Sql, id: number, poll: PollResult): Promise<unknown> =>
  sql.query(
    `update feed set etag = $2, last_modified = $3, body_hash = coalesce($4, body_hash),
       title = case when title = '' then coalesce($5, '') else title end, moved_to = coalesce($6, moved_to),
       items_seen = items_seen + $7, last_new_at = case when $7 > 0 then now() else last_new_at end,
       next_poll_at = $8, interval_ms = $9, last_poll_at = now(), last_ok_at = now(),
       failures = 0, starts = 0, errors = 0, step = step + 1, last_error = null, claimed_until = null
     where id = $1`,
    [
      id,
      poll.etag,
      poll.lastModified,
      poll.bodyHash,
      poll.title,
      poll.movedTo,
      poll.newItems,
      poll.nextPollAt,
      poll.intervalMs,
    ],
  );

/** Saves a poll that failed; `gone` stops polling for good (410). */
export const savePollFailure = (
  sql: Sql,
  id: number,
  failure: { error: string; nextPollAt: Date; gone: boolean },
): Promise<unknown> =>
  sql.query(
    `update feed set failures = failures + 1, starts = 0, errors = 0, step = step + 1, last_error = $2, next_poll_at = $3, last_poll_at = now(),
       claimed_until = null, state = case when $4 then 'gone' else state end where id = $1`,
    [id, failure.error, failure.nextPollAt, failure.gone],
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
