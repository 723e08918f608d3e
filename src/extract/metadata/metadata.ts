// Everything about an article but its body: from structured data, meta tags and the page's own markup.
// Reads only; must run before pruning and Readability, which take bylines and dates out.
import { baseOf, publicAddress } from '../address.ts';
import type { HeadTag } from '../clean.ts';
import { plain } from '../plain.ts';
import { readAuthor } from './author.ts';
import type { Clues } from './clues.ts';
import { type Head, readHead } from './head.ts';
import { findHeadline } from './headline.ts';
import { isArticle, type LdNode, ldNodes, textOf } from './json-ld.ts';
import { readPublished } from './published.ts';
import { chooseTitle, statedTitles } from './title.ts';

export type Metadata = {
  title: string;
  /** every title the page gives itself; a body must not repeat any */
  titles: string[];
  byline: string | null;
  publishedAt: string | null;
  site: string | null;
  lang: string | null;
  canonical: string | null;
  image: string | null;
  /** what relative addresses in the page are resolved against */
  base: string;
  /** the article's text as structured data gives it; a last resort */
  articleBody: string | null;
};

export type MetadataInput = {
  headTags: HeadTag[];
  jsonLd: string[];
  clues: Clues;
  documentTitle: string;
  url: string;
  /** when the page was fetched, ms since 1970; bounds the years that are believed */
  seenAt: number | undefined;
};

/** Without a time of fetching, no year is refused before this one. */
const LAST_YEAR = 2100;
const SITE_CHARS = 120;

export function readMetadata(input: MetadataInput): Metadata {
  const head = readHead(input.headTags);
  const { url, clues } = input;
  const base = baseOf(head.base, url);
  const nodes = ownFirst(ldNodes(input.jsonLd), url);
  const article = nodes.find(isArticle);
  const site = siteOf(head, nodes, article);
  const lang = langOf(head, article);
  const { documentTitle } = input;
  const stated = statedTitles({ article, head, documentTitle, site, url });
  const headline = findHeadline(clues, stated, site);
  const title = chooseTitle(headline, stated, documentTitle);
  const hints = {
    monthFirst: /^en[-_]us$/i.test(head.html('lang') ?? '') || /^en_us$/i.test(head.meta('og:locale') ?? ''),
    lastYear: input.seenAt === undefined ? LAST_YEAR : new Date(input.seenAt).getUTCFullYear() + 1,
  };
  return {
    title,
    titles: [title, ...stated],
    byline: readAuthor({ nodes, head, clues, headline, site, url }),
    publishedAt: readPublished({ nodes, head, clues, headline, url, hints }),
    site,
    lang,
    canonical: canonicalOf(head, base, url),
    image: publicAddress(
      head.meta('og:image', 'og:image:url', 'twitter:image', 'twitter:image:src') ?? imageOf(article),
      base,
    ),
    base,
    articleBody: textOf(article?.articleBody),
  };
}

/** A list page describes other articles as well: nodes about this page come first. */
function ownFirst(nodes: LdNode[], url: string): LdNode[] {
  const own = pathOf(url);
  const isOwn = (node: LdNode) =>
    [node.url, node.mainEntityOfPage, node['@id']].some((value) => {
      const address = textOf(value, ['@id', 'url']);
      return address !== null && pathOf(address) === own;
    });
  return [...nodes.filter(isOwn), ...nodes.filter((node) => !isOwn(node))];
}

const pathOf = (url: string) => URL.parse(url)?.pathname.replace(/\/+$/, '') ?? '';

function siteOf(head: Head, nodes: LdNode[], article: LdNode | undefined): string | null {
  const publisher = article?.publisher ?? nodes.find((node) => node.publisher != null)?.publisher;
  const name = head.meta('og:site_name', 'application-name') ?? textOf(publisher, ['name']);
  return name === null ? null : plain(name, SITE_CHARS) || null;
}

function langOf(head: Head, article: LdNode | undefined): string | null {
  const stated =
    head.html('lang') ??
    head.html('xml:lang') ??
    head.meta('og:locale', 'content-language', 'dc.language') ??
    textOf(article?.inLanguage);
  const tag = stated?.trim().replace('_', '-') ?? '';
  return /^[a-z]{2,3}(?:-[a-z\d]{2,8})*$/i.test(tag) ? tag.toLowerCase() : null;
}

/** Not the site's root when the page is another, and never another site: a page must not pass for someone else's. */
function canonicalOf(head: Head, base: string, url: string): string | null {
  for (const stated of [head.link('canonical'), head.meta('og:url')]) {
    const canonical = publicAddress(stated, base);
    if (canonical === null || !isSameSite(canonical, url)) continue;
    if (pathOf(canonical) === '' && pathOf(url) !== '' && new URL(canonical).search === '') continue;
    return canonical;
  }
  return null;
}

/** Same registrable name as far as can be told without a suffix list: one host ends with the other's last two labels or more. */
function isSameSite(one: string, other: string): boolean {
  const a = new URL(one).hostname.replace(/^(?:www|m|amp|mobile)\./, '');
  const b = (URL.parse(other)?.hostname ?? '').replace(/^(?:www|m|amp|mobile)\./, '');
  return a === b || a.endsWith(`.${b}`) || b.endsWith(`.${a}`);
}

const imageOf = (article: LdNode | undefined): string | null =>
  textOf(article?.image, ['url', 'contentUrl', '@id']);
