// Lexemes to a syntax tree, by recursive descent: one function a level of precedence.
// NEAR binds tighter than NOT, NOT tighter than AND (or a plain space), AND tighter than OR.
import type { Node } from './ast.ts';
import { requireBounded } from './bounded.ts';
import { QueryError, type Warning } from './error.ts';
import { parseItem } from './item.ts';
import { lex } from './lexer.ts';
import { requireNearOperand } from './operand.ts';
import {
  enter,
  found,
  leave,
  newState,
  type Parsed,
  type ParseOptions,
  peek,
  type State,
  take,
  unexpected,
} from './state.ts';
import { warnCommon, warnLowercase, warnMixed, warnValue } from './warn.ts';

export type { ParseOptions } from './state.ts';

/**
 * Reads a query.
 *
 * @param query the text as a subscriber typed it
 * @param options `list` gives the text of a saved list for `@name`; without it `@name` is the word
 * @returns the tree, and warnings about what may not be meant
 * @throws QueryError with code, UTF-16 offsets, message and hint; the first mistake found
 */
export function parse(query: string, options: ParseOptions = {}): { ast: Node; warnings: Warning[] } {
  const state = newState(query, lex(query), options, parseOr);
  if (peek(state).kind === 'end') {
    const hint = 'write at least one word';
    throw new QueryError('E_EMPTY', { start: 0, end: query.length }, 'the query is empty', hint);
  }
  const parsed = parseOr(state);
  const rest = peek(state);
  if (rest.kind === 'close') {
    throw new QueryError(
      'E_PAREN',
      rest,
      'this parenthesis was never opened',
      'remove it, or open one before',
    );
  }
  if (rest.kind !== 'end') throw unexpected(state, 'AND, OR or the end of the query');
  requireBounded(parsed);
  warnLowercase(state);
  warnCommon(parsed.node, state.warnings);
  return { ast: parsed.node, warnings: state.warnings.sort((a, b) => a.start - b.start) };
}

function parseOr(state: State): Parsed {
  const parts = [parseAnd(state)];
  while (peek(state).kind === 'or') {
    take(state);
    parts.push(parseAnd(state));
  }
  const whole = join('or', parts);
  if (whole !== parts[0]) warnMixed(state, whole, parts);
  return whole;
}

function parseAnd(state: State): Parsed {
  const parts = [parseNot(state)];
  for (;;) {
    const next = peek(state);
    if (next.kind === 'and') take(state);
    else if (next.kind === 'or' || next.kind === 'close' || next.kind === 'end') break;
    else warnValue(state, parts.at(-1), next);
    parts.push(parseNot(state));
  }
  return join('and', parts);
}

function join(type: 'and' | 'or', parts: Parsed[]): Parsed {
  const first = parts[0];
  const last = parts.at(-1);
  if (!first || !last || parts.length === 1) return first ?? missing();
  const place = { start: first.start, end: last.end };
  return { ...place, grouped: false, node: { type, children: parts.map((part) => part.node), ...place } };
}

function missing(): never {
  throw new Error('a list of parts is never empty');
}

function parseNot(state: State): Parsed {
  const sign = peek(state);
  if (sign.kind !== 'not') return parseNear(state);
  take(state);
  enter(state, sign);
  const child = parseNot(state);
  leave(state);
  const place = { start: sign.start, end: child.end };
  return { ...place, grouped: false, node: { type: 'not', child: child.node, ...place } };
}

function parseNear(state: State): Parsed {
  let left = parseItem(state);
  for (;;) {
    const sign = peek(state);
    if (sign.kind !== 'near') return left;
    take(state);
    if (peek(state).kind === 'not') {
      throw unexpected(state, 'a word, phrase or group', 'put NOT outside: (a NEAR/5 b) NOT c');
    }
    const name = found(state.query, sign);
    requireNearOperand(left, name);
    const right = parseItem(state);
    requireNearOperand(right, name);
    const place = { start: left.start, end: right.end };
    const { ordered, unit, distance } = sign;
    left = {
      ...place,
      grouped: false,
      node: { type: 'near', ordered, unit, distance, left: left.node, right: right.node, ...place },
    };
  }
}
