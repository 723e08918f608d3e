// The headline as it stands on the page, and the short lines around it, where byline and date are found
// when no class or attribute names them.
import { isBlockName, isSkippedName, squeeze } from '../blocks.ts';
import { isProse } from '../prose.ts';
import { type Clues, shortText } from './clues.ts';
import { sameWords, shareOfWords } from './words.ts';

export type Headline = {
  element: Element;
  text: string;
  /** lines before and after, nearest first; up to the first paragraph of prose */
  before: string[];
  after: string[];
};

const HEADING_CHARS = 300;
/** words a heading must have in common with what the page calls itself elsewhere */
const COMMON_WORDS = 0.34;
/** the same words are surer than all words of the shorter one */
const SURE = 0.99;
const LINES_BEFORE = 4;
const LINES_AFTER = 10;
const NODES = 400;
const LINE_CHARS = 200;

/**
 * The h1 that says most of what the page's other titles say, or an h2 that says exactly that; null when there is none.
 * With no title to compare, the first heading is as good as any.
 */
export function findHeadline({ h1, h2 }: Clues, titles: string[], site: string | null): Headline | null {
  let best: { element: Element; text: string } | null = null;
  let bestShare = COMMON_WORDS;
  for (const element of [...h1, ...h2]) {
    const text = shortText(element, HEADING_CHARS) ?? '';
    if (text === '' || (site !== null && sameWords(text, site))) continue;
    const exact = titles.some((title) => sameWords(text, title));
    const share = exact ? 1 : Math.max(0, ...titles.map((title) => SURE * shareOfWords(text, title)));
    if (titles.length > 0 && (share <= bestShare || (element.localName !== 'h1' && !exact))) continue;
    best = { element, text };
    bestShare = share;
    if (titles.length === 0) break;
  }
  if (best === null) return null;
  const { element } = best;
  return {
    ...best,
    before: linesFrom(element, 'previous', LINES_BEFORE),
    after: linesFrom(element, 'next', LINES_AFTER),
  };
}

/** Short lines of text before or after an element, in the order they are met. */
function linesFrom(start: Element, way: 'next' | 'previous', most: number): string[] {
  const lines: string[] = [];
  let line = '';
  let steps = 0;
  /** False when a paragraph of prose was met. */
  const flush = (): boolean => {
    const text = squeeze(line).trim();
    line = '';
    if (isProse(text, 0)) return false;
    if (text !== '' && text.length <= LINE_CHARS) lines.push(text);
    return true;
  };
  for (let node = step(start, way, false); node !== null && steps < NODES && lines.length < most; steps++) {
    const isElement = node.nodeType === 1;
    const name = isElement ? (node as Element).localName : '';
    if (node.nodeType === 3)
      line = way === 'next' ? `${line} ${(node as Text).data}` : `${(node as Text).data} ${line}`;
    else if (isBlockName(name) && line.trim() !== '' && !flush()) return lines;
    if (line.length > 4 * LINE_CHARS) return lines;
    // what a machine is told is clearer than what a reader is shown: 03/01 is two days
    const datetime = name === 'time' ? (node as Element).getAttribute('datetime') : null;
    if (datetime !== null) line = way === 'next' ? `${line} ${datetime}` : `${datetime} ${line}`;
    node = step(node, way, isElement && datetime === null && !isSkippedName(name), flush);
  }
  flush();
  return lines;
}

/** The next node in or against reading order; `inside` allows going down into `node`. Tells of every block it leaves. */
function step(
  node: Node,
  way: 'next' | 'previous',
  inside: boolean,
  onLeave: () => boolean = () => true,
): Node | null {
  const first = way === 'next' ? node.firstChild : node.lastChild;
  if (inside && first !== null) return first;
  let at: Node | null = node;
  while (at !== null) {
    const sibling: Node | null = way === 'next' ? at.nextSibling : at.previousSibling;
    if (sibling !== null) return sibling;
    at = at.parentNode;
    if (at !== null && at.nodeType === 1 && isBlockName((at as Element).localName) && !onLeave()) return null;
  }
  return null;
}
