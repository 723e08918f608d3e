// Readability over one document. It changes the document, so whatever else is to be read must be read before.
import { Readability } from '@mozilla/readability';
import { LIMITS } from '../config/limits.ts';

export type Reading = { content: Element; title: string; byline: string | null };

/** The article as an element of the same document, or null when Readability finds none. */
export function read(document: Document): Reading | null {
  const article = new Readability<Element>(document, {
    // the element itself: no serialising and parsing again
    serializer: (element) => element as Element,
    keepClasses: true,
    disableJSONLD: true,
    // throws above; the prescan has refused such a page before
    maxElemsToParse: 2 * LIMITS.pageTags,
  }).parse();
  if (article?.content == null) return null;
  return { content: article.content, title: article.title ?? '', byline: article.byline ?? null };
}
