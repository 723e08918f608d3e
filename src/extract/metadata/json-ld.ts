// JSON-LD as pages really write it: wrapped in comments, with raw line breaks, trailing commas, nested in graphs.
// Gives a flat list of nodes; never more than the limits, and cycles by `@id` are not followed.
import { LIMITS } from '../../config/limits.ts';
import { sameWords } from './words.ts';

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

/** Articles; a review or recipe may be a part of one, so these come behind. */
const isWhole = (node: LdNode): boolean =>
  typesOf(node).some((type) => /Article$|Posting$|^Report$/.test(type));

/**
 * The nodes that may speak of the page at one of `addresses`, those that name it first. An article that names another
 * page is another article, unless it carries one of the page's `titles`; so is a review of a product.
 */
export function nodesOfPage(nodes: LdNode[], addresses: string[], titles: string[]): LdNode[] {
  const own = new Set(addresses.map(pathOf).filter((path) => path !== ''));
  const rank = (node: LdNode): number => {
    const named = [node.url, node.mainEntityOfPage, node['@id']]
      .map((value) => pathOf(textOf(value, ['@id', 'url']) ?? ''))
      .filter((path) => path !== '');
    if (named.some((path) => own.has(path))) return isWhole(node) ? 0 : 1;
    if (!isArticle(node)) return 4;
    const headline = textOf(node.headline ?? node.name) ?? '';
    if (headline !== '' && titles.some((title) => sameWords(title, headline))) return 2;
    if (named.length > 0 && own.size > 0) return 9;
    return isWhole(node) ? 3 : 5;
  };
  const ranked = nodes.map((node) => ({ node, rank: rank(node) }));
  // addresses that are all wrong are the site's mistake: then the first article is as good as before
  const isKnown = ranked.some(({ node, rank }) => rank < 4 && isArticle(node));
  return ranked
    .filter(({ rank }) => rank < 9 || !isKnown)
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ node }) => node);
}

/** `/news/1` of an address, also of a relative one; empty for a site's front. */
const pathOf = (url: string): string => {
  const path = URL.parse(url, 'https://this.invalid/')?.pathname ?? '';
  return path.replace(/\/+$/, '');
};

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
