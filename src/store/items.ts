// Items: what feeds said, and how far each has come. `stage` and `due_at` say what the row waits for.
import type { FeedItem } from '../model/model.ts';
import { all, one, type Sql } from './db.ts';

export type ItemStage = 'fetch' | 'extract' | 'tag' | 'done' | 'rejected';

export type ItemRow = {
  id: number;
  key: string;
  feed_id: number;
  guid: string | null;
  url: string | null;
  host: string | null;
  title: string;
  summary: string;
  content: string | null;
  author: string | null;
  published_at: Date | null;
  claim_hash: string;
  seen_at: Date;
  stage: ItemStage;
  due_at: Date;
  starts: number;
  tries: number;
  refetches: number;
  page_id: number | null;
  article_id: number | null;
  revision_id: number | null;
  reason: string | null;
  ended_at: Date | null;
};

export type NewItem = FeedItem & { host: string | null; claimHash: string; stage: ItemStage; reason?: string };

/** An item asks again at most this often when its feed keeps changing what it says of it. */
const MAX_REFETCHES = 5;

/**
 * Stores items that are new, and sends back to `fetch` those whose claim changed (a corrected headline or lead).
 * An item already known and unchanged is left alone. Returns the rows that have work to do.
 */
export const insertItems = (sql: Sql, items: NewItem[]): Promise<{ id: number; host: string | null; fresh: boolean }[]> =>
  all(
    sql,
    `insert into item (key, feed_id, guid, url, host, title, summary, content, author, published_at, claim_hash, stage, reason, ended_at)
     select x.*, case when x.stage in ('done', 'rejected') then now() end
       from jsonb_to_recordset($1) as x(key text, feed_id bigint, guid text, url text, host text, title text, summary text,
            content text, author text, published_at timestamptz, claim_hash text, stage text, reason text)
     on conflict (key) do update set title = excluded.title, summary = excluded.summary, content = excluded.content,
        claim_hash = excluded.claim_hash, stage = excluded.stage, due_at = now(), queued_at = null, tries = 0, starts = 0,
        refetches = item.refetches + 1, reason = null, ended_at = null
      where item.claim_hash <> excluded.claim_hash and item.stage in ('done', 'rejected')
        and item.refetches < ${MAX_REFETCHES} and excluded.stage = 'fetch'
     returning id, host, (xmax = 0) as fresh`,
    [JSON.stringify(items.map(toRecord))],
  );

const toRecord = (item: NewItem) => ({
  key: item.id,
  feed_id: item.feedId,
  guid: item.guid,
  url: item.url,
  host: item.host,
  title: item.title,
  summary: item.summary,
  content: item.content,
  author: item.author,
  published_at: item.publishedAt,
  claim_hash: item.claimHash,
  stage: item.stage,
  reason: item.reason ?? null,
});

/** Counts one more start of `stage` and returns the item; null when the item has moved on (a repeat finds nothing to do). */
export const startItem = (sql: Sql, id: number, stage: ItemStage): Promise<ItemRow | null> =>
  one<ItemRow>(sql, `update item set starts = starts + 1 where id = $1 and stage = $2 returning *`, [id, stage]);

/** Takes the row for the rest of the transaction, if it still waits for `stage`. */
export const lockItem = (sql: Sql, id: number, stage: ItemStage): Promise<ItemRow | null> =>
  one<ItemRow>(sql, 'select * from item where id = $1 and stage = $2 for update', [id, stage]);

export type ItemMove = {
  stage: ItemStage;
  dueAt: Date | null;
  tries: number;
  reason?: string | null;
  pageId?: number;
  articleId?: number;
  revisionId?: number;
};

/** Writes what comes next. The starts counter goes back to zero: this run came to an end. */
export const moveItem = (sql: Sql, id: number, move: ItemMove): Promise<unknown> =>
  sql.query(
    `update item set stage = $2, due_at = coalesce($3, now()), tries = $4, reason = $5, starts = 0, queued_at = null,
       page_id = coalesce($6, page_id), article_id = coalesce($7, article_id), revision_id = coalesce($8, revision_id),
       ended_at = case when $2 in ('done', 'rejected') then now() end
     where id = $1`,
    [
      id,
      move.stage,
      move.dueAt,
      move.tries,
      move.reason ?? null,
      move.pageId ?? null,
      move.articleId ?? null,
      move.revisionId ?? null,
    ],
  );

/** Marks rows as handed to the queue, so that the reconciler leaves them alone for its lease. */
export const markQueued = (sql: Sql, ids: number[]): Promise<unknown> =>
  sql.query('update item set queued_at = now() where id = any($1)', [ids]);

/**
 * Items that are due but may be in no queue: never handed over, or handed over longer than `leaseMs` ago.
 * Handing one over twice is harmless; losing one is not.
 */
export const strandedItems = (
  sql: Sql,
  leaseMs: number,
  limit: number,
): Promise<{ id: number; stage: 'fetch' | 'extract' | 'tag' }[]> =>
  all(
    sql,
    `update item set queued_at = now() where id in (
       select id from item where stage in ('fetch', 'extract', 'tag') and due_at <= now() + interval '1 second'
          and (queued_at is null or greatest(queued_at, due_at) < now() - $1 * interval '1 ms')
        order by due_at limit $2 for update skip locked)
     returning id, stage`,
    [leaseMs, limit],
  );

export const findItemsByUrl = (sql: Sql, urls: string[]): Promise<ItemRow[]> =>
  all<ItemRow>(
    sql,
    `select item.* from item left join article on article.id = item.article_id
      where item.url = any($1) or article.url = any($1) or article.key = any($1) order by item.id`,
    [urls],
  );
