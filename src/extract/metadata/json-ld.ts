// JSON-LD as pages really write it: wrapped in comments, with raw line breaks, trailing commas, nested in graphs.
// Gives a flat list of nodes; never more than the limits, and cycles by `@id` are not followed.
import { LIMITS } from '../../config/limits.ts';

export type LdNode = { [key: string]: unknown };

const NESTED = ['@graph', 'mainEntity', 'mainEntityOfPage', 'hasPart', 'itemListElement', 'item', 'review'];
const ARTICLE = /Article$|^(?:BlogPosting|LiveBlogPosting|SocialMediaPosting|Report|Review|Recipe)$/;

/** All nodes of all scripts, outer before inner. */
export function ldNodes(scripts: string[]): LdNode[] {
  const nodes: LdNode[] = [];
  for (const script of scripts) {
    if (script.length > LIMITS.jsonLdChars) continue;
    collect(parseLenient(script), 0, nodes);
  }
  return nodes;
}

/** Node types without the `schema.org/` in front. */
export function typesOf(node: LdNode): string[] {
  return listOf(node['@type']).flatMap((type) =>
    typeof type === 'string' ? [type.replace(/^.*[/#:]/, '')] : [],
  );
}

export const isArticle = (node: LdNode): boolean => typesOf(node).some((type) => ARTICLE.test(type));

export const listOf = (value: unknown): unknown[] =>
  Array.isArray(value) ? value : value == null ? [] : [value];

export const isNode = (value: unknown): value is LdNode =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The first string in a value that may be a string, a list, or a node with a name, url or value. */
export function textOf(value: unknown, keys: string[] = ['name', '@value', 'url', '@id']): string | null {
  for (const one of listOf(value)) {
    if (typeof one === 'string' && one.trim() !== '') return one;
    if (!isNode(one)) continue;
    for (const key of keys) {
      const inner = one[key];
      if (typeof inner === 'string' && inner.trim() !== '') return inner;
    }
  }
  return null;
}

function collect(value: unknown, depth: number, nodes: LdNode[]): void {
  if (depth > LIMITS.jsonLdDepth) return;
  for (const one of listOf(value)) {
    if (!isNode(one) || nodes.length >= LIMITS.jsonLdNodes) continue;
    nodes.push(one);
    for (const key of NESTED) if (one[key] != null) collect(one[key], depth + 1, nodes);
  }
}

function parseLenient(script: string): unknown {
  const bare = script
    .replace(/^\s*(?:<!--|\/\*\s*<!\[CDATA\[\s*\*\/|\/\/\s*<!\[CDATA\[|<!\[CDATA\[)/, '')
    .replace(/(?:-->|\/\*\s*\]\]>\s*\*\/|\/\/\s*\]\]>|\]\]>)\s*$/, '')
    .replace(/;\s*$/, '');
  // Raw line breaks inside strings, then commas before a closing bracket, are the two common faults.
  const noControls = bare.replace(/[\0-\x1f]+/g, ' ');
  const noCommas = noControls.replace(/,\s*([}\]])/g, '$1');
  for (const attempt of [bare, noControls, noCommas]) {
    try {
      return JSON.parse(attempt);
    } catch {}
  }
  return null;
}
