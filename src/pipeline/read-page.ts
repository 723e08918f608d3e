// An archived page → its article, joined of all its parts when it is cut into several. Reads the archive only, so that a
// replay comes to the same. Stops at the first part that gives nothing, and says so.
import { LIMITS } from '../config/limits.ts';
import type { ExtractedArticle } from '../model/model.ts';
import { done, type Outcome } from '../model/outcome.ts';
import { loadParts, type PageWithBytes } from '../store/pages.ts';
import type { Deps } from './deps.ts';

export type ReadPage = {
  article: ExtractedArticle;
  /** how many pages it was put together of */
  parts: number;
  /** why the rest is missing, in a sentence; null when nothing is */
  missing: string | null;
};

export type AboutItem = {
  /** the headline of the feed */
  expectedTitle?: string;
};

type Reading = Pick<Deps, 'store' | 'cell' | 'sites'>;

/** The article of an archived page and of the parts that were archived with it. */
export async function readPage(
  page: PageWithBytes,
  about: AboutItem,
  deps: Reading,
): Promise<Outcome<ReadPage>> {
  const first = await extract(page, about, deps);
  if (first.kind !== 'done') return first;
  const parts = await loadParts(deps.store, page.id);
  let joined: ReadPage = { article: first.value, parts: 1, missing: page.parts_missing };
  for (const part of parts) {
    const whole = part.part === 0;
    const read = await readPart(part, joined.article, whole, deps);
    if (read.kind === 'retry' || read.kind === 'skip') return read;
    if (read.kind === 'done')
      joined = { ...joined, article: read.value, parts: whole ? 1 : joined.parts + 1 };
    else {
      const missing = `Part ${part.part} of the article could not be read: ${read.detail ?? read.reason}`;
      return done({ ...joined, missing });
    }
  }
  return done(joined);
}

/** What is read so far with one more part; of the whole on one page that page's own text. */
export async function readPart(
  part: PageWithBytes,
  before: ExtractedArticle,
  whole: boolean,
  deps: Pick<Deps, 'cell' | 'sites'>,
): Promise<Outcome<ExtractedArticle>> {
  const already = whole ? [] : before.text.split('\n\n');
  const outcome = await extract(part, { already }, deps);
  if (outcome.kind !== 'done') return outcome;
  const { text, html } = outcome.value;
  if (whole) return done({ ...before, text, html });
  const joined = `${before.text}\n\n${text}`.slice(0, LIMITS.textChars).toWellFormed();
  const fits = before.html.length + html.length <= LIMITS.htmlChars;
  return done({ ...before, text: joined, html: fits ? `${before.html}\n${html}` : before.html });
}

/** One page through the cell. Dates are judged as of the fetch, so that a replay comes to the same. */
export function extract(
  page: PageWithBytes,
  more: AboutItem & { already?: readonly string[] },
  { cell, sites }: Pick<Deps, 'cell' | 'sites'>,
): Promise<Outcome<ExtractedArticle>> {
  const rule = sites?.ruleFor(page.final_url) ?? null;
  return cell.extract({
    bytes: page.bytes,
    contentType: page.content_type,
    url: page.final_url,
    askedUrl: page.url,
    seenAt: page.fetched_at.getTime(),
    ...(rule === null ? {} : { rule }),
    ...more,
  });
}
