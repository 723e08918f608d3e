// Addresses a page gives: resolved, cut to http(s), and kept only where they name a public host.
// Nothing here looks anything up; the client that fetches checks again.
import { LIMITS } from '../config/limits.ts';

/** Absolute http(s) address of something to load, or null. Bare IP addresses and local names are not believed. */
export function publicAddress(address: string | null | undefined, base: string): string | null {
  const url = resolve(address, base);
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) return null;
  return isPublicName(url.hostname) ? url.href : null;
}

/** Absolute address a reader may click on: http, https or mailto; else null. */
export function safeLink(address: string | null, base: string): string | null {
  const url = resolve(address, base);
  return url !== null && ['http:', 'https:', 'mailto:'].includes(url.protocol) ? url.href : null;
}

/** The address that relative ones are resolved against: `<base href>` when it is http(s), else the page's own. */
export function baseOf(href: string | undefined, url: string): string {
  const base = resolve(href, url);
  return base !== null && /^https?:$/.test(base.protocol) ? base.href : url;
}

function resolve(address: string | null | undefined, base: string): URL | null {
  const trimmed = address?.trim() ?? '';
  if (trimmed === '' || trimmed.length > LIMITS.urlChars) return null;
  const url = URL.canParse(base) ? URL.parse(trimmed, base) : URL.parse(trimmed);
  if (url === null) return null;
  url.username = '';
  url.password = '';
  return url;
}

const isPublicName = (host: string): boolean =>
  host.includes('.') && !/^[\d.]+$|:|\.(?:local|localhost|internal|home|lan)\.?$/i.test(host);
