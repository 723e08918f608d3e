// Item → page: one polite, guarded request; bytes archived as they came.
import { LIMITS } from '../config/limits.ts';
import { guardAtDoor } from '../extract/kinds/door.ts';
import { done, type Outcome, type Reject, type Retry, reject, retry, type Skip } from '../model/outcome.ts';
import type { Fetched } from '../net/client.ts';
import { retryAfterMs } from '../net/retry-after.ts';
import { pauseHost } from '../store/hosts.ts';
import {
  type ItemRow,
  lockItem,
  setBackItem,
  sharedReading,
  startItem,
  undoStartItem,
} from '../store/items.ts';
import { type NewPage, type PackedBytes, packBytes, savePage, saveParts } from '../store/pages.ts';
import type { Step } from './advance.ts';
import type { Deps } from './deps.ts';
import { type FetchedPart, fetchParts, type Parts } from './fetch-parts.ts';
import { atHost, type Turn } from './host-turn.ts';
import { endItem, hasFeedText, retryItem, toStage } from './item-moves.ts';

type Fetch =
  | ({ kind: 'page'; page: NewPage; packed: PackedBytes } & Parts)
  | { kind: 'known'; pageId: number; articleId: number; revisionId: number };

/** a page that is busy or broken is asked again this long after each try; then the feed's own text must do */
const RETRY_MS = [60_000, 5 * 60_000, 30 * 60_000, 2 * 3_600_000];
/** an item that waits for another one's page looks again after this, or when that one is due */
const SHARED_LOOK_MS = 1000;
export const ACCEPT = 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.1';

export const fetchPage: Step<ItemRow, Fetch> = {
  name: 'fetch',
  start: (sql, id) => startItem(sql, Number(id), 'fetch'),
  undoStart: (sql, id) => undoStartItem(sql, Number(id)),
  setBack: (sql, id) => setBackItem(sql, Number(id)),
  lock: lockItem,
  run: fetchOnce,
  save: saveFetch,
};

async function fetchOnce(item: ItemRow, deps: Deps): Promise<Outcome<Fetch>> {
  const { url, host } = item;
  if (url === null || host === null)
    return reject('bad-url', 'The feed gives no usable address for this item.');
  const shared = item.refetches === 0 ? await shareReading(item, deps) : null;
  if (shared) return shared;
  const by = `item-${item.id}`;
  const fetchOne = (address: string) =>
    atHost(address, by, deps, (turn) => request(item, address, new URL(address).host, deps, turn));
  const first = await atHost(url, by, deps, (turn) => request(item, url, host, deps, turn));
  if (first.kind !== 'done') return first;
  const rest = await fetchParts(first.value, fetchOne, deps);
  if (rest.kind !== 'done') return rest;
  const { page, packed } = first.value;
  return done({ kind: 'page', page, packed, ...rest.value });
}

/** Two feeds that name one address are one request: the second takes what the first has read, or waits for it. */
async function shareReading(item: ItemRow, deps: Deps): Promise<Outcome<Fetch> | null> {
  const other = await sharedReading(deps.store, item);
  if (other === null) return null;
  const { page_id: pageId, article_id: articleId, revision_id: revisionId, due_at: dueAt } = other;
  if (dueAt === null) {
    return pageId && articleId && revisionId ? done({ kind: 'known', pageId, articleId, revisionId }) : null;
  }
  const afterMs = Math.max(SHARED_LOOK_MS, dueAt.getTime() - deps.clock.now().getTime());
  return retry('host-busy', 'Another feed named this address before; its page is on the way.', afterMs);
}

async function request(
  item: ItemRow,
  url: string,
  host: string,
  deps: Deps,
  turn: Turn,
): Promise<Outcome<FetchedPart>> {
  const refusal = deps.options.robots ? await askRobots(url, host, deps, turn) : null;
  if (refusal) return refusal;
  const answer = await deps.client.get(url, {
    accept: ACCEPT,
    beforeHop: turn.hop,
    maxBytes: LIMITS.pageBytes,
    deadlineMs: LIMITS.fetchMs,
  });
  if (answer.kind !== 'done') return answer;
  const problem = judgeStatus(answer.value, deps.clock.now());
  if (problem) {
    if (problem.kind === 'retry' && problem.afterMs) await pauseHost(deps.store, host, problem.afterMs);
    return problem;
  }
  const { value } = answer;
  const page = {
    itemId: item.id,
    url,
    finalUrl: value.url,
    status: value.status,
    contentType: value.headers['content-type'] ?? null,
    ...validatorsOf(value),
  };
  return done({ page, packed: await packBytes(value.bytes), bytes: value.bytes });
}

/** What a later request for the same page may be made conditional by. */
export const validatorsOf = ({ headers }: Fetched) => ({
  etag: headers.etag ?? null,
  lastModified: headers['last-modified'] ?? null,
});

/** Whether robots.txt lets us have the page; a refusal, or null. */
export async function askRobots(
  url: string,
  host: string,
  deps: Pick<Deps, 'store' | 'robots'> & { options: Pick<Deps['options'], 'hostGapMs'> },
  turn: Turn,
): Promise<Retry | Reject | null> {
  const verdict = await deps.robots.allowed(url);
  if (verdict.crawlDelayMs && verdict.crawlDelayMs > deps.options.hostGapMs) {
    await pauseHost(deps.store, host, verdict.crawlDelayMs);
  }
  // robots.txt was a request as well: the page waits its turn behind it
  if (verdict.ok) return verdict.asked ? turn.hop(url) : null;
  if (verdict.retry) return retry('robots-unavailable', verdict.reason, RETRY_MS[0]);
  return reject('robots', verdict.reason ?? `robots.txt of ${host} asks not to fetch this page.`);
}

/** What a status means for a page; null when the page is there. */
export function judgeStatus(answer: Fetched, now: Date): Retry | Reject | null {
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

async function saveFetch(
  sql: Parameters<typeof savePage>[0],
  item: ItemRow,
  outcome: Outcome<Fetch>,
  deps: Deps,
) {
  if (outcome.kind === 'done' && outcome.value.kind === 'page') {
    const { page, packed, parts, missing } = outcome.value;
    const pageId = await savePage(sql, page, packed);
    await saveParts(sql, pageId, parts, missing);
    const pages = parts.length === 0 ? {} : { pages: 1 + parts.length };
    const facts = { bytes: packed.size, url: page.finalUrl, ...pages };
    const entry = { stage: 'fetch', outcome: 'done', detail: missing, facts } as const;
    return toStage(sql, item, 'extract', entry, deps, { pageId });
  }
  if (outcome.kind === 'done' && outcome.value.kind === 'known') {
    const { kind: _, ...found } = outcome.value;
    const entry = { stage: 'fetch', outcome: 'skip', reason: 'already-known' } as const;
    return endItem(sql, item, 'done', entry, found);
  }
  return saveProblem(sql, item, outcome as Skip | Retry | Reject, deps);
}

/** Without the page, the feed's own text still makes an article, marked as a summary; a page that is gone does not. */
function saveProblem(
  sql: Parameters<typeof savePage>[0],
  item: ItemRow,
  problem: Skip | Retry | Reject,
  deps: Deps,
) {
  const { kind, reason } = problem;
  const detail = problem.detail ?? null;
  const entry = { stage: 'fetch', outcome: kind, reason, detail } as const;
  if (kind === 'retry') {
    if (reason === 'host-busy') return retryItem(sql, item, null, problem.afterMs ?? 0, deps, item.tries);
    const wait = RETRY_MS[item.tries];
    if (wait !== undefined)
      return retryItem(sql, item, entry, Math.max(wait, problem.afterMs ?? 0), deps, item.tries + 1);
  }
  if (reason !== 'gone' && reason !== 'poison' && hasFeedText(item))
    return toStage(sql, item, 'extract', entry, deps);
  return endItem(
    sql,
    item,
    'rejected',
    kind === 'retry' ? { ...entry, outcome: 'reject', reason: 'gave-up' } : entry,
  );
}
