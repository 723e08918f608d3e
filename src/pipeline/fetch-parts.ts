// The other pages of an article that is cut into several: the whole on one page where the site has that, else one part
// after another. Each is a polite request of its own. Stops at what is no part; what failed is said, never invented.
import { setTimeout as wait } from 'node:timers/promises';
import { LIMITS } from '../config/limits.ts';
import { mayHaveParts } from '../extract/parts.ts';
import type { ExtractedArticle } from '../model/model.ts';
import { done, type Outcome, reject } from '../model/outcome.ts';
import type { NewPage, PackedBytes, PageWithBytes } from '../store/pages.ts';
import type { Deps } from './deps.ts';
import { extract, readPart } from './read-page.ts';

/** One page as fetched: for the archive, and for reading. */
export type FetchedPart = { page: NewPage; packed: PackedBytes; bytes: Uint8Array };

export type Parts = {
  /** in order; `page.part` is 0 for the whole on one page, else 2 and up */
  parts: FetchedPart[];
  /** why the rest is missing, in a sentence; null when all is there */
  missing: string | null;
};

type FetchOne = (url: string) => Promise<Outcome<FetchedPart>>;

const NONE: Parts = { parts: [], missing: null };
/** of a page that repeats more than this share of what was read, the rest is comments or another frame of the same */
const MOST_REPEATED = 0.5;
/** a part that adds less than this is none */
const LEAST_CHARS = 150;
const BUSY_MS = 1000;

/**
 * Fetches what belongs to `first`. `fetchOne` makes one request in its turn, robots and all. A Retry comes back only when
 * the cell is closing; every other trouble ends the list.
 */
export async function fetchParts(
  first: FetchedPart,
  fetchOne: FetchOne,
  deps: Deps,
): Promise<Outcome<Parts>> {
  if (!mayHaveParts(Buffer.from(first.bytes).toString('latin1'))) return done(NONE);
  const outcome = await extract(asPage(first, deps), {}, deps);
  if (outcome.kind === 'retry') return outcome;
  if (outcome.kind !== 'done' || !mayGoOn(outcome.value)) return done(NONE);
  const until = deps.clock.now().getTime() + LIMITS.partsMs;
  const patient = (url: string) => inTime(url, fetchOne, until, deps);
  const whole = await fetchWhole(outcome.value, patient, deps);
  return done(whole ?? (await fetchNext(outcome.value, patient, deps)));
}

const mayGoOn = ({ kind = 'article', parts }: ExtractedArticle): boolean =>
  kind === 'article' && parts !== undefined && parts.next !== null;

/** The whole on one page, when it is there, begins as the first part does, and has more. */
async function fetchWhole(first: ExtractedArticle, fetchOne: FetchOne, deps: Deps): Promise<Parts | null> {
  const url = first.parts?.whole ?? null;
  if (url === null) return null;
  const answer = await fetchOne(url);
  if (answer.kind !== 'done') return null;
  const page = { ...answer.value.page, part: 0 };
  const read = await extract(asPage(answer.value, deps), {}, deps);
  if (read.kind !== 'done') return null;
  const { text } = read.value;
  if (text.length < 1.2 * first.text.length || repeated(first.text, text) < 0.8) return null;
  return { parts: [{ ...answer.value, page }], missing: null };
}

async function fetchNext(first: ExtractedArticle, fetchOne: FetchOne, deps: Deps): Promise<Parts> {
  const parts: FetchedPart[] = [];
  let soFar = first;
  let url = first.parts?.next ?? null;
  for (let part = 2; url !== null; part++) {
    if (part > LIMITS.pageParts)
      return { parts, missing: `The article goes on after ${LIMITS.pageParts} pages; more are not read.` };
    const answer = await fetchOne(url);
    if (answer.kind !== 'done') return { parts, missing: missed(part, answer) };
    const page = asPage(answer.value, deps);
    const alone = await extract(page, {}, deps);
    if (alone.kind !== 'done' || !isPartOf(soFar, alone.value)) return { parts, missing: null };
    const joined = await readPart(page, soFar, false, deps);
    if (joined.kind !== 'done' || joined.value.text.length < soFar.text.length + LEAST_CHARS)
      return { parts, missing: null };
    parts.push({ ...answer.value, page: { ...answer.value.page, part } });
    soFar = joined.value;
    url = alone.value.parts?.next ?? null;
  }
  return { parts, missing: null };
}

const missed = (part: number, problem: { reason: string; detail?: string }): string =>
  `Part ${part} of the article could not be had: ${problem.detail ?? problem.reason}`;

/** The same headline, and not the same text again. */
function isPartOf(first: ExtractedArticle, part: ExtractedArticle): boolean {
  const [one, other] = [bareTitle(first.title), bareTitle(part.title)];
  const same = one !== '' && (one === other || (one.length > 15 && other.startsWith(one)));
  return same && repeated(part.text, first.text) <= MOST_REPEATED;
}

/** Without "page 2", "(2/3)" and what else says which part it is. */
const bareTitle = (title: string): string =>
  title
    .toLowerCase()
    .replace(
      /[\s([|–—:,-]*(?:page|part|seite|teil|página|pagina|sida|side|strona|sayfa|страница|第)?\s*\d{1,2}\s*(?:(?:\/|of|von|de|sur|di|van|av|z|из)\s*\d{1,2})?\s*(?:页|頁|ページ)?[)\]]*$/u,
      '',
    )
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Share of the characters of `text` that stand, by paragraphs, in `other` as well. */
function repeated(text: string, other: string): number {
  const known = new Set(other.split('\n\n'));
  const paragraphs = text.split('\n\n');
  const shared = paragraphs.filter((one) => known.has(one)).join('').length;
  return shared / Math.max(1, paragraphs.join('').length);
}

/** A host that is busy for a moment is waited for; past the time for all parts nothing is asked any more. */
async function inTime(
  url: string,
  fetchOne: FetchOne,
  until: number,
  deps: Deps,
): Promise<Outcome<FetchedPart>> {
  for (;;) {
    const left = until - deps.clock.now().getTime();
    if (left <= 0) return reject('deadline', `There was no time for it within ${LIMITS.partsMs / 1000} s.`);
    const answer: Outcome<FetchedPart> = await fetchOne(url);
    const afterMs = answer.kind === 'retry' ? (answer.afterMs ?? BUSY_MS) : 0;
    if (answer.kind !== 'retry' || answer.reason !== 'host-busy' || afterMs > left)
      return onSameHost(url, answer);
    await wait(Math.min(Math.max(afterMs, 100), left));
  }
}

/** A part that is led to another host is none. */
function onSameHost(url: string, answer: Outcome<FetchedPart>): Outcome<FetchedPart> {
  if (answer.kind !== 'done') return answer;
  const hostOf = (address: string) => URL.parse(address)?.host.replace(/^www\./, '');
  if (hostOf(url) === hostOf(answer.value.page.finalUrl)) return answer;
  return reject('redirect-loop', `${url} leads to another site.`);
}

/** A fetched page as the archive would give it back. */
export const asPage = ({ page, bytes }: FetchedPart, deps: Pick<Deps, 'clock'>): PageWithBytes => ({
  id: 0,
  item_id: page.itemId,
  url: page.url,
  final_url: page.finalUrl,
  status: page.status,
  content_type: page.contentType,
  fetched_at: deps.clock.now(),
  etag: null,
  last_modified: null,
  part: page.part ?? 1,
  parts_missing: null,
  rendered: page.rendered ?? false,
  bytes,
});
