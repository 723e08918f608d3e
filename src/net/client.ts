// The one way out: every request to the outside goes through here, for feeds, pages, robots.txt and webhooks.
// Guarded at connect (dial.ts), bounded in time (deadline.ts) and size (body.ts); redirects are followed by hand.
// Never retries, never caches, holds no cookies: those belong to the callers, who keep their state in the store.
import { isUtf8 } from 'node:buffer';
import { Agent } from 'undici';
import { LIMITS } from '../config/limits.ts';
import { stopwatch } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import type { Outcome, Reject, Retry } from '../model/outcome.ts';
import { done, reject } from '../model/outcome.ts';
import { type Deadline, orAborted, startDeadline } from './deadline.ts';
import type { DialOptions } from './dial.ts';
import { createDialer } from './dial.ts';
import { type Answer, exchange } from './exchange.ts';
import { outcomeOf } from './failure.ts';
import { checkUrl } from './url.ts';

export type Redirect = { status: number; from: string; to: string };

/** An answer with any status; what a status means is the caller's business. */
export type Fetched = {
  status: number;
  /** names in lower case; `content-encoding` is the server's word, `bytes` are already inflated */
  headers: Record<string, string>;
  bytes: Uint8Array;
  /** where the answer came from, after all redirects */
  url: string;
  redirects: Redirect[];
  /** as far as 301 and 308 led before any other redirect: where the resource has moved for good; else null */
  permanent: string | null;
  durationMs: number;
};

export type GetOptions = {
  /** sent on every hop, but Authorization and Cookie only to the first origin */
  headers?: Record<string, string>;
  /** more headers for one hop's URL; for validators, which belong to the address they came from */
  headersFor?: (url: string) => Record<string, string>;
  accept?: string;
  /** waits for the turn of a redirect's target, or says why not; without it hops follow at once */
  beforeHop?: (url: string) => Promise<Reject | Retry | null>;
  /** cap on the body, on the wire and inflated */
  maxBytes: number;
  /** beyond the cap: `reject` as too-large (the default), or `cut` the body there */
  overflow?: 'reject' | 'cut';
  /** for the whole exchange, redirects included */
  deadlineMs: number;
  /** hops at most; 0 hands a redirect back as it is */
  redirects?: number;
  signal?: AbortSignal;
};

export type PostOptions = {
  headers: Record<string, string>;
  deadlineMs: number;
  /** the answer's body is read this far and dropped */
  maxAnswerBytes: number;
  signal?: AbortSignal;
};

export type Client = {
  readonly userAgent: string;
  get(url: string, options: GetOptions): Promise<Outcome<Fetched>>;
  /** Never follows a redirect. Once the status has come it is the answer, even if the body drips or breaks off. */
  post(url: string, body: string | Uint8Array, options: PostOptions): Promise<Outcome<Fetched>>;
  /** Waits for exchanges under way, then closes all connections. */
  close(): Promise<void>;
};

export type ClientOptions = DialOptions & { userAgent: string; log?: Log | undefined };

type Trip = { method: 'GET' | 'POST'; body?: string | Uint8Array; hops: number } & Omit<
  GetOptions,
  'redirects'
>;

const REDIRECTS = [301, 302, 303, 307, 308];
const PERMANENT = [301, 308];
const NOTHING = Promise.resolve(null);

/** Makes the client; there is one for each policy, shared by all. */
export function createClient(options: ClientOptions): Client {
  const { policy, userAgent, log } = options;
  const agent = new Agent({
    connect: createDialer(options),
    pipelining: 1,
    connections: LIMITS.connectionsPerOrigin,
    keepAliveTimeout: LIMITS.keepAliveMs,
    keepAliveMaxTimeout: LIMITS.keepAliveMs,
    maxHeaderSize: LIMITS.headerBytes,
    // the deadline covers both
    headersTimeout: 0,
    bodyTimeout: 0,
  });

  async function travel(start: string, trip: Trip): Promise<Outcome<Fetched>> {
    const elapsed = stopwatch();
    const deadline = startDeadline(trip.deadlineMs, trip.signal);
    let outcome: Outcome<Fetched>;
    try {
      outcome = await follow(start, trip, deadline, elapsed);
    } catch (error) {
      outcome = outcomeOf(deadline.signal.aborted ? deadline.signal.reason : error);
    } finally {
      deadline.clear();
    }
    log?.debug({
      event: 'net.request',
      method: trip.method,
      ...summary(start, outcome),
      durationMs: elapsed(),
    });
    return outcome;
  }

  async function follow(start: string, trip: Trip, deadline: Deadline, elapsed: () => number) {
    const redirects: Redirect[] = [];
    let permanent: string | null = null;
    const first = checkUrl(start, policy);
    if (first.kind !== 'done') return first;
    const seen = new Set([first.value.href]);
    let url = first.value;
    while (true) {
      const answer = await hop(url, first.value, trip, deadline.signal);
      const location = utf8(answer.headers.location);
      if (!REDIRECTS.includes(answer.status) || location === undefined || trip.hops === 0) {
        return done({ ...answer, url: url.href, redirects, permanent, durationMs: elapsed() });
      }
      const next = checkUrl(location, policy, url);
      if (next.kind !== 'done') return next;
      if (seen.has(next.value.href))
        return reject('redirect-loop', `${next.value.host} redirects in a circle`);
      if (redirects.length === trip.hops)
        return reject('too-many-redirects', `more than ${trip.hops} redirects`);
      const refused = await orAborted(trip.beforeHop?.(next.value.href) ?? NOTHING, deadline.signal);
      if (refused) return refused;
      redirects.push({ status: answer.status, from: url.href, to: next.value.href });
      if (redirects.every((one) => PERMANENT.includes(one.status))) permanent = next.value.href;
      seen.add(next.value.href);
      url = next.value;
    }
  }

  function hop(url: URL, first: URL, trip: Trip, signal: AbortSignal): Promise<Answer> {
    signal.throwIfAborted();
    const own = lowerCased(trip.headers ?? {});
    if (url.origin !== first.origin) for (const secret of ['authorization', 'cookie']) delete own[secret];
    const headers = {
      'user-agent': userAgent,
      accept: trip.accept ?? '*/*',
      'accept-encoding': 'gzip, br',
      ...own,
      ...lowerCased(trip.headersFor?.(url.href) ?? {}),
    };
    const { method, maxBytes, overflow = 'reject' } = trip;
    const wantsBody = (status: number) => status !== 304 && (trip.hops === 0 || !REDIRECTS.includes(status));
    const ask = { method, url, headers, signal, maxBytes, overflow, wantsBody };
    return exchange(agent, trip.body === undefined ? ask : { ...ask, body: trip.body });
  }

  const underWay = new Set<Promise<unknown>>();
  const start = (url: string, trip: Trip): Promise<Outcome<Fetched>> => {
    const journey = travel(url, trip).finally(() => underWay.delete(journey));
    underWay.add(journey);
    return journey;
  };

  return {
    userAgent,
    get: (url, { redirects = LIMITS.redirects, ...rest }) =>
      start(url, { method: 'GET', hops: redirects, ...rest }),
    post: (url, body, { maxAnswerBytes, ...rest }) =>
      start(url, { method: 'POST', body, hops: 0, maxBytes: maxAnswerBytes, overflow: 'cut', ...rest }),
    async close() {
      await Promise.allSettled(underWay);
      await agent.destroy(); // not `close`, which would wait for connections that nobody wants any more
    },
  };
}

// Only the host is logged: paths and queries of webhooks are often secrets.
function summary(start: string, outcome: Outcome<Fetched>) {
  const host = URL.parse(start)?.host ?? null;
  if (outcome.kind !== 'done')
    return { host, outcome: outcome.kind, reason: outcome.reason, detail: outcome.detail };
  return { host, status: outcome.value.status, bytes: outcome.value.bytes.length };
}

function lowerCased(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

// Headers arrive as bytes in latin1; servers that put UTF-8 into a Location mean the characters, as browsers take them.
function utf8(text: string | undefined): string | undefined {
  if (text === undefined || /^[\x20-\x7e]*$/.test(text)) return text;
  const bytes = Buffer.from(text, 'latin1');
  return isUtf8(bytes) ? bytes.toString('utf8') : text;
}
