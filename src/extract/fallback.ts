// For pages where Readability finds almost nothing: take whichever well-known container has most prose.
import { type Block, blocksOf } from './blocks.ts';
import { proseChars } from './prose.ts';

const CONTAINERS =
  '[itemprop=articleBody], article, main, [role=main], #content, .entry-content, .post-content, .article-body, body';
/** a forum page has an `article` for each answer; the first ones are enough */
const TRIES = 20;

/** The container with most prose and its blocks; null on an empty page. */
export function fallback(document: Document): { root: Element; blocks: Block[] } | null {
  let best: { root: Element; blocks: Block[] } | null = null;
  let bestProse = -1;
  for (const root of [...document.querySelectorAll(CONTAINERS)].slice(0, TRIES)) {
    const blocks = blocksOf(root);
    const prose = proseChars(blocks);
    if (blocks.length === 0 || prose <= bestProse) continue;
    best = { root, blocks };
    bestProse = prose;
  }
  return best;
}
