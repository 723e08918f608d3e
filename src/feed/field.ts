// What one element of a feed says: a line, a piece of HTML, a date, a person. Total: any node gives a value or null.
import { LIMITS } from '../config/limits.ts';
import { parseDate } from './dates.ts';
import { decodeEntities } from './entities.ts';
import { mendedText, withoutControls } from './mend.ts';
import { clip, fold, plainLine, plainText } from './plain.ts';
import { inner } from './raw.ts';
import { child, type Node, textOf } from './tree.ts';

/** A title as one line of plain text. `strict`: Atom, where no type means text and a `<` is a `<`. */
export function lineOf(field: Node, strict: boolean): string {
  const text = decoded(field);
  if (field.raw === 'html' || isHtml(field)) return plainText(text, LIMITS.titleChars);
  if (!strict) return plainLine(text, LIMITS.titleChars);
  return clip(fold(decodeEntities(text)), LIMITS.titleChars);
}

/** The first title with text, trying the names in turn. */
export function firstLine(node: Node, strict: boolean, ...names: string[]): string {
  for (const name of names) {
    for (const one of node.children) {
      const line = one.name === name ? lineOf(one, strict) : '';
      if (line !== '') return line;
    }
  }
  return '';
}

/** The longest HTML among the fields of these names: `<content>` may come several times; '' when there is none. */
export function longestHtml(node: Node, ...names: string[]): string {
  let longest = '';
  for (const one of node.children) {
    if (!names.includes(one.name)) continue;
    const html = htmlOf(one);
    if (html.length > longest.length) longest = html;
  }
  return longest;
}

/** The first of these fields that holds anything, as HTML; '' when there is none. */
export function firstHtml(node: Node, ...names: string[]): string {
  for (const name of names) {
    const html = longestHtml(node, name);
    if (html !== '') return html;
  }
  return '';
}

function htmlOf(field: Node): string {
  const text = decoded(field);
  const isText = /^(text|text\/plain)$/i.test(field.attributes.type ?? '') && field.raw !== 'html';
  return isText ? text.replaceAll('&', '&amp;').replaceAll('<', '&lt;') : text;
}

/** The first date that can be read, trying the names in turn, as ISO 8601 in UTC. */
export function dateOf(node: Node, names: readonly string[]): string | null {
  for (const name of names) {
    const written = textOf(node, name);
    const date = written === null ? null : parseDate(written);
    if (date !== null) return date;
  }
  return null;
}

/** A person by name, else by address; RSS writes `mail@example.org (Name)`. */
export function personOf(node: Node, ...names: string[]): string | null {
  for (const name of names) {
    const field = child(node, name);
    const written = field && (textOf(field, 'name', 'atom:name', 'email', 'uri') ?? field.text.trim());
    if (!written) continue;
    const person = clip(written, LIMITS.authorChars);
    return plainLine(/^[^\s@]+@\S+ \((.+)\)$/.exec(person)?.[1] ?? person, LIMITS.authorChars);
  }
  return null;
}

/** Inside of the field, mended; base64 is undone where it is declared and looks like it. */
function decoded(field: Node): string {
  const text = mendedText(inner(field));
  const { mode, type } = field.attributes;
  if (mode !== 'base64' && type !== 'application/octet-stream') return text;
  const packed = text.replace(/\s+/g, '');
  if (packed.length < 4 || packed.length % 4 !== 0 || !/^[\w+/-]+={0,2}$/.test(packed)) return text;
  return withoutControls(Buffer.from(packed, 'base64').toString('utf8'));
}

const isHtml = (field: Node): boolean =>
  /html/i.test(field.attributes.type ?? '') || field.attributes.mode === 'escaped';
