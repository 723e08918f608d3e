// Reads Retry-After (RFC 9110 §10.2.3): seconds, or a date. What to make of it is the caller's business.
import { LIMITS } from '../config/limits.ts';

// The three date forms that RFC 9110 §5.6.7 obliges us to read. `Date.parse` alone would take "5 apples" for a year.
const DATES = [
  /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/, // IMF-fixdate
  /^[A-Z][a-z]{5,8}, \d{2}-[A-Z][a-z]{2}-\d{2} \d{2}:\d{2}:\d{2} GMT$/, // RFC 850
  /^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2} \d{4}$/, // asctime, which means GMT
];

/**
 * Milliseconds to wait from `now` on, between 0 and `mostMs`; null when the header is absent or says nothing
 * readable. A date in the past is 0.
 */
export function retryAfterMs(
  header: string | null | undefined,
  now: Date,
  mostMs: number = LIMITS.retryAfterMs,
): number | null {
  const text = header?.trim() ?? '';
  const ms = /^\d+$/.test(text) ? Number(text) * 1000 : dateMs(text) - now.getTime();
  return Number.isNaN(ms) ? null : Math.min(Math.max(ms, 0), mostMs);
}

function dateMs(text: string): number {
  if (!DATES.some((form) => form.test(text))) return Number.NaN;
  return Date.parse(text.endsWith('GMT') ? text : `${text} GMT`);
}
