// The sitemaps behind a sitemap index, read as part of the index's poll: one after another, each at its host's turn and
// with its own validators. One level only: an index within an index is not followed.
import { LIMITS } from '../config/limits.ts';
import { newest } from '../feed/newest.ts';
import type { FeedEntry, ParsedFeed } from '../model/model.ts';
import { done, type Outcome } from '../model/outcome.ts';
import type { FeedChild, FeedRow } from '../store/feeds.ts';
import { itemsOf, type Known, readAnswer, requestFeed } from './ask-feed.ts';
import type { Deps } from './deps.ts';
import type { Turn } from './host-turn.ts';
import type { Poll } from './poll.ts';

type Problem = Exclude<Outcome<Poll>, { kind: 'done' }>;
type ReaderDeps = Pick<Deps, 'client' | 'clock' | 'feeds'>;

/** One sitemap of an index and its answer; null: time was up, the next poll asks it. */
export type ChildLook = { before: FeedChild; answer: Outcome<Poll> | null };

/**
 * Asks the sitemaps that an index names; none when the feed is no index. An index that has not changed says nothing of
 * its children, so those known are asked anyway.
 */
export async function readChildren(
  feed: FeedRow,
  poll: Poll,
  deps: ReaderDeps,
  turn: Turn,
): Promise<ChildLook[]> {
  const listed = poll.parsed === null ? feed.children : (poll.parsed.children ?? []);
  const looks: ChildLook[] = [];
  const start = deps.clock.now().getTime();
  for (const { url } of listed) {
    const before = feed.children.find((child) => child.url === url) ?? unknown(url);
    const isLate = deps.clock.now().getTime() - start > LIMITS.fetchMs;
    looks.push({ before, answer: isLate ? null : await pollChild(feed, before, deps, turn) });
  }
  return looks;
}

/** The poll with what its children brought. A child that failed is left for the next poll; if all failed, the poll did. */
export function withChildren(
  feed: FeedRow,
  poll: Poll,
  looks: readonly ChildLook[],
  now: Date,
): Outcome<Poll> {
  if (looks.length === 0) return done(poll);
  const states: FeedChild[] = [];
  const read: ParsedFeed[] = [];
  const problems: Problem[] = [];
  for (const { before, answer } of looks) {
    const { url } = before;
    if (answer?.kind === 'done') {
      const { etag, lastModified, bodyHash, parsed } = answer.value;
      states.push({ url, etag, lastModified, bodyHash: bodyHash ?? before.bodyHash });
      if (parsed !== null) read.push(parsed);
    } else {
      states.push(before);
      if (answer !== null) problems.push({ ...answer, detail: `${url}: ${answer.detail ?? answer.reason}` });
    }
  }
  const [first] = problems;
  if (first && problems.length === looks.length) return first;
  const parsed = joined(poll.parsed, read, problems.length > 0);
  return done({ ...poll, ...itemsOf(feed, parsed, now), children: states });
}

async function pollChild(
  feed: FeedRow,
  child: FeedChild,
  deps: ReaderDeps,
  turn: Turn,
): Promise<Outcome<Poll>> {
  const closed = await turn.hop(child.url);
  if (closed) return closed;
  const known: Known = {
    ...{ id: feed.id, identity: feed.identity, url: child.url },
    ...{ etag: child.etag, last_modified: child.lastModified, body_hash: child.bodyHash },
    ...{ validators_of: null, validators_off: null, empty_changes: 0 },
    ...{ full_at: null, checked_at: null, silent_from: null },
  };
  const ask = { inFull: false, turn, parse: deps.feeds.parse };
  const answer = await requestFeed(known, deps.client, ask);
  return answer.kind === 'done' ? readAnswer(known, answer.value, ask, deps.clock.now()) : answer;
}

/** One document of all that was read; null when nothing has changed. */
function joined(index: ParsedFeed | null, read: ParsedFeed[], isPartial: boolean): ParsedFeed | null {
  const [first] = read;
  const base = index ?? first;
  if (base === undefined) return null;
  const byLink = new Map<string | null, FeedEntry>();
  for (const entry of read.flatMap((one) => one.entries))
    if (!byLink.has(entry.link)) byLink.set(entry.link, entry);
  const repairs = read.flatMap((one) => one.repairs);
  return {
    ...base,
    format: 'sitemap-index',
    title: base.title || (first?.title ?? ''),
    language: base.language ?? first?.language ?? null,
    entries: newest([...byLink.values()], (entry) => entry.publishedAt),
    repairs: [...new Set([...base.repairs, ...repairs, ...(isPartial ? ['child-failed'] : [])])],
  };
}

const unknown = (url: string): FeedChild => ({ url, etag: null, lastModified: null, bodyHash: null });
