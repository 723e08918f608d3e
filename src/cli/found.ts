// One article that a query found, for people: with the words that made it true.
import type { Previewed } from '../replay/preview.ts';
import { type Output, when } from './output.ts';

export function printFound(found: Previewed, output: Output): void {
  output.say(`${found.articleId}  ${found.title}`);
  output.say(`    ${[found.source, when(found.publishedAt), found.url].filter(Boolean).join(' · ')}`);
  output.say(`    ${found.snippet}`);
}
