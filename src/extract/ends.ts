// Where elements end that are dropped or stepped over whole: comments, raw text, scripts, templates, drawings.
// All search forward only and are bounded where a search may fail, so that a page of openings stays cheap.
import { type Tag, tagAt } from './tag.ts';

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
  for (let tag = nextTag(html, from); tag !== null; tag = nextTag(html, tag.end))
    if (tag.name === 'template') return tag.closing ? tag.end : -1;
  return -1;
}

/** HTML that breaks out of a drawing, and what holds text that may look like its end. */
const NO_ICON = new Set(
  (
    'foreignobject b big blockquote body br center code dd div dl dt em embed font h1 h2 h3 h4 h5 h6 head hr i img li ' +
    'listing menu meta nobr ol p pre ruby s small span strong strike sub sup table tt u ul var ' +
    'script noscript template textarea xmp iframe'
  ).split(' '),
);

/** Index after the `</svg>` of a plain drawing; -1 when HTML breaks out of it, or it never closes, or is too long to tell. */
export function svgEnd(html: string, svg: Tag): number {
  if (svg.selfClosing) return -1;
  const part = html.slice(svg.end, svg.end + SVG_CHARS);
  let depth = 1;
  for (let tag = nextTag(part, 0); tag !== null; tag = nextTag(part, tag.end)) {
    if (NO_ICON.has(tag.name)) return -1;
    if (tag.name !== 'svg' || tag.selfClosing) continue;
    depth += tag.closing ? -1 : 1;
    if (depth === 0) return svg.end + tag.end;
  }
  return -1;
}

/** The first tag from `from` on that stands in no comment, declaration or other tag; null when there is none. */
function nextTag(html: string, from: number): Tag | null {
  for (let at = html.indexOf('<', from); at >= 0; ) {
    const tag = tagAt(html, at);
    if (tag === 'unfinished') return null;
    if (tag !== 'text') return tag;
    at = html.indexOf('<', markupEnd(html, at));
  }
  return null;
}

/** Index after what begins with `<` and is no tag. */
function markupEnd(html: string, at: number): number {
  if (html.startsWith('<!--', at)) return commentEnd(html, at);
  if (html.startsWith('<![CDATA[', at)) return after(html, ']]>', at);
  return /^<(?:[!?]|\/[^a-z])/i.test(html.slice(at, at + 3)) ? after(html, '>', at) : at + 1;
}

function after(html: string, mark: string, from: number): number {
  const found = html.indexOf(mark, from);
  return found < 0 ? html.length : found + mark.length;
}
