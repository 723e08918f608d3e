// What a hub sent → new items, by the same way as a poll: parse, identity, store. A push may hold the new entries only, so
// nothing that is missing from it is gone, and it says nothing about the feed's validators or its next poll.
import { plausibleSilence } from '../feed/rhythm.ts';
import { done, type Outcome, skip } from '../model/outcome.ts';
import type { Sql } from '../store/db.ts';
import { savePush } from '../store/feeds.ts';
import {
  endPush,
  loadFeed,
  lockFeedOfPush,
  type PushRow,
  setBackPush,
  startPush,
  undoStartPush,
} from '../store/hubs.ts';
import { writeLedger } from '../store/ledger.ts';
import type { Step } from './advance.ts';
import { itemsOf } from './ask-feed.ts';
import type { Deps } from './deps.ts';
import type { Job } from './job.ts';
import type { Poll } from './poll.ts';
import { rhythmAfter } from './poll-state.ts';
import { saveItems } from './save-poll.ts';

type Push = Pick<Poll, 'parsed' | 'items' | 'identity'>;

/** ids of pushes in the queue of feeds begin so */
export const PUSH = 'push-';

/** The job for a push; the same push begun anew is another job. */
export const pushJob = ({ id, starts }: { id: number; starts: number }): Job => ({
  ...{ queue: 'fetch-feeds', key: `fetch-feeds-${PUSH}${id}-${starts}` },
  ...{ id: `${PUSH}${id}`, delayMs: 0 },
});

export const readPush: Step<PushRow, Push> = {
  name: 'push',
  start: (sql, id) => startPush(sql, Number(id.slice(PUSH.length))),
  undoStart: (sql, id) => undoStartPush(sql, Number(id.slice(PUSH.length))),
  setBack: (sql, id) => setBackPush(sql, Number(id.slice(PUSH.length))),
  lock: async (sql, push) => (await lockFeedOfPush(sql, push)) !== null,
  run: read,
  save,
};

async function read(push: PushRow, deps: Deps): Promise<Outcome<Push>> {
  const feed = await loadFeed(deps.store, push.feed_id);
  if (feed === null || feed.state !== 'active') {
    await endPush(deps.store, push.id);
    return skip('feed-removed');
  }
  const parsed = await deps.feeds.parse(push.body, { contentType: push.content_type, url: feed.url });
  if (parsed.kind !== 'done') return parsed;
  return done(itemsOf(feed, parsed.value, push.received_at));
}

async function save(sql: Sql, push: PushRow, outcome: Outcome<Push>, deps: Deps): Promise<Job[]> {
  const feed = await lockFeedOfPush(sql, push);
  if (feed === null) return [];
  await endPush(sql, push.id);
  if (outcome.kind !== 'done') {
    const { kind, reason, detail = reason } = outcome;
    await writeLedger(sql, { stage: 'push', feedId: feed.id, outcome: kind, reason, detail });
    return [];
  }
  const { jobs, changed, fresh } = await saveItems(sql, feed, outcome.value, deps);
  const now = deps.clock.now();
  const rhythm = rhythmAfter(feed, outcome.value.items, fresh, now);
  const trustMs = plausibleSilence(rhythm?.rhythm ?? feed.rhythm, now.getTime());
  await savePush(sql, feed.id, { newItems: changed, rhythm, pushedUntil: new Date(now.getTime() + trustMs) });
  const facts = { items: outcome.value.items.length, new: changed };
  await writeLedger(sql, { stage: 'push', feedId: feed.id, outcome: 'done', facts });
  return jobs;
}
