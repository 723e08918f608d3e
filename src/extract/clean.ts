// HTML string to smaller HTML string: what is never read (scripts, styles, comments, icons) goes before a tree is built.
// One pass, forward only. Counts for the prescan and keeps what the metadata needs. Never adds a tag.

import type { Reject } from '../model/outcome.ts';
import { createPrescan } from './prescan.ts';
import { attributesOf, type Tag, tagAt } from './tag.ts';

export type HeadTag = { name: string; attributes: Map<string, string> };

export type Cleaned = {
  html: string;
  /** contents of the JSON-LD scripts, as written */
  jsonLd: string[];
  /** every html, base, meta and link tag, in order */
  head: HeadTag[];
  /** the limit that was passed; the page must not be parsed then */
  verdict: Reject | null;
};

const DROPPED = new Set('script style noscript iframe noembed noframes template svg'.split(' '));
const RAW_TEXT_KEPT = new Set('textarea title xmp'.split(' '));
const FOR_METADATA = new Set('html base meta link'.split(' '));

/** Attributes the rest of the pipeline reads; others only cost memory. Images may hide their address in any data-*. */
const KEPT_ATTRIBUTE =
  /^(?:class|id|href|src|srcset|alt|title|hidden|role|rel|lang|dir|datetime|content|property|name|colspan|rowspan|width|height|summary|start|type|aria-(?:hidden|modal)|item(?:prop|scope|type)|pubdate|data-(?:src|srcset|lazy|original|orig|url|full|image|img|hi|large|date|time|author|published)[\w-]*)$/i;

const HIDING_STYLE = /display\s*:\s*none|visibility\s*:\s*hidden/i;
const JSON_LD_TYPE = /^\s*application\/ld\+json/i;

/** Room to look for the odd end `--!>` of a comment; looking to the end of the page would be quadratic. */
const ODD_COMMENT_END_CHARS = 100_000;
const SVG_CHARS = 200_000;
/** after this many icons that could not be dropped, stop trying: each try may read SVG_CHARS */
const SVG_TRIES = 50;

export function clean(html: string): Cleaned {
  const prescan = createPrescan();
  const kept: string[] = [];
  const jsonLd: string[] = [];
  const head: HeadTag[] = [];
  let copied = 0;
  let svgTries = SVG_TRIES;

  function cut(from: number, to: number, instead = ''): void {
    if (from > copied) kept.push(html.slice(copied, from));
    copied = to;
    // Two sides must not join to a tag: `<<!-- -->script>`.
    const last = kept.at(-1) ?? '';
    if (instead === '' && /<[/!]?$/.test(last.slice(-2))) kept.push(' ');
    else if (instead !== '') kept.push(instead);
  }

  /** Where the element that opens with `tag` ends when it is to be dropped, else -1. */
  function dropEnd(tag: Tag): number {
    if (tag.name === 'svg') {
      if (svgTries <= 0) return -1;
      const end = svgEnd(html, tag);
      if (end < 0) svgTries--;
      return end;
    }
    if (tag.name === 'template') return templateEnd(html, tag.end);
    if (tag.name === 'script') return scriptEnd(html, tag.end);
    return rawTextEnd(html, tag.name, tag.end).after;
  }

  let at = html.indexOf('<');
  while (at >= 0) {
    let next = at + 1;
    if (html.startsWith('<!--', at)) {
      next = commentEnd(html, at);
      cut(at, next);
    } else {
      const tag = tagAt(html, at);
      if (tag !== null) {
        next = tag.end;
        const opens = !tag.closing;
        const end = opens && DROPPED.has(tag.name) ? dropEnd(tag) : -1;
        if (end >= 0) {
          if (tag.name === 'script' && JSON_LD_TYPE.test(attributesOf(html, tag).get('type') ?? ''))
            jsonLd.push(html.slice(tag.end, rawTextEnd(html, 'script', tag.end).before));
          next = end;
          cut(at, end);
        } else if (opens && FOR_METADATA.has(tag.name)) {
          head.push({ name: tag.name, attributes: attributesOf(html, tag) });
          if (tag.name === 'meta' || tag.name === 'link') cut(at, next);
          else prescan.see(tag);
        } else {
          prescan.see(tag);
          if (prescan.verdict() !== null) break;
          if (opens) {
            const slim = slimTag(html, tag);
            if (slim !== null) cut(at, next, slim);
            if (RAW_TEXT_KEPT.has(tag.name)) next = rawTextEnd(html, tag.name, tag.end).after;
          }
        }
      }
    }
    at = html.indexOf('<', next);
  }
  kept.push(html.slice(copied));
  return { html: kept.join(''), jsonLd, head, verdict: prescan.verdict() };
}

/** The tag without attributes nobody reads; null when nothing would change. A hiding style becomes `hidden`. */
function slimTag(html: string, tag: Tag): string | null {
  const { spots } = tag;
  let slim = `<${html.slice(tag.start + 1, tag.start + 1 + tag.name.length)}`;
  let changed = false;
  for (let i = 0; i < spots.length; i += 4) {
    const name = html.slice(spots[i], spots[i + 1]);
    if (KEPT_ATTRIBUTE.test(name)) {
      const after = spots[i + 3]!;
      const quoted = html.charCodeAt(spots[i + 2]! - 1) === html.charCodeAt(after) && after > spots[i + 1]!;
      slim += ` ${html.slice(spots[i], quoted ? after + 1 : after)}`;
      continue;
    }
    changed = true;
    if (name.toLowerCase() === 'style' && HIDING_STYLE.test(html.slice(spots[i + 2], spots[i + 3])))
      slim += ' hidden';
  }
  return changed ? `${slim}${tag.selfClosing ? ' /' : ''}>` : null;
}

/** Index after a comment that starts at `start` (HTML 13.2.5.42 and on); the page's end when it never closes. */
function commentEnd(html: string, start: number): number {
  if (html.startsWith('<!-->', start)) return start + 5;
  if (html.startsWith('<!--->', start)) return start + 6;
  const usual = html.indexOf('-->', start + 4);
  const end = usual < 0 ? html.length : usual + 3;
  if (end - start > ODD_COMMENT_END_CHARS) return end;
  const odd = html.slice(start + 4, end).indexOf('--!>');
  return odd < 0 ? end : start + 4 + odd + 4;
}

/** First end tag `</name` that white space, `/` or `>` follows; the page's end when there is none, as in a browser. */
function rawTextEnd(html: string, name: string, from: number): { before: number; after: number } {
  const pattern = new RegExp(`</${name}(?=[\\s/>])`, 'gi');
  pattern.lastIndex = from;
  const found = pattern.exec(html);
  if (found === null) return { before: html.length, after: html.length };
  const close = html.indexOf('>', found.index);
  return { before: found.index, after: close < 0 ? html.length : close + 1 };
}

/** As `rawTextEnd`, but in `<!-- <script … </script> -->` the first end tag is not the end (double escaped state). */
function scriptEnd(html: string, from: number): number {
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
function templateEnd(html: string, from: number): number {
  const pattern = /<(\/?)template(?=[\s/>])/gi;
  pattern.lastIndex = from;
  const found = pattern.exec(html);
  if (found === null || found[1] === '') return -1;
  const close = html.indexOf('>', found.index);
  return close < 0 ? -1 : close + 1;
}

const SVG_PART =
  /<(\/?)(svg|foreignobject|b|big|blockquote|body|br|center|code|dd|div|dl|dt|em|embed|font|h[1-6]|head|hr|i|img|li|listing|menu|meta|nobr|ol|p|pre|ruby|s|small|span|strong|strike|sub|sup|table|tt|u|ul|var)(?=[\s/>])/gi;

/** Index after the `</svg>` of a plain drawing; -1 when HTML breaks out of it, or it never closes, or is too long to tell. */
function svgEnd(html: string, tag: Tag): number {
  if (tag.selfClosing) return -1;
  const part = html.slice(tag.end, tag.end + SVG_CHARS);
  SVG_PART.lastIndex = 0;
  let depth = 1;
  for (let found = SVG_PART.exec(part); found !== null; found = SVG_PART.exec(part)) {
    if (found[2]!.toLowerCase() !== 'svg') return -1;
    depth += found[1] === '' ? 1 : -1;
    if (depth > 0) continue;
    const close = html.indexOf('>', tag.end + found.index);
    return close < 0 ? -1 : close + 1;
  }
  return -1;
}
