// Which webhook addresses are accepted: checked when a subscription is saved, and again at every send.
import { LIMITS } from '../config/limits.ts';
import { done, type Outcome, reject } from '../model/outcome.ts';
import { type EgressPolicy, isPortAllowed } from '../net/address.ts';

export type TargetRules = {
  /** plain http too: alerts can be read on the way */
  allowHttp: boolean;
  policy: EgressPolicy;
};

/** The parsed address, or a rejection that says what is wrong. What the name resolves to is checked when connecting. */
export function checkTarget(text: string, { allowHttp, policy }: TargetRules): Outcome<URL> {
  if (text.length > LIMITS.urlChars)
    return reject('bad-target', `The address is longer than ${LIMITS.urlChars} characters.`);
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null) return reject('bad-target', 'This is no address.');
  if (url.protocol === 'http:' && !allowHttp) {
    return reject('bad-target', 'Webhooks need https; alert.allowHttp opens plain http.');
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return reject('bad-target', `Webhooks go to https addresses, not to ${url.protocol}`);
  }
  if (url.username !== '' || url.password !== '')
    return reject('bad-target', 'An address must not carry a user or password.');
  if (url.hash !== '' || text.includes('#'))
    return reject('bad-target', 'An address must not carry a fragment (#).');
  if (!isPortAllowed(url, policy))
    return reject('blocked-port', `Port ${url.port} is not open; egress.ports opens it.`);
  return done(url);
}
