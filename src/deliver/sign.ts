// Standard Webhooks signatures: HMAC-SHA256 over `id.timestamp.body`, so that a receiver knows who sent what and when.
import { createHmac } from 'node:crypto';
import { type RandomBytes, systemRandomBytes } from '../lib/random.ts';

const PREFIX = 'whsec_';
/** the specification allows 24-64 bytes */
const SECRET_BYTES = 32;

/** A new signing secret: `whsec_` and base64 of 32 random bytes. */
export const newSecret = (random: RandomBytes = systemRandomBytes): string =>
  PREFIX + Buffer.from(random(SECRET_BYTES)).toString('base64');

/** Whether a text can serve as a secret: the prefix, then base64 of 24 to 64 bytes. */
export function isSecret(text: string): boolean {
  if (!text.startsWith(PREFIX)) return false;
  const encoded = text.slice(PREFIX.length);
  const length = Buffer.from(encoded, 'base64').length;
  return /^[A-Za-z0-9+/]+={0,2}$/.test(encoded) && length >= 24 && length <= 64;
}

/**
 * The value of `webhook-signature`: one `v1,<base64>` for each secret, the newest first, separated by spaces, so that a
 * receiver may hold either key while they change.
 * @param timestamp seconds since 1970, of this attempt
 */
export function sign(secrets: readonly string[], id: string, timestamp: number, body: string): string {
  return secrets
    .map((secret) => Buffer.from(secret.slice(PREFIX.length), 'base64'))
    .map((key) => createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64'))
    .map((signature) => `v1,${signature}`)
    .join(' ');
}
