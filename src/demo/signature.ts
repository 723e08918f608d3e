// Verifies Standard Webhooks signatures, as a subscriber would, from the specification alone
// (https://github.com/standard-webhooks/standard-webhooks). Shares no code with the signer on purpose.
import { createHmac, timingSafeEqual } from 'node:crypto';

/** Header names in lower case, as node:http gives them. */
export type Headers = Readonly<Record<string, string | string[] | undefined>>;

const PREFIX = 'whsec_';
/** the specification's advice against replayed requests, either way */
const TOLERANCE_SECONDS = 5 * 60;

/**
 * True when one of the signatures is HMAC-SHA256 of `id.timestamp.body` under `secret` (`whsec_` and base64) and the
 * timestamp (seconds) lies within five minutes of `now`. Signatures of other versions than v1 are passed over.
 */
export function isSigned(headers: Headers, body: Uint8Array, secret: string, now: Date): boolean {
  const id = headers['webhook-id'];
  const timestamp = headers['webhook-timestamp'];
  const signatures = headers['webhook-signature'];
  if (typeof id !== 'string' || typeof timestamp !== 'string' || typeof signatures !== 'string') return false;
  if (!/^\d{1,12}$/.test(timestamp) || !secret.startsWith(PREFIX)) return false;
  if (Math.abs(now.getTime() / 1000 - Number(timestamp)) > TOLERANCE_SECONDS) return false;

  const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
  if (key.length === 0) return false;
  const expected = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest();
  return signatures.split(' ').some((signature) => {
    const [version, value = ''] = signature.split(',', 2);
    const given = Buffer.from(value, 'base64');
    return version === 'v1' && given.length === expected.length && timingSafeEqual(given, expected);
  });
}
