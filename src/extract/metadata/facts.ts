// The plainer facts of a page: its site, section, language, lead image, and whether readers must pay.
import type { Found, Source } from '../../model/about-page.ts';
import { publicAddress } from '../address.ts';
import { plain } from '../plain.ts';
import type { Head } from './head.ts';
import { isArticle, type LdNode, listOf, textOf, typesOf } from './json-ld.ts';
import { hostName, lettersOf } from './words.ts';

const SITE_CHARS = 120;
/** a shorter host may begin any word */
const HOST_LETTERS = 4;
const SECTION_CHARS = 80;

type Stated = [value: string | null, source: Source];

/** The first value that is stated, tidied; null when none is. */
function firstOf(stated: Stated[], tidy: (value: string) => string | null): Found<string> | null {
  for (const [value, source] of stated) {
    const tidied = value === null ? null : tidy(value);
    if (tidied !== null && tidied !== '') return { value: tidied, source };
  }
  return null;
}

export function readSite(
  head: Head,
  nodes: LdNode[],
  documentTitle: string,
  url: string,
): Found<string> | null {
  const article = nodes.find(isArticle);
  const publisher = article?.publisher ?? nodes.find((node) => node.publisher != null)?.publisher;
  const id = textOf(publisher, ['@id']);
  const named = nodes.find((node) => id !== null && node['@id'] === id && node.name != null) ?? publisher;
  const website = nodes.find((node) => typesOf(node).includes('WebSite'));
  return firstOf(
    [
      [head.meta('og:site_name'), 'og og:site_name'],
      [textOf(named, ['name']), 'json-ld publisher'],
      [head.meta('application-name', 'apple-mobile-web-app-title'), 'meta application-name'],
      [textOf(website?.name), 'json-ld WebSite'],
      [siteInTitle(documentTitle, url), 'title'],
    ],
    // an address is no name
    (value) => (/^https?:|^www\./.test(value.trim()) ? null : plain(value, SITE_CHARS)),
  );
}

/** "Storm hits the coast - Harbour News" at harbournews.example. */
function siteInTitle(title: string, url: string): string | null {
  const last =
    title
      .slice(-SITE_CHARS)
      .split(/\s[|–—·•»:-]\s/)
      .at(-1) ?? '';
  const [name, host] = [lettersOf(last), lettersOf(hostName(url))];
  const isSame = name === host || (host.length >= HOST_LETTERS && name.startsWith(host));
  return last !== title && isSame ? last : null;
}

export function readSection(head: Head, nodes: LdNode[]): Found<string> | null {
  const article = nodes.find(isArticle);
  return firstOf(
    [
      [textOf(article?.articleSection), 'json-ld articleSection'],
      [head.meta('article:section', 'og:article:section', 'og:section'), 'meta article:section'],
      [head.meta('parsely-section', 'cxenseparse:section', 'sailthru.section', 'section'), 'meta section'],
      [crumb(nodes), 'json-ld BreadcrumbList'],
    ],
    (value) => (/^https?:/.test(value) || value.length > SECTION_CHARS ? null : plain(value, SECTION_CHARS)),
  );
}

/** The step above the article on the way from the site's front. */
function crumb(nodes: LdNode[]): string | null {
  const list = nodes.find((node) => typesOf(node).includes('BreadcrumbList'));
  const names = listOf(list?.itemListElement).map((step) => textOf(step, ['name']) ?? nameOfItem(step));
  const steps = names.filter((name) => name !== null);
  // front, section …, article
  return steps.length < 3 ? null : (steps.at(-2) ?? null);
}

const nameOfItem = (step: unknown): string | null =>
  typeof step === 'object' && step !== null && 'item' in step ? textOf(step.item, ['name']) : null;

export function readLang(head: Head, article: LdNode | undefined): Found<string> | null {
  return firstOf(
    [
      [head.html('lang'), 'html lang'],
      [head.html('xml:lang'), 'html xml:lang'],
      [head.meta('og:locale'), 'og og:locale'],
      [head.meta('content-language', 'dc.language', 'language'), 'meta content-language'],
      [textOf(article?.inLanguage, ['alternateName', 'name', '@value']), 'json-ld inLanguage'],
    ],
    (value) => {
      const tag = value.trim().replace('_', '-');
      return /^[a-z]{2,3}(?:-[a-z\d]{2,8})*$/i.test(tag) ? tag.toLowerCase() : null;
    },
  );
}

/** A picture that stands for the site, whatever the article. */
const SITE_PICTURE =
  /(?:^|[/_-])(?:logo|default|placeholder|fallback|favicon|no-?image|spacer|blank|icon)s?(?:[._-]|$)/i;

export function readImage(head: Head, article: LdNode | undefined, base: string): Found<string> | null {
  const stated: Stated[] = [
    [head.meta('og:image', 'og:image:url', 'og:image:secure_url'), 'og og:image'],
    [head.meta('twitter:image', 'twitter:image:src'), 'meta twitter:image'],
    [textOf(article?.image, ['url', 'contentUrl', '@id']), 'json-ld image'],
    [textOf(article?.thumbnailUrl), 'json-ld thumbnailUrl'],
    [head.link('image_src'), 'link image_src'],
  ];
  const tidy = (value: string) => publicAddress(value, base);
  const ofArticle = (value: string) => {
    const address = tidy(value);
    return address === null || SITE_PICTURE.test(URL.parse(address)?.pathname.split('/').at(-1) ?? '')
      ? null
      : address;
  };
  return firstOf(stated, ofArticle) ?? firstOf(stated, tidy);
}

const NOT_FREE = /^(?:false|no|0|https?:\/\/schema\.org\/false)$/i;
const FREE = /^(?:true|yes|1|https?:\/\/schema\.org\/true)$/i;
const PAID_TIER = /^(?:locked|metered|premium|paid|subscribers?(?:[-_ ]only)?|member|registration|plus)$/i;

/** Must readers pay or register? Null when the page says nothing. */
export function readPaywall(head: Head, nodes: LdNode[]): { value: boolean; source: Source } | null {
  const said = (node: LdNode | undefined): boolean | null => {
    const value = String(listOf(node?.isAccessibleForFree)[0] ?? '').trim();
    return NOT_FREE.test(value) ? true : FREE.test(value) ? false : null;
  };
  const source = 'json-ld isAccessibleForFree';
  const own = said(nodes.find((node) => isArticle(node) && node.isAccessibleForFree != null));
  if (own !== null) return { value: own, source };
  // of `hasPart`, or of the page around the article
  const others = nodes.filter((node) => !isArticle(node)).map(said);
  if (others.includes(true)) return { value: true, source };
  const tier = head.meta('article:content_tier', 'og:article:content_tier', 'content_tier')?.trim() ?? '';
  if (PAID_TIER.test(tier)) return { value: true, source: 'meta article:content_tier' };
  if (/^free$/i.test(tier)) return { value: false, source: 'meta article:content_tier' };
  return others.includes(false) ? { value: false, source } : null;
}
