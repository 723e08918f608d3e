// The finer classes of a model: some hundreds, each with its few hundred best weights over the features of the top classes.
// Kept by class in the file, by feature in memory, where a text meets only the weights of its own words.

/** What the file's header tells of a finer class. */
export type FineClass = {
  code: string;
  /** labelled texts that taught it */
  texts: number;
  /** of its hyperplane */
  constant: number;
  /** of the sigmoid that makes a probability of a margin */
  slope: number;
  shift: number;
  /** what a weight of 1 stands for */
  scale: number;
  /** how many weights it has */
  size: number;
};

/** A finer class as a trainer hands it over; its rows are those of the model's features, and ascend. */
export type FineParts = Omit<FineClass, 'scale' | 'size'> & { rows: Uint16Array; weights: Float32Array };

export type Fine = {
  classes: readonly FineClass[];
  /** by row, and one more: where its weights begin */
  starts: Uint32Array;
  /** class and weight (-127..127), row by row */
  numbers: Uint16Array;
  weights: Int8Array;
};

/** a row's number in two bytes, and a weight in one */
const WEIGHT_BYTES = 3;

/** Bytes that `classes` take in the file. */
export const fineBytes = (classes: readonly FineClass[]): number =>
  classes.reduce((sum, { size }) => sum + size * WEIGHT_BYTES, 0);

/** All classes' rows, then all their weights. */
export function encodeFine(parts: readonly FineParts[]): { classes: FineClass[]; bytes: Uint8Array } {
  const classes = parts.map(({ rows, weights, ...facts }): FineClass => {
    const most = weights.reduce((largest, weight) => Math.max(largest, Math.abs(weight)), 0);
    return { ...facts, scale: most / 127, size: rows.length };
  });
  const count = fineBytes(classes) / WEIGHT_BYTES;
  const bytes = Buffer.alloc(count * WEIGHT_BYTES);
  let at = 0;
  parts.forEach(({ rows, weights }, number) => {
    const { scale } = classes[number] as FineClass;
    rows.forEach((row, index) => {
      bytes.writeUInt16LE(row, at * 2);
      const weight = weights[index] as number;
      bytes.writeInt8(scale === 0 ? 0 : Math.round(weight / scale), count * 2 + at);
      at++;
    });
  });
  return { classes, bytes };
}

/** @param rows how many features the model has; null when the bytes name others */
export function decodeFine(classes: readonly FineClass[], bytes: Buffer, rows: number): Fine | null {
  const count = bytes.length / WEIGHT_BYTES;
  const starts = new Uint32Array(rows + 1);
  for (let at = 0; at < count; at++) {
    const row = bytes.readUInt16LE(at * 2);
    if (row >= rows) return null;
    starts[row + 1] = (starts[row + 1] as number) + 1;
  }
  for (let row = 0; row < rows; row++)
    starts[row + 1] = (starts[row + 1] as number) + (starts[row] as number);
  const next = starts.slice(0, rows);
  const numbers = new Uint16Array(count);
  const weights = new Int8Array(count);
  let at = 0;
  classes.forEach(({ size }, number) => {
    for (const end = at + size; at < end; at++) {
      const row = bytes.readUInt16LE(at * 2);
      const place = next[row] as number;
      next[row] = place + 1;
      numbers[place] = number;
      weights[place] = bytes.readInt8(count * 2 + at);
    }
  });
  return { classes, starts, numbers, weights };
}
