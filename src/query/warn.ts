// Warnings: the query is accepted, but it may not mean what its author thinks.
import type { Node } from './ast.ts';
import type { Warning } from './error.ts';
import { frequency } from './frequency.ts';
import type { Lexeme } from './lexer.ts';
import { type Parsed, peek, type State } from './state.ts';
import { fold } from './text.ts';

/** a word in more than this share of articles says little */
const COMMON = 0.2;
/** how such a word may begin, in full width too */
const LIKELY = /^(?:[aon]|[^\x00-\x7f])/i;
const LOWERCASE = /^(and|or|not|o?near(\/(\d+|[sp]))?|atleast\/\d+)$/;
/** values of these fields are names, often of several words */
const NAMED = ['source', 'author', 'country', 'entity', 'about'];

/** AND and OR in one group without parentheses; says how it was read. */
export function warnMixed(state: State, whole: Parsed, parts: Parsed[]): void {
  if (!parts.some((part) => part.node.type === 'and' && !part.grouped)) return;
  const read = parts
    .map((part) => {
      const text = state.query.slice(part.start, part.end);
      return part.node.type === 'and' && !part.grouped ? `(${text})` : text;
    })
    .join(' OR ');
  const shown = read.length > 200 ? `${read.slice(0, 200)}…` : read;
  const { start, end } = whole;
  const message = `AND (also a plain space) binds tighter than OR; this is read as ${shown}`;
  state.warnings.push({ code: 'W_MIXED', message, hint: 'add parentheses', start, end });
}

/** An operator in lower case or full width, where an operator could stand. */
export function warnLowercase(state: State): void {
  state.lexemes.forEach((lexeme, index) => {
    if (lexeme.kind !== 'word' || index === state.lexemes.length - 2 || !LIKELY.test(lexeme.text)) return;
    const word = lexeme.text.normalize('NFKC').toLowerCase();
    if (!LOWERCASE.test(word)) return;
    const before = state.lexemes[index - 1]?.kind;
    const leads = word === 'not' || word.startsWith('atleast');
    if (!leads && before !== 'word' && before !== 'phrase' && before !== 'close') return;
    const { start, end } = lexeme;
    const message = `"${lexeme.text}" is searched for as a word here`;
    state.warnings.push({
      code: 'W_LOWERCASE',
      message,
      hint: `for the operator write ${word.toUpperCase()}`,
      start,
      end,
    });
  });
}

/** `source:The Guardian` reads as source:The AND Guardian. */
export function warnValue(state: State, before: Parsed | undefined, next: Lexeme): void {
  if (before?.node.type !== 'key' || before.grouped || !NAMED.includes(before.node.name)) return;
  if (next.kind !== 'word' || !/^\p{Lu}/u.test(next.text) || peek(state, -1).kind !== 'word') return;
  const { name, value } = before.node;
  state.warnings.push({
    code: 'W_VALUE',
    message: `"${next.text}" is searched for in the text, it is not part of the value of ${name}:`,
    hint: `if it belongs to the value write ${name}:"${value} ${next.text}"`,
    start: before.start,
    end: next.end,
  });
}

/** Common words that stand alone: they restrict nothing, or match nearly everything. */
export function warnCommon(node: Node, into: Warning[]): void {
  if (node.type === 'and' || node.type === 'or') for (const child of node.children) warnCommon(child, into);
  if (node.type === 'field') warnCommon(node.child, into);
  if (node.type !== 'word' && node.type !== 'phrase') return;
  const only = node.terms.length === 1 ? node.terms[0] : undefined;
  if (!only || only.kind === 'wild' || frequency(fold(only.text)) <= COMMON) return;
  const { start, end } = node;
  const message = `"${only.text}" stands in more than a fifth of all articles`;
  if (only.kind === 'exact')
    into.push({ code: 'W_EXACT', message: `${message}, in this spelling too`, start, end });
  else into.push({ code: 'W_COMMON', message, hint: 'add a rarer word, or put it in a phrase', start, end });
}

export function hyphenHint(lexeme: Lexeme): string {
  const sign = lexeme.kind === 'word' && /^[-=]$/.test(lexeme.text);
  if (sign) return 'write the sign directly before its word, without a space';
  const compared = lexeme.kind === 'word' && /^[<>]/.test(lexeme.text);
  return compared ? 'write comparisons without spaces: length>800' : 'write at least one letter or digit';
}
