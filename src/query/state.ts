// Where the parser stands: lexemes, counters against the limits, warnings. Changed only by the functions here.
import type { Node, Place } from './ast.ts';
import { QueryError, type Warning } from './error.ts';
import type { Lexeme } from './lexer.ts';
import { QUERY_LIMITS } from './limits.ts';

export type ParseOptions = {
  /** text of the saved list with this name (without "@"), or undefined when there is none */
  list?: (name: string) => string | undefined;
};

/** A node with its place, parentheses included; `grouped` when it stood in parentheses. */
export type Parsed = Place & { node: Node; grouped: boolean };

export type State = {
  query: string;
  lexemes: Lexeme[];
  at: number;
  depth: number;
  /** the saved lists that we are inside of, outermost first */
  lists: readonly string[];
  terms: number;
  wildcards: number;
  warnings: Warning[];
  options: ParseOptions;
  /** the field we are inside of, with its colon */
  field: string | null;
  /** the top of the grammar, passed in because groups lead back to it */
  expression: (state: State) => Parsed;
};

export function newState(
  query: string,
  lexemes: Lexeme[],
  options: ParseOptions,
  expression: State['expression'],
): State {
  const counters = { at: 0, depth: 0, terms: 0, wildcards: 0 };
  return { query, lexemes, ...counters, lists: [], warnings: [], options, field: null, expression };
}

const END: Lexeme = { kind: 'end', start: 0, end: 0 };

export const peek = (state: State, ahead = 0): Lexeme =>
  state.lexemes[state.at + ahead] ?? state.lexemes.at(-1) ?? END;

export function take(state: State): Lexeme {
  const lexeme = peek(state);
  if (lexeme.kind !== 'end') state.at++;
  return lexeme;
}

/** What stands there, in words for people. */
export function found(query: string, lexeme: Lexeme): string {
  if (lexeme.kind === 'end') return 'the end of the query';
  const text = query.slice(lexeme.start, lexeme.end);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

export function unexpected(state: State, expected: string, hint?: string): QueryError {
  const lexeme = peek(state);
  const usual =
    lexeme.kind === 'and' || lexeme.kind === 'or' || lexeme.kind === 'near'
      ? 'write the operator between two items, or put it in quotation marks to search for the word'
      : undefined;
  const message = `expected ${expected} but found ${found(state.query, lexeme)}`;
  return new QueryError('E_SYNTAX', lexeme, message, hint ?? usual);
}

/** Goes one level deeper: parenthesis, NOT, field, ATLEAST, FIRST. */
export function enter(state: State, place: Place): void {
  state.depth++;
  if (state.depth > QUERY_LIMITS.depth) {
    const message = `at most ${QUERY_LIMITS.depth} levels may lie inside each other`;
    const { start, end } = place;
    throw new QueryError('E_LIMIT', { start, end }, message, 'remove parentheses that are not needed');
  }
}

export function leave(state: State): void {
  state.depth--;
}

/** Counts a word, phrase or keyword value. */
export function countTerm(state: State, place: Place, wildcards: number): void {
  state.terms++;
  state.wildcards += wildcards;
  const { start, end } = place;
  if (state.terms > QUERY_LIMITS.terms) {
    const message = `a query may hold ${QUERY_LIMITS.terms} words, phrases and values`;
    throw new QueryError('E_LIMIT', { start, end }, message, 'split it into several subscriptions');
  }
  if (state.wildcards > QUERY_LIMITS.wildcards) {
    const message = `a query may hold ${QUERY_LIMITS.wildcards} words with * or ?`;
    throw new QueryError('E_LIMIT', { start, end }, message, 'write the words out, or split the query');
  }
}
