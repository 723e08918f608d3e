// WebSub (W3C Recommendation), our side of asking: who names a hub is subscribed to there, and again before the lease ends.
// Polls go on, a day apart; whatever fails here, they take over by themselves.
import { LIMITS } from '../config/limits.ts';
import { type RandomBytes, systemRandomBytes } from '../lib/random.ts';
import { done, type Outcome } from '../model/outcome.ts';
import { claimDueHubs, feedsWithNewHub, type HubRow, saveAnswer, startSubscription } from '../store/hubs.ts';
import type { Deps } from './deps.ts';
import { atHost } from './host-turn.ts';

export type WebSubOptions = {
  /** public address below which hubs reach our API; null: no subscriptions */
  callback: string | null;
  /** hubs over plain http, where a secret can be read on the way */
  allowHttp: boolean;
  /** how long a lease we ask for, ms */
  leaseMs: number;
};

type HubDeps = Pick<Deps, 'store' | 'client' | 'log'> & {
  options: Pick<Deps['options'], 'hostGapMs' | 'websub'>;
};

const AT_ONCE = 20;
const SECRET_BYTES = 32;
const PATH_BYTES = 24;
const HOPS = 3;

/** Subscribes where a hub is named, and renews what is due. Returns how many hubs were asked. */
export async function tendHubs(deps: HubDeps, random: RandomBytes = systemRandomBytes): Promise<number> {
  const { callback, allowHttp } = deps.options.websub;
  if (callback === null) return 0;
  const token = (bytes: number) => Buffer.from(random(bytes)).toString('base64url');
  for (const { id: feedId, hub, topic } of await feedsWithNewHub(deps.store, AT_ONCE)) {
    await startSubscription(deps.store, {
      ...{ feedId, hub, topic },
      ...{ path: token(PATH_BYTES), secret: token(SECRET_BYTES) },
    });
  }
  const due = await claimDueHubs(deps.store, AT_ONCE);
  for (const row of due) {
    // the secret must not be read on the way, nor a false hub be believed
    const isSafe = allowHttp || row.hub.startsWith('https:');
    const problem = isSafe ? await askHub(row, callback, deps) : 'The hub is not reached over https.';
    await saveAnswer(deps.store, row.path, problem);
    deps.log.info({ event: 'hub.asked', feed: row.feed_id, host: URL.parse(row.hub)?.host, problem });
  }
  return due.length;
}

/** Sends the wish; null when the hub took it, else what it said. It verifies by a request of its own (src/api/websub.ts). */
async function askHub(row: HubRow, callback: string, deps: HubDeps): Promise<string | null> {
  const body = new URLSearchParams({
    'hub.mode': 'subscribe',
    'hub.topic': row.topic,
    'hub.callback': `${callback.replace(/\/+$/, '')}/${row.path}`,
    'hub.lease_seconds': String(Math.round(deps.options.websub.leaseMs / 1000)),
    'hub.secret': row.secret,
  }).toString();
  const answer = await post(row.hub, body, `hub-${row.feed_id}`, deps);
  if (answer.kind !== 'done') return answer.detail ?? answer.reason;
  return answer.value >= 200 && answer.value < 300 ? null : `The hub answered ${answer.value}.`;
}

/** The status in the end. A redirect means the same wish at another address (section 5.1), guarded and paced alike. */
async function post(hub: string, body: string, by: string, deps: HubDeps): Promise<Outcome<number>> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  let url = hub;
  for (let hop = 0; ; hop++) {
    const at = url;
    const answer = await atHost(at, by, deps, () =>
      deps.client.post(at, body, {
        headers,
        deadlineMs: LIMITS.fetchMs,
        maxAnswerBytes: LIMITS.webhookAnswerBytes,
      }),
    );
    if (answer.kind !== 'done') return answer;
    const { status, headers: said } = answer.value;
    const next = [301, 302, 307, 308].includes(status) ? URL.parse(said.location ?? '', at) : null;
    if (next === null || hop === HOPS) return done(status);
    if (next.protocol !== 'https:' && !deps.options.websub.allowHttp) return done(status);
    url = next.href;
  }
}
