// A match and its receipt: which query said yes to which text, and exactly why.

/** A place in the stored text, UTF-16 offsets, with the text that stands there. */
export type ReceiptSpan = { field: 'title' | 'body'; start: number; end: number; text: string };

/** One leaf of the query (a word, phrase, field value) with its place in the query text, and whether it was true. */
export type ReceiptLeaf = { start: number; end: number; text: string; true: boolean };

/** An entity or topic that made a leaf true, and the words in the article behind it. */
export type ReceiptCause = { kind: 'entity' | 'topic'; id: string | null; name: string; words: string[] };

/** The saved queries behind the `@names` of a query, each as it was when the query was last put in force. */
export type UsedQueries = Readonly<Record<string, { version: number; query: string }>>;

export type Receipt = {
  query: string;
  queryVersion: number;
  /** the saved queries that took part */
  saved: { name: string; version: number }[];
  leaves: ReceiptLeaf[];
  spans: ReceiptSpan[];
  causes: ReceiptCause[];
  /** which revision of the article, and whether it was the full body or only the feed's summary */
  revision: number;
  quality: 'full' | 'summary';
  vocabulary: string;
};
