// One article that a query found, for people: with the words around its reason, and the reason.
import type { Receipt } from '../model/model.ts';
import type { Previewed, Reason } from '../replay/preview.ts';
import { inPlace } from './columns.ts';
import { type Output, when } from './output.ts';
import { flow } from './wrap.ts';

const MOST_WORDS = 8;

export function printFound(found: Previewed, reason: Reason | undefined, output: Output): void {
  output.say(flow(`${found.articleId}  ${inPlace(found.title)}`));
  output.say(flow(`    ${[found.source, when(found.publishedAt), found.url].filter(Boolean).join(' · ')}`));
  if (reason === undefined) return;
  output.say(flow(`    ${reason.snippet}`));
  output.say(flow(`    because of ${because(reason.receipt)}`));
}

/** What made a query true, in a line: words as they stand in the article, names behind them, true values. */
function because({ leaves, spans, causes }: Receipt): string {
  const named = causes.flatMap((cause) => cause.words);
  const spoken = spans.map((span) => span.text).filter((word) => !named.includes(word));
  const words = [...new Map(spoken.map((word) => [word.toLowerCase(), word])).values()];
  const names = causes.map(({ name, words: of }) => (of.length > 0 ? `${name} (${of.join(', ')})` : name));
  const values = leaves.filter((leaf) => leaf.true && VALUE.test(leaf.text)).map((leaf) => leaf.text);
  const all = [...words.map((word) => `"${word}"`), ...names, ...new Set(values)];
  const more = all.length - MOST_WORDS;
  return `${all.slice(0, MOST_WORDS).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** leaves that have no words in the text: what is known about the article */
const VALUE = /^(source|domain|author|lang|country):|^(length|score|published)[<>=]/;
