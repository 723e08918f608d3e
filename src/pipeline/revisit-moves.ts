// How a revisit moves: to the next visit, to a later try, to its end; and what is written when an article was taken down
// or is there again. Each visit leaves a ledger row with the article's item.
import { LIMITS } from '../config/limits.ts';
import { withdrawnEvent } from '../deliver/withdrawn.ts';
import { contentId } from '../lib/hash.ts';
import type { Reject, Retry, Skip } from '../model/outcome.ts';
import { latestRevision, loadRevision } from '../store/articles.ts';
import type { Sql } from '../store/db.ts';
import { promiseDelivery } from '../store/deliveries.ts';
import { type LedgerEntry, writeLedger } from '../store/ledger.ts';
import { moveRevisit, type RevisitRow, type WaitingRevisit } from '../store/revisits.ts';
import { reinstateArticle, toldOfArticle, withdrawArticle } from '../store/withdrawals.ts';
import type { Deps } from './deps.ts';
import type { Job } from './job.ts';
import { putOffMs } from './put-off.ts';
import { nextVisit } from './revisit-schedule.ts';
import { againMs, isWithdrawn, type Sign } from './revisit-signs.ts';

/** marks the id of a revisit among those of items, in the queues that they share */
export const REVISIT = 'revisit-';

type Moving = Pick<Deps, 'clock' | 'random' | 'options'>;
type Entry = Pick<LedgerEntry, 'outcome' | 'reason' | 'detail' | 'facts'>;

/** The job for a row that waits, at once. */
export function revisitJob({ id, step, stage }: WaitingRevisit): Job {
  const queue = stage === 'fetch' ? 'fetch-pages' : 'extract-articles';
  return { queue, key: `${queue}-${REVISIT}${id}-${step}`, id: `${REVISIT}${id}`, delayMs: 0 };
}

const note = (sql: Sql, row: RevisitRow, entry: Entry) =>
  writeLedger(sql, { ...entry, stage: 'revisit', itemId: row.item_id });

/**
 * The visit found the article: on to the next one. Signs that it was gone are forgotten, also the mark.
 * @param noticeGone the text was read, and no note in it says that it was taken down
 */
export async function visited(
  sql: Sql,
  row: RevisitRow,
  entry: Entry,
  deps: Moving,
  noticeGone = false,
): Promise<Job[]> {
  const back = await reinstateArticle(sql, row.article_id, noticeGone);
  const facts = { visit: row.visits + 1, ...entry.facts, ...(back ? { reinstated: true } : {}) };
  await note(sql, row, { ...entry, facts });
  return goOn(sql, { ...row, missing: null, missing_since: null, missing_seen: 0 }, deps);
}

/** The next visit by the schedule, or the end. */
async function goOn(sql: Sql, row: RevisitRow, deps: Moving): Promise<Job[]> {
  const { clock, random, options } = deps;
  const now = clock.now();
  const times = { firstSeen: row.first_seen, now, scheduleMs: options.revisit.scheduleMs };
  const dueAt = options.revisit.on ? nextVisit(times, random) : null;
  const base = { tries: 0, visits: row.visits + 1, page_id: null, reason: null };
  await moveRevisit(sql, row, { ...base, stage: dueAt ? 'fetch' : 'ended', dueAt: dueAt ?? now });
  return [];
}

/** a page that is refused like this is refused for good; others may be had at the next visit */
const ENDS = new Set(['robots', 'private-address', 'blocked-port', 'bad-url', 'poison', 'error']);
const TRIES = 2;

/** There was no answer to judge by: again in a while, at the next visit, or never. */
export async function notVisited(
  sql: Sql,
  row: RevisitRow,
  problem: Skip | Retry | Reject,
  deps: Moving,
): Promise<Job[]> {
  const { kind, reason, detail = null } = problem;
  const after = kind === 'retry' ? (problem.afterMs ?? 0) : 0;
  const later = (ms: number) => new Date(deps.clock.now().getTime() + ms * (1 + 0.2 * deps.random()));
  const laterMs = putOffMs(problem);
  if (laterMs !== null) {
    await moveRevisit(sql, row, { stage: row.stage, dueAt: later(laterMs) });
    return [];
  }
  await note(sql, row, { outcome: kind, reason, detail });
  const next = forgotten(row);
  if (kind === 'retry' && row.tries < TRIES) {
    const dueAt = later(Math.max(after, LIMITS.revisitRetryMs));
    await moveRevisit(sql, row, { stage: row.stage, dueAt, tries: row.tries + 1 });
    return [];
  }
  if (!ENDS.has(reason)) return goOn(sql, next, deps);
  await moveRevisit(sql, next, { stage: 'ended', dueAt: deps.clock.now(), page_id: null, reason });
  return [];
}

/** A page that was not the article says nothing about the next one: that is fetched and read whatever it is. */
const forgotten = (row: RevisitRow): RevisitRow =>
  row.stage === 'fetch' ? row : { ...row, etag: null, last_modified: null, body_hash: '' };

/** A sign that the article was taken down: looked at again, and once it has lasted, the article is marked. */
export async function noteSign(sql: Sql, row: RevisitRow, sign: Sign, deps: Moving): Promise<Job[]> {
  const now = deps.clock.now();
  const seen = { missing: sign.sign, missing_seen: row.missing_seen + 1 };
  const facts = { visit: row.visits + 1, sign: sign.sign, seen: seen.missing_seen };
  const { detail } = sign;
  if (isWithdrawn(sign.sign, row.missing_since, now)) {
    await note(sql, row, { outcome: 'reject', reason: 'withdrawn', detail, facts });
    const jobs = await withdraw(sql, row, sign, deps);
    await goOn(sql, { ...forgotten(row), ...seen }, deps);
    return jobs;
  }
  await note(sql, row, { outcome: 'skip', reason: 'missing', detail, facts });
  const dueAt = new Date(now.getTime() + againMs(sign.sign));
  const since = { ...seen, missing_since: row.missing_since ?? now, tries: 0, page_id: null };
  // the second look may be the last thing that is done for it
  await moveRevisit(sql, forgotten(row), { ...since, stage: 'fetch', dueAt });
  return [];
}

/** Marks the article, and tells those who were told of it and asked for that. Copies of a note come under one id. */
export async function withdraw(
  sql: Sql,
  row: RevisitRow,
  { sign, detail }: Sign,
  deps: Pick<Deps, 'clock'>,
): Promise<Job[]> {
  const at = deps.clock.now();
  if (!(await withdrawArticle(sql, row.article_id, { at, reason: sign, detail }))) return [];
  const latest = await latestRevision(sql, row.article_id);
  const article = latest && (await loadRevision(sql, latest.id));
  if (!article) return [];
  const jobs: Job[] = [];
  for (const told of await toldOfArticle(sql, row.article_id)) {
    const { subscription_id: subscriptionId, story_id: storyId, channel, match_id: matchId } = told;
    const id = contentId('withdrawal', subscriptionId, row.article_id, channel);
    const { title, url, feed_title: feed, site } = article;
    const body = withdrawnEvent({
      ...{ id, at, storyId, reason: sign, detail },
      subscription: { id: subscriptionId, name: told.subscription },
      article: { title, url, source: feed || site || '', revision: told.revision },
    });
    // keyed beside the alert that it takes back
    const revision = -told.revision;
    const promise = { id, subscriptionId, storyId, revision, channel, matchId, body, replayId: null };
    if (await promiseDelivery(sql, promise))
      jobs.push({ queue: 'send-alerts', key: `send-alerts-${id}-0`, id, delayMs: 0 });
  }
  return jobs;
}
