// The words by which a stored text is found again: folded by the query language's rules, each once.
import { tokenize } from '../query/query.ts';

/** a longer "word" is data, and the index refuses lexemes above 2 KB */
const MOST_CHARS = 200;

/** The folded words of an article, for `revision.words`. */
export function wordsOf(title: string, text: string): string[] {
  const words = new Set<string>();
  for (const part of [title, text]) {
    for (const { folded } of tokenize(part))
      if (folded.length <= MOST_CHARS && !folded.includes('\0')) words.add(folded);
  }
  return [...words];
}
