// The signature of a WebSub push (section 7): who knows the secret sent these very bytes. Never tells why it is wrong.
import { createHmac, timingSafeEqual } from 'node:crypto';

/** sha1 is left out on purpose: hubs that know nothing better are polled instead. */
const METHODS = new Set(['sha256', 'sha384', 'sha512']);

/** Whether `header` (X-Hub-Signature, `method=hex`) is the HMAC of the raw body. Takes the same time for each wrong one. */
export function isSigned(header: string | undefined, secret: string, body: Uint8Array): boolean {
  const [, method = '', hex = ''] = /^(sha\d{3})=([0-9a-f]{64,128})$/i.exec(header?.trim() ?? '') ?? [];
  if (!METHODS.has(method.toLowerCase())) return false;
  const right = createHmac(method.toLowerCase(), secret).update(body).digest();
  const given = Buffer.from(hex, 'hex');
  return given.length === right.length && timingSafeEqual(given, right);
}
