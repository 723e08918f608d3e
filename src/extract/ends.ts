// Where elements end that are dropped or stepped over whole: comments, raw text, scripts, templates, drawings.
// All search forward only and are bounded where a search may fail, so that a page of openings stays cheap.
import type { Tag } from './tag.ts';

/** Room to look for the odd end `--!>` of a comment; looking to the end of the page would be quadratic. */
const ODD_COMMENT_END_CHARS = 100_000;
const SVG_CHARS = 100_000;

/** Index after a comment that starts at `start` (HTML 13.2.5.42 and on); the page's end when it never closes. */
export function commentEnd(html: string, start: number): number {
  if (html.startsWith('<!-->', start)) return start + 5;
  if (html.startsWith('<!--->', start)) return start + 6;
  const usual = html.indexOf('-->', start + 4);
  const end = usual < 0 ? html.length : usual + 3;
  if (end - start > ODD_COMMENT_END_CHARS) return end;
  const odd = html.slice(start + 4, end).indexOf('--!>');
  return odd < 0 ? end : start + 4 + odd + 4;
}

/** First end tag `</name` that white space, `/` or `>` follows; the page's end when there is none, as in a browser. */
export function rawTextEnd(html: string, name: string, from: number): { before: number; after: number } {
  const pattern = new RegExp(`</${name}(?=[\\s/>])`, 'gi');
  pattern.lastIndex = from;
  const found = pattern.exec(html);
  if (found === null) return { before: html.length, after: html.length };
  const close = html.indexOf('>', found.index);
  return { before: found.index, after: close < 0 ? html.length : close + 1 };
}

/** As `rawTextEnd`, but in `<!-- <script … </script> -->` the first end tag is not the end (double escaped state). */
export function scriptEnd(html: string, from: number): number {
  const pattern = /<!--|-->|<(\/?)script(?=[\s/>])/gi;
  pattern.lastIndex = from;
  let escaped = false;
  let twice = false;
  for (let found = pattern.exec(html); found !== null; found = pattern.exec(html)) {
    if (found[0] === '<!--') escaped = true;
    else if (found[0] === '-->') escaped = twice = false;
    else if (found[1] === '') twice = escaped;
    else if (twice) twice = false;
    else {
      const close = html.indexOf('>', found.index);
      return close < 0 ? html.length : close + 1;
    }
  }
  return html.length;
}

/** A template inside a template is left alone: -1. */
export function templateEnd(html: string, from: number): number {
  const pattern = /<!--|<(\/?)template(?=[\s/>])/gi;
  pattern.lastIndex = from;
  const found = execPastComments(pattern, html);
  if (found === null || found[1] === '') return -1;
  const close = html.indexOf('>', found.index);
  return close < 0 ? -1 : close + 1;
}

/** The next match that stands in no comment; a pattern that has `<!--` among its alternatives. */
function execPastComments(pattern: RegExp, html: string): RegExpExecArray | null {
  let found = pattern.exec(html);
  while (found?.[0] === '<!--') {
    pattern.lastIndex = commentEnd(html, found.index);
    found = pattern.exec(html);
  }
  return found;
}

const SVG_PART =
  /<!--|<(\/?)(svg|foreignobject|b|big|blockquote|body|br|center|code|dd|div|dl|dt|em|embed|font|h[1-6]|head|hr|i|img|li|listing|menu|meta|nobr|ol|p|pre|ruby|s|small|span|strong|strike|sub|sup|table|tt|u|ul|var)(?=[\s/>])/gi;

/** Index after the `</svg>` of a plain drawing; -1 when HTML breaks out of it, or it never closes, or is too long to tell. */
export function svgEnd(html: string, tag: Tag): number {
  if (tag.selfClosing) return -1;
  const part = html.slice(tag.end, tag.end + SVG_CHARS);
  const partAfter = () => execPastComments(SVG_PART, part);
  SVG_PART.lastIndex = 0;
  let depth = 1;
  for (let found = partAfter(); found !== null; found = partAfter()) {
    if (found[2]!.toLowerCase() !== 'svg') return -1;
    depth += found[1] === '' ? 1 : -1;
    if (depth > 0) continue;
    const close = html.indexOf('>', tag.end + found.index);
    return close < 0 ? -1 : close + 1;
  }
  return -1;
}
