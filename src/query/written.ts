// Words and phrases as written: their terms found, counted and held against the limits.
import type { PhraseNode, Place, WordNode } from './ast.ts';
import { QueryError } from './error.ts';
import type { Lexeme } from './lexer.ts';
import { QUERY_LIMITS } from './limits.ts';
import { countTerm, type State } from './state.ts';
import { termsOf } from './terms.ts';
import { hyphenHint } from './warn.ts';

export type Written = Extract<Lexeme, { kind: 'word' | 'phrase' }>;

/** A word or phrase node, its terms found and counted. */
export function writtenNode(
  state: State,
  lexeme: Written,
  exact: boolean,
  where: Place,
): WordNode | PhraseNode {
  const place = { start: where.start, end: where.end };
  const terms = termsOf(lexeme.text, exact, place);
  if (terms.length === 0) {
    const what = lexeme.kind === 'phrase' ? 'this phrase' : `"${lexeme.text}"`;
    throw new QueryError('E_EMPTY', place, `${what} holds no letter or digit`, hyphenHint(lexeme));
  }
  countTerm(state, place, terms.filter((term) => term.kind === 'wild').length);
  if (lexeme.kind === 'word') return { type: 'word', text: lexeme.text, exact, terms, ...place };
  const { text, window } = lexeme;
  if (window !== null && terms.length > QUERY_LIMITS.windowWords) {
    const message = `a phrase with "~" may hold ${QUERY_LIMITS.windowWords} words, this one has ${terms.length}`;
    throw new QueryError('E_LIMIT', place, message, 'leave out words, or join shorter phrases with NEAR');
  }
  return { type: 'phrase', text, exact, terms, window, ...place };
}

/** `^5` means something only inside SCORE>=n ( … ). */
export function refuseWeight(lexeme: Written): void {
  if (lexeme.weight === null) return;
  const place = { start: lexeme.weight.start, end: lexeme.weight.start + 1 };
  throw new QueryError(
    'E_UNSUPPORTED',
    place,
    '"^" has no meaning here',
    'weights belong in SCORE>=30 ( climate^10 flood^15 )',
  );
}
