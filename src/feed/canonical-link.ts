// One name for all spellings of an article's address, to recognise it within its feed. For comparing only: it is never
// fetched, shown or stored as an address. Wider than `urlKey`, which is the identity of articles across feeds.
import { httpUrl, urlKey } from '../lib/url.ts';

/** Arguments that ask for the AMP form of a page and say nothing else. */
const AMP_ARGUMENT = /^(?:amp(?:=[^&]*)?|_amp=[^&]*|outputtype=amp|view=amp|mode=amp)$/i;
/** `/c/s/host/path` of an AMP cache, `/amp/s/host/path` of the search engine that runs one; `s` stands for https. */
const CACHED = /^\/(?:[a-z]|amp)\/(?:s\/)?((?:[a-z0-9-]+\.)+[a-z]{2,}(?:\/.*)?)$/i;
const CACHES = /(?:^|\.)(?:cdn\.ampproject\.org|google\.[a-z.]{2,6})$/;
/** marks within marks: more than this is no address that anybody published */
const LAYERS = 4;

/**
 * The address without what differs between spellings of one article: scheme, `www.`, default port, fragment, tracking
 * arguments, order of arguments, trailing slash, escapes (all as `urlKey`), and the marks and caches of AMP. Idempotent.
 * What is no http(s) address comes back trimmed.
 */
export const canonicalLink = (link: string): string => withoutAmp(urlKey(link));

/** The same of what is a `urlKey` already. */
export function withoutAmp(written: string): string {
  let key = written;
  for (let layer = 0; layer <= LAYERS; layer++) {
    const plain = key.includes('amp') ? unfolded(key) : key;
    if (plain === key) return key;
    key = plain;
  }
  return written;
}

function unfolded(key: string): string {
  const url = httpUrl(key);
  if (url === null) return key;
  const cached = CACHES.test(url.hostname) ? CACHED.exec(url.pathname) : null;
  if (cached) return urlKey(`https://${cached[1]}${url.search}`);
  url.hostname = url.hostname.replace(/^amp\.(?=[^.]+\.)/, '');
  url.pathname = url.pathname
    .replace(/^\/amp(?=\/[^/]+\/)/, '')
    .replace(/(?<=\/[^/]+)\/amp$/, '')
    .replace(/\.amp(?=\.html?$|$)/, '');
  const list = url.search.slice(1).split('&');
  url.search = list.filter((argument) => !AMP_ARGUMENT.test(argument)).join('&');
  return urlKey(url.href);
}
