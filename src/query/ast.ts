// The syntax tree of a query. Built by `parse`, printed by `print`; every node knows its place in the query text.
//
//   term       one word to look for: plain (folded), exact (as written) or wild (folded, with * and ?)
//   word       what the user typed as one word; several terms when it holds punctuation (AT&T is "at t")
//   phrase     terms side by side, or (window) in any order with at most n other words inside
//   key        a keyword field and its value: source, domain, author, lang, country, topic, entity, about
//   cmp        a comparison: length, score, published

/** UTF-16 offsets into the query as typed. */
export type Place = { start: number; end: number };

export type Term = { kind: 'plain' | 'exact' | 'wild'; text: string };

export type TextField = 'title' | 'body' | 'text';
export type KeyField = 'source' | 'domain' | 'author' | 'lang' | 'country' | 'topic' | 'entity' | 'about';
export type CmpField = 'length' | 'score' | 'published';
export type CmpOp = '>=' | '<=' | '>' | '<' | '=';
export type NearUnit = 'word' | 'sentence' | 'paragraph';

/** `text` is the source form, escapes kept; quotes inside a phrase are escaped. */
export type WordNode = Place & { type: 'word'; text: string; exact: boolean; terms: Term[] };
export type PhraseNode = Place & {
  type: 'phrase';
  text: string;
  exact: boolean;
  terms: Term[];
  /** other words allowed inside, any order; null for a plain phrase */
  window: number | null;
};
export type NearNode = Place & {
  type: 'near';
  ordered: boolean;
  unit: NearUnit;
  /** words between, when the unit is words; else 0 */
  distance: number;
  left: Node;
  right: Node;
};
export type ListNode = Place & { type: 'and' | 'or'; children: Node[] };
export type NotNode = Place & { type: 'not'; child: Node };
export type AtLeastNode = Place & { type: 'atleast'; count: number; child: Node };
export type FirstNode = Place & { type: 'first'; count: number; child: Node };
export type ScoreNode = Place & {
  type: 'score';
  strict: boolean;
  threshold: number;
  items: { weight: number; child: WordNode | PhraseNode }[];
};
export type FieldNode = Place & { type: 'field'; name: TextField; child: Node };
/** `value` is as written, white space collapsed; `written` is what the query says where another value is asked in its stead. */
export type KeyNode = Place & { type: 'key'; name: KeyField; value: string; written?: string };
/** `value` is a number, or milliseconds since 1970 for `published`; `text` is the value as written. */
export type CmpNode = Place & { type: 'cmp'; field: CmpField; op: CmpOp; value: number; text: string };

export type Node =
  | WordNode
  | PhraseNode
  | NearNode
  | ListNode
  | NotNode
  | AtLeastNode
  | FirstNode
  | ScoreNode
  | FieldNode
  | KeyNode
  | CmpNode;

export const TEXT_FIELDS: readonly TextField[] = ['title', 'body', 'text'];
export const KEY_FIELDS: readonly KeyField[] = [
  'source',
  'domain',
  'author',
  'lang',
  'country',
  'topic',
  'entity',
  'about',
];
export const CMP_FIELDS: readonly CmpField[] = ['length', 'score', 'published'];
