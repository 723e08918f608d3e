// Rows for people: as aligned columns where the terminal is wide enough, else each row as a small paragraph.

import { columnsOf, inPlace, padTo, terminalColumns } from './columns.ts';
import { plain } from './output.ts';
import { wrap } from './wrap.ts';

type Cell = string | number | null;

const GAP = 2;
/** the last column may be wrapped into this, not into less */
const NARROWEST_LAST = 20;

/**
 * Rows under their heads. Empty cells are dashes in columns, and left out in paragraphs.
 * @param columns of the terminal; undefined where lines may have any length
 */
export function table(
  heads: string[],
  rows: Cell[][],
  columns: number | undefined = terminalColumns(),
): string {
  const cells = rows.map((row) => row.map((cell) => (cell === null ? '' : inPlace(plain(String(cell))))));
  const shown = [heads, ...cells.map((row) => row.map((cell) => cell || '-'))];
  const widths = heads.map((_, at) => Math.max(...shown.map((row) => columnsOf(row[at] ?? ''))));
  const last = heads.length - 1;
  const before = widths.slice(0, last).reduce((sum, width) => sum + width + GAP, 0);
  const room = (columns ?? Number.POSITIVE_INFINITY) - before;
  if (room < Math.min(NARROWEST_LAST, widths[last] ?? 0))
    return cells.map((row) => paragraph(heads, row, columns ?? 0)).join('\n');
  return shown
    .flatMap((row) => {
      const start = row.slice(0, last).map((cell, at) => padTo(cell, (widths[at] ?? 0) + GAP));
      const [first = '', ...more] = wrap(row[last] ?? '', room);
      return [start.join('') + first, ...more.map((line) => ' '.repeat(before) + line)];
    })
    .join('\n');
}

/** The first two cells on a line, then all others by name. */
function paragraph(heads: string[], row: string[], columns: number): string {
  const named = row.flatMap((cell, at) =>
    at < 2 || cell === '' ? [] : [`${heads[at]?.toLowerCase()} ${cell}`],
  );
  const indent = ' '.repeat(GAP);
  const head = wrap(row.slice(0, 2).filter(Boolean).join('  '), columns);
  return [
    ...head.slice(0, 1),
    ...[...head.slice(1), ...wrap(named.join(' · '), columns - GAP)].map((line) => indent + line),
  ]
    .filter((line) => line.trim() !== '')
    .join('\n');
}
