// An address as people and other programs write it, to the one that is polled. Asks nobody whether a feed is there.
import { LIMITS } from '../config/limits.ts';

export type Address = { ok: true; url: string } | { ok: false; why: keyof typeof WHY };

/** Why an address can't be watched, to stand behind it or behind "which". */
export const WHY = {
  empty: 'is empty',
  'no-url': 'is no http(s) address',
  password: 'carries a user or password, which would be stored and shown',
  'too-long': `is longer than ${LIMITS.urlChars} characters`,
} as const;

/**
 * The address of a feed in the spelling of the WHATWG, without fragment, which no server sees. Some programs write `feed:`
 * before or instead of the scheme.
 */
export function feedAddress(text: string): Address {
  const plain = withoutFeedScheme(text.trim());
  if (plain === '') return { ok: false, why: 'empty' };
  const url = URL.parse(plain);
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:'))
    return { ok: false, why: 'no-url' };
  if (url.username !== '' || url.password !== '') return { ok: false, why: 'password' };
  url.hash = '';
  return url.href.length > LIMITS.urlChars ? { ok: false, why: 'too-long' } : { ok: true, url: url.href };
}

/** `feed:https://…` and `feed://…` as what they stand for; anything else as it is. */
export const withoutFeedScheme = (text: string): string =>
  text.replace(/^feed:(?:\/\/)?(?=https?:)/i, '').replace(/^feed:\/\//i, 'http://');
