// How wide text is on a terminal, which counts columns and not letters, and how text of any script keeps its place there.
import process from 'node:process';
import { stripVTControlCharacters } from 'node:util';

const NARROW = /^[\x20-\x7e]*$/;
/** marks that sit on the letter before them, and signs without a body */
const NOTHING = /^[\p{Mn}\p{Me}\p{Cf}\u200b-\u200f]$/u;
/** East Asian wide letters, and pictures. @see https://www.unicode.org/reports/tr11/ */
const WIDE =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]$/u;

/** Columns that a line takes, colours not counted. */
export function columnsOf(text: string): number {
  if (NARROW.test(text)) return text.length;
  let columns = 0;
  for (const sign of stripVTControlCharacters(text))
    columns += NOTHING.test(sign) ? 0 : WIDE.test(sign) ? 2 : 1;
  return columns;
}

/** The text with spaces behind it up to a width in columns. */
export const padTo = (text: string, width: number): string =>
  text + ' '.repeat(Math.max(0, width - columnsOf(text)));

const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const MARK = '\u200e';

/** A name among others on a line: one that is written from the right turns nothing around that stands beside it. */
export const inPlace = (text: string): string =>
  RIGHT_TO_LEFT.test(text) && !text.startsWith(MARK) ? `${MARK}${text}${MARK}` : text;

/** Columns of the terminal that results go to; undefined in a pipe or file, where lines may have any length. */
export const terminalColumns = (): number | undefined =>
  process.stdout.isTTY === true ? process.stdout.columns || undefined : undefined;
