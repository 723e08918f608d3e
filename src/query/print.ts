// A syntax tree back to query text. parse(print(tree)) is the same tree, places apart.
// Never adds a parenthesis that is not needed: depth is limited.
import type { KeyNode, NearNode, Node, PhraseNode, WordNode } from './ast.ts';

/** How tightly the outermost operator of a printed node binds. */
const LEVEL = { or: 0, and: 1, not: 2, near: 3, item: 4 } as const;

function levelOf(node: Node): number {
  return node.type === 'or' || node.type === 'and' || node.type === 'not' || node.type === 'near'
    ? LEVEL[node.type]
    : LEVEL.item;
}

/** Prints a tree in one canonical form: plain quotation marks, AND written out. */
export function print(node: Node): string {
  switch (node.type) {
    case 'word':
    case 'phrase':
      return printWritten(node);
    case 'key':
      return printKey(node);
    case 'cmp':
      return `${node.field}${node.op}${node.text}`;
    case 'or':
    case 'and': {
      const above = LEVEL[node.type] + 1;
      return node.children.map((child) => within(child, above)).join(node.type === 'or' ? ' OR ' : ' AND ');
    }
    case 'not':
      return `NOT ${within(node.child, LEVEL.not)}`;
    case 'near':
      return `${within(node.left, LEVEL.near)} ${nearSign(node)} ${within(node.right, LEVEL.item)}`;
    case 'field':
      return `${node.name}:${within(node.child, LEVEL.item)}`;
    case 'atleast':
    case 'first':
      return `${node.type.toUpperCase()}/${node.count} ${within(node.child, LEVEL.item)}`;
    case 'score': {
      const items = node.items.map((item) => `${printWritten(item.child)}^${item.weight}`);
      return `SCORE${node.strict ? '>' : '>='}${node.threshold} (${items.join(' ')})`;
    }
  }
}

function within(node: Node, least: number): string {
  return levelOf(node) < least ? `(${print(node)})` : print(node);
}

function printWritten(node: WordNode | PhraseNode): string {
  const text = node.type === 'word' ? node.text : `"${node.text}"`;
  const window = node.type === 'phrase' && node.window !== null ? `~${node.window}` : '';
  return `${node.exact ? '=' : ''}${text}${window}`;
}

function printKey(node: KeyNode): string {
  const value = node.written ?? node.value;
  const simple = /^[\p{L}\p{N}][\p{L}\p{N}./_-]*$/u.test(value) && !/^[A-Z]+(\/|$)/.test(value);
  return `${node.name}:${simple ? value : `"${value.replace(/["\\*?]/g, '\\$&')}"`}`;
}

function nearSign(node: NearNode): string {
  const name = node.ordered ? 'ONEAR' : 'NEAR';
  if (node.unit === 'word') return `${name}/${node.distance}`;
  return `${name}/${node.unit === 'sentence' ? 'S' : 'P'}`;
}
