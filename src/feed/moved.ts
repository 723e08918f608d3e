// Permanent redirects: when does a feed's stored address change? Pure. One redirect is no move: feeds have been rewritten
// to maintenance pages, so the same target must be seen again on another day, each time with a feed behind it.

/** A target that a feed's address leads to for good, as often as it was seen. */
export type Move = {
  to: string;
  /** polls in a row that ended there, and on how many days (UTC) */
  polls: number;
  days: number;
  /** the last of these days, as 2026-01-31 */
  lastDay: string;
};

const POLLS = 3;
const DAYS = 2;

/**
 * What to remember after a good poll, and the address to take from now on, if any.
 * @param permanent as far as 301 and 308 led before any other redirect; null: nowhere. 302, 303 and 307 never count.
 */
export function trackMove(
  before: Move | null,
  url: string,
  permanent: string | null,
  now: Date,
): { move: Move | null; rewriteTo: string | null } {
  if (permanent === null || permanent === url) return { move: null, rewriteTo: null };
  if (isSameOverTls(url, permanent)) return { move: null, rewriteTo: permanent };
  const today = now.toISOString().slice(0, 10);
  const same = before?.to === permanent ? before : { to: permanent, polls: 0, days: 0, lastDay: '' };
  const days = same.days + (same.lastDay === today ? 0 : 1);
  const move = { to: permanent, polls: same.polls + 1, days, lastDay: today };
  return { move, rewriteTo: move.polls >= POLLS && move.days >= DAYS ? permanent : null };
}

/** http to https of the same host and path is safe to take at once. */
function isSameOverTls(from: string, to: string): boolean {
  const [a, b] = [URL.parse(from), URL.parse(to)];
  if (a === null || b === null || a.protocol !== 'http:' || b.protocol !== 'https:') return false;
  return (
    a.hostname === b.hostname &&
    a.port === '' &&
    b.port === '' &&
    a.pathname + a.search === b.pathname + b.search
  );
}
