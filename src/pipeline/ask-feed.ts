// Asks a feed's server and reads the answer: conditional request, status, document, items. Touches no store, so that
// `feeds check` and measurements do exactly what a poll does.
import { LIMITS } from '../config/limits.ts';
import type { FeedCell } from '../feed/cell.ts';
import { candidatesOf } from '../feed/discover.ts';
import { feedItems } from '../feed/items.ts';
import { parseFeed } from '../feed/parse.ts';
import { shouldAskInFull, type ValidatorRecord } from '../feed/trust.ts';
import { wallOf } from '../feed/wall.ts';
import { sha256 } from '../lib/hash.ts';
import { howLong } from '../lib/how-long.ts';
import type { ParsedFeed } from '../model/model.ts';
import { done, type Outcome, type Reject, type Retry, reject, retry } from '../model/outcome.ts';
import type { Client, Fetched } from '../net/client.ts';
import { freshness } from '../net/freshness.ts';
import { linksOf } from '../net/link-header.ts';
import { retryAfterMs } from '../net/retry-after.ts';
import type { FeedRow } from '../store/feeds.ts';
import type { Turn } from './host-turn.ts';
import type { Poll } from './poll.ts';

const ACCEPT =
  'application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.8, */*;q=0.1';

/** of the feeds that a page names, so many are proposed in a sentence */
const SHOWN_FEEDS = 3;

/** What has to be known of a feed to ask for it. */
export type Known = Pick<
  FeedRow,
  | 'id'
  | 'url'
  | 'identity'
  | 'etag'
  | 'last_modified'
  | 'body_hash'
  | 'validators_of'
  | 'validators_off'
  | 'empty_changes'
  | 'full_at'
  | 'checked_at'
  | 'silent_from'
>;

export type Ask = {
  /** without validators, because 304 is doubted */
  inFull: boolean;
  /** where redirects wait for their host */
  turn?: Turn;
  /** where documents are read; without it, here */
  parse?: FeedCell['parse'];
};

/** How to ask now. */
export const howToAsk = (feed: Known, now: Date): Ask => ({
  inFull: shouldAskInFull(validatorRecord(feed), now.getTime()),
});

/** What is known of a feed's validators, for the judgement on them. */
export const validatorRecord = (feed: Known): ValidatorRecord => ({
  etag: feed.etag,
  lastModified: feed.last_modified,
  off: feed.validators_off,
  emptyChanges: feed.empty_changes,
  fullAt: feed.full_at?.getTime() ?? null,
  checkedAt: feed.checked_at?.getTime() ?? null,
  silentFrom: feed.silent_from?.getTime() ?? null,
});

/** One conditional GET. Validators go only to the address that they came from, exactly as they came (RFC 9110, 13.1). */
export const requestFeed = (feed: Known, client: Client, ask: Ask): Promise<Outcome<Fetched>> => {
  const use = !ask.inFull && feed.validators_off === null;
  const of = feed.validators_of ?? feed.url;
  return client.get(feed.url, {
    accept: ACCEPT,
    headersFor: (url) => (use && url === of ? validators(feed) : {}),
    ...(ask.turn ? { beforeHop: ask.turn.hop } : {}),
    maxBytes: LIMITS.feedBytes,
    deadlineMs: LIMITS.fetchMs,
  });
};

function validators(feed: Known): Record<string, string> {
  return {
    ...(feed.etag === null ? {} : { 'if-none-match': feed.etag }),
    ...(feed.last_modified === null ? {} : { 'if-modified-since': feed.last_modified }),
  };
}

/** What an answer brings: a poll, or why there is none. `now` is when it came. */
export async function readAnswer(feed: Known, answer: Fetched, ask: Ask, now: Date): Promise<Outcome<Poll>> {
  const problem = judgeStatus(answer, now) ?? unasked(feed, answer, ask);
  if (problem) return problem;
  const notModified = answer.status === 304;
  const bodyHash = notModified ? null : sha256(answer.bytes);
  const unchanged = notModified || bodyHash === feed.body_hash;
  const contentType = answer.headers['content-type'] ?? null;
  const parsed = unchanged
    ? null
    : await (ask.parse ?? parseFeed)(answer.bytes, { contentType, url: answer.url });
  if (parsed !== null && parsed.kind !== 'done') return withWall(parsed, answer);
  return done(pollOf(feed, answer, ask, now, bodyHash, parsed?.value ?? null));
}

function pollOf(
  feed: Known,
  answer: Fetched,
  ask: Ask,
  now: Date,
  bodyHash: string | null,
  parsed: ParsedFeed | null,
): Poll {
  const { headers, url, status } = answer;
  const notModified = status === 304;
  return {
    status,
    ...itemsOf(feed, parsed, now),
    bodyHash,
    // a 304 may carry new ones; a 200 without any takes the old ones away
    etag: headers.etag ?? (notModified ? feed.etag : null),
    lastModified: headers['last-modified'] ?? (notModified ? feed.last_modified : null),
    validatorsOf: url === feed.url ? null : url,
    conditional: isConditional(feed, url, ask),
    inFull: ask.inFull,
    permanent: answer.permanent,
    ...freshness(headers, now),
    hub: hubOf(answer, parsed),
  };
}

/** Whether the request that `url` answered carried validators. */
const isConditional = (feed: Known, url: string, ask: Ask): boolean =>
  (feed.etag !== null || feed.last_modified !== null) &&
  !ask.inFull &&
  feed.validators_off === null &&
  url === (feed.validators_of ?? feed.url);

/**
 * "Not modified" to a request without validators says nothing (RFC 9110, 15.4.5): taken for an answer, such a feed would
 * be well and empty for ever. Only where 304 was doubted before, and nothing better came, is it believed.
 */
function unasked(feed: Known, answer: Fetched, ask: Ask): Retry | null {
  if (answer.status !== 304 || ask.inFull || isConditional(feed, answer.url, ask)) return null;
  const why = 'although it was not asked whether anything has changed: a broken cache on its side';
  return retry('http-3xx', `The server answered 304 (not modified), ${why}.`);
}

/** The items of a document, told apart by the rule that the feed is remembered by. */
export function itemsOf(
  feed: Pick<Known, 'id' | 'identity'>,
  parsed: ParsedFeed | null,
  now: Date,
): Pick<Poll, 'parsed' | 'items' | 'identity'> {
  if (parsed === null) return { parsed, items: [], identity: null };
  const { items, rule } = feedItems(feed.id, parsed, now, feed.identity);
  return { parsed, items, identity: rule };
}

/** Hub and topic: Link headers first, then the document (WebSub, section 4). undefined: this answer can't say. */
function hubOf(answer: Fetched, parsed: ParsedFeed | null): Poll['hub'] {
  const header = answer.headers.link;
  const hub = linksOf(header, 'hub', answer.url)[0] ?? parsed?.hubs?.[0];
  const topic = linksOf(header, 'self', answer.url)[0] ?? parsed?.self;
  if (hub !== undefined && topic !== undefined) return { hub, topic };
  return parsed === null ? undefined : null;
}

/** What a status means for a feed; null when there is something to read or nothing has changed. */
function judgeStatus(answer: Fetched, now: Date): Retry | Reject | null {
  const { status } = answer;
  if (status === 304 || (status >= 200 && status < 300)) return null;
  if (status === 410) return reject('gone', 'The server says the feed is gone for good (410).');
  const wait = retryAfterMs(answer.headers['retry-after'] ?? null, now) ?? undefined;
  const asks = wait ? ` It asks to be left alone for ${howLong(wait)}.` : '';
  const sentence = `${statusSentence(answer)}${asks}`;
  if (status === 429) return retry('http-429', sentence, wait);
  if (status >= 500) return retry('http-5xx', sentence, wait);
  if (status === 404) return retry('not-found', sentence, wait);
  if (status === 401 || status === 403 || status === 451) return retry('forbidden', sentence, wait);
  if (status < 400) return retry('http-3xx', sentence, wait);
  return retry('http-4xx', sentence, wait);
}

const MEANING: Readonly<Record<number, string>> = {
  300: 'it offers a choice of addresses and takes none itself',
  301: 'it has moved, and it does not say where to',
  302: 'it sends us on, and does not say where to',
  303: 'it sends us on, and does not say where to',
  307: 'it sends us on, and does not say where to',
  308: 'it has moved, and it does not say where to',
  400: 'it does not understand this address',
  401: 'it wants a login',
  403: 'it refuses us',
  404: 'there is nothing at this address (any more)',
  429: 'we ask too often',
  406: 'it will not give this to a feed reader',
  451: 'it is barred for legal reasons',
  500: 'an error of its own',
  502: 'what stands behind it does not answer',
  503: 'it is overloaded or being repaired',
  504: 'what stands behind it does not answer in time',
};

/** A status in words, with what stands in the feed's place where that can be seen. */
export function statusSentence(answer: Fetched): string {
  const { status } = answer;
  const meaning = MEANING[status];
  const wall = status === 304 ? null : wallOf(answer);
  return `The server answered ${status}${meaning === undefined ? '' : `: ${meaning}`}.${wall === null ? '' : ` ${wall}`}`;
}

/** Says what stands in the feed's place, where that can be seen. */
export function withWall(problem: Exclude<Outcome<ParsedFeed>, { kind: 'done' }>, answer: Fetched) {
  if (problem.reason !== 'not-a-feed') return problem;
  const says = wallOf(answer) ?? namedBy(answer);
  return says === null ? problem : { ...problem, detail: `${problem.detail ?? 'not a feed'}. ${says}` };
}

/** A page in the feed's place often names where the feed is now; that costs no request. */
function namedBy(answer: Fetched): string | null {
  const named = candidatesOf(answer).filter((one) => one.url !== answer.url);
  if (named.length === 0) return null;
  const shown = named.slice(0, SHOWN_FEEDS).map((one) => one.url);
  return `Did you mean ${shown.join(' or ')}? The page there names ${shown.length === 1 ? 'it' : 'them'}.`;
}
