// One page read in a cell as the service would read it, with notes on how; stores nothing.
import { createCell } from '../../extract/cell.ts';
import { systemClock } from '../../lib/clock.ts';
import type { Log } from '../../lib/log.ts';
import type { ExtractedArticle, Outcome, SiteRule, SourcedField } from '../../model/model.ts';
import type { GotPage } from './get-page.ts';

/** Reads a page once for each rule given; null: without one. */
export async function readNow(
  page: GotPage,
  rules: (SiteRule | null)[],
  log: Log,
): Promise<Outcome<ExtractedArticle>[]> {
  const cell = createCell({ threads: 1, log });
  const { bytes, contentType, url, askedUrl } = page;
  const input = { bytes, contentType, url, askedUrl, seenAt: systemClock.now().getTime(), explain: true };
  try {
    const outcomes: Outcome<ExtractedArticle>[] = [];
    for (const rule of rules)
      outcomes.push(await cell.extract({ ...input, ...(rule === null ? {} : { rule }) }));
    return outcomes;
  } finally {
    await cell.close();
  }
}

/** The fields of an article as a person reads them, each with its name and the field whose source counts. */
export function fieldsOf(
  article: ExtractedArticle,
): [label: string, field: SourcedField, value: string | null][] {
  const { about } = article;
  const access = about.paywalled === null ? null : about.paywalled ? 'for subscribers' : 'free to read';
  return [
    ['Title', 'title', article.title],
    ['Byline', 'byline', article.byline],
    ['Published', 'published', article.publishedAt],
    ['Changed', 'modified', about.modifiedAt],
    ['Site', 'site', article.site],
    ['Section', 'section', about.section],
    ['Language', 'lang', article.lang],
    ['Canonical', 'canonical', article.canonical],
    ['Image', 'image', article.image],
    ['Access', 'paywalled', access],
  ];
}
