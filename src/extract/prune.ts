// Removes what is not the article before Readability looks: captions, navigation, prompts, boxes of other articles.
// A budget of prose makes a wrong word cheap: it can cost a little, never the article.
import { type Notes, whyPruned } from './explain.ts';
import type { Candidate, Survey } from './survey.ts';

/** below this a box is never the article, whatever it holds */
const SMALL_CHARS = 60;
/** a weak hit with more prose blocks than this is a wrapper of the article */
const WEAK_PROSE_BLOCKS = 2;
const SHARE_OF_PAGE = 0.12;
const SHARE_OF_PAGE_STRONG = 0.25;
/** of the page's prose, all weak removals together */
const BUDGET = 0.2;

export type Pruned = {
  removed: number;
  /** prose that went with cards of other articles; it was never this article's */
  cardProse: number;
};

/** Removes elements from the document; never one that holds, or is, an element of `spared`. */
export function prune(
  { proseChars, candidates, subheads }: Survey,
  notes: Notes | null = null,
  spared: readonly Element[] = [],
): Pruned {
  const pruned = { removed: 0, cardProse: 0 };
  let spent = 0;
  let insideUntil = -1;
  for (const candidate of candidates) {
    if (candidate.first <= insideUntil) continue; // already gone with an outer one
    if (candidate.chars === 0 || isSpared(candidate, proseChars, spent)) continue;
    if (spared.some((one) => candidate.element.contains(one))) continue;
    if (candidate.chars >= SMALL_CHARS && !candidate.strong) spent += candidate.proseChars;
    notes?.element('prune', whyPruned(candidate.element), candidate.element);
    candidate.element.remove();
    insideUntil = candidate.last;
    pruned.removed++;
    if (candidate.element.localName === 'article') pruned.cardProse += candidate.proseChars;
  }
  // Readability drops a subhead whose class holds `header` or `share`; the class has served its purpose here.
  for (const subhead of subheads) {
    subhead.removeAttribute('class');
    subhead.removeAttribute('id');
  }
  return pruned;
}

function isSpared(candidate: Candidate, total: number, spent: number): boolean {
  if (candidate.chars < SMALL_CHARS) return false;
  if (!candidate.strong && candidate.proseBlocks > WEAK_PROSE_BLOCKS) return true;
  const share = candidate.strong ? SHARE_OF_PAGE_STRONG : SHARE_OF_PAGE;
  if (candidate.proseChars > share * total) return true;
  return !candidate.strong && spent + candidate.proseChars > BUDGET * total;
}
