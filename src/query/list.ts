// Saved lists: `@name` stands for another query's text. Mistakes in it are told where its name stands.
import type { Node, Place } from './ast.ts';
import { QueryError } from './error.ts';
import { lex } from './lexer.ts';
import { QUERY_LIMITS } from './limits.ts';
import { type Parsed, peek, type State, unexpected } from './state.ts';
import type { Written } from './written.ts';

const nameOf = (lexeme: Written): string | undefined =>
  lexeme.kind === 'word' ? /^@([\p{L}\p{N}_-]+)$/u.exec(lexeme.text)?.[1] : undefined;

/** Throws where a saved list is named in a place that takes only what is written there. */
export function refuseList(state: State, lexeme: Written, where: string, hint: string): void {
  const name = nameOf(lexeme);
  if (name === undefined || state.options.list?.(name) === undefined) return;
  const place = { start: lexeme.start, end: lexeme.end };
  throw new QueryError('E_UNSUPPORTED', place, `the saved list "${name}" can't stand ${where}`, hint);
}

/** `@name` with a saved list behind it: the list's own tree, placed where its name stands. */
export function parseList(state: State, lexeme: Written): Parsed | null {
  const name = nameOf(lexeme);
  if (name === undefined) return null;
  const place = { start: lexeme.start, end: lexeme.end };
  const text = state.options.list?.(name);
  if (text === undefined) {
    const message = `there is no saved list "${name}"; @${name} is read as the word ${name}`;
    state.warnings.push({ code: 'W_LIST', message, ...place });
    return null;
  }
  if (state.lists.includes(name)) {
    const circle = [...state.lists.slice(state.lists.indexOf(name)), name]
      .map((one) => `@${one}`)
      .join(' → ');
    throw new QueryError(
      'E_LIMIT',
      place,
      `saved lists go in a circle: ${circle}`,
      'remove one of these names',
    );
  }
  if (state.lists.length >= QUERY_LIMITS.lists) {
    const message = `saved lists stand inside each other more than ${QUERY_LIMITS.lists} deep`;
    throw new QueryError('E_LIMIT', place, message, 'write the innermost list out where it is used');
  }
  return expand(state, name, text, place);
}

const IN_LIST = 'in the saved list';

function expand(state: State, name: string, text: string, place: Place): Parsed {
  try {
    const inner: State = {
      ...state,
      query: text,
      lexemes: lex(text),
      at: 0,
      lists: [...state.lists, name],
      warnings: [],
    };
    const parsed = inner.expression(inner);
    if (peek(inner).kind !== 'end') throw unexpected(inner, 'AND, OR or the end of the list');
    state.terms = inner.terms;
    state.wildcards = inner.wildcards;
    return { node: placed(parsed.node, place), ...place, grouped: true };
  } catch (error) {
    if (!(error instanceof QueryError)) throw error;
    // the innermost list is the one to mend; those around it only lead there
    const told = error.message.startsWith(IN_LIST) ? error.message : `${IN_LIST} "${name}": ${error.message}`;
    throw new QueryError(error.code, place, told, error.hint);
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
