// Which articles are revisited, and when their visits are handed out: after what is new. See `claimRevisits`.
import { LIMITS } from '../config/limits.ts';
import type { ReadableRevision } from '../store/articles.ts';
import type { Sql } from '../store/db.ts';
import type { ItemRow } from '../store/items.ts';
import {
  addRevisit,
  claimRevisits,
  endLateRevisits,
  holdRevisits,
  strandedRevisits,
} from '../store/revisits.ts';
import { handOver } from './advance.ts';
import type { Deps } from './deps.ts';
import type { Job } from './job.ts';
import { revisitJob } from './revisit-moves.ts';
import { lastVisit, nextVisit } from './revisit-schedule.ts';

/** Puts an article that somebody was told of (or any, by the settings) on the list, if it was read from a page. */
export async function enlist(
  sql: Sql,
  article: { item: ItemRow; revision: ReadableRevision; told: boolean },
  deps: Pick<Deps, 'clock' | 'random' | 'options'>,
): Promise<void> {
  const { on, articles, scheduleMs } = deps.options.revisit;
  const { item, revision, told } = article;
  if (!on || item.page_id === null || revision.quality !== 'full') return;
  if (!told && articles === 'delivered') return;
  const now = deps.clock.now();
  // seen a moment ago by the clock of the store, which may be a little ahead of ours
  const firstSeen = new Date(Math.min(item.seen_at.getTime(), now.getTime()));
  const dueAt = nextVisit({ firstSeen, now, scheduleMs }, deps.random);
  if (dueAt === null) return;
  const until = lastVisit(firstSeen, scheduleMs);
  await addRevisit(sql, {
    articleId: revision.article_id,
    itemId: item.id,
    pageId: item.page_id,
    dueAt,
    until,
  });
}

/** Hands out visits that are due and have their turn. Returns how many. */
export async function claimDueRevisits(deps: Deps): Promise<number> {
  const { revisit, reconcileLeaseMs, hostGapMs } = deps.options;
  if (!revisit.on) return 0;
  const late = await endLateRevisits(deps.store);
  if (late > 0) deps.log.info({ event: 'revisit.left-out', late });
  const sparing = {
    atOnce: LIMITS.revisitsAtOnce,
    leaseMs: reconcileLeaseMs,
    hostPauseMs: hostGapMs * LIMITS.revisitGaps,
    perHostDay: revisit.perHostDay,
  };
  const rows = await deps.store.tx(async (sql) =>
    (await holdRevisits(sql)) ? claimRevisits(sql, sparing) : [],
  );
  await handOver(rows.map(revisitJob), deps);
  return rows.length;
}

/** Pages that wait to be read but may be in no queue. */
export const strandedReadings = async (deps: Deps): Promise<Job[]> =>
  (await strandedRevisits(deps.store, deps.options.reconcileLeaseMs, LIMITS.reconcileRows)).map(revisitJob);
