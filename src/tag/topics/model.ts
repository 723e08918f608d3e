// A trained classifier as a file: header, features, weights in one byte each, and a hash over all. Knows how to write
// and read that file; never trusts it: anything cut, changed or of another format is refused with a reason.
import { createHash } from 'node:crypto';
import { BUCKET_BITS, FEATURE_RULES } from './features.ts';
import { decodeFine, encodeFine, type Fine, type FineClass, type FineParts, fineBytes } from './fine.ts';

const MAGIC = 'PWTOPICS';
const FORMAT = 2;
const HASH_BYTES = 32;
/** magic, format, length of the header */
const PREFACE = 16;
const BUCKETS = 1 << BUCKET_BITS;
const MAP_BYTES = BUCKETS / 8;
const HALF_BYTES = 2;
/** a row's number takes two bytes in the finer classes */
const MOST_ROWS = 0x10000;

export type ModelClass = {
  code: string;
  /** labelled texts that taught it */
  texts: number;
  /** of its hyperplane */
  constant: number;
  /** of the sigmoid that makes a probability of a margin */
  slope: number;
  shift: number;
  /** probability from which the class is given when one class must be: what served it best in training */
  least: number;
};

export type Model = {
  /** first 16 hex digits of the file's hash */
  id: string;
  lang: string;
  classes: readonly ModelClass[];
  /** by bucket: row of its weights, or -1 */
  rowOf: Int32Array;
  /** by row: inverse document frequency */
  idf: Float32Array;
  /** by row: what a weight of 1 stands for */
  scales: Float32Array;
  /** row by row, one for each class, -127..127 */
  weights: Int8Array;
  /** finer classes, over the same features */
  fine: Fine;
};

/** What a trainer hands over; buckets ascend. */
export type ModelParts = {
  lang: string;
  classes: readonly ModelClass[];
  buckets: Int32Array;
  idf: Float32Array;
  /** row by row, one for each class */
  weights: Float32Array;
  fine: readonly FineParts[];
};

type Header = {
  rules: number;
  bucketBits: number;
  lang: string;
  rows: number;
  classes: ModelClass[];
  fine: FineClass[];
};

export function encodeModel({ lang, classes, buckets, idf, weights, fine }: ModelParts): Uint8Array {
  const rows = buckets.length;
  const width = classes.length;
  const map = new Uint8Array(MAP_BYTES);
  const scales = new Float32Array(rows);
  const small = new Int8Array(rows * width);
  for (let row = 0; row < rows; row++) {
    const bucket = buckets[row] as number;
    map[bucket >> 3] = (map[bucket >> 3] as number) | (1 << (bucket & 7));
    let most = 0;
    for (let at = row * width; at < (row + 1) * width; at++)
      most = Math.max(most, Math.abs(weights[at] as number));
    const scale = Math.f16round(most / 127);
    scales[row] = scale;
    for (let at = row * width; at < (row + 1) * width; at++)
      small[at] = scale === 0 ? 0 : clamped((weights[at] as number) / scale);
  }
  const finer = encodeFine(fine);
  const facts: Header = {
    rules: FEATURE_RULES,
    bucketBits: BUCKET_BITS,
    lang,
    rows,
    classes: [...classes],
    fine: finer.classes,
  };
  const header = Buffer.from(padded(JSON.stringify(facts)));
  const preface = Buffer.alloc(PREFACE);
  preface.write(MAGIC, 'latin1');
  preface.writeUInt32LE(FORMAT, 8);
  preface.writeUInt32LE(header.length, 12);
  const body = Buffer.concat([
    preface,
    header,
    map,
    halves(idf),
    halves(scales),
    new Uint8Array(small.buffer),
    finer.bytes,
  ]);
  return Buffer.concat([body, createHash('sha256').update(body).digest()]);
}

/** A scale in half precision may be a little less than it should be. */
const clamped = (weight: number): number => Math.max(-127, Math.min(127, Math.round(weight)));

/** ASCII only, and a multiple of four bytes, so that what follows is aligned. */
function padded(text: string): string {
  const plain = text.replace(
    /[^\x20-\x7e]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return plain.padEnd(Math.ceil(plain.length / 4) * 4);
}

/** Half precision, little-endian: three digits are more than these numbers carry. */
function halves(values: Float32Array): Uint8Array {
  const view = new DataView(new ArrayBuffer(values.length * HALF_BYTES));
  values.forEach((value, at) => {
    view.setFloat16(at * HALF_BYTES, value, true);
  });
  return new Uint8Array(view.buffer);
}

function readHalves(bytes: Uint8Array): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float32Array.from({ length: bytes.length / HALF_BYTES }, (_, at) =>
    view.getFloat16(at * HALF_BYTES, true),
  );
}

/** The model in the bytes of a file, or a sentence that says why there is none. */
export function decodeModel(bytes: Uint8Array): Model | string {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.length < PREFACE + HASH_BYTES || file.toString('latin1', 0, 8) !== MAGIC) {
    return 'it is no topic model';
  }
  const format = file.readUInt32LE(8);
  if (format !== FORMAT) return `it has format ${format}, and this version reads format ${FORMAT}`;
  const body = file.subarray(0, file.length - HASH_BYTES);
  const hash = createHash('sha256').update(body).digest();
  if (!hash.equals(file.subarray(body.length))) return 'it is damaged: its hash does not fit its content';
  const headerEnd = PREFACE + file.readUInt32LE(12);
  const header = readHeader(file.toString('latin1', PREFACE, headerEnd));
  if (header === null) return 'its header can’t be read';
  if (header.rules !== FEATURE_RULES || header.bucketBits !== BUCKET_BITS) {
    return `it was trained with feature rules ${header.rules}, and this version uses ${FEATURE_RULES}`;
  }
  const { rows, classes, lang, fine: finer } = header;
  const idfAt = headerEnd + MAP_BYTES;
  const scalesAt = idfAt + rows * HALF_BYTES;
  const weightsAt = scalesAt + rows * HALF_BYTES;
  const fineAt = weightsAt + rows * classes.length;
  if (fineAt + fineBytes(finer) !== body.length) return 'its length does not fit its header';
  const fine = decodeFine(finer, body.subarray(fineAt), rows);
  if (fine === null) return 'its finer classes use features that it does not have';
  return {
    id: file.toString('hex', body.length, body.length + 8),
    lang,
    classes,
    rowOf: rowsByBucket(file.subarray(headerEnd, idfAt)),
    idf: readHalves(file.subarray(idfAt, scalesAt)),
    scales: readHalves(file.subarray(scalesAt, weightsAt)),
    weights: new Int8Array(file.subarray(weightsAt, fineAt)),
    fine,
  };
}

function rowsByBucket(map: Uint8Array): Int32Array {
  const rowOf = new Int32Array(BUCKETS).fill(-1);
  let rows = 0;
  for (let bucket = 0; bucket < BUCKETS; bucket++) {
    if (((map[bucket >> 3] as number) >> (bucket & 7)) & 1) rowOf[bucket] = rows++;
  }
  return rowOf;
}

function readHeader(text: string): Header | null {
  try {
    const { rules, bucketBits, lang, rows, classes, fine } = JSON.parse(text) as Partial<Header>;
    const whole = [rules, bucketBits, rows].every(Number.isInteger) && (rows as number) <= MOST_ROWS;
    if (!whole || typeof lang !== 'string' || !Array.isArray(classes) || !Array.isArray(fine)) return null;
    if (!classes.every(isClass) || !fine.every(isFine)) return null;
    return { rules, bucketBits, lang, rows, classes, fine } as Header;
  } catch {
    return null;
  }
}

const isClass = (value: ModelClass): boolean =>
  /^\d{8}$/.test(value?.code) &&
  [value.texts, value.constant, value.slope, value.shift, value.least].every(Number.isFinite) &&
  value.least > 0;

const isFine = (value: FineClass): boolean =>
  /^\d{8}$/.test(value?.code) &&
  [value.texts, value.constant, value.slope, value.shift, value.scale].every(Number.isFinite) &&
  Number.isInteger(value.size) &&
  value.size >= 0;
