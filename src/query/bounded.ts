// Every query must need something positive, so that no query makes every article expensive.
import type { Node } from './ast.ts';
import { QueryError } from './error.ts';
import type { Parsed } from './state.ts';

/** Whether some word, phrase or keyword value must be present for the node to be true. */
function isBounded(node: Node): boolean {
  switch (node.type) {
    case 'and':
      return node.children.some(isBounded);
    case 'or':
      return node.children.every(isBounded);
    case 'field':
      return isBounded(node.child);
    case 'not':
    case 'cmp':
      return false;
    case 'score':
      return node.strict ? node.threshold >= 0 : node.threshold > 0;
    default:
      return true;
  }
}

/** Throws E_UNBOUNDED on the whole expression when some alternative has nothing positive. */
export function requireBounded(whole: Parsed): void {
  if (isBounded(whole.node)) return;
  const { start, end } = whole;
  throw new QueryError(
    'E_UNBOUNDED',
    { start, end },
    'some alternative of this query has nothing that must be present',
    'add a word, or source:, topic: or entity:',
  );
}
