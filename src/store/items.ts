// Items: what feeds said, and how far each has come. `stage` and `due_at` say what the row waits for.
import type { FeedItem } from '../model/model.ts';
import { all, one, type Sql } from './db.ts';
import { afterError } from './set-back.ts';

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
  keywords: string[];
  lang: string | null;
  claim_hash: string;
  seen_at: Date;
  stage: ItemStage;
  step: number;
  due_at: Date;
  starts: number;
  errors: number;
  tries: number;
  refetches: number;
  page_id: number | null;
  article_id: number | null;
  revision_id: number | null;
  reason: string | null;
  ended_at: Date | null;
};

export type NewItem = FeedItem & {
  host: string | null;
  claimHash: string;
  stage: ItemStage;
  reason?: string;
};

export type InsertedItem = Pick<ItemRow, 'id' | 'key' | 'stage' | 'step' | 'host' | 'title'> & {
  fresh: boolean;
};

/** An item asks again at most this often when its feed keeps changing what it says of it. */
const MAX_REFETCHES = 5;

/**
 * Stores items that are new, and sends back to `fetch` those whose claim changed (a corrected headline or lead),
 * which may stand at another address by now. An item already known and unchanged is left alone. Returns the rows that have work to do.
 */
export const insertItems = (sql: Sql, items: NewItem[]): Promise<InsertedItem[]> =>
  all<InsertedItem>(
    sql,
    `insert into item (key, feed_id, guid, url, host, title, summary, content, author, published_at, keywords, lang, claim_hash, stage, reason, ended_at)
     select x.*, case when x.stage in ('done', 'rejected') then now() end
       from jsonb_to_recordset($1) as x(key text, feed_id bigint, guid text, url text, host text, title text, summary text,
            content text, author text, published_at timestamptz, keywords text[], lang text, claim_hash text, stage text, reason text)
     on conflict (key) do update set url = coalesce(excluded.url, item.url),
        host = case when excluded.url is null then item.host else excluded.host end, title = excluded.title, summary = excluded.summary, content = excluded.content,
        claim_hash = excluded.claim_hash, stage = excluded.stage, due_at = now(), queued_at = null,
        step = item.step + 1, tries = 0, starts = 0, errors = 0,
        refetches = item.refetches + 1, reason = null, ended_at = null
      where item.claim_hash <> excluded.claim_hash and item.stage in ('done', 'rejected')
        and item.refetches < ${MAX_REFETCHES} and excluded.stage = 'fetch'
     returning id, key, stage, step, host, title, (xmax = 0) as fresh`,
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
  keywords: item.keywords,
  lang: item.language,
  claim_hash: item.claimHash,
  stage: item.stage,
  reason: item.reason ?? null,
});

/** Counts one more start of `stage` and returns the item; null when it has moved on or is not yet due (a repeat finds nothing to do). */
export const startItem = (sql: Sql, id: number, stage: ItemStage): Promise<ItemRow | null> =>
  one<ItemRow>(
    sql,
    `update item set starts = starts + 1
      where id = $1 and stage = $2 and due_at <= now() + interval '1 second' returning *`,
    [id, stage],
  );

/** Takes back a start: it was not the item's turn yet. */
export const undoStartItem = (sql: Sql, id: number): Promise<unknown> =>
  sql.query('update item set starts = greatest(starts - 1, 0), queued_at = null where id = $1', [id]);

/** Takes back a start that ended in an error of ours: the error counts, and the item waits a little longer each time. */
export const setBackItem = (sql: Sql, id: number): Promise<unknown> =>
  sql.query(
    `update item set starts = greatest(starts - 1, 0), queued_at = null, errors = errors + 1, due_at = ${afterError('due_at')} where id = $1`,
    [id],
  );

/** Holds the row for the rest of the transaction; false when it has moved on since it was read. */
export async function lockItem(sql: Sql, item: Pick<ItemRow, 'id' | 'step'>): Promise<boolean> {
  return (
    (await one(sql, 'select id from item where id = $1 and step = $2 for update', [item.id, item.step])) !==
    null
  );
}

export type ItemMove = {
  stage: ItemStage;
  dueAt: Date | null;
  tries: number;
  reason?: string | null;
  pageId?: number;
  articleId?: number;
  revisionId?: number;
};

/** Work due within this time is handed to the queue at once; later work waits in its row for the reconciler. */
export const HAND_OVER_MS = 60_000;
const HANDED_OVER = `${HAND_OVER_MS} * interval '1 ms'`;

/** What the queue needs to know of a waiting row. */
export type Waiting = Pick<ItemRow, 'id' | 'stage' | 'step' | 'due_at'>;

/** Writes what comes next. The starts counter goes back to zero: this run came to an end. */
export const moveItem = (sql: Sql, id: number, move: ItemMove): Promise<Waiting | null> =>
  one<Waiting>(
    sql,
    `update item set stage = $2, due_at = coalesce($3, now()), tries = $4, reason = $5, starts = 0, errors = 0, step = step + 1,
       queued_at = case when coalesce($3, now()) <= now() + ${HANDED_OVER} then now() end, page_id = coalesce($6, page_id), article_id = coalesce($7, article_id), revision_id = coalesce($8, revision_id),
       ended_at = case when $2 in ('done', 'rejected') then now() end
     where id = $1 returning id, stage, step, due_at`,
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

/** Sets when rows may start; used for host slots. */
export const scheduleItems = (sql: Sql, times: { id: number; dueAt: Date }[]): Promise<unknown> =>
  sql.query(
    `update item set due_at = x.due_at, queued_at = case when x.due_at <= now() + ${HANDED_OVER} then now() end
      from jsonb_to_recordset($1) as x(id bigint, due_at timestamptz) where item.id = x.id`,
    [JSON.stringify(times.map((time) => ({ id: time.id, due_at: time.dueAt })))],
  );

/**
 * Items that are due but may be in no queue: never handed over, or handed over longer than `leaseMs` ago.
 * Handing one over twice is harmless; losing one is not.
 */
export const strandedItems = (sql: Sql, leaseMs: number, limit: number): Promise<Waiting[]> =>
  all<Waiting>(
    sql,
    `update item set queued_at = now() where id in (
       select id from item where stage in ('fetch', 'extract', 'tag') and due_at <= now() + interval '1 second'
          and (queued_at is null or greatest(queued_at, due_at) < now() - $1 * interval '1 ms')
        order by due_at limit $2 for update skip locked)
     returning id, stage, step, due_at`,
    [leaseMs, limit],
  );

export const findItemsByUrl = (sql: Sql, urls: string[]): Promise<ItemRow[]> =>
  all<ItemRow>(
    sql,
    `select item.* from item left join article on article.id = item.article_id
      where item.url = any($1) or article.url = any($1) or article.key = any($1) order by item.id`,
    [urls],
  );

/**
 * Another item with the same URL whose reading this one can share, which saves a request: one that is done (`dueAt`
 * null), else an earlier one that is under way. A changed claim of the same feed shares nothing: its page may have changed.
 */
export const sharedReading = (
  sql: Sql,
  item: Pick<ItemRow, 'id' | 'url' | 'feed_id' | 'claim_hash'>,
): Promise<(Pick<ItemRow, 'page_id' | 'article_id' | 'revision_id'> & { due_at: Date | null }) | null> =>
  one(
    sql,
    `select page_id, article_id, revision_id, case when stage <> 'done' then due_at end as due_at from item
      where url = $2 and id <> $1 and case stage
        when 'done' then revision_id is not null and page_id is not null and (feed_id <> $3 or claim_hash = $4)
        when 'rejected' then false
        else id < $1 end
      order by stage = 'done' desc, ended_at desc, id limit 1`,
    [item.id, item.url, item.feed_id, item.claim_hash],
  );

export const loadItem = (sql: Sql, id: number): Promise<ItemRow | null> =>
  one<ItemRow>(sql, 'select * from item where id = $1', [id]);

/** Points an item that has ended at what a replay stored for it. A rejected one is done now; others keep their reason. */
export const settleItem = (
  sql: Sql,
  id: number,
  found: { articleId: number; revisionId: number; matches: number },
): Promise<unknown> =>
  sql.query(
    `update item set stage = 'done', article_id = $2, revision_id = $3, ended_at = coalesce(ended_at, now()),
       reason = case when stage = 'done' and reason is distinct from 'no-match' then reason when $4 = 0 then 'no-match' end
      where id = $1 and stage in ('done', 'rejected')`,
    [id, found.articleId, found.revisionId, found.matches],
  );
