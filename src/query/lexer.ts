// Characters to lexemes. Decides what is an operator, a field, a comparison or a word; knows nothing of grammar.
// Reads the whole query before the parser starts.
import {
  CMP_FIELDS,
  type CmpField,
  type CmpOp,
  KEY_FIELDS,
  type NearUnit,
  type Place,
  TEXT_FIELDS,
} from './ast.ts';
import { QueryError } from './error.ts';
import { QUERY_LIMITS } from './limits.ts';
import { decimal, instant } from './value.ts';

/** `^number` behind an item, legal only in a weighted list. */
export type Weight = { value: number; start: number };

export type Lexeme = Place &
  (
    | { kind: 'open' | 'close' | 'and' | 'or' | 'not' | 'equals' | 'end' }
    | { kind: 'near'; ordered: boolean; unit: NearUnit; distance: number }
    | { kind: 'atleast' | 'first'; count: number }
    | { kind: 'field'; name: string }
    | { kind: 'compare'; field: CmpField; op: CmpOp; value: number; text: string; capitals: boolean }
    | { kind: 'word'; text: string; weight: Weight | null }
    | { kind: 'phrase'; text: string; window: number | null; weight: Weight | null }
  );

const SPACE = /\s/;
/** opening quotation mark → those that close it */
const CLOSERS: Record<string, string> = {
  '"': '"',
  '“': '”"“',
  '„': '”“"',
  '”': '”',
  '«': '»',
  '＂': '＂',
};
/** the rest of a word: up to a space, a parenthesis or a quotation mark that is not escaped */
const WORD_REST = /(?:[^\s()（）"“„”«＂\\]|\\[\s\S]?)*/y;
/** what most words are: no operator, nothing to look at twice */
const ORDINARY = /^(?!(?:AND|OR|NOT|O?NEAR|ATLEAST)$)[0-9A-Za-z]+$/;
const FIELD_NAME = /^[\p{L}_]+(?=:(?!\/\/))/u;
const COMPARISON = /^(length|score|published)(>=|<=|>|<|=)/i;
const WEIGHT = /^\^(-?\d+(?:\.\d+)?)$/;

/** All the field names a query may use, for hints. */
export const KNOWN_FIELDS = [...TEXT_FIELDS, ...KEY_FIELDS].map((name) => `${name}:`).join(' ');

export function lex(query: string): Lexeme[] {
  if (query.length > QUERY_LIMITS.chars) {
    const beyond = { start: QUERY_LIMITS.chars, end: query.length };
    throw new QueryError(
      'E_LIMIT',
      beyond,
      `a query may hold ${QUERY_LIMITS.chars} characters, this one has ${query.length}`,
      'split it into several subscriptions',
    );
  }
  const lexemes: Lexeme[] = [];
  let at = 0;
  while (at < query.length) {
    if (SPACE.test(query[at] ?? '')) at++;
    else at = lexItem(query, at, lexemes);
  }
  lexemes.push({ kind: 'end', start: query.length, end: query.length });
  return lexemes;
}

/** Appends the lexeme that starts here and returns where it ends. */
function lexItem(query: string, start: number, into: Lexeme[]): number {
  const char = query[start] ?? '';
  const next = query[start + 1];
  const end = start + 1;
  if (char === '(' || char === '（') into.push({ kind: 'open', start, end });
  else if (char === ')' || char === '）') into.push({ kind: 'close', start, end });
  else if (CLOSERS[char] !== undefined) return lexPhrase(query, start, CLOSERS[char], into);
  else if (char === '-' && next !== undefined && !SPACE.test(next)) into.push({ kind: 'not', start, end });
  else if (char === '=' && next !== undefined && !SPACE.test(next)) into.push({ kind: 'equals', start, end });
  else return lexWord(query, start, into);
  return end;
}

function lexPhrase(query: string, start: number, closers: string, into: Lexeme[]): number {
  const at = phraseEnd(query, start + 1, closers);
  if (at >= query.length) {
    const hint = 'close it, or write \\" for a literal mark';
    throw new QueryError('E_QUOTE', { start, end: start + 1 }, 'this quotation mark is never closed', hint);
  }
  const inner = query.slice(start + 1, at);
  // between other marks a plain one is literal; it is kept escaped, so that printing can use plain marks
  const text =
    closers === '"' ? inner : inner.replace(/\\[\s\S]|"/g, (found) => (found === '"' ? '\\"' : found));
  let end = at + 1;
  let window: number | null = null;
  if (query[end] === '~') {
    const digits = /^\d+/.exec(query.slice(end + 1, end + 12))?.[0];
    if (digits === undefined) {
      const hint = 'write "two words"~5; for fuzzy words use * and ?';
      throw new QueryError(
        'E_UNSUPPORTED',
        { start: end, end: end + 1 },
        '"~" needs a number after it',
        hint,
      );
    }
    window = Number(digits);
    end += 1 + digits.length;
    if (/^[.,]\d/.test(query.slice(end, end + 2))) {
      const place = { start: end - digits.length, end: end + 2 };
      throw new QueryError(
        'E_UNSUPPORTED',
        place,
        '"~" takes a whole number of words',
        'write "two words"~5',
      );
    }
    checkDistance(window, { start, end });
  }
  const weight = weightAt(query, end, wordEnd(query, end));
  if (weight) end = wordEnd(query, end);
  into.push({ kind: 'phrase', start, end, text, window, weight });
  return end;
}

/** Where the phrase that starts here is closed; beyond the end when it never is. */
function phraseEnd(query: string, start: number, closers: string): number {
  if (closers.length === 1) {
    const at = query.indexOf(closers, start);
    if (at < 0) return query.length;
    if (!query.slice(start, at).includes('\\')) return at;
  }
  let at = start;
  for (; at < query.length && !closers.includes(query[at] ?? ''); at++) if (query[at] === '\\') at++;
  return at;
}

function checkDistance(distance: number, place: Place): void {
  if (distance > QUERY_LIMITS.distance) {
    const message = `at most ${QUERY_LIMITS.distance} words may lie between, not ${distance}`;
    throw new QueryError('E_LIMIT', place, message, 'use AND, or /P for the same paragraph');
  }
}

/** First index after the run of word characters that starts here. */
function wordEnd(query: string, start: number): number {
  WORD_REST.lastIndex = start;
  WORD_REST.test(query);
  return WORD_REST.lastIndex;
}

function weightAt(query: string, caret: number, end: number): Weight | null {
  if (query[caret] !== '^') return null;
  const found = WEIGHT.exec(query.slice(caret, end));
  return found ? { value: Number(found[1]), start: caret } : null;
}

function lexWord(query: string, start: number, into: Lexeme[]): number {
  const end = wordEnd(query, start);
  const typed = query.slice(start, end);
  if (ORDINARY.test(typed)) {
    into.push({ kind: 'word', start, end, text: typed, weight: null });
    return end;
  }
  // a lone backslash can only end the query: it is then a literal one
  const text = /(^|[^\\])(\\\\)*\\$/.test(typed) ? `${typed}\\` : typed;
  const place = { start, end };
  const special = operator(text, place) ?? comparison(text, place);
  if (special) {
    into.push(special);
    return end;
  }
  const name = FIELD_NAME.exec(text)?.[0];
  if (name !== undefined) {
    into.push({ kind: 'field', name, start, end: start + name.length + 1 });
    return start + name.length + 1;
  }
  const caret = caretIn(text);
  const weight = caret < 0 ? null : weightAt(query, start + caret, end);
  const kept = weight ? text.slice(0, caret) : text;
  refuseReserved(kept, start);
  into.push({ kind: 'word', start, end, text: kept, weight });
  return end;
}

const caretIn = (text: string): number => text.replace(/\\[\s\S]/g, '  ').lastIndexOf('^');

/** `[ ] { } ~ ^` have no meaning inside a word yet; they are kept for later versions. */
function refuseReserved(text: string, offset: number): void {
  const found = /[[\]{}~^]/.exec(text.replace(/\\[\s\S]/g, '  '));
  if (!found) return;
  const start = offset + found.index;
  throw new QueryError(
    'E_UNSUPPORTED',
    { start, end: start + 1 },
    `"${found[0]}" has no meaning here`,
    'group with ( ), give ranges as published>=2026-01-31, write fuzzy words with * and ?, or escape it: \\' +
      found[0],
  );
}

function operator(text: string, place: Place): Lexeme | null {
  if (text === 'AND' || text === 'OR' || text === 'NOT') {
    return { kind: text === 'AND' ? 'and' : text === 'OR' ? 'or' : 'not', ...place };
  }
  const found = /^(O?NEAR|ATLEAST|FIRST)(?:\/([\s\S]*))?$/.exec(text);
  if (!found) return null;
  const [, name, argument] = found;
  // FIRST is an everyday word in headlines: it is an operator only with its slash
  if (name === 'FIRST' && argument === undefined) return null;
  if (name === 'ATLEAST' || name === 'FIRST') return counted(name, argument ?? '', place);
  return near(name === 'ONEAR', argument, place);
}

function near(ordered: boolean, argument: string | undefined, place: Place): Lexeme {
  const unit = argument?.toUpperCase();
  if (unit === 'S') return { kind: 'near', ordered, unit: 'sentence', distance: 0, ...place };
  if (unit === 'P') return { kind: 'near', ordered, unit: 'paragraph', distance: 0, ...place };
  if (argument !== undefined && !/^\d+$/.test(argument)) {
    const message = `NEAR takes a number of words, S (sentence) or P (paragraph), not "${argument}"`;
    throw new QueryError('E_OPERATOR', place, message, 'write NEAR/5, NEAR/S or NEAR/P');
  }
  const distance = argument === undefined ? 10 : Number(argument);
  checkDistance(distance, place);
  return { kind: 'near', ordered, unit: 'word', distance, ...place };
}

function counted(name: 'ATLEAST' | 'FIRST', argument: string, place: Place): Lexeme {
  const count = /^\d+$/.test(argument) ? Number(argument) : 0;
  if (count < 1) {
    const hint = `write ${name}/3 before a word, phrase or group`;
    throw new QueryError('E_OPERATOR', place, `${name} takes a number of at least 1`, hint);
  }
  const most = name === 'ATLEAST' ? QUERY_LIMITS.count : QUERY_LIMITS.first;
  if (count > most) {
    const hint =
      name === 'ATLEAST' ? `write ATLEAST/${most} or less` : 'leave FIRST out: it is nearly the whole text';
    throw new QueryError('E_LIMIT', place, `${name} counts up to ${most}, not ${count}`, hint);
  }
  return { kind: name === 'ATLEAST' ? 'atleast' : 'first', count, ...place };
}

function comparison(text: string, place: Place): Lexeme | null {
  const found = COMPARISON.exec(text);
  if (!found) return null;
  const name = (found[1] ?? '').toLowerCase();
  const field = CMP_FIELDS.find((each) => each === name) ?? 'length';
  const value = text.slice(found[0].length);
  const number = field === 'published' ? instant(value) : decimal(value);
  if (Number.isNaN(number) || (field === 'published' && /[+-]\d\d:?\d\d$/.test(value.slice(10)))) {
    const wanted = field === 'published' ? 'a date such as 2026-01-31 or 2026-01-31T08:00Z' : 'a number';
    throw new QueryError(
      'E_VALUE',
      { start: place.start + found[0].length, end: place.end },
      value === '' ? `expected ${wanted} directly after "${found[0]}"` : `"${value}" is not ${wanted}`,
      `write ${field === 'published' ? 'published>=2026-01-31' : `${field}>800`}, without spaces`,
    );
  }
  const op = (['>=', '<=', '>', '<', '='] as const).find((each) => each === found[2]) ?? '=';
  return { kind: 'compare', field, op, value: number, text: value, capitals: found[1] === 'SCORE', ...place };
}
