// The engine's interface, for the moment over the reference evaluator: right, but linear in the number of queries.
import type { Node } from './ast.ts';
import { evaluate, spans } from './brute.ts';
import type { Doc, Span } from './doc.ts';
import { print } from './print.ts';

/** One part of a query that is true or false by itself; places refer to the query text. */
export type Leaf = { start: number; end: number; text: string; true: boolean };

export type Engine = {
  add(id: number, ast: Node): void;
  remove(id: number): boolean;
  match(doc: Doc): number[];
  explain(id: number, doc: Doc): { spans: Span[]; leaves: Leaf[] };
};

export function createEngine(): Engine {
  const queries = new Map<number, Node>();
  return {
    add: (id, ast) => void queries.set(id, ast),
    remove: (id) => queries.delete(id),
    match: (doc) => [...queries].filter(([, ast]) => evaluate(ast, doc)).map(([id]) => id),
    explain: (id, doc) => {
      const ast = queries.get(id);
      if (!ast) return { spans: [], leaves: [] };
      return { spans: spans(ast, doc), leaves: leavesOf(ast, doc, (node) => node) };
    },
  };
}

function leavesOf(node: Node, doc: Doc, wrap: (node: Node) => Node): Leaf[] {
  switch (node.type) {
    case 'and':
    case 'or':
      return node.children.flatMap((child) => leavesOf(child, doc, wrap));
    case 'near':
      return [node.left, node.right].flatMap((child) => leavesOf(child, doc, wrap));
    case 'not':
    case 'atleast':
    case 'first':
      return leavesOf(node.child, doc, wrap);
    case 'score':
      return node.items.flatMap((item) => leavesOf(item.child, doc, wrap));
    case 'field':
      return leavesOf(node.child, doc, (child) => ({ ...node, child }));
    default: {
      const { start, end } = node;
      return [{ start, end, text: print(node), true: evaluate(wrap(node), doc) }];
    }
  }
}
