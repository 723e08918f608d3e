// The webhook channel: signed, bounded, never redirected. One try; when to try again is the schedule's business.
import { LIMITS } from '../config/limits.ts';
import { type Clock, stopwatch } from '../lib/clock.ts';
import { done, type Outcome, reject, retry } from '../model/outcome.ts';
import type { Client, Fetched } from '../net/client.ts';
import { retryAfterMs } from '../net/retry-after.ts';
import type { Attempted } from './attempt.ts';
import { isSecret, sign } from './sign.ts';

export type WebhookCall = {
  url: string;
  /** newest first; all of them sign */
  secrets: readonly string[];
  /** the delivery's id: the same for every try */
  id: string;
  /** the exact bytes that are signed and sent */
  body: string;
};

/** Sends once. Redirects count as failures (the specification forbids following them); 410 ends the delivery. */
export async function sendWebhook(
  call: WebhookCall,
  deps: { client: Client; clock: Clock },
): Promise<Attempted> {
  if (call.secrets.length === 0 || !call.secrets.every(isSecret)) {
    const outcome = reject('bad-signature-secret', 'The subscription has no usable signing secret.');
    return { outcome, status: null, answer: null, durationMs: 0 };
  }
  const elapsed = stopwatch();
  // of this attempt, not of the delivery: receivers refuse signatures that are more than five minutes old
  const timestamp = Math.floor(deps.clock.now().getTime() / 1000);
  const answer = await deps.client.post(call.url, call.body, {
    headers: {
      'content-type': 'application/json',
      'webhook-id': call.id,
      'webhook-timestamp': String(timestamp),
      'webhook-signature': sign(call.secrets, call.id, timestamp, call.body),
    },
    deadlineMs: LIMITS.webhookMs,
    maxAnswerBytes: LIMITS.webhookAnswerBytes,
  });
  if (answer.kind !== 'done') return { outcome: answer, status: null, answer: null, durationMs: elapsed() };
  const { status, durationMs } = answer.value;
  return {
    outcome: judge(answer.value, deps.clock.now()),
    status,
    answer: beginning(answer.value),
    durationMs,
  };
}

function judge(answer: Fetched, now: Date): Outcome<null> {
  const { status } = answer;
  if (status >= 200 && status < 300) return done(null);
  const sentence = `The receiver answered ${status}.`;
  if (status === 410) return reject('endpoint-gone', 'The receiver says that this endpoint is gone (410).');
  if (status >= 300 && status < 400) return retry('redirected', `${sentence} Redirects are not followed.`);
  const asked = retryAfterMs(answer.headers['retry-after'] ?? null, now) ?? undefined;
  if (status === 429) return retry('http-429', sentence, asked);
  if (status === 503) return retry('http-5xx', sentence, asked);
  if (status === 502 || status === 504) return retry('timeout', sentence);
  return retry(status >= 500 ? 'http-5xx' : 'http-4xx', sentence);
}

/** Printable text only: the answer is shown to people. */
function beginning(answer: Fetched): string {
  const text = Buffer.from(answer.bytes.subarray(0, LIMITS.answerKeptChars * 4)).toString('utf8');
  return text
    .replace(/[\p{Cc}\p{Cf}\p{Cs}]+/gu, ' ')
    .trim()
    .slice(0, LIMITS.answerKeptChars);
}
