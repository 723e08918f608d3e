// Due feed → new items. Validators are saved in the transaction that stores the items they stand for.
import { type Outcome, retry } from '../model/outcome.ts';
import type { Sql } from '../store/db.ts';
import { type FeedRow, lockFeed, setBackFeed, startFeed, undoStartFeed } from '../store/feeds.ts';
import { pauseHost } from '../store/hosts.ts';
import type { Step } from './advance.ts';
import { howToAsk, readAnswer, requestFeed } from './ask-feed.ts';
import type { Deps } from './deps.ts';
import { atHost, type Turn } from './host-turn.ts';
import type { Poll } from './poll.ts';
import { savePolled } from './save-poll.ts';
import { readChildren, withChildren } from './sitemap-children.ts';

export const pollFeed: Step<FeedRow, Poll> = {
  name: 'poll',
  start: (sql, id) => startFeed(sql, Number(id)),
  undoStart: (sql, id) => undoStartFeed(sql, Number(id)),
  setBack: (sql, id) => setBackFeed(sql, Number(id)),
  lock: lockFeed,
  run: (feed, deps) => atHost(feed.url, `feed-${feed.id}`, deps, (turn) => poll(feed, deps, turn)),
  save: (sql: Sql, feed: FeedRow, outcome: Outcome<Poll>, deps: Deps) => savePolled(sql, feed, outcome, deps),
};

async function poll(feed: FeedRow, deps: Deps, turn: Turn): Promise<Outcome<Poll>> {
  const ask = { ...howToAsk(feed, deps.clock.now()), turn, parse: deps.feeds.parse };
  const answer = await requestFeed(feed, deps.client, ask);
  if (answer.kind !== 'done') return answer;
  const outcome = await readAnswer(feed, answer.value, ask, deps.clock.now());
  if (outcome.kind === 'retry' && outcome.afterMs) await holdHost(answer.value.url, outcome.afterMs, deps);
  const isAway = outcome.kind !== 'done' && (outcome.reason === 'gone' || outcome.reason === 'not-found');
  if (isAway && feed.moved_to !== null && answer.value.redirects.length === 0) {
    return retry('moved', `The old address is gone; it led to ${feed.moved_to} before.`);
  }
  if (outcome.kind !== 'done') return outcome;
  const looks = await readChildren(feed, outcome.value, deps, turn);
  return withChildren(feed, outcome.value, looks, deps.clock.now());
}

/** Retry-After holds the whole host, unless many sites share it and the operator says so (a public RSSHub, say). */
async function holdHost(url: string, forMs: number, deps: Deps): Promise<void> {
  const { host, hostname } = new URL(url);
  if (deps.options.sharedHosts.some((shared) => shared === host || shared === hostname)) return;
  await pauseHost(deps.store, host, forMs);
}
