// Writes a model as the one file that the product reads. The same model gives the same bytes.
import { createHash } from 'node:crypto';
import { brotliCompressSync, constants } from 'node:zlib';
import { listFeatures } from '../../tag/entities/crf/feature-table.ts';
import { FEATURE_CODE } from '../../tag/entities/crf/hash.ts';
import type { HashTable } from '../../tag/entities/crf/hash-table.ts';
import { LABEL_NAMES } from '../../tag/entities/crf/labels.ts';
import type { CrfModel } from '../../tag/entities/crf/model.ts';
import {
  FILE_FORMAT,
  type Header,
  MAGIC,
  PARTS,
  type Part,
  packKeys,
} from '../../tag/entities/crf/model-file.ts';

export type Notes = Pick<Header, 'name' | 'licence' | 'attribution' | 'setup'>;

export type Written = {
  bytes: Buffer /** compressed alone, by part */;
  sizes: Record<Part, number>;
  sha256: string;
};

export function writeModel(model: Omit<CrfModel, 'version'>, notes: Notes): Written {
  const parts = toParts(model);
  const content = Buffer.concat(PARTS.map((part) => parts[part]));
  const sha256 = createHash('sha256').update(content).digest('hex');
  const { features, lexicon } = model;
  const header: Header = {
    name: notes.name,
    lang: model.lang,
    labels: [...LABEL_NAMES],
    scale: model.scale,
    counts: { features: features.size, words: lexicon.words.size, phrases: lexicon.phrases.size },
    parts: mapParts((part) => parts[part].length),
    sha256,
    calibration: mapCurves(model),
    licence: notes.licence,
    attribution: notes.attribution,
    setup: notes.setup,
  };
  const head = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(head.length);
  const preface = Buffer.alloc(8);
  preface.write(MAGIC, 'latin1');
  preface.writeUInt16LE(FILE_FORMAT, 4);
  preface.writeUInt16LE(FEATURE_CODE, 6);
  return {
    bytes: Buffer.concat([preface, compress(Buffer.concat([length, head, content]))]),
    sizes: mapParts((part) => compress(parts[part]).length),
    sha256,
  };
}

const mapParts = <T>(make: (part: Part) => T): Record<Part, T> =>
  Object.fromEntries(PARTS.map((part) => [part, make(part)])) as Record<Part, T>;

const mapCurves = ({ calibration }: Omit<CrfModel, 'version'>): Header['calibration'] =>
  Object.fromEntries(
    Object.entries(calibration).map(([type, { raw, real }]) => [type, { raw: [...raw], real: [...real] }]),
  );

const compress = (bytes: Uint8Array): Buffer =>
  brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_LGWIN]: 22, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });

function toParts({ features, transitions, lexicon }: Omit<CrfModel, 'version'>): Record<Part, Buffer> {
  const { keys, rows } = listFeatures(features);
  const words = sortedKeys(lexicon.words);
  const phrases = sortedKeys(lexicon.phrases);
  return {
    transitions: bufferOf(Float32Array.from(transitions)),
    featureKeys: bufferOf(packKeys(keys)),
    rows: bufferOf(rows),
    wordKeys: bufferOf(packKeys(words.keys)),
    facts: bufferOf(Uint32Array.from(words.entries, (entry) => lexicon.facts[entry] as number)),
    phraseKeys: bufferOf(packKeys(phrases.keys)),
    bits: bufferOf(Uint8Array.from(phrases.entries, (entry) => lexicon.bits[entry] as number)),
  };
}

const bufferOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Buffer =>
  Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength);

/** Keys as unsigned numbers in rising order, and the entry of each. */
function sortedKeys(table: HashTable): { keys: Uint32Array; entries: number[] } {
  const pairs: [key: number, entry: number][] = [];
  table.entries.forEach((entry, slot) => {
    if (entry > 0) pairs.push([(table.keys[slot] as number) >>> 0, entry - 1]);
  });
  pairs.sort((a, b) => a[0] - b[0]);
  return { keys: Uint32Array.from(pairs, ([key]) => key), entries: pairs.map(([, entry]) => entry) };
}
