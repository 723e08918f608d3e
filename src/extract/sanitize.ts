// Writes safe HTML from a parsed tree: only the tags and attributes of the allow list, everything else by its content.
// The output is built anew and never holds raw-text or foreign elements, so no reader parses it as anything else
// (mutation XSS needs one of those). Nesting is kept to what a parser would keep, so cleaning twice changes nothing.
import { LIMITS } from '../config/limits.ts';
import { publicAddress, safeLink } from './address.ts';
import { isBlockName, isSkippedName } from './blocks.ts';
import { escapeAttribute, escapeText } from './entities.ts';
import { walk } from './walk.ts';

const ALLOWED = new Set(
  'p br h1 h2 h3 h4 ul ol li blockquote pre code em strong b i a img figure figcaption table thead tbody tr th td hr sub sup time abbr'.split(
    ' ',
  ),
);
const VOID = new Set(['br', 'img', 'hr']);
const INSTEAD = new Map([
  ['h5', 'h4'],
  ['h6', 'h4'],
  ['tfoot', 'tbody'],
  ['address', 'p'],
]);
/** A parser ends an open paragraph before these (HTML 13.2.6.4.7). */
const ENDS_PARAGRAPH = new Set('p h1 h2 h3 h4 ul ol blockquote pre figure figcaption table hr li'.split(' '));
const HEADING = /^h[1-4]$/;
/** parents without which a parser would throw the tag away */
const ONLY_IN: Record<string, string[]> = {
  li: ['ul', 'ol'],
  thead: ['table'],
  tbody: ['table'],
  tr: ['thead', 'tbody'],
  th: ['tr'],
  td: ['tr'],
};
/** children that are allowed; all else in there would be moved out by a parser */
const ONLY_HOLDS: Record<string, string[]> = {
  table: ['thead', 'tbody'],
  thead: ['tr'],
  tbody: ['tr'],
  tr: ['th', 'td'],
};
const CONTENT_DROPPED = new Set(
  'script style svg math iframe object embed noscript template head title xmp plaintext noembed noframes audio video canvas map dialog'.split(
    ' ',
  ),
);

const REL = 'noopener noreferrer nofollow ugc';

/**
 * Safe HTML of what is under `root`, without the text nodes in `dropped`.
 * Addresses are resolved against `base`; links keep http, https and mailto, images http and https.
 */
export function sanitize(root: Node, base: string, dropped: ReadonlySet<Node> = new Set()): string {
  const writer = createWriter();
  const opened: boolean[] = [];
  walk(root, {
    text(node) {
      if (!dropped.has(node)) writer.text(node.data);
    },
    enter(element) {
      const name = element.localName;
      if (
        writer.isFull() ||
        CONTENT_DROPPED.has(name) ||
        isSkippedName(name) ||
        element.hasAttribute('hidden')
      )
        return false;
      const tag = element === root && !ALLOWED.has(name) ? null : tagFor(element, name);
      opened.push(tag !== null && writer.open(tag, attributesFor(tag, element, base)));
      if (tag === null && isBlockName(name)) writer.space();
      return true;
    },
    leave(element) {
      if (opened.pop()) writer.close();
      else if (isBlockName(element.localName)) writer.space();
    },
  });
  return writer.end();
}

/** The allowed tag an element is written as; a wrapper that holds only inline content is a paragraph. */
function tagFor(element: Element, name: string): string | null {
  const instead = INSTEAD.get(name) ?? name;
  if (ALLOWED.has(instead)) return instead;
  if (!isBlockName(name) || name === 'br') return null;
  for (let child = element.firstElementChild; child !== null; child = child.nextElementSibling)
    if (isBlockName(child.localName) && child.localName !== 'br') return null;
  return 'p';
}

function attributesFor(tag: string, element: Element, base: string): string | null {
  let out = '';
  const keep = (name: string, value: string | null) => {
    if (value !== null && value !== '') out += ` ${name}="${escapeAttribute(value)}"`;
  };
  if (tag === 'a') {
    const href = safeLink(element.getAttribute('href'), base);
    if (href === null) return null;
    keep('href', href);
    out += ` rel="${REL}"`;
  }
  if (tag === 'img') {
    const src = publicAddress(element.getAttribute('src'), base);
    if (src === null || isTrackingPixel(element)) return null;
    keep('src', src);
    keep('alt', words(element, 'alt'));
  }
  if (tag === 'time') keep('datetime', element.getAttribute('datetime'));
  if (tag === 'abbr' || tag === 'a' || tag === 'img') keep('title', words(element, 'title'));
  keep('lang', element.getAttribute('lang'));
  const dir = element.getAttribute('dir');
  if (dir === 'rtl' || dir === 'ltr' || dir === 'auto') keep('dir', dir);
  return out;
}

/** Markup in a tooltip is never meant; escaped it would be safe, without it is safe for careless readers as well. */
const words = (element: Element, name: string) => element.getAttribute(name)?.replace(/[<>]/g, '') ?? null;

const isTrackingPixel = (element: Element) =>
  ['width', 'height'].some((side) => /^[01](?:px)?$/.test(element.getAttribute(side)?.trim() ?? ''));

/** Keeps the stack of written tags, so that what is written is well formed and nests as a parser would nest it. */
function createWriter() {
  type Entry = { tag: string; at: number };
  const out: string[] = [];
  /** tags that are open in the output */
  const stack: Entry[] = [];
  /** tags the caller has still to close; some were closed already because a parser would have */
  const owed: Entry[] = [];
  let length = 0;

  function put(chunk: string): void {
    out.push(chunk);
    length += chunk.length;
  }

  const endsInSpace = () => /[ \n]$/.test(out.at(-1) ?? '');
  const parent = () => stack.at(-1)?.tag ?? '';
  const has = (tag: string) => stack.some((entry) => entry.tag === tag);

  function closeTop(): void {
    const { tag, at } = stack.pop()!;
    // nothing between start and end tag: take the start tag back
    if (at === out.length - 1 && tag !== 'td' && tag !== 'th') length -= out.pop()!.length;
    else put(`</${tag}>`);
  }

  /** Ends the nearest open paragraph, unless a table cell stands in between. */
  function endParagraph(): void {
    for (let i = stack.length - 1; i >= 0; i--) {
      const { tag } = stack[i]!;
      if (tag === 'td' || tag === 'th') return;
      if (tag !== 'p') continue;
      while (stack.length > i) closeTop();
      return;
    }
  }

  return {
    /** False when the tag is left out; its content may still be written. */
    open(tag: string, attributes: string | null): boolean {
      if (attributes === null) return false;
      if (ENDS_PARAGRAPH.has(tag)) endParagraph();
      const only = ONLY_IN[tag];
      if (only !== undefined && !only.includes(parent())) return false;
      const holds = ONLY_HOLDS[parent()];
      if (holds !== undefined && !holds.includes(tag)) return false;
      if (tag === 'a' && has('a')) return false;
      if (HEADING.test(tag) && stack.some((entry) => HEADING.test(entry.tag))) return false;
      if (VOID.has(tag)) {
        put(`<${tag}${attributes}>`);
        return false;
      }
      const entry = { tag, at: out.length };
      stack.push(entry);
      owed.push(entry);
      put(`<${tag}${attributes}>`);
      return true;
    },
    close(): void {
      const at = stack.lastIndexOf(owed.pop()!);
      while (at >= 0 && stack.length > at) closeTop();
    },
    text(data: string): void {
      const top = parent();
      if (ONLY_HOLDS[top] !== undefined) return;
      if (!has('pre')) {
        const shown = data.replace(/[ \t\n\f\r]+/g, (run) => (run.includes('\n') ? '\n' : ' '));
        const rest = endsInSpace() ? shown.replace(/^[ \n]/, '') : shown;
        if (rest !== '') put(escapeText(rest));
        return;
      }
      // a parser drops one line break right after <pre>
      const lineLost = top === 'pre' && stack.at(-1)!.at === out.length - 1 && data.startsWith('\n');
      if (data !== '') put((lineLost ? '\n' : '') + escapeText(data));
    },
    space(): void {
      if (ONLY_HOLDS[parent()] === undefined && out.length > 0 && !endsInSpace() && !has('pre')) put('\n');
    },
    isFull: () => length > LIMITS.htmlChars,
    end(): string {
      while (stack.length > 0) closeTop();
      return out.join('').trim().toWellFormed();
    },
  };
}
