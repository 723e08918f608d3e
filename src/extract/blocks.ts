// Block-aware text of a piece of a document: one entry for each paragraph a reader would see.
// `textContent` would glue paragraphs together; offsets into the joined text are what matches and receipts point at.
import { walk } from './walk.ts';

export type Block = {
  /** white space collapsed; never empty */
  text: string;
  /** share of the characters that stand in links, 0..1 */
  link: number;
  /** nearest of li, h1-h6, p, blockquote, figcaption, td, th, pre, dt, dd; else div */
  tag: string;
  /** the text nodes it is made of, so that the HTML can lose what the text loses */
  nodes: Node[];
};

const BLOCK = new Set(
  (
    'address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer ' +
    'form h1 h2 h3 h4 h5 h6 header hgroup hr li main menu nav ol p pre section summary table tbody thead tfoot tr td th ul br'
  ).split(' '),
);
const SKIPPED = new Set('script style noscript template button select textarea option'.split(' '));
const TELLING = new Set('li h1 h2 h3 h4 h5 h6 p blockquote figcaption td th pre dt dd'.split(' '));

export const isBlockName = (name: string): boolean => BLOCK.has(name);
export const isSkippedName = (name: string): boolean => SKIPPED.has(name);

/** White space, no-break, zero-width and control characters (which steer terminals) to single spaces. */
export const squeeze = (text: string): string =>
  text.replace(/[\s\0-\x1f\x7f-\x9f\u200b\u2060\ufeff]+/g, ' ');

/** The blocks under `root`, in reading order. */
export function blocksOf(root: Node): Block[] {
  const blocks: Block[] = [];
  const tags: string[] = ['div'];
  let text = '';
  let inLinks = 0;
  let links = 0;
  let nodes: Node[] = [];

  function flush(): void {
    const squeezed = squeeze(text).trim();
    if (squeezed !== '')
      blocks.push({ text: squeezed, link: Math.min(1, inLinks / squeezed.length), tag: tags.at(-1)!, nodes });
    text = '';
    inLinks = 0;
    nodes = [];
  }

  walk(root, {
    text(node) {
      text += node.data;
      nodes.push(node);
      if (links > 0) inLinks += squeeze(node.data).length;
    },
    enter({ localName: name }) {
      if (SKIPPED.has(name)) return false;
      if (BLOCK.has(name)) flush();
      if (TELLING.has(name)) tags.push(name);
      if (name === 'a') links++;
      return true;
    },
    leave({ localName: name }) {
      if (BLOCK.has(name)) flush();
      if (TELLING.has(name)) tags.pop();
      if (name === 'a') links--;
    },
  });
  flush();
  return blocks;
}

/** Blocks as plain text, one blank line between paragraphs. */
export const joinBlocks = (blocks: Block[]): string => blocks.map((block) => block.text).join('\n\n');

export const charsOf = (blocks: Block[]): number => blocks.reduce((sum, block) => sum + block.text.length, 0);
