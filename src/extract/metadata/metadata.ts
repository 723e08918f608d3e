// Everything about an article but its body: from structured data, meta tags and the page's own markup, each with the
// place it was found in. Reads only; must run before pruning and Readability, which take bylines and dates out.
import type { AboutPage, Found, Source, SourcedField } from '../../model/about-page.ts';
import { baseOf } from '../address.ts';
import type { HeadTag } from '../clean.ts';
import { readAuthors } from './author.ts';
import { readAddress } from './canonical.ts';
import type { Clues } from './clues.ts';
import type { DateHints } from './date.ts';
import { readImage, readLang, readPaywall, readSection, readSite } from './facts.ts';
import { type Head, readHead } from './head.ts';
import { findHeadline } from './headline.ts';
import { isArticle, type LdNode, ldNodes, nodesOfPage, textOf } from './json-ld.ts';
import { isMonthFirst } from './month-first.ts';
import { withoutDegrees } from './names.ts';
import { readModified, readPublished } from './published.ts';
import { type Ruled, ruledAuthors, ruledDate, ruledTitle } from './ruled.ts';
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
  about: AboutPage;
  /** what relative addresses in the page are resolved against */
  base: string;
  /** the article's text as structured data gives it; a last resort */
  articleBody: string | null;
  /** nodes that speak of this page, best first */
  nodes: LdNode[];
};

export type MetadataInput = {
  headTags: HeadTag[];
  jsonLd: string[];
  clues: Clues;
  documentTitle: string;
  url: string;
  /** the address that was asked for, where redirects led elsewhere */
  askedUrl?: string | undefined;
  /** when the page was fetched, ms since 1970; no later day is believed */
  seenAt: number | undefined;
  /** what a site's own rule says, which nothing else overrules */
  ruled?: Ruled | undefined;
};

/** clocks and zones differ: a page may be from "tomorrow" */
const AHEAD_MS = 24 * 3600 * 1000;
/** without a time of fetching, no day is refused before this one */
const LATEST_MS = Date.UTC(2100, 0);

export function readMetadata(input: MetadataInput): Metadata {
  const head = readHead(input.headTags);
  const { url, clues, documentTitle, seenAt } = input;
  const base = baseOf(head.base, url);
  const nodes = nodesOf(input, head);
  const article = nodes.find(isArticle);
  const site = readSite(head, nodes, documentTitle, url);
  const siteName = site?.value ?? null;
  const lang = readLang(head, article);
  const stated = statedTitles({ article, head, documentTitle, site: siteName, url });
  const titles = stated.map(({ value }) => value);
  const headline = findHeadline(clues, titles, siteName);
  const title = ruledTitle(input.ruled) ?? chooseTitle(headline, stated, documentTitle);
  const hints: DateHints = {
    monthFirst: isMonthFirst(head.html('lang'), head.meta('og:locale'), url),
    latest: seenAt === undefined ? LATEST_MS : seenAt + AHEAD_MS,
    seenAt,
  };
  const authors =
    ruledAuthors(input.ruled) ?? readAuthors({ nodes, head, clues, headline, site: siteName, url });
  const dates = { nodes, head, clues, headline, url, hints };
  const published = ruledDate(input.ruled, hints) ?? readPublished(dates);
  const modified = readModified(dates, published);
  const { canonical, variant } = readAddress({ head, nodes, base, url, askedUrl: input.askedUrl });
  const section = readSection(head, nodes);
  const image = readImage(head, article, base);
  const paywalled = readPaywall(head, nodes);
  const found = {
    title,
    byline: authors,
    published,
    modified,
    site,
    section,
    lang,
    canonical,
    image,
    paywalled,
  };
  return {
    title: title.value,
    titles: [title.value, ...titles],
    byline: authors?.value.join(', ') ?? null,
    publishedAt: published?.value ?? null,
    site: siteName,
    lang: lang?.value ?? null,
    canonical: canonical?.value ?? null,
    image: image?.value ?? null,
    about: {
      authors: authors?.value.map(withoutDegrees) ?? [],
      modifiedAt: modified?.value ?? null,
      section: section?.value ?? null,
      paywalled: paywalled?.value ?? null,
      variant,
      // read with the body
      corrections: [],
      sources: sourcesOf(found),
    },
    base,
    articleBody: textOf(article?.articleBody),
    nodes,
  };
}

/** A page may describe other articles as well. What it calls itself tells which one is its own. */
function nodesOf({ jsonLd, url, documentTitle }: MetadataInput, head: Head): LdNode[] {
  const addresses = [url, head.link('canonical'), head.meta('og:url')].filter((one) => one !== null);
  const titles = [head.meta('og:title'), documentTitle].filter((one) => one !== null);
  return nodesOfPage(ldNodes(jsonLd), addresses, titles);
}

function sourcesOf(found: Record<SourcedField, Found<unknown> | null>): AboutPage['sources'] {
  const sources: Partial<Record<SourcedField, Source>> = {};
  for (const [field, one] of Object.entries(found))
    if (one !== null) sources[field as SourcedField] = one.source;
  return sources;
}
