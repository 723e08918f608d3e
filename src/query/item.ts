// Items: words, phrases, groups, fields, comparisons, ATLEAST, FIRST. What stands between operators.
import { CMP_FIELDS, KEY_FIELDS, type Node, TEXT_FIELDS } from './ast.ts';
import { QueryError } from './error.ts';
import { parseKeyValue } from './key.ts';
import { KNOWN_FIELDS, type Lexeme } from './lexer.ts';
import { parseList, refuseList } from './list.ts';
import { requireNearOperand } from './operand.ts';
import { enter, leave, type Parsed, peek, type State, take, unexpected } from './state.ts';
import { isWeighted, parseWeighted } from './weighted.ts';
import { refuseWeight, writtenNode } from './written.ts';

type Of<K extends Lexeme['kind']> = Extract<Lexeme, { kind: K }>;

const alone = (node: Node): Parsed => ({ node, start: node.start, end: node.end, grouped: false });

export function parseItem(state: State): Parsed {
  const next = peek(state);
  switch (next.kind) {
    case 'open':
      return parseGroup(state);
    case 'atleast':
    case 'first':
      return parseCounted(state, next);
    case 'compare':
      return isWeighted(state) ? alone(parseWeighted(state)) : alone(parseCompare(state, next));
    case 'field':
      return parseField(state, next);
    case 'equals':
      return alone(parseExact(state, next));
    case 'word':
    case 'phrase':
      take(state);
      refuseWeight(next);
      return parseList(state, next) ?? alone(writtenNode(state, next, false, next));
    default:
      throw unexpected(state, 'a word, phrase or (');
  }
}

/** `( or )`, the place including both parentheses. */
function parseGroup(state: State): Parsed {
  const open = take(state);
  enter(state, open);
  const first = peek(state);
  if (first.kind === 'close') {
    const place = { start: open.start, end: first.end };
    throw new QueryError(
      'E_EMPTY',
      place,
      'these parentheses are empty',
      'write a word between them, or remove them',
    );
  }
  if (first.kind === 'end') throw neverClosed(open);
  const inner = state.expression(state);
  const close = peek(state);
  if (close.kind === 'end') throw neverClosed(open);
  if (close.kind !== 'close') throw unexpected(state, 'AND, OR or )');
  take(state);
  leave(state);
  return { node: inner.node, start: open.start, end: close.end, grouped: true };
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

function parseCounted(state: State, sign: Of<'atleast' | 'first'>): Parsed {
  take(state);
  enter(state, sign);
  const child = parseItem(state);
  leave(state);
  requireNearOperand(child, state.query.slice(sign.start, sign.end));
  const place = { start: sign.start, end: child.end };
  return {
    ...place,
    grouped: false,
    node: { type: sign.kind, count: sign.count, child: child.node, ...place },
  };
}

function parseCompare(state: State, lexeme: Of<'compare'>): Node {
  take(state);
  const { start, end, field, op, value, text } = lexeme;
  if (state.field !== null) {
    const message = `a comparison cannot stand inside ${state.field}`;
    throw new QueryError(
      'E_FIELD',
      { start, end },
      message,
      `put it outside: ${state.field}… ${field}${op}${text}`,
    );
  }
  return { type: 'cmp', field, op, value, text, start, end };
}

/** names kept for a later version, and what does nearly the same today */
const RESERVED: Record<string, string> = {
  raw: 'raw: is kept for a later version; =Word finds a word in this very spelling',
  stem: 'stem: is kept for a later version; word* finds all endings',
};

function parseField(state: State, lexeme: Of<'field'>): Parsed {
  const { start, end } = lexeme;
  const wanted = lexeme.name.toLowerCase();
  const colon = `${wanted}:`;
  if (CMP_FIELDS.some((name) => name === wanted)) {
    const hint =
      wanted === 'published' ? 'write published>=2026-01-31' : `write ${wanted}>800, without spaces`;
    throw new QueryError('E_FIELD', { start, end }, `${wanted} is compared, not searched`, hint);
  }
  const scope = TEXT_FIELDS.find((name) => name === wanted);
  const key = KEY_FIELDS.find((name) => name === wanted);
  if (!scope && !key) {
    const hint =
      RESERVED[wanted] ?? `fields are ${KNOWN_FIELDS}; to search for the text, put it in quotation marks`;
    throw new QueryError('E_FIELD', { start, end: end - 1 }, `there is no field "${lexeme.name}"`, hint);
  }
  if (state.field !== null) {
    const message = `${colon} cannot stand inside ${state.field}`;
    throw new QueryError('E_FIELD', { start, end }, message, 'write the fields one after the other');
  }
  take(state);
  enter(state, lexeme);
  state.field = colon;
  const child = key ? parseKeyValue(state, key) : parseItem(state);
  state.field = null;
  leave(state);
  const place = { start, end: child.end };
  if (key)
    return { ...place, grouped: child.grouped, node: { ...child.node, ...(child.grouped ? {} : place) } };
  return {
    ...place,
    grouped: false,
    node: { type: 'field', name: scope ?? 'text', child: child.node, ...place },
  };
}

function parseExact(state: State, sign: Lexeme): Node {
  take(state);
  const next = peek(state);
  if (next.kind !== 'word' && next.kind !== 'phrase') {
    throw unexpected(state, 'a word or phrase after "="', 'write =Apple or ="Apple Pay"');
  }
  take(state);
  refuseWeight(next);
  refuseList(state, next, 'behind "="', 'write "=" before each word inside the list');
  if (next.kind === 'phrase' && next.window !== null) {
    const place = { start: sign.start, end: next.end };
    throw new QueryError('E_SYNTAX', place, 'an exact phrase takes no "~"', 'remove "=" or "~"');
  }
  return writtenNode(state, next, true, { start: sign.start, end: next.end });
}
