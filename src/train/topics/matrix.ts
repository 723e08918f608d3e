// Texts as rows of numbers: only the features that a text holds, each row of length 1.
// Weight of a feature in a text: (1 + ln times) × inverse document frequency.
import type { Extractor } from '../../tag/topics/features.ts';

/** Rows one after the other; row r holds `columns` and `values` from `starts[r]` up to `starts[r + 1]`. */
export type Matrix = { rows: number; starts: Int32Array; columns: Int32Array; values: Float32Array };

export type Text = { title: string; body: string };

/** How often each bucket counts in each text, with all buckets. */
export function countFeatures(texts: readonly Text[], extractor: Extractor): Matrix {
  const starts = new Int32Array(texts.length + 1);
  const columns: number[] = [];
  const values: number[] = [];
  texts.forEach(({ title, body }, row) => {
    const { size, buckets, times } = extractor.read(title, body);
    const counts = new Map<number, number>();
    for (let at = 0; at < size; at++) {
      const bucket = buckets[at] as number;
      counts.set(bucket, (counts.get(bucket) ?? 0) + (times[at] as number));
    }
    for (const [bucket, count] of [...counts].sort((a, b) => a[0] - b[0])) {
      columns.push(bucket);
      values.push(count);
    }
    starts[row + 1] = columns.length;
  });
  return {
    rows: texts.length,
    starts,
    columns: Int32Array.from(columns),
    values: Float32Array.from(values),
  };
}

/** Inverse document frequency by bucket over the rows given; 0 for buckets in fewer than `least` of them. */
export function inverseFrequency(counts: Matrix, rows: Iterable<number>, width: number, least: number) {
  const frequency = new Int32Array(width);
  let total = 0;
  for (const row of rows) {
    total++;
    for (let at = counts.starts[row] as number; at < (counts.starts[row + 1] as number); at++) {
      const column = counts.columns[at] as number;
      frequency[column] = (frequency[column] as number) + 1;
    }
  }
  return Float32Array.from(frequency, (count) => (count < least ? 0 : Math.log(total / count) + 1));
}

/** Rows of length 1; columns whose idf is 0 are left out. */
export function weigh(counts: Matrix, idf: Float32Array): Matrix {
  const starts = new Int32Array(counts.rows + 1);
  const columns = new Int32Array(counts.columns.length);
  const values = new Float32Array(counts.columns.length);
  let size = 0;
  for (let row = 0; row < counts.rows; row++) {
    const from = size;
    let squares = 0;
    for (let at = counts.starts[row] as number; at < (counts.starts[row + 1] as number); at++) {
      const column = counts.columns[at] as number;
      const weight = idf[column] as number;
      if (weight === 0) continue;
      const value = (1 + Math.log(counts.values[at] as number)) * weight;
      columns[size] = column;
      values[size] = value;
      squares += value * value;
      size++;
    }
    const length = Math.sqrt(squares) || 1;
    for (let at = from; at < size; at++) values[at] = (values[at] as number) / length;
    starts[row + 1] = size;
  }
  return { rows: counts.rows, starts, columns: columns.slice(0, size), values: values.slice(0, size) };
}
