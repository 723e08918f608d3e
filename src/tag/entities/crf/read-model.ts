// Reads a model file into tables. A file that is cut, changed, or made for other code is refused in one sentence; it
// never gives a tagger that is merely wrong.
import { createHash } from 'node:crypto';
import { brotliDecompressSync } from 'node:zlib';
import { LIMITS } from '../../../config/limits.ts';
import type { EntityType } from '../../../model/article.ts';
import { createFeatureTable } from './feature-table.ts';
import { FEATURE_CODE } from './hash.ts';
import { addKey, createTable, type HashTable } from './hash-table.ts';
import { LABEL_NAMES, TYPES } from './labels.ts';
import type { CrfModel, Curve } from './model.ts';
import {
  FILE_FORMAT,
  type Header,
  MAGIC,
  PARTS,
  type Part,
  PREFACE_BYTES,
  unpackKeys,
} from './model-file.ts';

export type ReadModel = { ok: true; model: CrfModel } | { ok: false; why: string };

const no = (why: string): ReadModel => ({ ok: false, why });

/** @param bytes the whole file */
export function readModel(bytes: Uint8Array): ReadModel {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.length < PREFACE_BYTES || file.toString('latin1', 0, 4) !== MAGIC)
    return no('it is no entity model');
  const format = file.readUInt16LE(4);
  const code = file.readUInt16LE(6);
  if (format !== FILE_FORMAT || code !== FEATURE_CODE) {
    return no(`it is of version ${format}.${code}, and this program reads ${FILE_FORMAT}.${FEATURE_CODE}`);
  }
  const body = unpack(file.subarray(PREFACE_BYTES));
  if (body === null) return no('it is damaged or cut short');
  const header = readHeader(body);
  if (header === null) return no('its header is damaged');
  const start = 4 + body.readUInt32LE(0);
  const hash = createHash('sha256').update(body.subarray(start)).digest('hex');
  if (hash !== header.sha256) return no('its content does not match its hash');
  if (header.labels.join() !== LABEL_NAMES.join()) return no('it gives other types of names');
  return { ok: true, model: toModel(header, cutParts(body, start, header)) };
}

function unpack(packed: Buffer): Buffer | null {
  try {
    return brotliDecompressSync(packed, { maxOutputLength: LIMITS.taggerModelBytes });
  } catch {
    return null;
  }
}

function readHeader(body: Buffer): Header | null {
  if (body.length < 4) return null;
  const length = body.readUInt32LE(0);
  try {
    const header = JSON.parse(body.toString('utf8', 4, 4 + length)) as Header;
    const total = PARTS.reduce((sum, part) => sum + header.parts[part], 4 + length);
    return total === body.length && Array.isArray(header.labels) ? header : null;
  } catch {
    return null;
  }
}

type Parts = Record<Part, Uint8Array>;

function cutParts(body: Buffer, start: number, { parts }: Header): Parts {
  let at = start;
  const entries = PARTS.map((part) => {
    const from = at;
    at += parts[part];
    // a copy of its own, since wider numbers must begin at even addresses
    return [part, new Uint8Array(body.subarray(from, at))] as const;
  });
  return Object.fromEntries(entries) as Parts;
}

function toModel(header: Header, parts: Parts): CrfModel {
  const { counts, calibration } = header;
  return {
    version: `${header.name}@${header.sha256.slice(0, 12)}`,
    lang: header.lang,
    lexicon: {
      words: tableOf(parts.wordKeys, counts.words),
      facts: new Uint32Array(parts.facts.buffer),
      phrases: tableOf(parts.phraseKeys, counts.phrases),
      bits: parts.bits,
    },
    features: createFeatureTable(
      new Int32Array(unpackKeys(parts.featureKeys, counts.features).buffer),
      new Int8Array(parts.rows.buffer),
    ),
    scale: header.scale,
    transitions: Float64Array.from(new Float32Array(parts.transitions.buffer)),
    calibration: Object.fromEntries(
      TYPES.map((type) => [type, calibration[type] ?? { raw: [], real: [] }]),
    ) as unknown as Record<EntityType, Curve>,
  };
}

function tableOf(packed: Uint8Array, count: number): HashTable {
  const table = createTable(count);
  for (const key of unpackKeys(packed, count)) addKey(table, key | 0);
  return table;
}
