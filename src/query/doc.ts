// What queries are asked of: one article, as its text and what is known about it.

export type Doc = {
  title: string;
  body: string;
  source?: string | readonly string[];
  domain?: string | readonly string[];
  lang?: string | readonly string[];
  country?: string | readonly string[];
  author?: string | readonly string[];
  /** every topic code and every ancestor code, as separate values */
  topic?: string | readonly string[];
  entity?: string | readonly string[];
  /** those of `entity` that the article is mainly about */
  about?: string | readonly string[];
  /** ISO 8601; without a zone it is UTC */
  published?: string;
  /** words; when absent the words of the body are counted */
  length?: number;
  score?: number;
};

/** A stretch of an article, UTF-16 offsets into the field as given. */
export type Span = { field: 'title' | 'body'; start: number; end: number };

/** The values of a keyword field, always a list. */
export function valuesOf(value: string | readonly string[] | undefined): readonly string[] {
  if (value === undefined) return [];
  return typeof value === 'string' ? [value] : value;
}
