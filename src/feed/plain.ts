// HTML of a feed to plain text, entities decoded. For titles, summaries and comparing lengths only: what people see
// as an article is sanitised elsewhere. Linear in its input, whatever the input is.
import { Parser } from 'htmlparser2';

const BLOCK =
  /^(p|div|br|li|ul|ol|dl|dt|dd|h[1-6]|tr|td|th|table|blockquote|section|article|header|footer|figure|figcaption|pre|hr)$/;
const SILENT = /^(script|style|template)$/;

/**
 * The text of `html`: tags dropped, block tags as a space, entities decoded, white space folded, at most
 * `maxChars` UTF-16 units (cut at a word where one is near).
 */
export function plainText(html: string, maxChars: number): string {
  const scanned = html.includes('<') ? withoutTags(html, maxChars * 2) : html.slice(0, maxChars * 8);
  return cut(fold(decodeEntities(scanned)), maxChars);
}

/** Like `plainText`, for a line that may be text or HTML: only what looks like a real tag is taken for one. */
export function plainLine(line: string, maxChars: number): string {
  const tagged = /<\/?[a-z][a-z0-9]*(\s[^<>]*)?\/?>|<!--|<!doctype/i.test(line);
  return tagged
    ? plainText(line, maxChars)
    : cut(fold(decodeEntities(line.slice(0, maxChars * 8))), maxChars);
}

/** Number of UTF-16 units of `html` outside tags; entities count as written. */
export function textLength(html: string): number {
  if (!html.includes('<')) return html.length;
  return withoutTags(html, Number.POSITIVE_INFINITY).length;
}

/** Entities of HTML with their semicolon, once; anything else stays as written. */
export function decodeEntities(text: string): string {
  if (!/&#?\w+;/.test(text)) return text;
  let out = '';
  const parser = new Parser({ ontext: (piece) => (out += piece) }, { decodeEntities: true });
  // only text may reach the parser, and "&copy=1" of a query string is no entity
  parser.end(text.replaceAll('<', '&lt;').replace(/&(?!#?\w+;)/g, '&amp;'));
  return out;
}

export const fold = (text: string): string => text.replace(/[\s\u00a0]+/g, ' ').trim();

function cut(text: string, maxChars: number): string {
  if (text.length <= maxChars) return text;
  const hard = text.slice(0, maxChars - 1);
  const space = hard.lastIndexOf(' ');
  const end = space > maxChars - 40 ? space : hard.length;
  return `${hard.slice(0, end).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** One pass. What has no `>` behind it is no tag, so unclosed marks cannot make it quadratic. */
function withoutTags(html: string, enough: number): string {
  const out: string[] = [];
  let length = 0;
  let at = 0;
  const last = html.lastIndexOf('>');
  const add = (text: string): void => {
    out.push(text);
    length += text.length;
  };
  while (at < html.length && length < enough) {
    const open = html.indexOf('<', at);
    if (open < 0) {
      add(html.slice(at));
      break;
    }
    if (open > at) add(html.slice(at, open));
    const next = open < last ? tagEnd(html, open) : null;
    if (next === null) {
      add('<');
      at = open + 1;
      continue;
    }
    if (next.space) add(' ');
    at = next.end;
  }
  return out.join('');
}

/** Where the tag or comment at `open` ends (the end of the text when it never does); null when it is no tag. */
function tagEnd(html: string, open: number): { end: number; space: boolean } | null {
  if (html.startsWith('<!--', open)) return { end: after(html, '-->', open + 4), space: false };
  if (!/[a-z/!?]/i.test(html[open + 1] ?? '')) return null;
  const end = after(html, '>', open + 1);
  const name =
    html
      .slice(open + 1, open + 16)
      .match(/^\/?([a-z][a-z0-9]*)/i)?.[1]
      ?.toLowerCase() ?? '';
  if (html[open + 1] === '/' || !SILENT.test(name)) return { end, space: BLOCK.test(name) };
  const close = new RegExp(`</${name}\\s*>`, 'ig');
  close.lastIndex = end;
  return { end: close.exec(html) ? close.lastIndex : html.length, space: true };
}

function after(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at < 0 ? text.length : at + mark.length;
}
