// A small page of our own, read as the service reads pages; for the tests of what pages say of themselves.
import { extractPage, type PageInput } from '../../../src/extract/extract.ts';
import type { ExtractedArticle } from '../../../src/model/article.ts';

export const PROSE = [
  'The ferry left the harbour at dawn, and the crew said that the storm had passed in the night.',
  'Passengers had waited for two days in the hall of the terminal, with warm soup and blankets.',
  'The captain said that no one had been in danger, since the ship had not left port before.',
  'On the islands the first boat in three days was met by children, dogs and a small band.',
]
  .map((text) => `<p>${text}</p>`)
  .join('');

/** The page was seen on the first of May 2031. */
export const SEEN_AT = Date.UTC(2031, 4, 1, 12);

export type Page = {
  head?: string;
  body?: string;
  url?: string;
  /** attributes of the html tag */
  html?: string;
  title?: string;
  /** after the article's text */
  end?: string;
} & Partial<Pick<PageInput, 'askedUrl' | 'rule' | 'explain'>>;

/** @throws when the page gives no article */
export function readPage(page: Page): ExtractedArticle {
  const {
    head = '',
    body = '<h1>The ferry sails again</h1>',
    url,
    html = '',
    title,
    end = '',
    ...more
  } = page;
  const source = `<!doctype html><html ${html}><head><title>${title ?? 'The ferry sails again | Harbour News'}</title>${head}</head><body><main><article>${body}${PROSE}${end}</article></main></body></html>`;
  const outcome = extractPage({
    bytes: new TextEncoder().encode(source),
    contentType: 'text/html',
    url: url ?? 'https://www.harbour.example/news/ferry',
    seenAt: SEEN_AT,
    ...more,
  });
  if (outcome.kind !== 'done') throw new Error(`${outcome.reason}: ${outcome.detail}`);
  return outcome.value;
}

export const ld = (value: unknown): string =>
  `<script type="application/ld+json">${JSON.stringify(value)}</script>`;
export const meta = (name: string, content: string): string =>
  `<meta property="${name}" content="${content}">`;
