// HTML of a feed to plain text, entities decoded. For titles, summaries and comparing lengths only: what people see
// as an article is sanitised elsewhere. Linear in its input, whatever the input is.
import { decodeEntities } from './entities.ts';

/** Tags that part words. The rest stand inside a line: `H<sub>2</sub>O` is one word. */
const BLOCK = new Set([
  ...[
    'p',
    'div',
    'br',
    'hr',
    'li',
    'ul',
    'ol',
    'dl',
    'dt',
    'dd',
    'tr',
    'td',
    'th',
    'table',
    'pre',
    'blockquote',
  ],
  ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'section', 'article', 'header', 'footer', 'figure', 'figcaption'],
]);
/** Tags whose inside nobody reads. */
const SILENT = new Set(['script', 'style', 'template']);

/**
 * The text of `html`: tags dropped, block tags as a space, entities decoded, white space folded, at most
 * `maxChars` UTF-16 units (cut at a word where one is near).
 */
export function plainText(html: string, maxChars: number): string {
  const scanned = html.includes('<') ? withoutTags(html, maxChars * 2) : clip(html, maxChars * 8);
  return cut(fold(decodeEntities(scanned)), maxChars);
}

/** Like `plainText`, for a line that may be text or HTML: only what looks like a real tag is taken for one. */
export function plainLine(line: string, maxChars: number): string {
  const tagged = line.includes('<') && /<\/?[a-z][a-z0-9]*(\s[^<>]*)?\/?>|<!--|<!doctype/i.test(line);
  return tagged ? plainText(line, maxChars) : cut(fold(decodeEntities(clip(line, maxChars * 8))), maxChars);
}

/** Whether `a` holds more text than `b`, both HTML; entities count as written. */
export function hasMoreText(a: string, b: string): boolean {
  if (a.length === 0) return false;
  // no further than needed: tags only shorten
  const lengthB = withoutTags(b, a.length).length;
  return lengthB < a.length && withoutTags(a, lengthB + 1).length > lengthB;
}

/** White space folded to single spaces; a lone space is not a match, which makes this twice as fast. */
export const fold = (text: string): string => text.replace(/[^\S ]\s*| \s+/g, ' ').trim();

/** The first `maxChars` UTF-16 units, no character cut in half. */
export const clip = (text: string, maxChars: number): string =>
  text.length <= maxChars ? text : text.slice(0, maxChars).replace(/[\ud800-\udbff]$/, '');

function cut(text: string, maxChars: number): string {
  if (text.length <= maxChars) return text;
  const hard = clip(text, maxChars - 1);
  const space = hard.lastIndexOf(' ');
  const end = space > Math.max(0, maxChars - 40) ? space : hard.length;
  return `${hard.slice(0, end)}…`;
}

/** One pass, to `enough` units. What has no `>` behind it is no tag, so unclosed marks cannot make it quadratic. */
function withoutTags(html: string, enough: number): string {
  const last = html.lastIndexOf('>');
  let out = '';
  let at = 0;
  while (at < html.length && out.length < enough) {
    const open = html.indexOf('<', at);
    if (open < 0 || open > last) return out + html.slice(at);
    out += html.slice(at, open);
    const name = tagName(html, open + 1);
    if (name === null) out += '<';
    else if (BLOCK.has(name)) out += ' ';
    at = name === null ? open + 1 : afterTag(html, open, name);
  }
  return out;
}

/** Lower-case name of the tag whose inside starts at `at`; '' for a comment or declaration, null when it is no tag. */
function tagName(html: string, at: number): string | null {
  const first = html.charCodeAt(at);
  if (first === 0x21 || first === 0x3f) return '';
  const start = first === 0x2f ? at + 1 : at;
  let end = start;
  while (end < start + 12 && isAlphanumeric(html.charCodeAt(end))) end++;
  if (end === start) return first === 0x2f ? '' : null;
  const name = html.slice(start, end).toLowerCase();
  return name >= 'a' ? name : null;
}

const isAlphanumeric = (code: number): boolean =>
  (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || (code >= 0x30 && code <= 0x39);

/** Where the text goes on behind the tag or comment at `open`; the end of the text when that never ends. */
function afterTag(html: string, open: number, name: string): number {
  if (html.startsWith('<!--', open)) return after(html, '-->', open + 4);
  const end = after(html, '>', open + 1);
  if (!SILENT.has(name) || html[open + 1] === '/') return end;
  const close = new RegExp(`</${name}\\s*>`, 'ig');
  close.lastIndex = end;
  return close.exec(html) ? close.lastIndex : html.length;
}

function after(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at < 0 ? text.length : at + mark.length;
}
