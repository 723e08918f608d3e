// When it was published and when it was last changed, each from the source that is right most often: structured data,
// meta tags, markup, the address, then lines and elements that show a date. A day that is only known as the day of an
// update is given as published when nothing else stands anywhere, and its source says so.
import type { Found, Source } from '../../model/about-page.ts';
import { plain } from '../plain.ts';
import { type Clues, follows, shortText } from './clues.ts';
import { type DateHints, readDate, readRelativeDate } from './date.ts';
import { MODIFIED_METAS, PUBLISHED_METAS } from './date-names.ts';
import type { Head } from './head.ts';
import type { Headline } from './headline.ts';
import { isArticle, type LdNode, textOf, typesOf } from './json-ld.ts';

export type DateSources = {
  nodes: LdNode[];
  head: Head;
  clues: Clues;
  headline: Headline | null;
  url: string;
  hints: DateHints;
};

type Stated = [value: string | null, source: Source];
type Reader = (sources: DateSources) => Generator<Stated>;

const ELEMENT_CHARS = 200;
const MOVED_MS = 30 * 24 * 3600 * 1000;
const DAY_MS = 24 * 3600 * 1000;
/** a line that is a date and little else */
const DATE_LINE_CHARS = 120;
const UPDATED =
  /updat|modif|edit|aktualis|ge[äa]ndert|mis à jour|actualiz|aggiorn|atualiz|bijgewerkt|uppdater|oppdater|opdater|güncel|обновл|zaktualiz|更新/i;
const PUBLISHED =
  /publi|posted|entry-date|post-date|article-date|created|veröffentlicht|erschienen|pubblicat|geplaatst|gepubliceerd|yayın|опублик/i;
const SOME_DAY = /\d{4}|\d{1,2}[./-]\d{1,2}[./-]\d{2}|[٠-٩۰-۹]{4}/;

/** ISO 8601, or null. */
export function readPublished(sources: DateSources): Found<string> | null {
  const stated = firstDate([fromNodes, fromMeta, fromProps, fromTimes], sources);
  const shown = firstDate([fromHeadline], sources);
  // A page that moved house states the day of the move; the day beside its headline is older and right.
  if (stated !== null && shown !== null && apart(stated, shown) > MOVED_MS) return shown;
  return (
    stated ??
    firstDate([fromAddress, fromHeadline, fromOtherTimes, fromElements], sources) ??
    relativeDate(sources) ??
    firstDate([fromUpdates], sources)
  );
}

/** ISO 8601, or null when none is stated or it lies before the day of publishing. */
export function readModified(sources: DateSources, published: Found<string> | null): Found<string> | null {
  const found = firstDate([modifiedFromNodes, modifiedFromMeta, modifiedFromMarkup], sources);
  if (found === null || published?.source.startsWith('modified')) return found;
  return published !== null && apart(published, found) > DAY_MS ? null : found;
}

/** How much later the first is, ms. */
const apart = (one: Found<string>, other: Found<string>): number =>
  Date.parse(one.value) - Date.parse(other.value);

function firstDate(from: Reader[], sources: DateSources): Found<string> | null {
  for (const reader of from) {
    for (const [value, source] of reader(sources)) {
      const date = value === null ? null : readDate(plain(value, ELEMENT_CHARS), sources.hints);
      if (date !== null) return { value: date, source };
    }
  }
  return null;
}

const metaSource = (name: string): Source => `${name.startsWith('og:') ? 'og' : 'meta'} ${name}`;

/** Nodes about something else that has a date of its own. */
const OTHER_DATES = /^(?:Comment|Answer|Product|Offer|Event|JobPosting|Movie|Book|MusicAlbum|TVSeries)$/;

function* fromNodes({ nodes }: DateSources): Generator<Stated> {
  const articles = nodes.filter(isArticle);
  for (const key of ['datePublished', 'dateCreated'])
    for (const node of articles) yield [textOf(node[key]), `json-ld ${key}`];
  const others = nodes.filter((node) => !typesOf(node).some((type) => OTHER_DATES.test(type)));
  for (const key of ['datePublished', 'uploadDate'])
    for (const node of others) yield [textOf(node[key]), `json-ld ${key}`];
}

function* fromMeta({ head }: DateSources): Generator<Stated> {
  for (const name of PUBLISHED_METAS) yield [head.meta(name), metaSource(name)];
}

function* fromProps({ clues }: DateSources): Generator<Stated> {
  for (const prop of ['datepublished', 'datecreated'])
    for (const element of clues.props.get(prop) ?? []) yield* datesOf(element, `itemprop ${prop}`);
}

const HIDDEN_DATES = [
  'datetime',
  'content',
  'data-datetime',
  'data-date',
  'data-published',
  'data-timestamp',
  'data-time',
];

/** What an element tells a machine, then what it shows. */
function* datesOf(element: Element, source: Source): Generator<Stated> {
  for (const name of HIDDEN_DATES) if (element.hasAttribute(name)) yield [element.getAttribute(name), source];
  yield [shortText(element, ELEMENT_CHARS), source];
}

/** Time tags by how surely they are this article's day of publishing; an update is none at all. */
function rankedTimes({ clues, headline }: DateSources): { time: Element; rank: number }[] {
  const home = headline?.element.closest('article') ?? null;
  const rank = (time: Element) => {
    const around = `${time.getAttribute('class') ?? ''} ${time.parentElement?.getAttribute('class') ?? ''}`;
    const label = `${shortText(time, ELEMENT_CHARS) ?? ''} ${time.previousSibling?.textContent?.slice(-40) ?? ''}`;
    if (UPDATED.test(label) || (UPDATED.test(around) && !PUBLISHED.test(around))) return 4;
    if (home !== null && !home.contains(time)) return 3;
    if (time.hasAttribute('pubdate') || PUBLISHED.test(around)) return 0;
    if (time.closest('aside, nav, footer') !== null) return 3;
    if (time.closest('article, main, header') === null) return 2;
    return headline === null || follows(headline.element, time) ? 1 : 1.5;
  };
  return clues.times.map((time) => ({ time, rank: rank(time) })).sort((a, b) => a.rank - b.rank);
}

function* fromTimes(sources: DateSources): Generator<Stated> {
  for (const { time, rank } of rankedTimes(sources)) if (rank <= 2) yield* datesOf(time, 'time');
}

function* fromOtherTimes(sources: DateSources): Generator<Stated> {
  for (const { time, rank } of rankedTimes(sources)) if (rank === 3) yield* datesOf(time, 'time');
}

const ADDRESS_DAYS = [
  /\/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=[/-]|$)/,
  /\/((?:19|20)\d\d)\/([a-z]{3})\/(\d{1,2})(?=\/|$)/i,
  /[/_-]((?:19|20)\d\d)-(\d\d)-(\d\d)(?=[/._-]|$)/,
  /[/_-]((?:19|20)\d\d)(0\d|1[0-2])([0-2]\d|3[01])(?=[/._-]|$)/,
];

function* fromAddress({ url }: DateSources): Generator<Stated> {
  const path = URL.parse(url)?.pathname ?? '';
  for (const shape of ADDRESS_DAYS) {
    const found = shape.exec(path);
    if (found === null) continue;
    const [, year, month = '', day] = found;
    yield [/\d/.test(month) ? `${year}-${month}-${day}` : `${day} ${month} ${year}`, 'url'];
  }
}

const dateLines = (headline: Headline | null): string[] =>
  [...(headline?.after ?? []), ...(headline?.before ?? [])].filter(({ length }) => length <= DATE_LINE_CHARS);

function* fromHeadline({ headline }: DateSources): Generator<Stated> {
  for (const line of dateLines(headline)) {
    if (!SOME_DAY.test(line)) continue;
    const published = line.search(PUBLISHED);
    const updated = line.search(UPDATED);
    if (published >= 0) yield [line.slice(published), 'headline'];
    // "14 March 2031, updated 15 March 2031": what stands before the word
    else if (updated < 0) yield [line, 'headline'];
    else if (SOME_DAY.test(line.slice(0, updated))) yield [line.slice(0, updated), 'headline'];
  }
}

function* fromElements({ clues }: DateSources): Generator<Stated> {
  for (const element of clues.dates) {
    const text = shortText(element, ELEMENT_CHARS);
    if (text === null || !SOME_DAY.test(text)) continue;
    // "Updated March 2 | Published March 1": read what follows the word that counts
    const at = text.search(/publi|posted/i);
    const updated = text.search(UPDATED);
    if (at >= 0) yield [text.slice(at), 'class'];
    else if (updated < 0) yield* datesOf(element, 'class');
    else if (SOME_DAY.test(text.slice(0, updated))) yield [text.slice(0, updated), 'class'];
  }
}

function relativeDate({ headline, clues, hints }: DateSources): Found<string> | null {
  if (hints.seenAt === undefined) return null;
  const shown = clues.dates.map((element) => shortText(element, DATE_LINE_CHARS) ?? '');
  for (const text of [...dateLines(headline), ...shown]) {
    const date = UPDATED.test(text) ? null : readRelativeDate(text, hints);
    if (date !== null) return { value: date, source: 'text' };
  }
  return null;
}

/** A page that only says when it was updated: better than no day at all. */
function* fromUpdates({ headline, clues }: DateSources): Generator<Stated> {
  for (const line of dateLines(headline)) if (UPDATED.test(line)) yield [line, 'modified headline'];
  for (const element of clues.dates) {
    const text = shortText(element, ELEMENT_CHARS);
    if (text !== null && SOME_DAY.test(text) && UPDATED.test(text)) yield [text, 'modified class'];
  }
}

function* modifiedFromNodes({ nodes }: DateSources): Generator<Stated> {
  for (const node of [...nodes.filter(isArticle), ...nodes])
    yield [textOf(node.dateModified), 'json-ld dateModified'];
}

function* modifiedFromMeta({ head }: DateSources): Generator<Stated> {
  for (const name of MODIFIED_METAS) yield [head.meta(name), metaSource(name)];
}

function* modifiedFromMarkup(sources: DateSources): Generator<Stated> {
  const { clues, headline } = sources;
  for (const element of clues.props.get('datemodified') ?? [])
    yield* datesOf(element, 'itemprop datemodified');
  for (const { time, rank } of rankedTimes(sources)) if (rank === 4) yield* datesOf(time, 'time');
  for (const line of dateLines(headline)) {
    const at = line.search(UPDATED);
    if (at >= 0) yield [line.slice(at), 'headline'];
  }
}
