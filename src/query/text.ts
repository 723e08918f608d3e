// Text rules: what a word is and when two words are the same. One set of rules for queries and articles.
// Never depends on a locale, never changes offsets: positions are those of the text as given.
import {
  BLANK,
  BREAK,
  CLOSING,
  classOf,
  FULL_STOP,
  KATAKANA,
  MARK,
  PLAIN,
  RUN,
  SEPARATOR,
  SINGLE,
  STOP,
  sentenceParts,
} from './char.ts';

/** Changes whenever `fold` or `tokenize` gives another answer for some text; snapshots refuse another version. */
export const TEXT_RULES = 1;

export type Token = {
  /** UTF-16 offsets into the text */
  start: number;
  end: number;
  raw: string;
  folded: string;
  /** numbers that are equal inside one sentence or paragraph, and grow */
  sentence: number;
  paragraph: number;
};

const ASCII = /^[\x00-\x7f]*$/;
// soft hyphen, joiners, Arabic tatweel and vowel signs, Hebrew points: present or not, it is the same word
const VANISHING = /[\u00ad\u200c-\u200d\u2060\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u0591-\u05c7]/g;
const MAPPED = /[ßæœøłđðþħıςأإآٱىیةک]/g;
const MAP: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ı: 'i',
  ς: 'σ',
  أ: 'ا',
  إ: 'ا',
  آ: 'ا',
  ٱ: 'ا',
  ى: 'ي',
  ی: 'ي',
  ة: 'ه',
  ک: 'ك',
};
const ACCENTED = /([\p{Script=Latin}\p{Script=Greek}])[\u0300-\u036f]+/gu;

const map = (text: string): string => text.replace(MAPPED, (char) => MAP[char] ?? char);

/**
 * The form in which words are compared: without case, width, accents (Latin and Greek) and signs that only help reading.
 * Plain ASCII is only lower-cased. May be empty, when the text holds nothing but vanishing signs.
 */
export function fold(token: string): string {
  if (ASCII.test(token)) return token.toLowerCase();
  const plain = map(token.normalize('NFKC').toLowerCase().replace(VANISHING, ''));
  const bare = plain.normalize('NFD').replace(ACCENTED, '$1').replaceAll('е\u0308', 'е');
  return map(bare.normalize('NFC'));
}

/**
 * The words of a text, in order. A word is a run of letters, digits and marks; Han, Hiragana, Thai, Lao, Khmer and
 * Myanmar give one token a character; Katakana runs stand apart. A run of marks alone, or one that folds to nothing,
 * is no word.
 */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let start = -1;
  let kind = MARK;
  let sentence = 0;
  let paragraph = 0;
  let stopped = false;
  const parts = sentenceParts();

  const close = (end: number): void => {
    if (start >= 0 && kind !== MARK) {
      const raw = text.slice(start, end);
      const folded = fold(raw);
      if (folded !== '') tokens.push({ start, end, raw, folded, sentence, paragraph });
    }
    start = -1;
    kind = MARK;
  };

  for (let at = 0; at < text.length; ) {
    const code = text.codePointAt(at) ?? 0;
    const found = classOf(code);
    if (found === SEPARATOR) {
      close(at);
      const part = parts[code] ?? PLAIN;
      if (part === BREAK) paragraph++;
      if (part === BREAK || part === FULL_STOP || (part === BLANK && stopped)) sentence++;
      stopped = part === STOP || (part === CLOSING && stopped);
    } else {
      const joins =
        found === MARK || kind === MARK || (found === kind && (kind === RUN || kind === KATAKANA));
      if (start >= 0 && !joins) close(at);
      if (start < 0) start = at;
      if (found !== MARK) kind = found === SINGLE ? SINGLE : found;
      stopped = false;
    }
    at += code > 0xffff ? 2 : 1;
  }
  close(text.length);
  return tokens;
}
