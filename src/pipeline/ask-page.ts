// One polite, guarded request for a page: robots.txt first, then the page, then what its status means. Stores nothing
// but the pause that a server asks for.
import { LIMITS } from '../config/limits.ts';
import { guardAtDoor } from '../extract/kinds/door.ts';
import { type Outcome, type Reject, type Retry, reject, retry } from '../model/outcome.ts';
import type { Fetched } from '../net/client.ts';
import { retryAfterMs } from '../net/retry-after.ts';
import { pauseHost } from '../store/hosts.ts';
import type { Deps } from './deps.ts';
import type { Turn } from './host-turn.ts';

export type AskDeps = Pick<Deps, 'store' | 'client' | 'robots' | 'clock'> & {
  options: Pick<Deps['options'], 'hostGapMs' | 'robots'>;
};

const ACCEPT = 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.1';
/** a robots.txt that could not be read is no refusal: it is asked again after this */
const ROBOTS_RETRY_MS = 60_000;

/**
 * The server's answer, whatever its status, or why there is none.
 * @param conditions headers for the first hop only, since validators belong to the address they came from
 */
export async function askPage(
  url: string,
  deps: AskDeps,
  turn: Turn,
  conditions: Record<string, string> = {},
): Promise<Outcome<Fetched>> {
  const refusal = deps.options.robots ? await askRobots(url, new URL(url).host, deps, turn) : null;
  if (refusal !== null) return refusal;
  return deps.client.get(url, {
    accept: ACCEPT,
    headersFor: (hop) => (hop === url ? conditions : {}),
    beforeHop: turn.hop,
    maxBytes: LIMITS.pageBytes,
    deadlineMs: LIMITS.fetchMs,
  });
}

/** Why an answer is no page, or null. Who asks for patience gets it, from everything that asks this host. */
export async function judgePage(
  answer: Fetched,
  host: string,
  deps: AskDeps,
): Promise<Retry | Reject | null> {
  const problem = judgeStatus(answer, deps.clock.now());
  if (problem?.kind === 'retry' && problem.afterMs) await pauseHost(deps.store, host, problem.afterMs);
  return problem;
}

/** What a later request for the same page may be made conditional by. */
export const validatorsOf = ({ headers }: Fetched) => ({
  etag: headers.etag ?? null,
  lastModified: headers['last-modified'] ?? null,
});

/** Whether robots.txt lets us have the page; a refusal, or null. */
async function askRobots(
  url: string,
  host: string,
  deps: AskDeps,
  turn: Turn,
): Promise<Retry | Reject | null> {
  const verdict = await deps.robots.allowed(url);
  if (verdict.crawlDelayMs && verdict.crawlDelayMs > deps.options.hostGapMs) {
    await pauseHost(deps.store, host, verdict.crawlDelayMs);
  }
  // robots.txt was a request as well: the page waits its turn behind it
  if (verdict.ok) return verdict.asked ? turn.hop(url) : null;
  if (verdict.calledOff) return retry('aborted', 'the request was called off');
  if (verdict.retry) return retry('robots-unavailable', verdict.reason, ROBOTS_RETRY_MS);
  return reject('robots', verdict.reason ?? `robots.txt of ${host} asks not to fetch this page.`);
}

/** What a status means for a page; null when the page is there. */
function judgeStatus(answer: Fetched, now: Date): Retry | Reject | null {
  const { status } = answer;
  if (status >= 200 && status < 300) return null;
  const sentence = `The server answered ${status}.`;
  const guard = guardAtDoor(answer);
  if (guard !== null)
    return reject(
      'bot-challenge',
      `${sentence} The site asks readers to prove that they are no machine (${guard}).`,
    );
  if (status === 404 || status === 410) return reject('gone', sentence);
  const wait = retryAfterMs(answer.headers['retry-after'] ?? null, now) ?? undefined;
  if (status === 429) return retry('http-429', sentence, wait);
  if (status >= 500) return retry('http-5xx', sentence, wait);
  return reject('http-4xx', sentence);
}
