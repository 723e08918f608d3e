// Replays: which archived items run again, how far the run has come, and what would change or did.
import type { Receipt } from '../model/model.ts';
import { all, one, type Sql } from './db.ts';

export type ReplayStage = 'extract' | 'tag' | 'match';
export type ReplayMode = 'shadow' | 'fill';

/** Which items: all conditions given must hold. Times are when the item was first seen, ISO 8601. */
export type Selection = {
  since?: string | undefined;
  until?: string | undefined;
  feedId?: number | undefined;
  subscriptionId?: number | undefined;
  failed?: boolean | undefined;
};

export type ReplayRow = {
  id: number;
  from_stage: ReplayStage;
  mode: ReplayMode;
  selection: Selection;
  state: 'running' | 'done' | 'failed';
  cursor: number;
  seen: number;
  total: number;
  starts: number;
  error: string | null;
  created_at: Date;
  finished_at: Date | null;
};

export type ReplayChange = {
  itemId: number;
  subscriptionId: number;
  change: 'gained' | 'lost' | 'kept';
  title: string;
  url: string;
  receipt: Receipt | null;
  /** id of the delivery this replay promised, if it did */
  delivery: string | null;
};

const SELECTED = `($1::timestamptz is null or item.seen_at >= $1) and ($2::timestamptz is null or item.seen_at < $2)
  and ($3::bigint is null or item.feed_id = $3)
  and case when $4 then item.stage = 'rejected' else item.stage in ('done', 'rejected') end
  and ($4 or $5 = 'extract' or item.revision_id is not null)`;

const conditions = (selection: Selection, stage: ReplayStage) => [
  selection.since ?? null,
  selection.until ?? null,
  selection.feedId ?? null,
  selection.failed ?? false,
  stage,
];

/** Notes a replay for its maker to run at once; should the maker die, the reconciler hands it over. */
export async function createReplay(
  sql: Sql,
  replay: { from: ReplayStage; mode: ReplayMode; selection: Selection },
): Promise<ReplayRow> {
  const total = await one<{ n: number }>(
    sql,
    `select count(*) as n from item where ${SELECTED}`,
    conditions(replay.selection, replay.from),
  );
  const row = await one<ReplayRow>(
    sql,
    `insert into replay (from_stage, mode, selection, total, queued_at) values ($1, $2, $3, $4, now()) returning *`,
    [replay.from, replay.mode, JSON.stringify(replay.selection), total?.n ?? 0],
  );
  if (!row) throw new Error('insert into replay returned no row');
  return row;
}

export const loadReplay = (sql: Sql, id: number): Promise<ReplayRow | null> =>
  one<ReplayRow>(sql, 'select * from replay where id = $1', [id]);

/** Counts one more start of a running replay; null when it has ended. */
export const startReplay = (sql: Sql, id: number): Promise<ReplayRow | null> =>
  one<ReplayRow>(
    sql,
    `update replay set starts = starts + 1 where id = $1 and state = 'running' returning *`,
    [id],
  );

/** Takes back a start that ended in an error of ours: no item was at fault. */
export const undoStartReplay = (sql: Sql, id: number): Promise<unknown> =>
  sql.query('update replay set starts = greatest(starts - 1, 0) where id = $1', [id]);

/** The next items after the replay's cursor, by id. */
export const replayItems = (sql: Sql, replay: ReplayRow, limit: number): Promise<{ id: number }[]> =>
  all(sql, `select item.id from item where ${SELECTED} and item.id > $6 order by item.id limit $7`, [
    ...conditions(replay.selection, replay.from_stage),
    replay.cursor,
    limit,
  ]);

/** Saves what one item's run found and moves the cursor past it, in the caller's transaction. */
export async function saveReplayStep(
  sql: Sql,
  replayId: number,
  itemId: number,
  changes: ReplayChange[],
): Promise<void> {
  for (const change of changes) {
    await sql.query(
      `insert into replay_change (replay_id, item_id, subscription_id, change, title, url, receipt, delivery)
       values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing`,
      [
        replayId,
        change.itemId,
        change.subscriptionId,
        change.change,
        change.title,
        change.url,
        change.receipt && JSON.stringify(change.receipt),
        change.delivery,
      ],
    );
  }
  await sql.query(
    'update replay set cursor = $2, seen = seen + 1, starts = 0, queued_at = now() where id = $1 and cursor < $2',
    [replayId, itemId],
  );
}

export const endReplay = (sql: Sql, id: number, error: string | null): Promise<unknown> =>
  sql.query(
    `update replay set state = case when $2::text is null then 'done' else 'failed' end, error = $2, finished_at = now()
      where id = $1`,
    [id, error],
  );

/** Running replays that may be in no queue; see `strandedItems`. */
export const strandedReplays = (sql: Sql, leaseMs: number): Promise<{ id: number; starts: number }[]> =>
  all(
    sql,
    `update replay set queued_at = now() where state = 'running'
       and (queued_at is null or queued_at < now() - $1 * interval '1 ms') returning id, starts`,
    [leaseMs],
  );

export type ListedChange = ReplayChange & { subscription: string };

/** What a replay found, in article order. `kept` matches are counted, not listed. */
export const listChanges = (sql: Sql, replayId: number): Promise<ListedChange[]> =>
  all<ListedChange>(
    sql,
    `select item_id as "itemId", subscription_id as "subscriptionId", subscription.name as subscription, change, title, url,
        receipt, delivery
       from replay_change join subscription on subscription.id = subscription_id
      where replay_id = $1 and change <> 'kept' order by item_id, subscription_id`,
    [replayId],
  );

export async function countChanges(
  sql: Sql,
  replayId: number,
): Promise<Record<'gained' | 'lost' | 'kept' | 'promised', number>> {
  const row = await one<{ gained: number; lost: number; kept: number; promised: number }>(
    sql,
    `select count(*) filter (where change = 'gained') as gained, count(*) filter (where change = 'lost') as lost,
        count(*) filter (where change = 'kept') as kept, count(delivery) as promised
       from replay_change where replay_id = $1`,
    [replayId],
  );
  return row ?? { gained: 0, lost: 0, kept: 0, promised: 0 };
}
