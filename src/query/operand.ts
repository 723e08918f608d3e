// What may stand beside NEAR or behind ATLEAST and FIRST: things with a place in the text.
import type { Node } from './ast.ts';
import { QueryError } from './error.ts';
import type { Parsed } from './state.ts';

/** True when every match of the node is a stretch of text. */
function hasPlaces(node: Node): boolean {
  switch (node.type) {
    case 'word':
    case 'phrase':
      return true;
    case 'near':
      return hasPlaces(node.left) && hasPlaces(node.right);
    case 'or':
      return node.children.every(hasPlaces);
    default:
      return false;
  }
}

/** Throws E_NEAR_OPERAND, placed on the operand with its parentheses. */
export function requireNearOperand(operand: Parsed, operator: string): void {
  // a NEAR was checked when it was built: looking again would cost the square of a long chain
  if (operand.node.type === 'near' || hasPlaces(operand.node)) return;
  const { start, end } = operand;
  throw new QueryError(
    'E_NEAR_OPERAND',
    { start, end },
    `${operator} takes words, phrases, NEARs and OR groups of these`,
    'put fields, comparisons, AND and NOT outside, as in title:(a NEAR/5 b) NOT c',
  );
}
