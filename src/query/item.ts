// Items: words, phrases, groups, fields, comparisons, ATLEAST, FIRST. What stands between operators.
import {
  CMP_FIELDS,
  KEY_FIELDS,
  type KeyField,
  type Node,
  type PhraseNode,
  type Place,
  TEXT_FIELDS,
  type WordNode,
} from './ast.ts';
import { QueryError } from './error.ts';
import { parseKeyValue } from './key.ts';
import { KNOWN_FIELDS, type Lexeme, lex } from './lexer.ts';
import { QUERY_LIMITS } from './limits.ts';
import { requireNearOperand } from './operand.ts';
import { countTerm, enter, leave, type Parsed, peek, type State, take, unexpected } from './state.ts';
import { termsOf } from './terms.ts';
import { hyphenHint } from './warn.ts';
import { isWeighted, parseWeighted } from './weighted.ts';

type Of<K extends Lexeme['kind']> = Extract<Lexeme, { kind: K }>;
export type Written = Extract<Lexeme, { kind: 'word' | 'phrase' }>;

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
    const hint = `fields are ${KNOWN_FIELDS}; to search for the text, put it in quotation marks`;
    throw new QueryError('E_FIELD', { start, end: end - 1 }, `there is no field "${lexeme.name}"`, hint);
  }
  if (state.field !== null) {
    const message = `${colon} cannot stand inside ${state.field}`;
    throw new QueryError('E_FIELD', { start, end }, message, 'write the fields one after the other');
  }
  take(state);
  enter(state, lexeme);
  state.field = colon;
  const child = key ? parseKey(state, key) : parseItem(state);
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

function parseKey(state: State, name: KeyField): Parsed {
  return parseKeyValue(state, name, refuseWeight);
}

function parseExact(state: State, sign: Lexeme): Node {
  take(state);
  const next = peek(state);
  if (next.kind !== 'word' && next.kind !== 'phrase') {
    throw unexpected(state, 'a word or phrase after "="', 'write =Apple or ="Apple Pay"');
  }
  take(state);
  refuseWeight(next);
  if (next.kind === 'phrase' && next.window !== null) {
    const place = { start: sign.start, end: next.end };
    throw new QueryError('E_SYNTAX', place, 'an exact phrase takes no "~"', 'remove "=" or "~"');
  }
  return writtenNode(state, next, true, { start: sign.start, end: next.end });
}

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

/** `@name` with a saved list behind it: the list's own tree, placed where its name stands. */
function parseList(state: State, lexeme: Written): Parsed | null {
  const name = lexeme.kind === 'word' ? /^@([\p{L}\p{N}_-]+)$/u.exec(lexeme.text)?.[1] : undefined;
  if (name === undefined) return null;
  const place = { start: lexeme.start, end: lexeme.end };
  const text = state.options.list?.(name);
  if (text === undefined) {
    const message = `there is no saved list "${name}"; @${name} is read as the word ${name}`;
    state.warnings.push({ code: 'W_LIST', message, ...place });
    return null;
  }
  if (state.lists >= QUERY_LIMITS.lists) {
    throw new QueryError('E_LIMIT', place, 'saved lists refer to each other too deeply', 'remove the circle');
  }
  return expand(state, name, text, place);
}

function expand(state: State, name: string, text: string, place: Place): Parsed {
  try {
    const inner: State = {
      ...state,
      query: text,
      lexemes: lex(text),
      at: 0,
      lists: state.lists + 1,
      warnings: [],
    };
    const parsed = inner.expression(inner);
    if (peek(inner).kind !== 'end') throw unexpected(inner, 'AND, OR or the end of the list');
    state.terms = inner.terms;
    state.wildcards = inner.wildcards;
    return { node: placed(parsed.node, place), ...place, grouped: true };
  } catch (error) {
    if (!(error instanceof QueryError)) throw error;
    throw new QueryError(error.code, place, `in the saved list "${name}": ${error.message}`, error.hint);
  }
}

/** The same tree, every node at one place. */
function placed(node: Node, place: Place): Node {
  switch (node.type) {
    case 'and':
    case 'or':
      return { ...node, ...place, children: node.children.map((child) => placed(child, place)) };
    case 'near':
      return { ...node, ...place, left: placed(node.left, place), right: placed(node.right, place) };
    case 'not':
    case 'atleast':
    case 'first':
    case 'field':
      return { ...node, ...place, child: placed(node.child, place) };
    case 'score':
      return {
        ...node,
        ...place,
        items: node.items.map((item) => ({ ...item, child: { ...item.child, ...place } })),
      };
    default:
      return { ...node, ...place };
  }
}
