// What is known of a page when its kind is judged: where it was asked for and found, what it calls itself, what was read
// of it, and how much speaks for an article. Looks closer only when asked: most pages are plainly articles.
import { LIMITS } from '../../config/limits.ts';
import type { Block } from '../blocks.ts';
import { charsOf } from '../blocks.ts';
import type { Cleaned } from '../clean.ts';
import { decodeEntities } from '../entities.ts';
import { shortText } from '../metadata/clues.ts';
import { type Head, readHead } from '../metadata/head.ts';
import { isArticle, type LdNode, ldNodes, textOf, typesOf } from '../metadata/json-ld.ts';
import { sameWords } from '../metadata/words.ts';
import { isProse, proseChars } from '../prose.ts';
import type { Census } from './census.ts';
import { partsOf, plainWords } from './wording.ts';

export type Look = {
  /** the page as sent, decoded */
  raw: string;
  cleaned: Cleaned;
  /** final address, and the one that was asked for */
  url: string;
  askedUrl: string | undefined;
  /** the headline the feed gives; null when nobody said one */
  expectedTitle: string | undefined;
  documentTitle: string;
  /** as read by the metadata */
  title: string;
  byline: string | null;
  publishedAt: string | null;
  census: Census;
  /** what was read as the article; empty when nothing was */
  kept: Block[];
};

export type Facts = Look & {
  text: string;
  chars: number;
  prose: number;
  /** paragraphs of prose with no link between them that stands alone, at most */
  run: number;
  /** blocks that are nothing but a link */
  linkBlocks: number;
  proseBlocks: number;
  head(): Head;
  nodes(): LdNode[];
  /** whole titles and headings that the page gives itself, in plain words */
  names(): string[];
  /** the text of the whole page, furniture and buttons included, in lower case */
  everything(): string;
  /** points that speak for an article, 0 to 8 */
  evidence(): number;
  /** the address that was asked for led to another one */
  movedFrom(): URL | null;
};

const LINK_ALONE = 0.8;
const HEADING_CHARS = 200;
/** of the whole page's text; walls say what they are at once */
const EVERYTHING_CHARS = 40_000;

export function factsOf(look: Look): Facts {
  const { kept } = look;
  const once = <T>(make: () => T) => {
    let made: { value: T } | null = null;
    return () => {
      made ??= { value: make() };
      return made.value;
    };
  };
  const head = once(() => readHead(look.cleaned.head));
  const nodes = once(() => ldNodes(look.cleaned.jsonLd));
  const names = once(() => namesOf(look, head()));
  return {
    ...look,
    text: kept.map(({ text }) => text).join('\n'),
    chars: charsOf(kept),
    prose: proseChars(kept),
    run: longestRun(kept),
    linkBlocks: kept.filter(({ link }) => link >= LINK_ALONE).length,
    proseBlocks: kept.filter(({ text, link }) => isProse(text, link)).length,
    head,
    nodes,
    names,
    everything: once(() => everythingIn(look.cleaned.html)),
    evidence: once(() => evidenceOf(look, head(), nodes())),
    movedFrom: once(() => movedFrom(look)),
  };
}

function longestRun(kept: Block[]): number {
  let run = 0;
  let longest = 0;
  for (const { text, link } of kept) {
    if (link >= LINK_ALONE) run = 0;
    else if (isProse(text, link)) longest = Math.max(longest, ++run);
  }
  return longest;
}

function namesOf({ documentTitle, title, census }: Look, head: Head): string[] {
  const heading = census.firstHeading === null ? null : shortText(census.firstHeading, HEADING_CHARS);
  const stated = [documentTitle, title, head.meta('og:title', 'twitter:title') ?? '', heading ?? ''];
  return [...new Set(stated.flatMap((one) => partsOf(one.slice(0, LIMITS.titleChars))))];
}

const everythingIn = (html: string): string =>
  decodeEntities(
    html
      .slice(0, 4 * EVERYTHING_CHARS)
      .replace(/<title\b[^>]{0,200}>[^<]{0,2000}/gi, ' ')
      // no `<` inside: a page of nothing else would be searched anew from each
      .replace(/<[^<>]{0,5000}>/g, '\n'),
  )
    // `\s*\n\s*` would take the square of a run of spaces
    .replace(/\s+/g, (space) => (space.includes('\n') ? '\n' : space))
    .slice(0, EVERYTHING_CHARS)
    .replace(/[’‘ʼ]/g, "'")
    .toLowerCase();

const PUBLISHED = [
  'article:published_time',
  'og:published_time',
  'parsely-pub-date',
  'datepublished',
  'pubdate',
  'publish-date',
  'dc.date.issued',
  'sailthru.date',
  'cxenseparse:recs:publishtime',
];
/** an address that names one text: a date, a number, or many words */
const SLUG = /\/(?:19|20)\d\d[/-]\d|\d{5,}|(?:[^/-]+-){3,}[^/]*\/?$/;

function evidenceOf(look: Look, head: Head, nodes: LdNode[]): number {
  const title = plainWords(look.title);
  const isOwn = (node: LdNode) => {
    const headline = plainWords(textOf(node.headline ?? node.name) ?? '');
    return isArticle(node) && (headline === '' || title === '' || isSameTitle(headline, title));
  };
  const expected = plainWords(look.expectedTitle ?? '');
  let points = 0;
  if (nodes.some(isOwn)) points += 2;
  if (/^article$|news/i.test(head.meta('og:type') ?? '')) points++;
  if (head.meta(...PUBLISHED) !== null) points++;
  if (look.byline !== null) points++;
  if (expected !== '' && namesOf(look, head).some((name) => isSameTitle(name, expected))) points += 2;
  if (SLUG.test(decodePath(look.url))) points++;
  return points;
}

const decodePath = (url: string): string => URL.parse(url)?.pathname ?? '';

/** Equal but for punctuation, or one begins with the other. */
export function isSameTitle(one: string, other: string): boolean {
  if (one === '' || other === '') return false;
  if (sameWords(one, other)) return true;
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return short.length >= 15 && long.startsWith(short);
}

function movedFrom({ url, askedUrl }: Look): URL | null {
  const asked = askedUrl === undefined ? null : URL.parse(askedUrl);
  const final = URL.parse(url);
  if (asked === null || final === null) return null;
  const bare = (one: URL) =>
    `${one.hostname.replace(/^(?:www|m|amp|mobile)\./, '')}${one.pathname.replace(/\/+$/, '')}`;
  return bare(asked) === bare(final) ? null : asked;
}

/** Whether any node is of one of these types. */
export const isOfType = (nodes: LdNode[], types: RegExp): boolean =>
  nodes.some((node) => typesOf(node).some((type) => types.test(type)));
