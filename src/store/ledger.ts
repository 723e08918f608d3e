// The ledger: one row for each stage an item went through. It is what `why` reads; rows are only ever added.
import { all, type Sql } from './db.ts';

export type LedgerEntry = {
  stage: string;
  feedId?: number | null;
  itemId?: number | null;
  outcome: 'done' | 'skip' | 'retry' | 'reject';
  reason?: string | null;
  detail?: string | null;
  /** small figures for people: counts, method, versions; never a body */
  facts?: Record<string, string | number | boolean | null>;
};

export type LedgerRow = {
  id: number;
  at: Date;
  stage: string;
  feed_id: number | null;
  item_id: number | null;
  outcome: string;
  reason: string | null;
  detail: string | null;
  facts: Record<string, string | number | boolean | null> | null;
};

/** the detail is a sentence, not a dump */
const DETAIL_CHARS = 500;

export const writeLedger = (sql: Sql, entry: LedgerEntry): Promise<unknown> =>
  sql.query(
    'insert into ledger (stage, feed_id, item_id, outcome, reason, detail, facts) values ($1, $2, $3, $4, $5, $6, $7)',
    [
      entry.stage,
      entry.feedId ?? null,
      entry.itemId ?? null,
      entry.outcome,
      entry.reason ?? null,
      entry.detail?.slice(0, DETAIL_CHARS) ?? null,
      entry.facts ? JSON.stringify(entry.facts) : null,
    ],
  );

/** Everything that happened to one item, in order. */
export const ledgerOfItem = (sql: Sql, itemId: number): Promise<LedgerRow[]> =>
  all<LedgerRow>(sql, 'select * from ledger where item_id = $1 order by id', [itemId]);

/** What happened to a feed as such (polls that brought something or failed), newest first. */
export const ledgerOfFeed = (sql: Sql, feedId: number, limit: number): Promise<LedgerRow[]> =>
  all<LedgerRow>(
    sql,
    'select * from ledger where feed_id = $1 and item_id is null order by id desc limit $2',
    [feedId, limit],
  );
