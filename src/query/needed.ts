// Which words an article must hold for a query to be true of it: a condition for looking in an index first.
// It may say "perhaps" too often, never "no" wrongly; the engine decides.
import type { Node, Term } from './ast.ts';
import { fold } from './text.ts';

/** `unknown` may be true of any article. */
export type Needed =
  | { kind: 'word' | 'prefix'; text: string }
  | { kind: 'all' | 'any'; of: Needed[] }
  | { kind: 'unknown' };

const UNKNOWN: Needed = { kind: 'unknown' };
/** shorter beginnings are in nearly every article, and long to look up */
const LEAST_PREFIX = 3;

/** The condition that a query puts on an article's folded words. */
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
    case 'not':
    case 'key':
    case 'cmp':
      return UNKNOWN;
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
