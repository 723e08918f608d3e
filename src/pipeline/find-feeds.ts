// Looks for the feeds of a site, as a person would: the address itself, what its page names, usual names, sitemaps. One
// polite request at a time; every attempt is told with its answer. Subscribes to nothing.
import { setTimeout as wait } from 'node:timers/promises';
import { LIMITS } from '../config/limits.ts';
import { type Candidate, candidatesOf, type FoundBy, guessesFor, sitemapsFor } from '../feed/discover.ts';
import type { FeedFormat, ParsedFeed } from '../model/model.ts';
import { type Outcome, type Reject, type Retry, reject, retry } from '../model/outcome.ts';
import type { Fetched } from '../net/client.ts';
import type { Deps } from './deps.ts';
import { atHost } from './host-turn.ts';

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
  answer: string;
  feed: FoundFeed | null;
};

export type Search = { feeds: FoundFeed[]; attempts: Attempt[] };

export type SearchDeps = Pick<Deps, 'store' | 'client' | 'robots' | 'feeds' | 'clock'> & {
  options: Pick<Deps['options'], 'hostGapMs' | 'robots'>;
};

type Look = { answer: Outcome<Fetched>; attempt: Attempt };

const ACCEPT =
  'text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/feed+json, */*;q=0.5';
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
    answer.kind === 'done' && (!options.isFeed || (await mayRead(url, deps)) === null) ? answer.value : null;
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
  const answer = (isFeed ? null : await mayRead(url, deps)) ?? (await ask(url, deps));
  if (answer.kind !== 'done') {
    return { answer, attempt: { url, by, answer: answer.detail ?? answer.reason, feed: null } };
  }
  const { status, bytes, headers } = answer.value;
  if (status < 200 || status >= 300) {
    return { answer, attempt: { url, by, answer: `The server answered ${status}.`, feed: null } };
  }
  const parsed = await deps.feeds.parse(bytes, {
    contentType: headers['content-type'] ?? null,
    url: answer.value.url,
  });
  if (parsed.kind !== 'done') {
    return { answer, attempt: { url, by, answer: parsed.detail ?? parsed.reason, feed: null } };
  }
  const problem = by === 'address' ? null : await emptyIndex(parsed.value, deps);
  const feed = problem === null ? feedOf(answer.value.permanent ?? url, by, parsed.value) : null;
  return { answer, attempt: { url, by, answer: problem ?? sentence(parsed.value), feed } };
}

/** Why robots.txt keeps us from an address; null when it does not. */
async function mayRead(url: string, { robots, options }: SearchDeps): Promise<Reject | Retry | null> {
  const verdict = options.robots ? await robots.allowed(url) : null;
  if (verdict === null || verdict.ok) return null;
  const reason = verdict.reason ?? 'robots.txt asks not to fetch it.';
  return verdict.retry ? retry('robots-unavailable', reason) : reject('robots', reason);
}

/** Nearly every site has an index of sitemaps; only one that leads to news is a source. */
async function emptyIndex({ children }: ParsedFeed, deps: SearchDeps): Promise<string | null> {
  if (children === undefined) return null;
  const [first] = children;
  if (first === undefined) return 'a sitemap index that lists nothing';
  const answer = await ask(first.url, deps);
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
  const answer = await ask(robots, deps);
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
  note({ url: robots, by: 'robots.txt', answer: says, feed: null });
  return list;
}

/** One polite GET: the host's turn is waited for, since a person waits for the answer. */
async function ask(url: string, deps: SearchDeps): Promise<Outcome<Fetched>> {
  const start = deps.clock.now().getTime();
  for (;;) {
    const answer = await atHost(url, 'discover', deps, (turn) =>
      deps.client.get(url, {
        accept: ACCEPT,
        beforeHop: turn.hop,
        maxBytes: LIMITS.feedBytes,
        overflow: 'cut',
        deadlineMs: LIMITS.fetchMs,
      }),
    );
    const waitMs = answer.kind === 'retry' && answer.reason === 'host-busy' ? (answer.afterMs ?? 1000) : null;
    if (waitMs === null || deps.clock.now().getTime() + waitMs - start > PATIENCE_MS) return answer;
    await wait(waitMs);
  }
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
