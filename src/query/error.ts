// What can be wrong with a query, or worth saying about it. Always with a place in the text as typed.
import type { Place } from './ast.ts';

export type ErrorCode =
  | 'E_EMPTY'
  | 'E_PAREN'
  | 'E_QUOTE'
  | 'E_SYNTAX'
  | 'E_OPERATOR'
  | 'E_NEAR_OPERAND'
  | 'E_FIELD'
  | 'E_WILDCARD'
  | 'E_VALUE'
  | 'E_UNSUPPORTED'
  | 'E_LIMIT'
  | 'E_UNBOUNDED';

/** Why a query is refused: a code for programs, a sentence and a hint for people, UTF-16 offsets into the query. */
export class QueryError extends Error {
  readonly code: ErrorCode;
  readonly start: number;
  readonly end: number;
  readonly hint?: string;

  constructor(code: ErrorCode, place: Place, message: string, hint?: string) {
    super(message);
    this.name = 'QueryError';
    this.code = code;
    this.start = place.start;
    this.end = place.end;
    if (hint !== undefined) this.hint = hint;
  }

  /** The plain value, for JSON. */
  toJSON(): { code: ErrorCode; message: string; start: number; end: number; hint?: string } {
    const { code, message, start, end, hint } = this;
    return hint === undefined ? { code, message, start, end } : { code, message, start, end, hint };
  }
}

export type WarningCode = 'W_MIXED' | 'W_LOWERCASE' | 'W_COMMON' | 'W_EXACT' | 'W_VALUE' | 'W_LIST';

/** Accepted, but perhaps not what was meant. */
export type Warning = Place & { code: WarningCode; message: string; hint?: string };
