// What finer classes say of labelled texts that they have not seen: a file that the training leaves for the fitting of the
// curves, as each judgement of it took a training of its own. One row a text, in the order of the corpus.
import { readFileSync, writeFileSync } from 'node:fs';

export const UNSEEN = 'unseen.bin';

/** @param rows by text: log-odds of each class */
export function writeUnseen(file: string, rows: readonly Float32Array[]): void {
  writeFileSync(file, Buffer.concat(rows.map(({ buffer }) => Buffer.from(buffer))));
}

/** @param texts how many rows there must be, and @param classes how many numbers in each */
export function readUnseen(file: string, texts: number, classes: number): Float32Array[] {
  const { buffer, byteOffset, byteLength } = readFileSync(file);
  if (byteLength !== texts * classes * Float32Array.BYTES_PER_ELEMENT)
    throw new Error(`${file} is of other texts or classes: train the model anew first.`);
  const all = new Float32Array(buffer.slice(byteOffset, byteOffset + byteLength));
  return Array.from({ length: texts }, (_, row) => all.subarray(row * classes, (row + 1) * classes));
}
