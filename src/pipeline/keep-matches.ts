// Matches → rows: each match with its receipt, and the delivery it promises, inside the caller's transaction.
// A delivery is keyed by subscription, story, revision and channel, so a wire copy, a repeat or a replay adds none.
import { alertEvent } from '../deliver/payload.ts';
import { contentId } from '../lib/hash.ts';
import type { Found } from '../match/match.ts';
import type { Tags } from '../model/model.ts';
import type { ReadableRevision } from '../store/articles.ts';
import type { Sql } from '../store/db.ts';
import { promiseDelivery, reviveDelivery, toldOfStory } from '../store/deliveries.ts';
import { HAND_OVER_MS } from '../store/items.ts';
import { saveMatch } from '../store/matches.ts';
import { channelOf } from '../store/subscriptions.ts';
import type { Deps } from './deps.ts';
import { type Job, jobFor } from './job.ts';
import { isTold } from './tell-again.ts';

type Source = {
  revision: ReadableRevision;
  tags: Tags;
  storyId: number;
  /** up to where the roster had followed subscription changes when it judged */
  rev: number;
  /** the replay that found the match; its alerts are marked as replayed */
  replayId: number | null;
};

export type Kept = { jobs: Job[]; promised: { subscriptionId: number; deliveryId: string }[] };

/** Stores matches and promises deliveries. Returns what was newly promised, and the jobs for it. */
export async function keepMatches(
  sql: Sql,
  source: Source,
  found: Found[],
  deps: Pick<Deps, 'clock'>,
): Promise<Kept> {
  const kept: Kept = { jobs: [], promised: [] };
  for (const match of found) {
    const delivery = await keepMatch(sql, source, match, deps);
    if (delivery === null) continue;
    kept.promised.push({ subscriptionId: match.subscription.id, deliveryId: delivery.id });
    const job = jobFor(
      'send-alerts',
      { ...delivery, due_at: deps.clock.now() },
      deps.clock.now(),
      HAND_OVER_MS,
    );
    if (job) kept.jobs.push(job);
  }
  return kept;
}

/** The delivery that was promised now; null when there is one already or the subscription has gone. */
async function keepMatch(
  sql: Sql,
  source: Source,
  match: Found,
  deps: Pick<Deps, 'clock'>,
): Promise<{ id: string; step: number } | null> {
  const { subscription, receipt } = match;
  const { revision, storyId, replayId } = source;
  const channel = await channelOf(sql, subscription.id);
  if (channel === null) return null;
  const matchId = await saveMatch(sql, {
    subscriptionId: subscription.id,
    version: subscription.version,
    revisionId: revision.id,
    storyId,
    rev: source.rev,
    receipt,
  });
  const id = contentId('delivery', subscription.id, storyId, revision.number, channel);
  const body = alertEvent({
    id,
    at: deps.clock.now(),
    subscription: { id: subscription.id, name: subscription.name },
    storyId,
    replayed: replayId !== null,
    article: {
      title: revision.title,
      url: revision.url,
      source: revision.feed_title || revision.site || '',
      lang: source.tags.lang,
      byline: revision.byline,
      publishedAt: revision.published_at?.toISOString() ?? null,
      text: revision.text,
      revision: revision.number,
      change: revision.change,
    },
    receipt,
    tags: source.tags,
  });
  const promise = {
    id,
    subscriptionId: subscription.id,
    storyId,
    revision: revision.number,
    channel,
    matchId,
    body,
    replayId,
  };
  // what died was never delivered, so a replay that fills gaps tries it again, under its old id and body;
  // one that reads a text a little differently makes a new revision of it; that alone is no news for anybody
  if (replayId !== null) {
    const revived = await reviveDelivery(sql, id, replayId);
    if (revived !== null) return revived;
    if (await toldOfStory(sql, subscription.id, storyId, channel)) return null;
  }
  const to = { subscriptionId: subscription.id, storyId, channel };
  if (replayId === null && !(await isTold(sql, revision, to))) return null;
  return (await promiseDelivery(sql, promise)) ? { id, step: 0 } : null;
}
