// Looks for the feeds of a site, as a person would: the address itself, what its page names, usual names, sitemaps. One
// polite request at a time; every attempt is told with its answer. Subscribes to nothing.
import { setTimeout as wait } from 'node:timers/promises';
import { LIMITS } from '../config/limits.ts';
import { type Candidate, candidatesOf, type FoundBy, guessesFor, sitemapsFor } from '../feed/discover.ts';
import type { FeedFormat, ParsedFeed } from '../model/model.ts';
import { done, type Outcome, type Reject, type Retry, reject, retry } from '../model/outcome.ts';
import type { Fetched } from '../net/client.ts';
import { retryAfterMs } from '../net/retry-after.ts';
import { pauseHost } from '../store/hosts.ts';
import type { Deps } from './deps.ts';
import { atHost, type Turn } from './host-turn.ts';

export type FoundFeed = {
  url: string;
  by: 'address' | FoundBy;
  title: string;
  format: FeedFormat;
  items: number;
  /** ISO 8601; of its newest entry, null when none is dated */
  newest: string | null;
};

/** One address that was asked, or not asked for a reason. */
export type Attempt = {
  url: string;
  by: 'address' | 'robots.txt' | FoundBy;
  /** in words */
  answer: string;
  /** false: it may be something else next time (no connection, busy, forbidden now) */
  answered: boolean;
  feed: FoundFeed | null;
};

export type Search = { feeds: FoundFeed[]; attempts: Attempt[] };

export type SearchDeps = Pick<Deps, 'store' | 'client' | 'robots' | 'feeds' | 'clock'> & {
  options: Pick<Deps['options'], 'hostGapMs' | 'robots'>;
};

type Look = { answer: Outcome<Fetched>; attempt: Attempt };

const ACCEPT =
  'text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/feed+json, */*;q=0.5';
const REQUEST = {
  accept: ACCEPT,
  maxBytes: LIMITS.feedBytes,
  overflow: 'cut',
  deadlineMs: LIMITS.fetchMs,
} as const;
/** answers that will be the same next time */
const GONE = new Set([400, 404, 405, 406, 410]);
/** how long a host that is busy with something of ours is waited for */
const PATIENCE_MS = 15_000;

export type SearchOptions = {
  /** a person says that the address is a feed: it is read whatever robots.txt says; if it is a page, that counts again */
  isFeed?: boolean;
  /** told of each attempt as it ends */
  onAttempt?: (attempt: Attempt) => void;
};

/**
 * Searches at `url`. Stops behind the first step that gave feeds: the address, addresses that the page names, usual
 * names, news sitemaps. Obeys robots.txt.
 */
export async function findFeeds(url: string, deps: SearchDeps, options: SearchOptions = {}): Promise<Search> {
  const attempts: Attempt[] = [];
  const end = deps.clock.now().getTime() + LIMITS.discoverMs;
  const note = (attempt: Attempt): Attempt => {
    attempts.push(attempt);
    options.onAttempt?.(attempt);
    return attempt;
  };
  const found = () => attempts.map((attempt) => attempt.feed).filter((feed) => feed !== null);
  const tryAll = async (candidates: Candidate[], most: number, until: number): Promise<void> => {
    for (const one of candidates
      .filter(({ url }) => !attempts.some((old) => old.url === url))
      .slice(0, most)) {
      if (found().length >= until || deps.clock.now().getTime() > end) return;
      note((await look(one.url, one.by, deps)).attempt);
    }
  };
  const { answer, attempt } = await look(url, 'address', deps, options.isFeed);
  note(attempt);
  // a host that can't be reached at all keeps no feeds under other names
  if (attempt.feed !== null || !(answer.kind === 'done' || answer.reason === 'robots'))
    return { feeds: found(), attempts };
  const page =
    answer.kind === 'done' && (!options.isFeed || (await isOpenTo(url, deps))) ? answer.value : null;
  const at = page?.url ?? url;
  const named = page === null ? [] : candidatesOf(page);
  const steps: [candidates: () => Candidate[] | Promise<Candidate[]>, most: number, until: number][] = [
    [() => named.filter((one) => one.by !== 'anchor'), LIMITS.discoverTries, LIMITS.discoverTries],
    [() => named, LIMITS.discoverTries, LIMITS.discoverTries],
    [() => guessesFor(at), LIMITS.discoverGuesses, 1],
    [() => sitemaps(at, deps, note), LIMITS.discoverGuesses, 1],
  ];
  for (const [candidates, most, until] of steps) {
    if (found().length === 0) await tryAll(await candidates(), most, until);
  }
  return { feeds: found(), attempts };
}

/** One address asked and judged. A feed is one that parses, whatever its type says. */
async function look(url: string, by: Attempt['by'], deps: SearchDeps, isFeed = false): Promise<Look> {
  const answer = await ask(url, deps, !isFeed);
  const said = (words: string, answered: boolean, feed: FoundFeed | null = null): Look => ({
    answer,
    attempt: { url, by, answer: words, answered, feed },
  });
  if (answer.kind !== 'done') return said(answer.detail ?? answer.reason, answer.kind === 'reject');
  const { status, bytes, headers, url: at, permanent } = answer.value;
  if (status < 200 || status >= 300) return said(`The server answered ${status}.`, GONE.has(status));
  const parsed = await deps.feeds.parse(bytes, { contentType: headers['content-type'] ?? null, url: at });
  if (parsed.kind !== 'done') return said(parsed.detail ?? parsed.reason, parsed.kind === 'reject');
  const problem = by === 'address' ? null : await emptyIndex(parsed.value, deps);
  if (problem !== null) return said(problem, true);
  return said(sentence(parsed.value), true, feedOf(permanent ?? url, by, parsed.value));
}

/** Nearly every site has an index of sitemaps; only one that leads to news is a source. */
async function emptyIndex({ children }: ParsedFeed, deps: SearchDeps): Promise<string | null> {
  if (children === undefined) return null;
  const [first] = children;
  if (first === undefined) return 'a sitemap index that lists nothing';
  const answer = await ask(first.url, deps, true);
  if (answer.kind !== 'done') return `a sitemap index whose ${first.url} can't be read`;
  const hints = { contentType: answer.value.headers['content-type'] ?? null, url: answer.value.url };
  const parsed = await deps.feeds.parse(answer.value.bytes, hints);
  return parsed.kind === 'done' && parsed.value.entries.length > 0 ? null : 'a sitemap index without news';
}

async function sitemaps(
  url: string,
  deps: SearchDeps,
  note: (attempt: Attempt) => Attempt,
): Promise<Candidate[]> {
  const robots = new URL('/robots.txt', url).href;
  const answer = await ask(robots, deps, false);
  const text =
    answer.kind === 'done' && answer.value.status < 300
      ? Buffer.from(answer.value.bytes).toString('utf8')
      : '';
  const list = sitemapsFor(url, text);
  const named = list.filter((one) => one.by === 'robots').length;
  const says =
    answer.kind === 'done'
      ? `names ${named === 0 ? 'no' : named} sitemaps`
      : (answer.detail ?? answer.reason);
  note({ url: robots, by: 'robots.txt', answer: says, answered: answer.kind === 'done', feed: null });
  return list;
}

/** One polite GET: the host's turn is waited for, since a person waits for the answer. */
async function ask(url: string, deps: SearchDeps, asCrawler: boolean): Promise<Outcome<Fetched>> {
  const start = deps.clock.now().getTime();
  for (;;) {
    const answer = await atHost(url, 'discover', deps, async (turn) => {
      const refusal = asCrawler ? await mayRead(url, deps, turn) : null;
      if (refusal !== null) return refusal;
      const got = await deps.client.get(url, { ...REQUEST, beforeHop: turn.hop });
      return got.kind === 'done' ? ((await troubled(got.value, deps)) ?? got) : got;
    });
    const waitMs = answer.kind === 'retry' && answer.reason === 'host-busy' ? (answer.afterMs ?? 1000) : null;
    if (waitMs === null || deps.clock.now().getTime() + waitMs - start > PATIENCE_MS) return answer;
    await wait(waitMs);
  }
}

/** A server that asks for patience or has trouble is asked for nothing else, by the service neither while it said how long. */
async function troubled({ status, headers, url }: Fetched, deps: SearchDeps): Promise<Retry | null> {
  if (status !== 429 && status < 500) return null;
  const afterMs = retryAfterMs(headers['retry-after'] ?? null, deps.clock.now()) ?? undefined;
  if (afterMs) await pauseHost(deps.store, new URL(url).host, afterMs);
  const until = afterMs ? ` and asks to be left alone for ${Math.ceil(afterMs / 60_000)} min` : '';
  return retry(status === 429 ? 'http-429' : 'http-5xx', `The server answered ${status}${until}.`, afterMs);
}

/** Whether a page may be read on; robots.txt is asked at the host's turn. */
async function isOpenTo(url: string, deps: SearchDeps): Promise<boolean> {
  const asked = await atHost(
    url,
    'discover',
    deps,
    async (turn) => (await mayRead(url, deps, turn)) ?? done(true),
  );
  return asked.kind === 'done';
}

/** Why robots.txt keeps us from an address; null when it does not. */
async function mayRead(url: string, deps: SearchDeps, turn?: Turn): Promise<Reject | Retry | null> {
  const verdict = deps.options.robots ? await deps.robots.allowed(url) : null;
  if (verdict === null) return null;
  if (verdict.ok) return verdict.asked && turn ? turn.hop(url) : null;
  const reason = verdict.reason ?? 'robots.txt asks not to fetch it.';
  return verdict.retry ? retry('robots-unavailable', reason) : reject('robots', reason);
}

function feedOf(url: string, by: Attempt['by'], feed: ParsedFeed): FoundFeed {
  const dates = feed.entries.map((entry) => entry.publishedAt).filter((date) => date !== null);
  return {
    ...{ url, by: by === 'robots.txt' ? 'robots' : by, title: feed.title, format: feed.format },
    ...{ items: feed.entries.length, newest: dates.sort().at(-1) ?? null },
  };
}

function sentence({ format, entries, children }: ParsedFeed): string {
  if (children !== undefined) return `a sitemap index that leads to ${children.length} sitemaps`;
  const kind = format === 'sitemap' ? 'a news sitemap' : `a feed (${format})`;
  return `${kind} with ${entries.length} ${entries.length === 1 ? 'item' : 'items'}`;
}
