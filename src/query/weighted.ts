// Weighted lists: SCORE>=30 ( climate^10 flood*^15 football^-50 ). Each item that is present adds its weight once.
// `score>=30` without weights behind it stays a comparison with the article's own score.
import type { ScoreNode } from './ast.ts';
import { QueryError } from './error.ts';
import { refuseList } from './list.ts';
import { enter, leave, peek, type State, take, unexpected } from './state.ts';
import { writtenNode } from './written.ts';

/** Whether a weighted list starts here: SCORE in capitals, and a group with at least one weight. */
export function isWeighted(state: State): boolean {
  const sign = peek(state);
  if (sign.kind !== 'compare' || !sign.capitals || !sign.op.startsWith('>')) return false;
  if (peek(state, 1).kind !== 'open') return false;
  for (let ahead = 2; ; ahead++) {
    const next = peek(state, ahead);
    if (next.kind === 'close' || next.kind === 'end') return false;
    if ((next.kind === 'word' || next.kind === 'phrase') && next.weight !== null) return true;
  }
}

export function parseWeighted(state: State): ScoreNode {
  const sign = take(state);
  if (sign.kind !== 'compare') throw unexpected(state, 'SCORE>=number');
  const open = take(state);
  enter(state, open);
  const items: ScoreNode['items'] = [];
  while (peek(state).kind !== 'close') {
    const first = peek(state);
    if (first.kind === 'equals') take(state);
    const written = peek(state);
    if (written.kind === 'end') {
      const { start, end } = open;
      throw new QueryError(
        'E_PAREN',
        { start, end },
        'this parenthesis is never closed',
        'add ) after the list',
      );
    }
    if (written.kind !== 'word' && written.kind !== 'phrase') {
      throw unexpected(
        state,
        'a word or phrase with its weight',
        'write SCORE>=30 ( climate^10 "flash flood"^15 )',
      );
    }
    take(state);
    refuseList(state, written, 'in a weighted list', 'write its words here, each with its weight');
    const child = writtenNode(state, written, first.kind === 'equals', {
      start: first.start,
      end: written.end,
    });
    items.push({ weight: written.weight?.value ?? 1, child });
  }
  const close = take(state);
  leave(state);
  const place = { start: sign.start, end: close.end };
  return { type: 'score', strict: sign.op === '>', threshold: sign.value, items, ...place };
}
