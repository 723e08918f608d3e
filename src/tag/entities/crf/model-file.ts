// The one file that holds a tagger: eight bytes that say what and which version, then, compressed, a header in JSON and
// the parts in the order and with the lengths that it gives. Little-endian.

export const MAGIC = 'PWNE';
/** Changes when the parts or their order do. */
export const FILE_FORMAT = 1;
export const PREFACE_BYTES = 8;

/** Parts in their order. Keys are sorted as unsigned numbers and written as differences. */
export const PARTS = [
  'transitions',
  'featureKeys',
  'rows',
  'wordKeys',
  'facts',
  'phraseKeys',
  'bits',
] as const;
export type Part = (typeof PARTS)[number];

export type Header = {
  name: string;
  lang: string;
  labels: string[];
  scale: number;
  counts: { features: number; words: number; phrases: number };
  /** bytes of each part */
  parts: Record<Part, number>;
  /** SHA-256 of all parts, hex */
  sha256: string;
  calibration: Record<string, { raw: number[]; real: number[] }>;
  licence: string;
  attribution: string;
  /** SHA-256 of what the training was told, hex */
  setup: string;
};

/** Sorted unsigned keys as differences, seven bits a byte, the highest bit set on all bytes but the last. */
export function packKeys(keys: Uint32Array): Uint8Array {
  const bytes: number[] = [];
  let before = 0;
  for (const key of keys) {
    let gap = key - before;
    before = key;
    while (gap > 127) {
      bytes.push((gap % 128) | 128);
      gap = Math.floor(gap / 128);
    }
    bytes.push(gap);
  }
  return Uint8Array.from(bytes);
}

/** The reverse. Garbage gives garbage keys, never more than `count`. */
export function unpackKeys(bytes: Uint8Array, count: number): Uint32Array {
  const keys = new Uint32Array(count);
  let at = 0;
  let before = 0;
  for (let number = 0; number < count; number++) {
    let factor = 1;
    for (;;) {
      const byte = bytes[at++] ?? 0;
      before += (byte & 127) * factor;
      if (byte < 128) break;
      factor *= 128;
    }
    keys[number] = before;
  }
  return keys;
}
