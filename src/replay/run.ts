// A replay: archived items run again, in order, by the same functions as live work. Shadow by default: it writes only
// what would change. With `fill` it stores the new results and promises what was never delivered; it never resends.

import { LIMITS } from '../config/limits.ts';
import type { Found } from '../match/match.ts';
import { handOver } from '../pipeline/advance.ts';
import type { Deps } from '../pipeline/deps.ts';
import type { Job } from '../pipeline/job.ts';
import { judgeRevision } from '../pipeline/judge-revision.ts';
import { keepMatches } from '../pipeline/keep-matches.ts';
import { followSubscriptions } from '../pipeline/tag-article.ts';
import type { ReadableRevision } from '../store/articles.ts';
import { settleItem } from '../store/items.ts';
import { writeLedger } from '../store/ledger.ts';
import { subscriptionsMatching } from '../store/matches.ts';
import {
  endReplay,
  loadReplay,
  type ReplayChange,
  type ReplayRow,
  replayItems,
  saveReplayStep,
  startReplay,
  undoStartReplay,
} from '../store/replays.ts';
import { fill } from './fill.ts';
import { redo } from './redo.ts';

const ITEMS_AT_A_TIME = 50;

/** Runs a replay from its cursor to its end; a killed run goes on where it stopped. `onStep` tells of progress. */
export async function runReplay(
  id: number,
  deps: Deps,
  onStep: (replay: ReplayRow) => void = () => {},
): Promise<void> {
  const started = await startReplay(deps.store, id);
  if (started === null) return;
  try {
    if (started.starts > LIMITS.startsBeforePoison) await passOverPoison(started, deps);
    await followSubscriptions(deps.store, deps);
    await runItems(id, deps, onStep);
  } catch (error) {
    await undoStartReplay(deps.store, id).catch(() => undefined);
    throw error;
  }
}

async function runItems(id: number, deps: Deps, onStep: (replay: ReplayRow) => void): Promise<void> {
  for (;;) {
    const replay = await loadReplay(deps.store, id);
    if (replay === null || replay.state !== 'running') return;
    onStep(replay);
    const items = await replayItems(deps.store, replay, ITEMS_AT_A_TIME);
    if (items.length === 0) break;
    for (const item of items) await replayItem(replay, item.id, deps);
  }
  await endReplay(deps.store, id, null);
}

/** The item at which this replay was started again and again without an end takes its process down: the next goes on. */
async function passOverPoison(replay: ReplayRow, deps: Deps): Promise<void> {
  const [item] = await replayItems(deps.store, replay, 1);
  if (item === undefined) return;
  deps.log.error({ event: 'replay.poison', replay: replay.id, item: item.id });
  await deps.store.tx(async (sql) => {
    const facts = { replay: replay.id };
    await writeLedger(sql, { stage: 'replay', itemId: item.id, outcome: 'reject', reason: 'poison', facts });
    await saveReplayStep(sql, replay.id, item.id, []);
  });
}

async function replayItem(replay: ReplayRow, itemId: number, live: Deps): Promise<void> {
  // one item, one vocabulary, also when a new one comes in force meanwhile
  const deps: Deps = { ...live };
  const redone = await redo(replay.from_stage, itemId, deps);
  const jobs = await deps.store.tx(async (sql): Promise<Job[]> => {
    if (redone === null) {
      await saveReplayStep(sql, replay.id, itemId, []);
      return [];
    }
    const wanted = replay.selection.subscriptionId;
    // asked before anything is stored, so that a fill tells the same difference as the shadow run before it
    const before = await subscriptionsMatching(sql, itemId, wanted ?? null);
    const kept = replay.mode === 'fill' ? await fill(sql, replay, redone, deps) : null;
    const { revision, tags } = kept?.redone ?? redone;
    const found = judgeRevision(revision, tags, deps).filter(
      (one) => wanted === undefined || one.subscription.id === wanted,
    );
    const rev = deps.roster.rev();
    const source = kept && { revision, tags, storyId: kept.storyId, rev, replayId: replay.id };
    const { jobs, promised } = source
      ? await keepMatches(sql, source, found, deps)
      : { jobs: [], promised: [] };
    if (kept) {
      const settled = { articleId: revision.article_id, revisionId: revision.id, matches: found.length };
      await settleItem(sql, itemId, settled);
    }
    await saveReplayStep(sql, replay.id, itemId, changes(itemId, revision, found, before, promised));
    return jobs;
  });
  await handOver(jobs, deps);
}

/** What this run found against what was matched before. */
function changes(
  itemId: number,
  revision: ReadableRevision,
  found: Found[],
  before: number[],
  promised: { subscriptionId: number; deliveryId: string }[],
): ReplayChange[] {
  const about = { itemId, title: revision.title, url: revision.url };
  const now = new Set(found.map((one) => one.subscription.id));
  return [
    ...found.map(
      ({ subscription, receipt }): ReplayChange => ({
        ...about,
        subscriptionId: subscription.id,
        change: before.includes(subscription.id) ? 'kept' : 'gained',
        receipt,
        delivery: promised.find((one) => one.subscriptionId === subscription.id)?.deliveryId ?? null,
      }),
    ),
    ...before
      .filter((id) => !now.has(id))
      .map(
        (id): ReplayChange => ({
          ...about,
          subscriptionId: id,
          change: 'lost',
          receipt: null,
          delivery: null,
        }),
      ),
  ];
}
