// From what the user wrote to the terms that are looked for: escapes, pieces, wildcards.
// The article side never comes here; it has tokens only.
import type { Place, Term } from './ast.ts';
import { classOf, MARK, SEPARATOR, SINGLE } from './char.ts';
import { QueryError } from './error.ts';
import { QUERY_LIMITS } from './limits.ts';
import { fold, tokenize } from './text.ts';

// wildcards travel through the splitting as two noncharacters; if the text holds them they only separate
const MANY = '\ufdd0';
const ONE = '\ufdd1';
const MARKERS = /[\ufdd0\ufdd1]/;
/** words of ASCII letters and digits, one space between */
const PLAIN_ASCII = /^[0-9A-Za-z]+(?: [0-9A-Za-z]+)*$/;
const LETTERS_ELSEWHERE = /[^\P{L}\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]/u;
const ALL_MARKERS = /[\ufdd0\ufdd1]/g;

/** Literal text of a source form: escapes undone, wildcards taken as characters. */
export function literalText(source: string): string {
  return source.includes('\\') ? source.replace(/\\([\s\S])/g, '$1') : source;
}

/** Whether an unescaped * or ? stands in a source form. */
export function hasWildcard(source: string): boolean {
  return /[*?]/.test(source) && /[*?]/.test(source.replace(/\\[\s\S]/g, ''));
}

/** Marks the unescaped wildcards, then undoes the escapes. */
function marked(source: string): string {
  return source
    .replace(ALL_MARKERS, ' ')
    .replace(/\\([\s\S])|[*?]/g, (found, escaped: string | undefined) =>
      escaped === undefined ? (found === '*' ? MANY : ONE) : escaped,
    );
}

/** Splits marked text so that a wildcard stays with the word it touches. */
function pieces(text: string): string[] {
  const found: string[] = [];
  let piece = '';
  for (let at = 0; at < text.length; ) {
    const code = text.codePointAt(at) ?? 0;
    const char = String.fromCodePoint(code);
    if (char === MANY || char === ONE || classOf(code) !== SEPARATOR) piece += char;
    else if (piece !== '') {
      found.push(piece);
      piece = '';
    }
    at += char.length;
  }
  if (piece !== '') found.push(piece);
  return found;
}

const isSingle = (char: string | undefined): boolean =>
  char !== undefined && classOf(char.codePointAt(0) ?? 0) === SINGLE;

/** Last character that is no mark, before the given character index. */
function baseBefore(chars: string[], at: number): string | undefined {
  for (let back = at - 1; back >= 0; back--) {
    const char = chars[back] ?? '';
    if (classOf(char.codePointAt(0) ?? 0) !== MARK) return char;
  }
  return undefined;
}

function wildcardError(place: Place, message: string, hint: string): QueryError {
  return new QueryError('E_WILDCARD', place, message, hint);
}

/** One word with wildcards, folded, checked for enough literal characters. */
function wildTerm(word: string, place: Place): Term {
  const parts = word.split(MARKERS).map(fold);
  const signs = [...word].filter((char) => MARKERS.test(char)).map((char) => (char === MANY ? '*' : '?'));
  const literal = parts.join('');
  const dense = LETTERS_ELSEWHERE.test(literal);
  const least = dense ? QUERY_LIMITS.wildcardStemDense : QUERY_LIMITS.wildcardStem;
  if ([...(parts[0] ?? '')].length < least && [...(parts.at(-1) ?? '')].length < least) {
    throw wildcardError(
      place,
      `a wildcard needs at least ${least} letters at the start or the end of its word`,
      'write more of the word, as in climat* or *gate; escape a literal sign: \\* \\?',
    );
  }
  const text = parts.map((part, index) => part + (signs[index] ?? '')).join('');
  return { kind: 'wild', text: text.replace(/\*{2,}/g, '*') };
}

/** Cuts a piece with wildcards into tokens: neighbours in other scripts stand alone. */
function wildTerms(piece: string, place: Place): Term[] {
  const chars = [...piece];
  chars.forEach((char, at) => {
    if (char !== MANY && char !== ONE) return;
    if (isSingle(baseBefore(chars, at)) || isSingle(chars[at + 1])) {
      throw wildcardError(
        place,
        'wildcards do not apply in a script that is matched character by character',
        'leave the wildcard out: every character is found wherever it stands',
      );
    }
  });
  // the wildcard must not end a token, so it borrows a letter for the splitting; places are kept by length
  const lettered = splitWild(chars);
  return lettered.map((word) =>
    MARKERS.test(word) ? wildTerm(word, place) : { kind: 'plain', text: fold(word) },
  );
}

/** Token boundaries of a piece, wildcards belonging to the run they touch. */
function splitWild(chars: string[]): string[] {
  const words: string[] = [];
  let word = '';
  let kind = MARK;
  for (const char of chars) {
    const wild = char === MANY || char === ONE;
    const found = wild ? MARK : classOf(char.codePointAt(0) ?? 0);
    const joins = found === MARK || kind === MARK || (found === kind && kind !== SINGLE);
    if (word !== '' && !joins) {
      words.push(word);
      word = '';
      kind = MARK;
    }
    word += char;
    if (found !== MARK) kind = found;
  }
  return [...words, word].filter((each) => fold(each) !== '');
}

/**
 * The terms of a word or phrase in source form, in order; empty when it holds no letter or digit.
 * Throws E_WILDCARD, placed on the whole item.
 */
export function termsOf(source: string, exact: boolean, place: Place): Term[] {
  if (exact) {
    if (hasWildcard(source)) {
      throw wildcardError(place, 'an exact term takes no wildcard', 'remove "=" or the wildcard');
    }
    return tokenize(literalText(source)).map((token) => ({
      kind: 'exact',
      text: token.raw.normalize('NFC'),
    }));
  }
  // most words and phrases are this plain
  if (PLAIN_ASCII.test(source)) {
    const small = source.toLowerCase();
    if (!small.includes(' ')) return [{ kind: 'plain', text: small }];
    return small.split(' ').map((text) => ({ kind: 'plain', text }));
  }
  if (!hasWildcard(source)) {
    return tokenize(literalText(source)).map((token) => ({ kind: 'plain', text: token.folded }));
  }
  return pieces(marked(source)).flatMap((piece): Term[] =>
    MARKERS.test(piece)
      ? wildTerms(piece, place)
      : tokenize(piece).map((token) => ({ kind: 'plain', text: token.folded })),
  );
}
