// Saved lists: `@name` stands for another query's text. Mistakes in it are told where its name stands.
import type { Node, Place } from './ast.ts';
import { QueryError } from './error.ts';
import { lex } from './lexer.ts';
import { QUERY_LIMITS } from './limits.ts';
import { type Parsed, peek, type State, unexpected } from './state.ts';
import type { Written } from './written.ts';

/** `@name` with a saved list behind it: the list's own tree, placed where its name stands. */
export function parseList(state: State, lexeme: Written): Parsed | null {
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
