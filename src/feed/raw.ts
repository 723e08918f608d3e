// Fields that hold a text or a piece of HTML: captured as one string in document order, never as a tree.
import { declares } from './namespaces.ts';
import type { Node } from './tree.ts';

/** Children of a feed or an item that are captured as they come. */
const RAW = new Set([
  ...['title', 'description', 'summary', 'content', 'content:encoded', 'subtitle', 'tagline'],
  ...['xhtml:body', 'body', 'fullitem', 'abstract', 'dc:title', 'dc:description'],
  ...['atom:title', 'atom:summary', 'atom:content', 'atom:subtitle'],
]);
const HOLDERS = new Set(['item', 'entry', 'channel', 'feed']);

/** Elements of HTML without an end tag; `</br>` would be read as one more break. */
const VOID = new Set([
  'area',
  'base',
  'br',
  'col',
  'embed',
  'hr',
  'img',
  'input',
  'link',
  'meta',
  'source',
  'track',
  'wbr',
]);

export const isRaw = (name: string, parent: Node): boolean => RAW.has(name) && HOLDERS.has(parent.name);

/** Text or a decoded entity inside a raw field. */
export function rawText(field: Node, piece: string): void {
  field.text += field.raw === 'html' ? escapePiece(piece) : piece;
}

/** A start tag inside a raw field: from the first on, the field is HTML. */
export function rawOpen(field: Node, name: string, attributes: Record<string, string>): void {
  if (field.raw === 'text') {
    field.text = escapePiece(field.text);
    field.raw = 'html';
  }
  let tag = `<${htmlName(name)}`;
  for (const key in attributes) {
    if (declares(key) || /[^\w:.-]/.test(key)) continue;
    tag += ` ${key}="${escapeValue(attributes[key] ?? '')}"`;
  }
  field.text += `${tag}>`;
}

export function rawClose(field: Node, name: string): void {
  const tag = htmlName(name);
  if (!VOID.has(tag)) field.text += `</${tag}>`;
}

/** The inside of a raw field, without the `div` that Atom's xhtml type wraps around it. */
export function inner(field: Node): string {
  const text = field.text.trim();
  if (field.raw !== 'html' || !/xhtml/i.test(field.attributes.type ?? '') || !/^<div[ >]/.test(text))
    return text;
  if (!text.endsWith('</div>')) return text;
  return text.slice(text.indexOf('>') + 1, -'</div>'.length).trim();
}

const htmlName = (name: string): string => {
  const bare = name.startsWith('xhtml:') ? name.slice(6) : name;
  return bare.replace(/[^\w:.-]/g, '') || 'span';
};

const escapeValue = (value: string): string =>
  value.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/**
 * The tokenizer hands over each decoded entity by itself and leaves HTML's named ones as written: so a lone `&` was
 * `&amp;`, while `&nbsp;` within a longer piece stands for itself.
 */
function escapePiece(piece: string): string {
  if (piece === '&') return '&amp;';
  if (!/[&<>]/.test(piece)) return piece;
  return piece
    .replace(/&(?!#?\w{1,40};)/g, '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
