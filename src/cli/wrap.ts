// Lines for people that fit the terminal: a label in front, the rest wrapped behind it. Never cuts a word that fits.
import process from 'node:process';
import { columnsOf, terminalColumns } from './columns.ts';

const LABEL_CHARS = 11;
const NARROWEST = 30;
const USUAL = 80;
const WIDEST = 100;

/** Characters a line may have. */
export const lineWidth = (columns: number | undefined = process.stdout.columns): number =>
  Math.max(NARROWEST, Math.min(columns ?? USUAL, WIDEST));

/** `Title      The first line` and the rest below it, indented. */
export function labelled(label: string, text: string, width: number = lineWidth()): string {
  const lines = wrap(text, width - LABEL_CHARS);
  return lines
    .map((line, index) => `${(index === 0 ? label : '').padEnd(LABEL_CHARS - 1)} ${line}`.trimEnd())
    .join('\n');
}

/** The text in lines of at most `width` columns; a longer word has a line of its own. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (line !== '' && columnsOf(line) + 1 + columnsOf(word) > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

/** One line, cut to the width in columns. */
export function clipped(text: string, width: number): string {
  if (columnsOf(text) <= width) return text;
  let cut = '';
  let columns = 1; // of the dots
  for (const sign of text) {
    columns += columnsOf(sign);
    if (columns > width) break;
    cut += sign;
  }
  return `${cut}…`;
}

const NARROWEST_FLOW = 20;

/**
 * Lines that are longer than the terminal, wrapped at words, what follows indented as the line is and by `hang` more. In a pipe
 * lines stay as they are.
 */
export function flow(text: string, hang = 0, columns: number | undefined = terminalColumns()): string {
  if (columns === undefined) return text;
  const flowing = (line: string): string => {
    if (columnsOf(line) <= columns) return line;
    // a number or a code with two spaces behind it is a column of its own
    const lead = /^ *(?:(?:\S{1,8}|user:\S+) {2,})?/.exec(line)?.[0] ?? '';
    const width = Math.max(NARROWEST_FLOW, columns - lead.length - hang);
    const [first = '', ...more] = wrap(line.slice(lead.length), width);
    return [lead + first, ...more.map((one) => ' '.repeat(lead.length + hang) + one)].join('\n');
  };
  return text.split('\n').map(flowing).join('\n');
}
