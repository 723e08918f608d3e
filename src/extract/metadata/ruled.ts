// What the rule of a site found, read as title, authors and date. The operator pointed at it, so no heading or label is
// needed beside it; only what can't be a name or a date is refused.
import { LIMITS } from '../../config/limits.ts';
import type { Found } from '../../model/about-page.ts';
import { plain } from '../plain.ts';
import { type DateHints, readDate, readRelativeDate } from './date.ts';
import { namesIn } from './names.ts';

/** Text of the elements that a site's rule points at. */
export type Ruled = { title?: string; byline?: string; date?: string };

export function ruledTitle(ruled: Ruled | undefined): Found<string> | null {
  const value = plain(ruled?.title ?? '', LIMITS.titleChars);
  return value === '' ? null : { value, source: 'site-rule' };
}

export function ruledAuthors(ruled: Ruled | undefined): Found<string[]> | null {
  const value = namesIn(plain(ruled?.byline ?? '', LIMITS.authorChars));
  return value.length === 0 ? null : { value, source: 'site-rule' };
}

export function ruledDate(ruled: Ruled | undefined, hints: DateHints): Found<string> | null {
  const text = plain(ruled?.date ?? '', LIMITS.authorChars);
  const value = text === '' ? null : (readDate(text, hints) ?? readRelativeDate(text, hints));
  return value === null ? null : { value, source: 'site-rule' };
}
