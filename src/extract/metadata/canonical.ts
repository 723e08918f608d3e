// The address that stands for the article. A page may name one of its owner's own; another owner's only where the
// address it was read at already says so, since a page must not pass for someone else's. Versions for phones and
// printers lead back to the page they are versions of.
import type { AboutPage, Found } from '../../model/about-page.ts';
import { publicAddress } from '../address.ts';
import type { Head } from './head.ts';
import { isArticle, type LdNode, textOf } from './json-ld.ts';
import { isSameOwner } from './registrable.ts';

export type Address = {
  canonical: Found<string> | null;
  variant: AboutPage['variant'];
};

export type AddressSources = {
  head: Head;
  nodes: LdNode[];
  base: string;
  /** where the page was read */
  url: string;
  /** what was asked for, before redirects, when it is another address */
  askedUrl?: string | undefined;
};

export function readAddress(sources: AddressSources): Address {
  const stated = statedAddress(sources);
  const variant = variantOf(sources, stated?.value ?? null);
  const original = originalOf(sources.url, variant);
  // A version that names itself is led back by its own address.
  const isStated = stated !== null && (original === null || !samePage(stated.value, sources.url));
  if (isStated || original === null) return { canonical: stated, variant };
  return { canonical: { value: original, source: 'url' }, variant };
}

function statedAddress(sources: AddressSources): Found<string> | null {
  const { head, nodes, base } = sources;
  const article = nodes.find(isArticle);
  const stated: [string | null, Found<string>['source']][] = [
    [head.link('canonical'), 'link canonical'],
    [head.meta('og:url'), 'og og:url'],
    [textOf(article?.mainEntityOfPage, ['@id', 'url']), 'json-ld mainEntityOfPage'],
  ];
  for (const [value, source] of stated) {
    const canonical = publicAddress(value, base);
    if (canonical !== null && isBelievable(canonical, sources)) return { value: canonical, source };
  }
  return null;
}

function isBelievable(canonical: string, { url, askedUrl }: AddressSources): boolean {
  const { pathname, search } = new URL(canonical);
  if (pathname === '/' && search === '' && (URL.parse(url)?.pathname ?? '/') !== '/') return false;
  if (isSameOwner(canonical, url)) return true;
  const behind = hostBehindCache(url);
  if (behind !== null && isSameOwner(canonical, `https://${behind}/`)) return true;
  return askedUrl !== undefined && isSameOwner(canonical, askedUrl);
}

/** The publisher's host in an address of an AMP cache or viewer; null for any other address. */
function hostBehindCache(url: string): string | null {
  const { hostname = '', pathname = '' } = URL.parse(url) ?? {};
  const isCache = hostname.endsWith('.cdn.ampproject.org') || hostname === 'cdn.ampproject.org';
  const path = isCache
    ? /^\/(?:[vcai]\/)?(?:s\/)?([^/]+)\//.exec(pathname)
    : /^(?:www\.)?google\.[a-z.]{2,6}$/.test(hostname)
      ? /^\/amp\/(?:s\/)?([^/]+)\//.exec(pathname)
      : null;
  return path?.[1] ?? null;
}

/**
 * What the page says of itself, or an argument of its address. The end of a path is a hint only: a shop may sell prints,
 * so the page must name the address without it, or none.
 */
function variantOf({ head, url }: AddressSources, stated: string | null): AboutPage['variant'] {
  if (head.html('amp') !== null || head.html('⚡') !== null || hostBehindCache(url) !== null) return 'amp';
  const parsed = URL.parse(url);
  if (parsed === null) return null;
  for (const variant of ['amp', 'print'] as const) {
    const { path, argument } = MARKS[variant];
    if (argumentsOf(parsed).some((one) => argument.test(one))) return variant;
    const original = path.test(parsed.pathname) ? originalOf(url, variant) : null;
    if (original !== null && (stated === null || samePage(stated, original))) return variant;
  }
  return null;
}

const MARKS = {
  amp: {
    path: /(?<=.)\/amp\/?$|\.amp(?:\.html?)?$/i,
    argument: /^(?:amp(?:=(?:1|true|yes|)?)?|(?:outputtype|output|view|mode)=amp)$/i,
  },
  print: {
    path: /(?<=.)\/(?:print|drucken|imprimir|stampa)\/?$|\.print(?:\.html?)?$/i,
    argument:
      /^(?:print(?:=(?:1|true|yes|y|)?)?|(?:view|mode|format|output|outputtype|layout|page|tmpl)=print(?:er|able|version)?|printable=\w+|printpage=\w+)$/i,
  },
};

const argumentsOf = (url: URL): string[] => url.search.slice(1).split('&');

/** The address without what makes it a version; null when nothing in it does. */
function originalOf(url: string, variant: AboutPage['variant']): string | null {
  const parsed = URL.parse(url);
  if (variant === null || parsed === null || hostBehindCache(url) !== null) return null;
  const before = parsed.href;
  const { path, argument } = MARKS[variant];
  parsed.pathname = parsed.pathname.replace(path, (end) => (/\.html?$/i.test(end) ? '.html' : ''));
  const kept = argumentsOf(parsed).filter((one) => one !== '' && !argument.test(one));
  parsed.search = kept.length === 0 ? '' : `?${kept.join('&')}`;
  return parsed.href === before ? null : parsed.href;
}

const samePage = (one: string, other: string): boolean => {
  const [a, b] = [URL.parse(one), URL.parse(other)];
  return a !== null && b !== null && a.host === b.host && a.pathname === b.pathname && a.search === b.search;
};
