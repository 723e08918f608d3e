// By what a stored text is found again: its words, and the values of keyword fields, each once, all folded by the query
// language's rules. Only what can't change later is kept: a feed's name can, so its number stands for it.
import type { KeyField } from '../query/ast.ts';
import { valuesOf } from '../query/doc.ts';
import { keysOf } from '../query/needed.ts';
import { tokenize } from '../query/query.ts';
import { type MatchText, toDocument } from './document.ts';

/** a longer "word" is data, and the index refuses lexemes above 2 KB */
const MOST_CHARS = 200;

/** Fields that are looked up; `about:` is by way of `entity:`, which says "perhaps" for it. */
const KEPT_FIELDS: readonly KeyField[] = ['source', 'entity', 'topic', 'author', 'lang', 'domain'];

const isKept = (text: string): boolean => text.length <= MOST_CHARS && !text.includes('\0');

/** The folded words of an article, for `revision.words`. */
export function wordsOf(title: string, text: string): string[] {
  const words = new Set<string>();
  for (const part of [title, text]) {
    for (const { folded } of tokenize(part)) if (isKept(folded)) words.add(folded);
  }
  return [...words];
}

/** Where a text comes from, as far as that never changes. */
export type Origin = { feedId: number; site: string | null };

/** Words and keyword values of a tagged article; a value is `field:value`, and no word holds a colon. */
export function lexemesOf(article: MatchText, { feedId, site }: Origin): string[] {
  const doc = toDocument({ ...article, sources: site === null ? [] : [site] }, () => []);
  const about = article.tags.mentions.flatMap((mention) => mention.about ?? []);
  const found = { ...doc, entity: [...valuesOf(doc.entity), ...about] };
  const keys = KEPT_FIELDS.flatMap((field) =>
    keysOf(found, field)
      .filter(isKept)
      .map((value) => `${field}:${value}`),
  );
  return [...wordsOf(article.title, article.text), ...new Set(keys), feedLexeme(feedId)];
}

/** The lexeme of all that came by a feed. */
export const feedLexeme = (feedId: number): string => `feed:${feedId}`;

/** The lexeme of a keyword value that is asked for; null when such are not kept, so that any article may hold it. */
export const keptKey = (field: KeyField, value: string): string | null =>
  KEPT_FIELDS.includes(field) && isKept(value) ? `${field}:${value}` : null;
