// Reads the lists of names that packs are made from: tab-separated, one header line, several values in a cell by "|".
// Never guesses: a column that is not there is a mistake of the caller.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One row: the text of a column, or its several values. */
export type Row = { get(column: string): string; list(column: string): string[] };

/** A folder of lists. */
export type Sources = { rows(file: string): Row[] };

/** @throws when a file or a column is missing: the build must not write half a pack */
export function openSources(folder: string): Sources {
  const known = new Map<string, Row[]>();
  return {
    rows(file) {
      const rows = known.get(file) ?? readRows(join(folder, file));
      known.set(file, rows);
      return rows;
    },
  };
}

function readRows(path: string): Row[] {
  const [head = '', ...lines] = readFileSync(path, 'utf8').split('\n');
  const columns = new Map(head.split('\t').map((name, at) => [name, at]));
  return lines
    .filter((line) => line !== '')
    .map((line) => {
      const cells = line.split('\t');
      const get = (column: string): string => {
        const at = columns.get(column);
        if (at === undefined) throw new Error(`${path} has no column "${column}"`);
        return (cells[at] ?? '').trim();
      };
      const list = (column: string) =>
        get(column)
          .split('|')
          .map((value) => value.trim())
          .filter((value) => value !== '');
      return { get, list };
    });
}
