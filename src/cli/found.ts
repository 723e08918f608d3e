// One article that a query found, for people and as JSON: with the words that made it true.
import type { Previewed } from '../replay/preview.ts';
import { type Output, when } from './output.ts';

const AROUND_CHARS = 90;

/** Without the whole text, which `articles show` gives. */
export const foundForJson = ({ text, ...found }: Previewed) => ({
  ...found,
  snippet: snippet({ text, ...found }),
});

export function printFound(found: Previewed, output: Output): void {
  output.say(`${found.articleId}  ${found.title}`);
  output.say(`    ${[found.source, when(found.publishedAt), found.url].filter(Boolean).join(' · ')}`);
  output.say(`    ${snippet(found)}`);
}

/** The text around the first place in the body that made the query true; else its beginning. */
function snippet({ text, receipt }: Previewed): string {
  const first = receipt.spans.find((span) => span.field === 'body');
  const [start, end] = first ? [first.start, first.end] : [0, 0];
  const from = Math.max(0, start - AROUND_CHARS);
  const to = Math.min(text.length, end + AROUND_CHARS);
  const words = text.slice(from, to).replace(/\s+/g, ' ').trim();
  return `${from > 0 ? '…' : ''}${words}${to < text.length ? '…' : ''}`;
}
