// Which words and keyword values an article must hold for a query to be true of it: a condition for looking in an index first.
// It may say "perhaps" too often, never "no" wrongly; the engine decides.
import type { KeyField, Node, Term } from './ast.ts';
import { type Doc, valuesOf } from './doc.ts';
import { fold } from './text.ts';
import { broaderValues, keyValue } from './value.ts';

/** `unknown` may be true of any article. */
export type Needed =
  | { kind: 'word' | 'prefix'; text: string }
  | { kind: 'key'; field: KeyField; value: string }
  | { kind: 'all' | 'any'; of: Needed[] }
  | { kind: 'unknown' };

const UNKNOWN: Needed = { kind: 'unknown' };
/** shorter beginnings are in nearly every article, and long to look up */
const LEAST_PREFIX = 3;

/** The condition that a query puts on an article's folded words and keyword values. */
export function neededWords(node: Node): Needed {
  switch (node.type) {
    case 'word':
    case 'phrase':
      return all(node.terms.map(ofTerm));
    case 'near':
      return all([neededWords(node.left), neededWords(node.right)]);
    case 'and':
      return all(node.children.map(neededWords));
    case 'or':
      return any(node.children.map(neededWords));
    case 'atleast':
    case 'first':
    case 'field':
      return neededWords(node.child);
    case 'score':
      // with a threshold above zero, something that adds to the sum must be there
      if (node.threshold < 0 || (node.threshold === 0 && !node.strict)) return UNKNOWN;
      return any(node.items.filter((item) => item.weight > 0).map((item) => neededWords(item.child)));
    case 'key':
      return { kind: 'key', field: node.name, value: keyValue(node.name, node.value) };
    case 'not':
    case 'cmp':
      return UNKNOWN;
  }
}

/** The values of a field under which an article is to be found, in the form in which `neededWords` names them. */
export const keysOf = (doc: Doc, field: KeyField): string[] =>
  valuesOf(doc[field]).flatMap((value) => broaderValues(field, value));

/** The keyword fields that a query names anywhere. */
export function keyFieldsOf(node: Node): Set<KeyField> {
  if (node.type === 'key') return new Set([node.name]);
  if (node.type === 'not') return keyFieldsOf(node.child);
  if (node.type !== 'and' && node.type !== 'or') return new Set();
  return new Set(node.children.flatMap((child) => [...keyFieldsOf(child)]));
}

/** Whether the truth of a query hangs on the article's words; else title and body need not be read. */
export function readsText(node: Node): boolean {
  switch (node.type) {
    case 'and':
    case 'or':
      return node.children.some(readsText);
    case 'not':
      return readsText(node.child);
    case 'key':
      return false;
    case 'cmp':
      return node.field === 'length';
    default:
      return true;
  }
}

function ofTerm(term: Term): Needed {
  if (term.kind === 'plain') return { kind: 'word', text: term.text };
  if (term.kind === 'exact') return { kind: 'word', text: fold(term.text) };
  const beginning = term.text.split(/[*?]/, 1)[0] ?? '';
  return beginning.length < LEAST_PREFIX ? UNKNOWN : { kind: 'prefix', text: beginning };
}

function all(of: Needed[]): Needed {
  const known = of.filter((one) => one.kind !== 'unknown');
  return known.length === 0
    ? UNKNOWN
    : known.length === 1
      ? (known[0] ?? UNKNOWN)
      : { kind: 'all', of: known };
}

function any(of: Needed[]): Needed {
  return of.length === 0 || of.some((one) => one.kind === 'unknown') ? UNKNOWN : { kind: 'any', of };
}
