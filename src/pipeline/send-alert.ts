// Delivery → attempt: sent, tried again by the published schedule, or visibly dead. Every attempt is a row.
import type { Attempted } from '../deliver/attempt.ts';
import { sendToFile } from '../deliver/file.ts';
import { nextAttempt } from '../deliver/schedule.ts';
import { checkTarget } from '../deliver/target.ts';
import { sendWebhook } from '../deliver/webhook.ts';
import { done, type Outcome, skip } from '../model/outcome.ts';
import type { Sql } from '../store/db.ts';
import {
  addAttempt,
  lockDelivery,
  moveDelivery,
  type SendableDelivery,
  setBackDelivery,
  startDelivery,
  undoStartDelivery,
} from '../store/deliveries.ts';
import { HAND_OVER_MS } from '../store/items.ts';
import type { Step } from './advance.ts';
import type { Deps } from './deps.ts';
import { type Job, jobFor } from './job.ts';

/** One try, and when it began. */
type Tried = { at: Date; attempt: Attempted };

export const sendAlert: Step<SendableDelivery, Tried> = {
  name: 'alert',
  start: (sql, id) => startDelivery(sql, id),
  undoStart: (sql, id) => undoStartDelivery(sql, id),
  setBack: (sql, id) => setBackDelivery(sql, id),
  lock: lockDelivery,
  run: send,
  save: saveAttempt,
};

async function send(delivery: SendableDelivery, deps: Deps): Promise<Outcome<Tried>> {
  if (delivery.subscription_state !== 'active') return skip('not-in-force', 'The subscription was removed.');
  if (delivery.current_channel !== delivery.channel)
    return skip('not-in-force', 'The subscription uses another channel now.');
  const at = deps.clock.now();
  const { id, body, target, secrets } = delivery;
  if (delivery.channel === 'file') {
    return done({
      at,
      attempt: await sendToFile({ folder: deps.options.alertFiles, name: target, id, body }),
    });
  }
  const verdict = checkTarget(target, { allowHttp: deps.options.allowHttpWebhooks, policy: deps.policy });
  if (verdict.kind !== 'done') {
    return done({ at, attempt: { outcome: verdict, status: null, answer: null, durationMs: 0 } });
  }
  return done({ at, attempt: await sendWebhook({ url: target, secrets, id, body }, deps) });
}

async function saveAttempt(
  sql: Sql,
  delivery: SendableDelivery,
  outcome: Outcome<Tried>,
  deps: Deps,
): Promise<Job[]> {
  if (outcome.kind !== 'done') {
    const state = outcome.kind === 'skip' ? 'cancelled' : 'dead';
    await moveDelivery(sql, delivery.id, { state, dueAt: null, reason: outcome.reason, tried: false });
    return [];
  }
  const { at, attempt } = outcome.value;
  const result = attempt.outcome;
  const reason = result.kind === 'done' ? null : result.reason;
  await addAttempt(sql, delivery.id, {
    at,
    durationMs: attempt.durationMs,
    status: attempt.status,
    answer: attempt.answer,
    outcome: result.kind,
    reason: result.kind === 'done' ? null : (result.detail ?? result.reason),
  });
  if (result.kind === 'done') {
    await moveDelivery(sql, delivery.id, { state: 'sent', dueAt: null, reason: null, tried: true });
    return [];
  }
  const { alertRetryMs: schedule } = deps.options;
  const next = nextAttempt(delivery.attempts + 1, result, {
    schedule,
    random: deps.random,
    now: deps.clock.now(),
  });
  if ('dead' in next) {
    await moveDelivery(sql, delivery.id, { state: 'dead', dueAt: null, reason, tried: true });
    deps.log.warn({
      event: 'delivery.dead',
      delivery: delivery.id,
      subscription: delivery.subscription_id,
      reason,
    });
    return [];
  }
  const row = await moveDelivery(sql, delivery.id, { state: 'pending', dueAt: next.at, reason, tried: true });
  const job = row && jobFor('send-alerts', row, deps.clock.now(), HAND_OVER_MS);
  return job ? [job] : [];
}
