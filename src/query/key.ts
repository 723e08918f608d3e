// The value side of a keyword field: one value, or an OR group of values.
import { CMP_FIELDS, KEY_FIELDS, type KeyField, type KeyNode, type Node, TEXT_FIELDS } from './ast.ts';
import { QueryError } from './error.ts';
import type { Lexeme } from './lexer.ts';
import { refuseList } from './list.ts';
import { countTerm, enter, leave, type Parsed, peek, type State, take, unexpected } from './state.ts';
import { hasWildcard, literalText } from './terms.ts';
import { collapse, keyValue } from './value.ts';
import { refuseWeight, type Written } from './written.ts';

const FIELDS: readonly string[] = [...TEXT_FIELDS, ...KEY_FIELDS, ...CMP_FIELDS];

export function parseKeyValue(state: State, name: KeyField): Parsed {
  if (peek(state).kind === 'open') return parseValues(state, name);
  const prefix = takePrefix(state);
  const next = peek(state);
  if (next.kind === 'word' || next.kind === 'phrase') {
    take(state);
    refuseWeight(next);
    if (prefix.start === null) {
      refuseList(state, next, `behind ${name}:`, `write the values: ${name}:(one OR two)`);
    }
    const node = valueNode(state, name, {
      ...next,
      text: prefix.text + next.text,
      start: prefix.start ?? next.start,
    });
    return { node, start: node.start, end: node.end, grouped: false };
  }
  if (next.kind === 'end' || next.kind === 'close' || next.kind === 'equals' || isOperator(next)) {
    throw unexpected(state, `a value after ${name}:`, `write ${name}:value, or ${name}:"two words"`);
  }
  throw notAValue(name, state, next.start);
}

/** Values may hold colons, as in entity:PER:Erdogan and topic:user:floods; the lexer took what stands before for a field. */
function takePrefix(state: State): { text: string; start: number | null } {
  let text = '';
  let start: number | null = null;
  for (let next = peek(state); next.kind === 'field'; next = peek(state)) {
    const { name, end } = next;
    const after = peek(state, 1);
    const known = FIELDS.includes(name.toLowerCase());
    if (known || after.start !== end || !['word', 'phrase', 'field'].includes(after.kind)) break;
    take(state);
    text += `${name}:`;
    start ??= next.start;
  }
  return { text, start };
}

const isOperator = (lexeme: Lexeme): boolean => ['and', 'or', 'near', 'not'].includes(lexeme.kind);

function valueNode(state: State, name: KeyField, lexeme: Written): KeyNode {
  const place = { start: lexeme.start, end: lexeme.end };
  if (hasWildcard(lexeme.text)) {
    const hint = 'write the whole value; escape a literal sign: \\* \\?';
    throw new QueryError('E_WILDCARD', place, `${name}: takes whole values, not * or ?`, hint);
  }
  if (lexeme.kind === 'phrase' && lexeme.window !== null) {
    throw new QueryError(
      'E_FIELD',
      place,
      `${name}: takes a value, not a phrase with "~"`,
      'remove "~" and its number',
    );
  }
  const value = collapse(literalText(lexeme.text));
  if (!/[\p{L}\p{N}]/u.test(keyValue(name, value))) {
    throw new QueryError('E_EMPTY', place, `the value of ${name}: is empty`, `write ${name}:value`);
  }
  countTerm(state, place, 0);
  return { type: 'key', name, value, ...place };
}

function parseValues(state: State, name: KeyField): Parsed {
  const open = take(state);
  enter(state, open);
  const values: Node[] = [];
  for (;;) {
    const next = peek(state);
    if (next.kind === 'end' && values.length === 0) throw neverClosed(open);
    if (next.kind === 'close' && values.length === 0) {
      const place = { start: open.start, end: next.end };
      throw new QueryError('E_EMPTY', place, 'these parentheses are empty', `write ${name}:(one OR two)`);
    }
    if (next.kind === 'not') throw notAValue(name, state, next.start);
    values.push(parseKeyValue(state, name).node);
    const after = peek(state);
    if (after.kind === 'close') break;
    if (after.kind === 'end') throw neverClosed(open);
    if (after.kind !== 'or') throw notAValue(name, state, values[0]?.start ?? after.start);
    take(state);
  }
  const close = take(state);
  leave(state);
  return { node: joined(values), start: open.start, end: close.end, grouped: true };
}

function joined(values: Node[]): Node {
  const first = values[0];
  const last = values.at(-1);
  if (!first || !last) throw new Error('a group of values is never empty');
  return values.length === 1 ? first : { type: 'or', children: values, start: first.start, end: last.end };
}

function neverClosed(open: Lexeme): QueryError {
  const { start, end } = open;
  return new QueryError(
    'E_PAREN',
    { start, end },
    'this parenthesis is never closed',
    'add ) where the group ends',
  );
}

/** The part that is neither a value nor OR, up to where its group ends. */
function notAValue(name: KeyField, state: State, start: number): QueryError {
  let end = peek(state).end;
  for (let ahead = 0, depth = 0; ; ahead++) {
    const next = peek(state, ahead);
    if (next.kind === 'end' || (next.kind === 'close' && depth === 0)) break;
    depth += next.kind === 'open' ? 1 : next.kind === 'close' ? -1 : 0;
    end = next.end;
    if (state.at + ahead >= state.lexemes.length - 1) break;
    // outside a group only the one item is wrong
    if (depth === 0 && next.start === start && !['not', 'atleast', 'first', 'field'].includes(next.kind))
      break;
  }
  const hint = `write ${name}:value, ${name}:"two words" or ${name}:(one OR two)`;
  return new QueryError('E_FIELD', { start, end }, `${name}: takes a value or an OR group of values`, hint);
}
