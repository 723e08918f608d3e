// Which URLs may be requested at all, before any name is resolved. Pure; addresses are judged at connect.
import { LIMITS } from '../config/limits.ts';
import type { Outcome } from '../model/outcome.ts';
import { done, reject } from '../model/outcome.ts';
import type { EgressPolicy } from './address.ts';
import { isPortAllowed } from './address.ts';

/**
 * Parses by the WHATWG rules, which also bring `0x7f.1`, `127.1` or `①②⑦.0.0.1` to plain addresses. `base` is what
 * a redirect's relative target is resolved against. The fragment is dropped. Userinfo is refused: what looks like
 * `news.example` in `https://news.example@evil.example` misleads, and a password has no place in a feed's address.
 */
export function checkUrl(text: string, policy: EgressPolicy, base?: URL): Outcome<URL> {
  const url = URL.parse(text, base);
  if (url === null) return reject('bad-url', 'this is not a URL');
  url.hash = '';
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return reject('bad-url', `${url.protocol} is not supported, only http: and https:`);
  }
  if (url.username !== '' || url.password !== '')
    return reject('bad-url', 'the URL carries a user name or password');
  if (url.href.length > LIMITS.urlChars)
    return reject('bad-url', `the URL is longer than ${LIMITS.urlChars} characters`);
  if (!isPortAllowed(url, policy))
    return reject('blocked-port', `port ${url.port || 'of the scheme'} is not open`);
  return done(url);
}
