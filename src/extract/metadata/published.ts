// When it was published, from the source that is right most often: structured data, meta tags, markup, the address,
// then elements that are called date. The day of an update only when the page shows no other.

import { plain } from '../plain.ts';
import { type Clues, shortText } from './clues.ts';
import { type DateHints, readDate } from './date.ts';
import type { Head } from './head.ts';
import type { Headline } from './headline.ts';
import { isArticle, type LdNode, textOf } from './json-ld.ts';

export type DateSources = {
  nodes: LdNode[];
  head: Head;
  clues: Clues;
  headline: Headline | null;
  url: string;
  hints: DateHints;
};

const META_NAMES = [
  'article:published_time',
  'article:published',
  'og:published_time',
  'og:article:published_time',
  'parsely-pub-date',
  'datepublished',
  'pubdate',
  'publishdate',
  'publish-date',
  'publish_date',
  'publication_date',
  'published_time',
  'published-date',
  'date.issued',
  'dc.date.issued',
  'dcterms.issued',
  'dc.date',
  'dcterms.date',
  'dcterms.created',
  'dc.date.created',
  'dc.created',
  'sailthru.date',
  'cxenseparse:publishtime',
  'cxenseparse:recs:publishtime',
  'article.published',
  'article:post_time',
  'citation_publication_date',
  'citation_date',
  'originalpublicationdate',
  'article_date_original',
  'datecreated',
  'date',
  'created',
  'timestamp',
];
const ELEMENT_CHARS = 200;
const MOVED_MS = 30 * 24 * 3600 * 1000;
/** a line that is a date and little else */
const DATE_LINE_CHARS = 120;
const UPDATED = /updat|modif|edit|aktualis|mis à jour|actualiz|aggiorn/i;
const PUBLISHED = /publi|posted|entry-date|post-date|article-date|created/i;
const SOME_DAY = /\d{4}|\d{1,2}[./-]\d{1,2}[./-]\d{2}/;

/** ISO 8601, or null. */
export function readPublished(sources: DateSources): string | null {
  const stated = firstDate([fromNodes, fromMeta, fromProps, fromTimes], sources);
  const shown = firstDate([fromHeadline], sources);
  // A page that moved house states the day of the move; the day beside its headline is older and right.
  if (stated !== null && shown !== null && Date.parse(stated) - Date.parse(shown) > MOVED_MS) return shown;
  return stated ?? firstDate([fromAddress, fromHeadline, fromElements, fromUpdate], sources);
}

type Source = (sources: DateSources) => Generator<string | null>;

function firstDate(from: Source[], sources: DateSources): string | null {
  for (const source of from) {
    for (const value of source(sources)) {
      const date = value === null ? null : readDate(plain(value, ELEMENT_CHARS), sources.hints);
      if (date !== null) return date;
    }
  }
  return null;
}

function* fromNodes({ nodes }: DateSources): Generator<string | null> {
  const articles = nodes.filter(isArticle);
  for (const key of ['datePublished', 'dateCreated']) for (const node of articles) yield textOf(node[key]);
  for (const key of ['datePublished', 'uploadDate']) for (const node of nodes) yield textOf(node[key]);
}

function* fromMeta({ head }: DateSources): Generator<string | null> {
  for (const name of META_NAMES) yield head.meta(name);
}

function* fromProps({ clues }: DateSources): Generator<string | null> {
  for (const prop of ['datepublished', 'datecreated'])
    for (const element of clues.props.get(prop) ?? []) {
      yield element.getAttribute('datetime') ?? element.getAttribute('content');
      yield shortText(element, ELEMENT_CHARS);
    }
}

function* fromTimes({ clues }: DateSources): Generator<string | null> {
  const rank = (time: Element) => {
    const classes = time.getAttribute('class') ?? '';
    if (UPDATED.test(classes) || UPDATED.test(shortText(time, ELEMENT_CHARS) ?? '')) return 3;
    if (time.hasAttribute('pubdate') || PUBLISHED.test(classes)) return 0;
    return time.closest('article, main, header') === null ? 2 : 1;
  };
  const ranked = clues.times.map((time) => ({ time, rank: rank(time) })).filter((one) => one.rank < 3);
  for (const { time } of ranked.sort((a, b) => a.rank - b.rank)) {
    yield time.getAttribute('datetime');
    yield shortText(time, ELEMENT_CHARS);
  }
}

function* fromAddress({ url }: DateSources): Generator<string | null> {
  const found = /\/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=[/-]|$)/.exec(URL.parse(url)?.pathname ?? '');
  yield found === null ? null : `${found[1]}-${found[2]}-${found[3]}`;
}

function* fromHeadline({ headline }: DateSources): Generator<string | null> {
  for (const line of [...(headline?.after ?? []), ...(headline?.before ?? [])]) {
    if (line.length > DATE_LINE_CHARS || !SOME_DAY.test(line)) continue;
    const published = line.search(PUBLISHED);
    if (published >= 0) yield line.slice(published);
    else if (!UPDATED.test(line)) yield line;
  }
}

/** A page that only says when it was updated: better than no day at all. */
function* fromUpdate({ headline }: DateSources): Generator<string | null> {
  for (const line of headline?.after ?? [])
    if (line.length <= DATE_LINE_CHARS && UPDATED.test(line)) yield line;
}

function* fromElements({ clues }: DateSources): Generator<string | null> {
  const later: string[] = [];
  for (const element of clues.dates) {
    const text = shortText(element, ELEMENT_CHARS);
    if (text === null || !SOME_DAY.test(text)) continue;
    // "Updated March 2 | Published March 1": read what follows the word that counts
    const at = text.search(/publi|posted/i);
    if (at >= 0) yield text.slice(at);
    else if (UPDATED.test(text)) later.push(text);
    else yield text;
  }
  yield* later;
}
