// What changed between two states of a text, word by word, in the order of reading. Bounded: paragraphs are compared
// first, words only inside paragraphs that changed, and what differs beyond all bounds is told as taken out and put in.
// Says nothing of whether a change matters (judge.ts).
import { diffArrays } from 'diff';
import { LIMITS } from '../config/limits.ts';
import { alignChanged } from './align.ts';
import { isWord, paragraphsOf, piecesOf } from './pieces.ts';

export type DiffOp = 'same' | 'added' | 'removed';

/** A run of text; the parts of a block, `removed` left out, are the later text, `added` left out, the earlier one. */
export type DiffPart = { op: DiffOp; text: string };

/** A paragraph: as it was, new, gone, or with other words in it. */
export type DiffBlock = { op: DiffOp | 'changed'; parts: DiffPart[] };

export type TextDiff = {
  title: DiffPart[];
  blocks: DiffBlock[];
  /** words put in and taken out, headline included */
  added: number;
  removed: number;
};

export type Compared = { title: string; text: string };

/** Edits that may still be looked for in one comparison; shared, so that many long paragraphs cost no more than one. */
type Budget = { edits: number };

/** The difference of two texts, whose paragraphs are separated by line breaks. */
export function diffTexts(before: Compared, after: Compared): TextDiff {
  const budget = { edits: LIMITS.diffEdits };
  const title = diffWords(before.title, after.title, budget);
  const blocks = diffParagraphs(paragraphsOf(before.text), paragraphsOf(after.text), budget);
  const parts = [...title, ...blocks.flatMap((block) => block.parts)];
  return { title, blocks, added: countWords(parts, 'added'), removed: countWords(parts, 'removed') };
}

/** Runs of equal, removed and added elements. What differs in more than `most` elements is one run out and one in. */
export function diffRuns<T>(before: T[], after: T[], most: number): { op: DiffOp; items: T[] }[] {
  const found = diffArrays(before, after, { maxEditLength: Math.max(0, most) });
  if (found !== undefined)
    return found.map(({ added, removed, value }) => ({ op: opOf(added, removed), items: value }));
  const [head, tail] = commonEnds(before, after);
  return [
    { op: 'same' as const, items: before.slice(0, head) },
    { op: 'removed' as const, items: before.slice(head, before.length - tail) },
    { op: 'added' as const, items: after.slice(head, after.length - tail) },
    { op: 'same' as const, items: before.slice(before.length - tail) },
  ].filter(({ items }) => items.length > 0);
}

const opOf = (added: boolean, removed: boolean): DiffOp => (added ? 'added' : removed ? 'removed' : 'same');

/** How many elements both begin with, and how many of the rest both end with. */
export function commonEnds<T>(before: T[], after: T[]): [head: number, tail: number] {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < most - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  return [head, tail];
}

function diffParagraphs(before: string[], after: string[], budget: Budget): DiffBlock[] {
  const runs = diffRuns(before, after, LIMITS.diffParagraphs);
  return runs.flatMap((run, at) => {
    const [before, next] = [runs[at - 1], runs[at + 1]];
    if (run.op === 'removed' && next?.op === 'added') return diffHunk(run.items, next.items, budget);
    if (run.op === 'added' && before?.op === 'removed') return []; // told together with what went
    return run.items.map((text) => whole(run.op, text));
  });
}

const whole = (op: DiffOp, text: string): DiffBlock => ({ op, parts: [{ op, text }] });

/** Paragraphs that went and paragraphs that came in their place: those that are alike are one that changed. */
function diffHunk(removed: string[], added: string[], budget: Budget): DiffBlock[] {
  return alignChanged(removed, added).map(([before, after]): DiffBlock => {
    if (after === null) return whole('removed', before ?? '');
    if (before === null) return whole('added', after);
    return { op: 'changed', parts: diffWords(before, after, budget) };
  });
}

function diffWords(before: string, after: string, budget: Budget): DiffPart[] {
  if (before === after) return [{ op: 'same', text: before }];
  const runs = diffRuns(piecesOf(before), piecesOf(after), Math.min(budget.edits, LIMITS.diffParagraphEdits));
  budget.edits -= runs.reduce((sum, { op, items }) => sum + (op === 'same' ? 0 : items.length), 0);
  return joinGaps(runs.map(({ op, items }) => ({ op, text: items.join('') })));
}

/** A lone blank between two changes reads better as part of both than as the one thing that stayed. */
function joinGaps(parts: DiffPart[]): DiffPart[] {
  const joined: DiffPart[] = [];
  for (let at = 0; at < parts.length; at++) {
    const [part, next] = [parts[at], parts[at + 1]];
    if (part === undefined) continue;
    const [before, last] = [joined.at(-2), joined.at(-1)];
    const pair = before?.op === 'removed' && last?.op === 'added' && next?.op === 'removed';
    const follows = parts[at + 2];
    if (part.op === 'same' && /^\s+$/.test(part.text) && pair && follows?.op === 'added') {
      before.text += part.text + next.text;
      last.text += part.text + follows.text;
      at += 2;
    } else joined.push({ ...part });
  }
  return joined;
}

const countWords = (parts: readonly DiffPart[], op: DiffOp): number =>
  parts.reduce((sum, part) => sum + (part.op === op ? wordCount(part.text) : 0), 0);

const wordCount = (text: string): number => piecesOf(text).filter(isWord).length;
