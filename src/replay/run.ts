// A replay: archived items run again, in order, by the same functions as live work. Shadow by default: it writes only
// what would change. With `fill` it stores the new results and promises what was never delivered; it never resends.
import type { Found } from '../match/match.ts';
import { handOver } from '../pipeline/advance.ts';
import type { Deps } from '../pipeline/deps.ts';
import type { Job } from '../pipeline/job.ts';
import { judgeRevision } from '../pipeline/judge-revision.ts';
import { keepMatches } from '../pipeline/keep-matches.ts';
import { followSubscriptions } from '../pipeline/tag-article.ts';
import type { ReadableRevision } from '../store/articles.ts';
import { subscriptionsMatching } from '../store/matches.ts';
import {
  endReplay,
  loadReplay,
  type ReplayChange,
  type ReplayRow,
  replayItems,
  saveReplayStep,
  startReplay,
  touchReplay,
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
  if ((await startReplay(deps.store, id)) === null) return;
  await followSubscriptions(deps.store, deps);
  for (;;) {
    const replay = await loadReplay(deps.store, id);
    if (replay === null || replay.state !== 'running') return;
    onStep(replay);
    await touchReplay(deps.store, id);
    const items = await replayItems(deps.store, replay, ITEMS_AT_A_TIME);
    if (items.length === 0) break;
    for (const item of items) await replayItem(replay, item.id, deps);
  }
  await endReplay(deps.store, id, null);
}

async function replayItem(replay: ReplayRow, itemId: number, deps: Deps): Promise<void> {
  const redone = await redo(replay.from_stage, itemId, deps);
  const jobs = await deps.store.tx(async (sql): Promise<Job[]> => {
    if (redone === null) {
      await saveReplayStep(sql, replay.id, itemId, []);
      return [];
    }
    const kept = replay.mode === 'fill' ? await fill(sql, replay, redone, deps) : null;
    const { revision, tags } = kept?.redone ?? redone;
    const wanted = replay.selection.subscriptionId;
    const found = judgeRevision(revision, tags, deps).filter(
      (one) => wanted === undefined || one.subscription.id === wanted,
    );
    const before = await subscriptionsMatching(sql, itemId, wanted ?? null);
    const promised = kept
      ? await keepMatches(sql, { revision, tags, storyId: kept.storyId, replayId: replay.id }, found, deps)
      : { jobs: [], promised: [] };
    await saveReplayStep(sql, replay.id, itemId, changes(itemId, revision, found, before, promised.promised));
    return promised.jobs;
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
