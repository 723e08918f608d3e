// How an item moves: to the next stage, to a later try, to its end. Each move leaves a ledger row.

import type { QueueName } from '../queue/names.ts';
import type { Sql } from '../store/db.ts';
import { HAND_OVER_MS, type ItemMove, type ItemRow, moveItem } from '../store/items.ts';
import { type LedgerEntry, writeLedger } from '../store/ledger.ts';
import type { Deps } from './deps.ts';
import { type Job, jobFor } from './job.ts';

/** which queue works on an item that waits for a stage */
export const QUEUE_OF: Record<'fetch' | 'extract' | 'tag', QueueName> = {
  fetch: 'fetch-pages',
  extract: 'extract-articles',
  tag: 'tag-articles',
};

type Entry = Omit<LedgerEntry, 'itemId' | 'feedId'>;
type Found = Pick<ItemMove, 'pageId' | 'articleId' | 'revisionId'>;

/** a lead shorter than this says too little to be an article */
const MIN_FEED_TEXT = 40;

/** Whether the feed itself said enough of the item to stand in for its page. */
export const hasFeedText = (item: ItemRow): boolean =>
  item.summary.length + (item.content?.length ?? 0) >= MIN_FEED_TEXT;

/** On to `stage`, at once. */
export async function toStage(
  sql: Sql,
  item: ItemRow,
  stage: 'extract' | 'tag',
  entry: Entry,
  deps: Pick<Deps, 'clock'>,
  found: Found = {},
): Promise<Job[]> {
  await writeLedger(sql, { ...entry, itemId: item.id, feedId: item.feed_id });
  const row = await moveItem(sql, item.id, { stage, dueAt: null, tries: 0, ...found });
  return jobs(stage, row, deps);
}

/** The same stage again, later. `entry` null leaves no ledger row (waiting for a slot is no event). */
export async function retryItem(
  sql: Sql,
  item: ItemRow,
  entry: Entry | null,
  afterMs: number,
  deps: Pick<Deps, 'clock' | 'random'>,
  tries: number,
): Promise<Job[]> {
  if (item.stage === 'done' || item.stage === 'rejected') return [];
  if (entry) await writeLedger(sql, { ...entry, itemId: item.id, feedId: item.feed_id });
  const dueAt = new Date(deps.clock.now().getTime() + afterMs * (1 + 0.2 * deps.random()));
  const row = await moveItem(sql, item.id, {
    stage: item.stage,
    dueAt,
    tries,
    reason: entry?.reason ?? null,
  });
  return jobs(item.stage, row, deps);
}

/** The end of the line: `done`, or `rejected` with a reason. */
export async function endItem(
  sql: Sql,
  item: ItemRow,
  stage: 'done' | 'rejected',
  entry: Entry,
  found: Found = {},
): Promise<Job[]> {
  await writeLedger(sql, { ...entry, itemId: item.id, feedId: item.feed_id });
  await moveItem(sql, item.id, { stage, dueAt: null, tries: 0, reason: entry.reason ?? null, ...found });
  return [];
}

function jobs(
  stage: 'fetch' | 'extract' | 'tag',
  row: { id: number; step: number; due_at: Date } | null,
  deps: Pick<Deps, 'clock'>,
) {
  const job = row && jobFor(QUEUE_OF[stage], row, deps.clock.now(), HAND_OVER_MS);
  return job ? [job] : [];
}
