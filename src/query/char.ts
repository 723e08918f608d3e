// The class of every UTF-16 unit: what separates words, what makes one. Built once, on first use.
// Locale never enters: the same text has the same tokens everywhere.

/** between words: spaces, punctuation, symbols, emoji */
export const SEPARATOR = 0;
/** letters and digits written in runs */
export const RUN = 1;
/** scripts written without spaces: each character is a token */
export const SINGLE = 2;
/** Katakana runs, kept apart from the kanji and kana around them */
export const KATAKANA = 3;
/** marks and joiners: they belong to the token before them */
export const MARK = 4;
/** half of a character beyond the basic plane: ask `classOf` with the whole code point */
export const SURROGATE = 5;

const SINGLE_SCRIPT =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]$/u;
// the length mark and the half-width sound marks are "common" to Unicode; here they are Katakana
const KATAKANA_SCRIPT = /^[\p{Script=Katakana}\u30fc\uff70\uff9e\uff9f]$/u;
const WORD_PART = /^[\p{L}\p{N}]$/u;
const MARK_PART = /^[\p{M}\u00ad\u200c-\u200d\u2060]$/u;

const astral = new Map<number, number>();
let table: Uint8Array | undefined;

function judge(char: string): number {
  if (MARK_PART.test(char)) return MARK;
  if (!WORD_PART.test(char)) return SEPARATOR;
  if (KATAKANA_SCRIPT.test(char)) return KATAKANA;
  return SINGLE_SCRIPT.test(char) ? SINGLE : RUN;
}

function build(): Uint8Array {
  const classes = new Uint8Array(65_536);
  for (let unit = 0; unit < 65_536; unit++) {
    if (unit >= 0xd800 && unit <= 0xdfff) classes[unit] = SURROGATE;
    // Hangul syllables and private use are large and uniform
    else if (unit >= 0xac00 && unit <= 0xd7a3) classes[unit] = RUN;
    else if (unit >= 0xe000 && unit <= 0xf8ff) classes[unit] = SEPARATOR;
    else classes[unit] = judge(String.fromCharCode(unit));
  }
  return classes;
}

/** Class by UTF-16 unit; surrogates say SURROGATE. */
export function unitClasses(): Uint8Array {
  table ??= build();
  return table;
}

/** Class of a whole code point, also beyond the basic plane. A lone surrogate separates. */
export function classOf(codePoint: number): number {
  if (codePoint < 65_536) {
    const found = unitClasses()[codePoint] ?? SEPARATOR;
    return found === SURROGATE ? SEPARATOR : found;
  }
  let found = astral.get(codePoint);
  if (found === undefined) {
    found = judge(String.fromCodePoint(codePoint));
    astral.set(codePoint, found);
  }
  return found;
}

const LINE_BREAKS = '\n\r\u0085\u2028\u2029';
const STRONG_STOPS = '。！？؟';
const STOPS = '.!?';
const CLOSER = /["'\p{Pe}\p{Pf}“‘＂＇]/u;
const SPACE = /\s/;

/** What a separator means for sentences. */
export const PLAIN = 0;
export const BREAK = 1;
export const FULL_STOP = 2;
export const STOP = 3;
export const CLOSING = 4;
export const BLANK = 5;

let parts: Uint8Array | undefined;

function judgePart(char: string): number {
  if (LINE_BREAKS.includes(char)) return BREAK;
  if (STRONG_STOPS.includes(char)) return FULL_STOP;
  if (STOPS.includes(char)) return STOP;
  if (SPACE.test(char)) return BLANK;
  return CLOSER.test(char) ? CLOSING : PLAIN;
}

/**
 * The part each UTF-16 unit plays in ending sentences: a line break (ends a paragraph too), a stop that ends at once, a
 * stop that needs white space after it, a closing quote or bracket, white space, or none.
 */
export function sentenceParts(): Uint8Array {
  parts ??= unitClasses().map((kind, unit) =>
    kind === SEPARATOR ? judgePart(String.fromCharCode(unit)) : PLAIN,
  );
  return parts;
}

/** In `quickUnits`: neither ASCII nor a separator, ask `unitClasses`. */
export const FOREIGN = 1;

let quick: Uint8Array | undefined;

/** By UTF-16 unit, in one look: 0 between words, FOREIGN, or the small letter or digit of ASCII. */
export function quickUnits(): Uint8Array {
  quick ??= unitClasses().map((kind, unit) => {
    if (kind === SEPARATOR) return 0;
    return unit < 128 ? String.fromCharCode(unit).toLowerCase().charCodeAt(0) : FOREIGN;
  });
  return quick;
}
