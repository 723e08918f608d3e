// How we introduce ourselves to sites: who, which version, where to complain.
import type { Settings } from '../config/settings.ts';
import { VERSION } from './version.ts';

/** The User-Agent of every request. */
export const userAgentOf = ({ fetch }: Settings): string =>
  fetch.userAgent ?? `Presswatch/${VERSION} (${contactOf(fetch.contact)})`;

/** An address of a page with a plus before it, as crawlers write it. */
const contactOf = (contact: string | null): string =>
  contact === null
    ? 'news monitoring; no contact configured'
    : `${/^https?:/i.test(contact) ? '+' : ''}${contact}; news monitoring`;
