// Due feed → new items. Validators are saved in the transaction that stores the items they stand for.
import { LIMITS } from '../config/limits.ts';
import { feedItems } from '../feed/items.ts';
import { parseFeed } from '../feed/parse.ts';
import { sha256 } from '../lib/hash.ts';
import { done, type Outcome, type Reject, type Retry, reject, retry } from '../model/outcome.ts';
import type { Fetched } from '../net/client.ts';
import { retryAfterMs } from '../net/retry-after.ts';
import type { Sql } from '../store/db.ts';
import { type FeedRow, lockFeed, setBackFeed, startFeed, undoStartFeed } from '../store/feeds.ts';
import { enterHost, leaveHost, pauseHost } from '../store/hosts.ts';
import type { Step } from './advance.ts';
import type { Deps } from './deps.ts';
import type { Poll } from './poll.ts';
import { savePolled } from './save-poll.ts';

const ACCEPT =
  'application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1';
const HOST_BUSY_MS = 2000;

export const pollFeed: Step<FeedRow, Poll> = {
  name: 'poll',
  start: (sql, id) => startFeed(sql, Number(id)),
  undoStart: (sql, id) => undoStartFeed(sql, Number(id)),
  setBack: (sql, id) => setBackFeed(sql, Number(id)),
  lock: lockFeed,
  run: poll,
  save: (sql: Sql, feed: FeedRow, outcome: Outcome<Poll>, deps: Deps) => savePolled(sql, feed, outcome, deps),
};

async function poll(feed: FeedRow, deps: Deps): Promise<Outcome<Poll>> {
  const { host } = new URL(feed.url);
  const by = `feed-${feed.id}`;
  if (!(await enterHost(deps.store, host, by, LIMITS.fetchMs * 2))) {
    return retry('host-busy', `Another request to ${host} is under way.`, HOST_BUSY_MS);
  }
  try {
    const answer = await deps.client.get(feed.url, {
      accept: ACCEPT,
      // validators belong to the address they came from: after a redirect they would mean something else
      headersFor: (url) => (url === feed.url ? validators(feed) : {}),
      maxBytes: LIMITS.feedBytes,
      deadlineMs: LIMITS.fetchMs,
    });
    if (answer.kind !== 'done') return answer;
    const problem = judge(answer.value, deps.clock.now());
    if (problem?.kind === 'retry' && problem.afterMs) await pauseHost(deps.store, host, problem.afterMs);
    return problem ?? (await read(feed, answer.value, deps));
  } finally {
    await leaveHost(deps.store, host, by);
  }
}

/** The validators exactly as the server gave them (RFC 9110, 13.1). */
function validators(feed: FeedRow): Record<string, string> {
  return {
    ...(feed.etag === null ? {} : { 'if-none-match': feed.etag }),
    ...(feed.last_modified === null ? {} : { 'if-modified-since': feed.last_modified }),
  };
}

/** What a status means for a feed; null when there is something to read or nothing has changed. */
function judge(answer: Fetched, now: Date): Retry | Reject | null {
  const { status } = answer;
  if (status === 304 || (status >= 200 && status < 300)) return null;
  const sentence = `The server answered ${status}.`;
  if (status === 410) return reject('gone', 'The server says the feed is gone for good (410).');
  const wait = retryAfterMs(answer.headers['retry-after'] ?? null, now) ?? undefined;
  if (status === 429) return retry('http-429', sentence, wait);
  if (status >= 500) return retry('http-5xx', sentence, wait);
  return retry('http-4xx', sentence);
}

async function read(feed: FeedRow, answer: Fetched, deps: Deps): Promise<Outcome<Poll>> {
  const bodyHash = answer.status === 304 ? null : sha256(answer.bytes);
  const facts = {
    etag: answer.headers.etag ?? (answer.status === 304 ? feed.etag : null),
    lastModified: answer.headers['last-modified'] ?? (answer.status === 304 ? feed.last_modified : null),
    bodyHash,
    movedTo: answer.permanent,
    freshMs: maxAgeMs(answer.headers['cache-control'] ?? ''),
  };
  if (bodyHash === null || bodyHash === feed.body_hash) return done({ ...facts, parsed: null, items: [] });
  const contentType = answer.headers['content-type'] ?? null;
  const parsed = await parseFeed(answer.bytes, { contentType, url: answer.url });
  if (parsed.kind !== 'done') return parsed;
  return done({ ...facts, parsed: parsed.value, items: feedItems(feed.id, parsed.value, deps.clock.now()) });
}

/** max-age of a Cache-Control header (RFC 9111, 5.2.2.1) in ms. */
function maxAgeMs(header: string): number | null {
  const seconds = /(?:^|[\s,])max-age=(\d{1,9})/i.exec(header)?.[1];
  return seconds === undefined ? null : Number(seconds) * 1000;
}
