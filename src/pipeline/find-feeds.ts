// Looks for the feeds of a site, as a person would: the address itself, what its page names, usual names, sitemaps. One
// polite request at a time; every attempt is told with its answer. Subscribes to nothing.
import { setTimeout as wait } from 'node:timers/promises';
import { LIMITS } from '../config/limits.ts';
import { type Candidate, candidatesOf, type FoundBy, guessesFor, sitemapsFor } from '../feed/discover.ts';
import { wallOf } from '../feed/wall.ts';
import { howLong } from '../lib/how-long.ts';
import type { FeedFormat, ParsedFeed } from '../model/model.ts';
import { done, type Outcome, type Retry, reject, retry } from '../model/outcome.ts';
import type { Fetched } from '../net/client.ts';
import { retryAfterMs } from '../net/retry-after.ts';
import { pauseHost } from '../store/hosts.ts';
import { statusSentence } from './ask-feed.ts';
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

export type Search = {
  feeds: FoundFeed[];
  attempts: Attempt[];
  /** addresses that were to be asked when time was up (LIMITS.discoverMs) */
  leftOut: string[];
};

export type SearchDeps = Pick<Deps, 'store' | 'client' | 'robots' | 'feeds' | 'clock'> & {
  options: Pick<Deps['options'], 'hostGapMs' | 'robots'>;
};

/** `by`: what enters hosts, one name a search, so that two searches at a time are two in the hosts' eyes */
type Asking = SearchDeps & { by: string };
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
/** how long a host is waited for that is busy with something of ours, or wants pauses (Crawl-delay) */
const PATIENCE_MS = LIMITS.crawlDelayMs + 5000;

export type SearchOptions = {
  /** a person says that the address is a feed: it is read whatever robots.txt says; if it is a page, that counts again */
  isFeed?: boolean;
  /** asks only the address and what its page names: for long lists, where most are feeds */
  brief?: boolean;
  /** told of each attempt as it ends */
  onAttempt?: (attempt: Attempt) => void;
};

/**
 * Searches at `url`. Stops behind the first step that gave feeds: the address, addresses that the page names, usual
 * names, news sitemaps. Obeys robots.txt.
 */
export async function findFeeds(
  url: string,
  tools: SearchDeps,
  options: SearchOptions = {},
): Promise<Search> {
  const deps: Asking = { ...tools, by: `discover ${url}` };
  const attempts: Attempt[] = [];
  const leftOut: string[] = [];
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
      if (found().length >= until) return;
      if (deps.clock.now().getTime() > end) leftOut.push(one.url);
      else note((await look(one.url, one.by, deps)).attempt);
    }
  };
  const { answer, attempt } = await look(url, 'address', deps, options.isFeed);
  note(attempt);
  // a host that can't be reached at all keeps no feeds under other names
  if (attempt.feed !== null || !(answer.kind === 'done' || answer.reason === 'robots'))
    return { feeds: found(), attempts, leftOut };
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
  for (const [candidates, most, until] of options.brief ? steps.slice(0, 2) : steps) {
    if (found().length === 0) await tryAll(await candidates(), most, until);
  }
  return { feeds: found(), attempts, leftOut };
}

/** One address asked and judged. A feed is one that parses, whatever its type says. */
async function look(url: string, by: Attempt['by'], deps: Asking, isFeed = false): Promise<Look> {
  const answer = await ask(url, deps, !isFeed);
  const said = (words: string, answered: boolean, feed: FoundFeed | null = null): Look => ({
    answer,
    attempt: { url, by, answer: words, answered, feed },
  });
  if (answer.kind !== 'done') return said(answer.detail ?? answer.reason, answer.kind === 'reject');
  const { status, bytes, headers, url: at, permanent } = answer.value;
  if (status < 200 || status >= 300) {
    // what we only guess at needs no explanation where it is not there
    const says = by === 'address' ? statusSentence(answer.value) : `The server answered ${status}.`;
    return said(says, GONE.has(status));
  }
  const parsed = await deps.feeds.parse(bytes, { contentType: headers['content-type'] ?? null, url: at });
  if (parsed.kind !== 'done') {
    const wall = parsed.reason === 'not-a-feed' && by === 'address' ? wallOf(answer.value) : null;
    const says = parsed.detail ?? parsed.reason;
    return said(wall === null ? says : `${says}. ${wall}`, parsed.kind === 'reject');
  }
  const problem = by === 'address' ? null : await emptyIndex(parsed.value, deps);
  if (problem !== null) return said(problem, true);
  return said(sentence(parsed.value), true, feedOf(permanent ?? url, by, parsed.value));
}

/** Nearly every site has an index of sitemaps; only one that leads to news is a source. */
async function emptyIndex({ children }: ParsedFeed, deps: Asking): Promise<string | null> {
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
  deps: Asking,
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
async function ask(url: string, deps: Asking, asCrawler: boolean): Promise<Outcome<Fetched>> {
  const start = deps.clock.now().getTime();
  for (;;) {
    const answer = await atHost(url, deps.by, deps, async (turn) => {
      const verdict = asCrawler ? await mayRead(url, deps, turn) : done({ crawlDelayMs: null });
      if (verdict.kind !== 'done') return verdict;
      const got = await deps.client.get(url, { ...REQUEST, beforeHop: turn.hop });
      await slowDown(url, verdict.value.crawlDelayMs, deps);
      return got.kind === 'done' ? ((await troubled(got.value, deps)) ?? got) : got;
    });
    const waitMs = answer.kind === 'retry' && answer.reason === 'host-busy' ? (answer.afterMs ?? 1000) : null;
    if (waitMs === null || deps.clock.now().getTime() + waitMs - start > PATIENCE_MS) return answer;
    await wait(waitMs);
  }
}

/** A server that asks for patience or has trouble is asked for nothing else, by the service neither while it said how long. */
async function troubled({ status, headers, url }: Fetched, deps: Asking): Promise<Retry | null> {
  if (status !== 429 && status < 500) return null;
  const afterMs = retryAfterMs(headers['retry-after'] ?? null, deps.clock.now()) ?? undefined;
  if (afterMs) await pauseHost(deps.store, new URL(url).host, afterMs);
  const until = afterMs ? ` and asks to be left alone for ${howLong(afterMs)}` : '';
  return retry(status === 429 ? 'http-429' : 'http-5xx', `The server answered ${status}${until}.`, afterMs);
}

/** Crawl-delay: the next request to the host, of ours or of the service, comes that much later. */
async function slowDown(url: string, delayMs: number | null, { store, options }: SearchDeps): Promise<void> {
  if (delayMs !== null && delayMs > options.hostGapMs) await pauseHost(store, new URL(url).host, delayMs);
}

/** Whether a page may be read on; robots.txt is asked at the host's turn, and the pauses it asks for begin. */
async function isOpenTo(url: string, deps: Asking): Promise<boolean> {
  const asked = await atHost(url, deps.by, deps, async (turn) => {
    const verdict = await mayRead(url, deps, turn);
    if (verdict.kind === 'done') await slowDown(url, verdict.value.crawlDelayMs, deps);
    return verdict;
  });
  return asked.kind === 'done';
}

type Leave = { crawlDelayMs: number | null };

/** Leave to ask an address by its robots.txt, with the pauses that it wants; else why there is none. */
async function mayRead(url: string, deps: Asking, turn: Turn): Promise<Outcome<Leave>> {
  const verdict = deps.options.robots ? await deps.robots.allowed(url) : null;
  if (verdict === null) return done({ crawlDelayMs: null });
  const { crawlDelayMs } = verdict;
  if (verdict.ok) return (verdict.asked ? await turn.hop(url) : null) ?? done({ crawlDelayMs });
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
