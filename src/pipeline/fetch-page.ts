// Item → page: one polite, guarded request; bytes archived as they came, or as the operator's browser built them.
import { done, type Outcome, type Reject, type Retry, reject, retry, type Skip } from '../model/outcome.ts';
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
import { askPage, judgePage, validatorsOf } from './ask-page.ts';
import type { Deps } from './deps.ts';
import { type FetchedPart, fetchParts, type Parts } from './fetch-parts.ts';
import { atHost, type Turn } from './host-turn.ts';
import { endItem, hasFeedText, retryItem, toStage } from './item-moves.ts';
import { putOffMs } from './put-off.ts';
import { failureSentence, type Rendered, renderPage } from './render-page.ts';

type Fetch =
  | ({ kind: 'page'; page: NewPage; packed: PackedBytes; failure: Reject | null } & Parts)
  | { kind: 'known'; pageId: number; articleId: number; revisionId: number };

/** a page that is busy or broken is asked again this long after each try; then the feed's own text must do */
const RETRY_MS = [60_000, 5 * 60_000, 30 * 60_000, 2 * 3_600_000];
/** an item that waits for another one's page looks again after this, or when that one is due */
const SHARED_LOOK_MS = 1000;

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
  const first = await atHost(url, by, deps, (turn) => requestFirst(item, url, host, deps, turn));
  if (first.kind !== 'done') return first;
  const { failure } = first.value;
  const rest = await fetchParts(first.value.page, fetchOne, deps);
  if (rest.kind !== 'done') return rest;
  const { page, packed } = first.value.page;
  return done({ kind: 'page', page, packed, failure, ...rest.value });
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

async function requestFirst(
  item: ItemRow,
  url: string,
  host: string,
  deps: Deps,
  turn: Turn,
): Promise<Outcome<Rendered>> {
  const plain = await request(item, url, host, deps, turn);
  return plain.kind === 'done' ? renderPage(plain.value, { expectedTitle: item.title }, turn, deps) : plain;
}

async function request(
  item: ItemRow,
  url: string,
  host: string,
  deps: Deps,
  turn: Turn,
): Promise<Outcome<FetchedPart>> {
  const answer = await askPage(url, deps, turn);
  if (answer.kind !== 'done') return answer;
  const problem = await judgePage(answer.value, host, deps);
  if (problem) return problem;
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

async function saveFetch(
  sql: Parameters<typeof savePage>[0],
  item: ItemRow,
  outcome: Outcome<Fetch>,
  deps: Deps,
) {
  if (outcome.kind === 'done' && outcome.value.kind === 'page') {
    const { page, packed, parts, missing, failure } = outcome.value;
    const pageId = await savePage(sql, page, packed);
    await saveParts(sql, pageId, parts, missing);
    const pages = parts.length === 0 ? {} : { pages: 1 + parts.length };
    const rendered = page.rendered === true ? { rendered: true } : {};
    const facts = { bytes: packed.size, url: page.finalUrl, ...pages, ...rendered };
    const detail = [failure && failureSentence(failure), missing].filter(Boolean).join(' ') || null;
    const entry = { stage: 'fetch', outcome: 'done', detail, facts } as const;
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
  const laterMs = putOffMs(problem);
  if (laterMs !== null) return retryItem(sql, item, null, laterMs, deps, item.tries);
  if (kind === 'retry') {
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
