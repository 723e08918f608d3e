// Which webhook addresses are accepted: checked when a subscription is saved, and again at every send.
import { isIP } from 'node:net';
import { LIMITS } from '../config/limits.ts';
import { done, type Outcome, reject } from '../model/outcome.ts';
import { type EgressPolicy, isAllowed, isPortAllowed } from '../net/address.ts';

export type TargetRules = {
  /** plain http too: alerts can be read on the way */
  allowHttp: boolean;
  policy: EgressPolicy;
};

/**
 * The parsed address, or a rejection that says what is wrong. An address in figures is judged here, so that the person
 * who saves it hears at once; what a name resolves to is judged when connecting, each time anew.
 */
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
  const address = addressOf(url);
  if (address !== null && !isAllowed(address, policy)) {
    return reject('private-address', `${url.hostname} is not a public address; egress.allow opens it.`);
  }
  return done(url);
}

/** The address a host stands for without any resolver: itself, or this machine (RFC 6761 §6.3); null for other names. */
function addressOf({ hostname }: URL): string | null {
  const bare = hostname.replace(/^\[|\]$/g, '');
  if (isIP(bare) !== 0) return bare;
  return /(^|\.)localhost\.?$/.test(hostname) ? '127.0.0.1' : null;
}
