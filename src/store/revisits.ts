// Pages that are asked for again: one row an article, for a bounded time. Handed out sparingly: one at a time for each
// host, none where feeds or new pages wait, so that a backlog of any size takes nothing from the news.
import { all, one, type Sql } from './db.ts';
import { afterError } from './set-back.ts';

export type RevisitStage = 'fetch' | 'extract' | 'ended';

export type RevisitRow = {
  article_id: number;
  item_id: number;
  url: string;
  host: string;
  stage: RevisitStage;
  step: number;
  due_at: Date;
  starts: number;
  errors: number;
  tries: number;
  visits: number;
  until: Date;
  etag: string | null;
  last_modified: string | null;
  body_hash: string;
  page_id: number | null;
  missing: string | null;
  missing_since: Date | null;
  missing_seen: number;
  reason: string | null;
  /** of the article */
  first_seen: Date;
};

/** What the queue needs to know of a row. */
export type WaitingRevisit = Pick<RevisitRow, 'step' | 'due_at' | 'stage'> & { id: number };

/**
 * Puts an article's page on the list, once; validators and bytes are those of the page that was read.
 * @param until no visit after it
 */
export const addRevisit = (
  sql: Sql,
  wish: { articleId: number; itemId: number; pageId: number; dueAt: Date; until: Date },
): Promise<unknown> =>
  sql.query(
    `insert into revisit (article_id, item_id, url, host, due_at, until, etag, last_modified, body_hash)
     select $1, $2, final_url, substring(final_url from '^[a-z]+://([^/?#]+)'), $4, $5, etag, last_modified, blob_hash
       from page where id = $3
     on conflict (article_id) do nothing`,
    [wish.articleId, wish.itemId, wish.pageId, wish.dueAt, wish.until],
  );

export type Sparing = {
  /** handed out and not back yet, over all hosts, at most */
  atOnce: number;
  leaseMs: number;
  /** of one host at most one in this time */
  hostPauseMs: number;
  perHostDay: number;
};

/** any fixed number: one process at a time hands out visits, or each would hand out one of the same host */
const LOCK = 719_224_005;

/** Whether it is this transaction that hands out visits now; the others leave it to the one that does. */
export const holdRevisits = async (sql: Sql): Promise<boolean> =>
  (await one<{ mine: boolean }>(sql, 'select pg_try_advisory_xact_lock($1) as mine', [LOCK]))?.mine === true;

/**
 * Hands out visits that are due: the longest due of each host that is free, where no new item waits for it, that asked
 * for nothing, and has not had its share of the day. Call it in a transaction that
 * `holdRevisits` allowed to.
 */
export const claimRevisits = (sql: Sql, { atOnce, leaseMs, hostPauseMs, perHostDay }: Sparing) =>
  all<WaitingRevisit>(
    sql,
    `with out as (select count(*) as n from revisit
       where stage = 'fetch' and queued_at > now() - $2 * interval '1 ms'),
     ready as (select host from (select distinct host from revisit where stage = 'fetch' and due_at <= now()
         and (queued_at is null or queued_at <= now() - $2 * interval '1 ms')) due
       where not exists (select from host_slot slot where slot.host = due.host
           and (slot.held_until > now() or slot.busy_until > now() or slot.revisit_at > now() or slot.next_at > now()
             or (slot.revisits_on = current_date and slot.revisits >= $4)))
         and not exists (select from item where stage = 'fetch' and due_at <= now() and item.host = due.host)
       order by random() limit greatest(0, $1 - (select n from out))),
     chosen as (select pick.article_id, pick.host from ready cross join lateral (
       select article_id, host from revisit where stage = 'fetch' and revisit.host = ready.host and due_at <= now()
          and (queued_at is null or queued_at <= now() - $2 * interval '1 ms')
        order by due_at limit 1 for update skip locked) pick),
     counted as (insert into host_slot (host, revisit_at, revisits, revisits_on)
       select host, now() + $3 * interval '1 ms', 1, current_date from chosen order by host
       on conflict (host) do update set revisit_at = excluded.revisit_at, revisits_on = excluded.revisits_on,
         revisits = case when host_slot.revisits_on = current_date then host_slot.revisits else 0 end + 1)
     update revisit set queued_at = now() from chosen where revisit.article_id = chosen.article_id
     returning revisit.article_id as id, step, due_at, stage`,
    [atOnce, leaseMs, hostPauseMs, perHostDay],
  );

/** Pages that were fetched again and wait to be read, but may be in no queue; see `strandedItems`. */
export const strandedRevisits = (sql: Sql, leaseMs: number, limit: number): Promise<WaitingRevisit[]> =>
  all<WaitingRevisit>(
    sql,
    `update revisit set queued_at = now() where article_id in (
       select article_id from revisit where stage = 'extract' and due_at <= now() + interval '1 second'
          and (queued_at is null or greatest(queued_at, due_at) < now() - $1 * interval '1 ms')
        order by due_at limit $2 for update skip locked)
     returning article_id as id, step, due_at, stage`,
    [leaseMs, limit],
  );

/** Ends what is overdue beyond its time, as after a long pause: nothing of it is caught up. Returns how many. */
export async function endLateRevisits(sql: Sql): Promise<number> {
  const { rowCount } = await sql.query(
    `update revisit set stage = 'ended', reason = 'late', step = step + 1
      where stage = 'fetch' and due_at <= now() and until <= now()`,
  );
  return rowCount ?? 0;
}

const WITH_ARTICLE = '(select first_seen from article where id = revisit.article_id) as first_seen';

/** Counts one more start and returns the row; null when it does not wait for this stage (any more). */
export const startRevisit = (sql: Sql, id: number, stage: RevisitStage): Promise<RevisitRow | null> =>
  one<RevisitRow>(
    sql,
    `update revisit set starts = starts + 1 where article_id = $1 and stage = $2 returning *, ${WITH_ARTICLE}`,
    [id, stage],
  );

/** Takes back a start: it was not its turn yet. */
export const undoStartRevisit = (sql: Sql, id: number): Promise<unknown> =>
  sql.query('update revisit set starts = greatest(starts - 1, 0), queued_at = null where article_id = $1', [
    id,
  ]);

/** Takes back a start that ended in an error of ours; see `setBackItem`. */
export const setBackRevisit = (sql: Sql, id: number): Promise<unknown> =>
  sql.query(
    `update revisit set starts = greatest(starts - 1, 0), queued_at = null, errors = errors + 1,
       due_at = ${afterError('due_at')} where article_id = $1`,
    [id],
  );

/** Holds the row for the rest of the transaction; false when it has moved on since it was read. */
export const lockRevisit = async (sql: Sql, row: Pick<RevisitRow, 'article_id' | 'step'>): Promise<boolean> =>
  (await one(sql, 'select article_id from revisit where article_id = $1 and step = $2 for update', [
    row.article_id,
    row.step,
  ])) !== null;

export type RevisitMove = Partial<
  Pick<
    RevisitRow,
    | 'tries'
    | 'visits'
    | 'etag'
    | 'last_modified'
    | 'body_hash'
    | 'page_id'
    | 'missing'
    | 'missing_since'
    | 'missing_seen'
    | 'reason'
  >
> & { stage: RevisitStage; dueAt: Date };

/** Writes what comes next; what `move` does not name stays. The starts go back to zero: this run came to an end. */
export async function moveRevisit(sql: Sql, row: RevisitRow, move: RevisitMove): Promise<WaitingRevisit> {
  const next = { ...row, ...move };
  await sql.query(
    `update revisit set stage = $2, due_at = $3, tries = $4, visits = $5, etag = $6, last_modified = $7, body_hash = $8,
       page_id = $9, missing = $10, missing_since = $11, missing_seen = $12, reason = $13,
       starts = 0, errors = 0, step = step + 1, queued_at = case when $2 = 'extract' then now() end
     where article_id = $1`,
    [
      row.article_id,
      next.stage,
      next.dueAt,
      next.tries,
      next.visits,
      next.etag,
      next.last_modified,
      next.body_hash,
      next.page_id,
      next.missing,
      next.missing_since,
      next.missing_seen,
      next.reason,
    ],
  );
  return { id: row.article_id, step: row.step + 1, due_at: next.dueAt, stage: next.stage };
}

/** How an article's page is looked after; null when it never was. */
export const findRevisit = (sql: Sql, articleId: number): Promise<RevisitRow | null> =>
  one<RevisitRow>(sql, `select *, ${WITH_ARTICLE} from revisit where article_id = $1`, [articleId]);
