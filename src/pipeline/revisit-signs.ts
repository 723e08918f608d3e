// Signs that an article was taken down, and how often and how far apart each must be seen before it counts: a hiccup of a
// server is no retraction. Every visit in between on which the text is there wipes the slate.
import { LIMITS } from '../config/limits.ts';

export type SignKind =
  /** 404 or 410 */
  | 'gone'
  /** 451: unavailable for legal reasons */
  | 'legal'
  /** the address leads to the front page */
  | 'home'
  /** the address leads to another article */
  | 'elsewhere'
  /** the page says that the article was removed */
  | 'notice'
  /** the page is there, its text is not */
  | 'emptied';

export type Sign = { sign: SignKind; detail: string };

/** Looked at again after this, ms. */
export const againMs = (sign: SignKind): number =>
  sign === 'emptied' || sign === 'elsewhere' ? LIMITS.emptiedAgainMs : LIMITS.goneAgainMs;

/** a second look a little early is a second look */
const SOONEST = 0.8;

/** Whether a sign seen now, after the first one at `since`, is enough. */
export const isWithdrawn = (sign: SignKind, since: Date | null, now: Date): boolean =>
  since !== null && now.getTime() - since.getTime() >= againMs(sign) * SOONEST;

/** front pages, also of one language: /, /index.html, /en/ */
const FRONT = /^\/(?:[a-z]{2}(?:[-_][a-z]{2})?\/?)?(?:(?:index|home|default)(?:\.\w{3,5})?)?\/?$/i;

/** Whether a request for an article ended on a front page. */
export function leadsHome(asked: string, answered: string): boolean {
  const [from, to] = [new URL(asked), new URL(answered)];
  return from.pathname !== to.pathname && FRONT.test(to.pathname) && !FRONT.test(from.pathname);
}
