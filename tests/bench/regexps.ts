// What a simple service would do instead of an engine: one RegExp a name, the query's own logic around them.
// Knows only the kinds of query that `makeQuery` makes, and text without accents in small letters.
import type { Doc, Node } from '../../src/query/query.ts';

export const plainText = (doc: Doc): string =>
  `${doc.title}\n\n${doc.body}`
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase();

export function regexps(ast: Node): (text: string) => boolean {
  switch (ast.type) {
    case 'and':
    case 'or': {
      const parts = ast.children.map(regexps);
      return ast.type === 'and'
        ? (text) => parts.every((part) => part(text))
        : (text) => parts.some((part) => part(text));
    }
    case 'not': {
      const part = regexps(ast.child);
      return (text) => !part(text);
    }
    case 'near': {
      const [a, b] = [source(ast.left), source(ast.right)];
      const gap = `[^a-z0-9]+(?:[a-z0-9]+[^a-z0-9]+){0,${ast.distance}}`;
      const either = new RegExp(`\\b(?:${a}${gap}${b}|${b}${gap}${a})\\b`);
      return (text) => either.test(text);
    }
    default: {
      const words = new RegExp(`\\b${source(ast)}\\b`);
      return (text) => words.test(text);
    }
  }
}

function source(node: Node): string {
  if (node.type !== 'word' && node.type !== 'phrase') throw new Error('only words and phrases have a source');
  return node.terms.map((term) => term.text.replace('*', '[a-z0-9]*')).join('[^a-z0-9]+');
}
