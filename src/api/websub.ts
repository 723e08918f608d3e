// The callback of WebSub: hubs verify that we asked, deny, and send news here. Answers at once and lets the queue read;
// tells nobody whether a signature was right, and nothing about paths it does not know.
import type { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { LIMITS } from '../config/limits.ts';
import { plausibleSilence } from '../feed/rhythm.ts';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import { isSigned } from '../net/hub-signature.ts';
import type { Job } from '../pipeline/job.ts';
import { pushJob } from '../pipeline/read-push.ts';
import type { Store } from '../store/db.ts';
import { denyHub, findHub, keepPush, verifyHub, waitingPushes } from '../store/hubs.ts';

export type WebSubDeps = {
  store: Store;
  clock: Clock;
  log: Log;
  /** hands the push to the queue; may fail, the reconciler makes up for it */
  enqueue(jobs: Job[]): Promise<void>;
};

const DAY = 86_400_000;
/** part of a lease after which it is renewed */
const RENEW = 0.8;
/** a lease that a hub grants counts between these */
const SHORTEST_LEASE = 60;
const LONGEST_LEASE = 90 * 86_400;
/** a hub that said no is asked again after this */
const AFTER_NO = 7 * DAY;
/** pushes of one feed that wait to be read; beyond that its hub has to wait */
const MOST_WAITING = 50;

export function addWebSub(app: Hono, deps: WebSubDeps): void {
  const limit = bodyLimit({
    maxSize: LIMITS.feedBytes,
    onError: (context) => context.text('too large', 413),
  });
  app.get('/websub/:path', async (context) => {
    const answer = await verify(context.req.param('path'), (name) => context.req.query(name), deps);
    return answer === null ? context.notFound() : context.text(answer, 200);
  });
  app.post('/websub/:path', limit, async (context) => {
    const body = new Uint8Array(await context.req.arrayBuffer());
    const header = (name: string) => context.req.header(name);
    const status = await receive(context.req.param('path'), header, body, deps);
    return context.body(null, status);
  });
}

/** Section 5.3: the challenge when we asked for this topic, else nothing. `denied` may come at any time (5.2). */
async function verify(
  path: string,
  query: (name: string) => string | undefined,
  { store, clock, log }: WebSubDeps,
): Promise<string | null> {
  const row = await findHub(store, path);
  if (row === null || query('hub.topic') !== row.topic) return null;
  const mode = query('hub.mode');
  if (mode === 'denied') {
    log.info({ event: 'hub.denied', feed: row.feed_id });
    await denyHub(store, path, `The hub said no: ${query('hub.reason') ?? 'without a reason'}.`, AFTER_NO);
    return '';
  }
  const challenge = query('hub.challenge');
  if (challenge === undefined) return null;
  const isWatched = row.feed_state === 'active';
  if (mode === 'unsubscribe') return isWatched ? null : challenge;
  if (mode !== 'subscribe' || !isWatched || !['asked', 'active'].includes(row.state)) return null;
  const seconds = Number(query('hub.lease_seconds'));
  const granted = Number.isFinite(seconds) && seconds > 0 ? seconds : 86_400;
  const leaseMs = Math.min(Math.max(granted, SHORTEST_LEASE), LONGEST_LEASE) * 1000;
  const trustMs = plausibleSilence(row.rhythm, clock.now().getTime());
  await verifyHub(store, path, { leaseMs, renewMs: leaseMs * RENEW, trustMs });
  log.info({ event: 'hub.verified', feed: row.feed_id, leaseMs });
  return challenge;
}

/** Section 7: what is not signed is answered as if it were, and dropped. 410 ends a subscription of a feed that is gone. */
async function receive(
  path: string,
  header: (name: string) => string | undefined,
  body: Uint8Array,
  { store, log, enqueue }: WebSubDeps,
): Promise<202 | 404 | 410 | 429> {
  const row = await findHub(store, path);
  if (row === null) return 404;
  if (row.feed_state !== 'active') return 410;
  if (!isSigned(header('x-hub-signature'), row.secret, body)) {
    log.warn({ event: 'hub.unsigned', feed: row.feed_id, bytes: body.length });
    return 202;
  }
  if ((await waitingPushes(store, row.feed_id)) >= MOST_WAITING) return 429;
  const id = await keepPush(store, {
    feedId: row.feed_id,
    contentType: header('content-type') ?? null,
    body,
  });
  await enqueue([pushJob({ id, starts: 0 })]).catch((error: Error) =>
    log.warn({ event: 'queue.unreachable', jobs: 1, problem: error.message }),
  );
  return 202;
}
