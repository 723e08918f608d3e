// May we fetch this page? By the site's robots.txt (RFC 9309), asked once a day for each origin. For pages and
// discovery; never for feeds, which a person subscribed to. Never fetches the page itself.
import { createRequire } from 'node:module';
import type robotsParser from 'robots-parser';
import { LIMITS } from '../config/limits.ts';
import type { Clock } from '../lib/clock.ts';
import type { Client } from './client.ts';
import { productToken, rulesFor } from './robots-rules.ts';

// The package exports a function by `module.exports`, while its types say `export default`, as bundlers see it.
const parseRobots: typeof robotsParser.default = createRequire(import.meta.url)('robots-parser');

export type Verdict = {
  ok: boolean;
  /** pause the site asks for between two requests, at most LIMITS.crawlDelayMs; null when it asks for none */
  crawlDelayMs: number | null;
  /** not ok now, because robots.txt could not be had; may be ok later */
  retry: boolean;
  /** we called the question off ourselves, as in a shutdown: nothing was learned of the site */
  calledOff?: true;
  /** the site was asked just now, which its next request has to keep a distance from */
  asked?: true;
  /** a sentence for people when not ok */
  reason?: string;
};

export type Robots = {
  /** `url` is absolute http(s). Concurrent questions about one origin share one request. */
  allowed(url: string): Promise<Verdict>;
};

/** What is known of one origin: its rules for us (`''`: none), or that it could not be asked. */
export type RobotsRecord = { state: 'known' | 'unavailable'; rules: string; at: Date };

/** Where records are kept between questions, by origin. */
export type RobotsStore = {
  get(origin: string): Promise<RobotsRecord | null>;
  set(origin: string, record: RobotsRecord): Promise<void>;
};

/** Makes the judge. Without a store, records live in memory and a restart asks again. */
export function createRobots(client: Client, clock: Clock, store: RobotsStore = memoryStore()): Robots {
  const token = productToken(client.userAgent);
  const asking = new Map<string, Promise<RobotsRecord | null>>();

  async function recordOf(origin: string): Promise<{ record: RobotsRecord | null; asked?: true }> {
    const known = await store.get(origin);
    if (known !== null && isFresh(known, clock.now())) return { record: known };
    let pending = asking.get(origin);
    if (pending === undefined) {
      pending = renew(origin, known).finally(() => asking.delete(origin));
      asking.set(origin, pending);
    }
    return { record: await pending, asked: true };
  }

  /** null when it was called off */
  async function renew(origin: string, old: RobotsRecord | null): Promise<RobotsRecord | null> {
    const at = clock.now();
    const rules = await askRules(origin, client, token);
    if (rules === undefined) return null;
    if (rules === null && old?.state === 'known' && age(old, at) < LIMITS.robotsStaleMs) return old; // §2.4
    const record: RobotsRecord = { state: rules === null ? 'unavailable' : 'known', rules: rules ?? '', at };
    await store.set(origin, record);
    return record;
  }

  return {
    async allowed(url) {
      const { origin, pathname } = new URL(url);
      if (pathname === '/robots.txt') return { ok: true, crawlDelayMs: null, retry: false };
      const { record, ...how } = await recordOf(origin);
      if (record === null) return { ...unavailable(origin), calledOff: true };
      const verdict = record.state === 'known' ? judge(url, origin, record.rules) : unavailable(origin);
      return { ...verdict, ...how };
    },
  };
}

// A string is the rules; null is "could not be asked", which forbids everything for a while (§2.3.1.4); undefined: called off.
async function askRules(origin: string, client: Client, token: string): Promise<string | null | undefined> {
  const answer = await client.get(`${origin}/robots.txt`, {
    accept: 'text/plain, */*;q=0.1',
    maxBytes: LIMITS.robotsBytes,
    overflow: 'cut', // §2.5: what lies beyond the limit does not count, but what lies before does
    deadlineMs: LIMITS.fetchMs,
  });
  if (answer.kind === 'retry') return answer.reason === 'aborted' ? undefined : null;
  // Refused addresses, circles and broken bodies hold no rules. Where the guard refused, it will refuse the page too.
  if (answer.kind !== 'done') return '';
  const { status, bytes } = answer.value;
  // 429 is a 4xx that means what a 5xx means: not now.
  if (status === 429 || status >= 500) return null;
  if (status < 200 || status >= 300) return ''; // §2.3.1.3: no robots.txt, no rules
  return rulesFor(token, Buffer.from(bytes).toString('utf8'));
}

function judge(url: string, origin: string, rules: string): Verdict {
  const robots = parseRobots(`${origin}/robots.txt`, rules);
  const delay = robots.getCrawlDelay('*');
  const crawlDelayMs = delay === undefined || delay <= 0 ? null : Math.min(delay * 1000, LIMITS.crawlDelayMs);
  if (robots.isAllowed(url, '*') !== false) return { ok: true, crawlDelayMs, retry: false };
  return {
    ok: false,
    crawlDelayMs,
    retry: false,
    reason: `robots.txt of ${origin} asks not to fetch this page.`,
  };
}

function unavailable(origin: string): Verdict {
  return { ok: false, crawlDelayMs: null, retry: true, reason: `robots.txt of ${origin} could not be read.` };
}

const age = (record: RobotsRecord, now: Date): number => now.getTime() - record.at.getTime();

function isFresh(record: RobotsRecord, now: Date): boolean {
  return age(record, now) < (record.state === 'known' ? LIMITS.robotsFreshMs : LIMITS.robotsRetryMs);
}

function memoryStore(): RobotsStore {
  const records = new Map<string, RobotsRecord>();
  return {
    get: async (origin) => records.get(origin) ?? null,
    async set(origin, record) {
      records.delete(origin); // to the end: the order of a map is the order of writing, the oldest goes first
      records.set(origin, record);
      const oldest = records.keys().next();
      if (records.size > LIMITS.robotsOrigins && !oldest.done) records.delete(oldest.value);
    },
  };
}
