// HTML string to smaller HTML string: what is never read (scripts, styles, comments, icons) goes before a tree is built.
// One pass, forward only. Counts for the prescan and keeps what the metadata needs. Never adds a tag.

import type { Reject } from '../model/outcome.ts';
import { commentEnd, rawTextEnd, scriptEnd, svgEnd, templateEnd } from './ends.ts';
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

/** A longer value is data. Readability's patterns for images take quadratic time on one, too. */
const VALUE_CHARS = 4096;

/** `<!x`, `<?x` and `</ x` are comments to a parser; each would be a node. */
const BOGUS_COMMENT = /^<(?:[!?]|\/[^a-z])/i;
const isDoctype = (html: string, at: number) => /^<!doctype/i.test(html.slice(at, at + 9));

const HIDING_STYLE = /display\s*:\s*none|visibility\s*:\s*hidden/i;
const JSON_LD_TYPE = /^\s*application\/ld\+json/i;

/** after this many icons that could not be dropped, stop trying: each try may read SVG_CHARS */
const SVG_TRIES = 20;

/** What is left of a page, in one pass. Linear for any input. */
export function clean(html: string): Cleaned {
  const prescan = createPrescan();
  const kept: string[] = [];
  const jsonLd: string[] = [];
  const head: HeadTag[] = [];
  let copied = 0;
  let svgTries = SVG_TRIES;

  /** Leaves out `from` to `to`; gives back `to`. */
  function cut(from: number, to: number, instead = ''): number {
    if (from > copied) kept.push(html.slice(copied, from));
    copied = to;
    // Two sides must not join to a tag: `<<!-- -->script>`.
    if (instead !== '') kept.push(instead);
    else if (/<[/!]?$/.test((kept.at(-1) ?? '').slice(-2))) kept.push(' ');
    return to;
  }

  /** Where the element that opens with `tag` ends when it is to be dropped, else -1. */
  function dropEnd(tag: Tag): number {
    if (tag.closing || !DROPPED.has(tag.name)) return -1;
    if (tag.name === 'template') return templateEnd(html, tag.end);
    if (tag.name === 'script') return scriptEnd(html, tag.end);
    if (tag.name !== 'svg') return rawTextEnd(html, tag.name, tag.end).after;
    const end = svgTries > 0 ? svgEnd(html, tag) : -1;
    if (end < 0) svgTries--;
    return end;
  }

  /** Treats one tag; gives the index to go on from. */
  function take(tag: Tag): number {
    const end = dropEnd(tag);
    if (end >= 0) {
      if (tag.name === 'script' && JSON_LD_TYPE.test(attributesOf(html, tag).get('type') ?? ''))
        jsonLd.push(html.slice(tag.end, rawTextEnd(html, 'script', tag.end).before));
      return cut(tag.start, end);
    }
    if (!tag.closing && FOR_METADATA.has(tag.name))
      head.push({ name: tag.name, attributes: attributesOf(html, tag) });
    // In a drawing a <meta> ends the drawing; without it what follows would be read as a part of it.
    if (tag.name === 'meta') return cut(tag.start, tag.end, prescan.isInDrawing() ? '<meta>' : '');
    if (tag.name === 'link') return cut(tag.start, tag.end);
    prescan.see(tag);
    if (tag.closing) return tag.end;
    const slim = slimTag(html, tag);
    if (slim !== null) cut(tag.start, tag.end, slim);
    return RAW_TEXT_KEPT.has(tag.name) ? rawTextEnd(html, tag.name, tag.end).after : tag.end;
  }

  /** Treats whatever begins at a `<`; gives the index to go on from. */
  function step(at: number): number {
    if (html.startsWith('<!--', at)) return cut(at, commentEnd(html, at));
    if (BOGUS_COMMENT.test(html.slice(at, at + 3))) {
      const close = html.indexOf('>', at);
      const end = close < 0 ? html.length : close + 1;
      return head.length === 0 && isDoctype(html, at) ? end : cut(at, end);
    }
    const tag = tagAt(html, at);
    if (tag === 'text') return at + 1;
    // The input ends inside a tag, which a parser drops too. To read on from here would be quadratic.
    if (tag === 'unfinished') return cut(at, html.length);
    return take(tag);
  }

  for (let at = html.indexOf('<'); at >= 0 && prescan.verdict() === null; ) at = html.indexOf('<', step(at));
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
    const after = spots[i + 3]!;
    if (KEPT_ATTRIBUTE.test(name) && after - spots[i + 2]! <= VALUE_CHARS) {
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
