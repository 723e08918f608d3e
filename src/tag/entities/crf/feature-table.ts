// Feature → weights, for the inner loop. A slot of sixteen bytes holds the key and its row of weights together, and a
// small bit map before it turns most strangers away, so that nearly every look-up touches one line of memory.
import { LABELS } from './labels.ts';

export type FeatureTable = {
  size: number;
  /** number of slots - 1 */
  mask: number;
  /** a key's first slot is its highest bits, which this shift leaves: sorted keys fill the table from end to end */
  shift: number;
  /** four numbers a slot: the key, then bytes as in `bytes` */
  slots: Int32Array;
  /** the same memory: bytes 4-12 of a slot are the weights by label, byte 13 is 1 where the slot is taken */
  bytes: Int8Array;
  /** a bit for each possible key, shared by many */
  filter: Int32Array;
};

export const SLOT_SHIFT = 4;
export const WEIGHTS_AT = 4;
export const TAKEN_AT = 13;
/** Bits of the filter - 1: 128 KiB, which stays near the processor. */
export const FILTER_MASK = (1 << 20) - 1;

/** Share of the slots in use at most: strangers are turned away before, so a full table costs little. */
const MOST_TAKEN = 0.6;

/** @param rows LABELS weights for each key, in the order of the keys, which are all different */
export function createFeatureTable(keys: Int32Array, rows: Int8Array): FeatureTable {
  let bits = 6;
  while (2 ** bits * MOST_TAKEN < keys.length) bits++;
  const count = 2 ** bits;
  const memory = new ArrayBuffer(count << SLOT_SHIFT);
  const table: FeatureTable = {
    size: keys.length,
    mask: count - 1,
    shift: 32 - bits,
    slots: new Int32Array(memory),
    bytes: new Int8Array(memory),
    filter: new Int32Array((FILTER_MASK + 1) >> 5),
  };
  const { mask, shift, slots, bytes, filter } = table;
  for (let number = 0; number < keys.length; number++) {
    const key = keys[number] as number;
    let slot = key >>> shift;
    while (bytes[(slot << SLOT_SHIFT) + TAKEN_AT] === 1) slot = (slot + 1) & mask;
    const at = slot << SLOT_SHIFT;
    slots[slot << 2] = key;
    for (let label = 0; label < LABELS; label++) {
      bytes[at + WEIGHTS_AT + label] = rows[number * LABELS + label] as number;
    }
    bytes[at + TAKEN_AT] = 1;
    const bit = key & FILTER_MASK;
    filter[bit >> 5] = (filter[bit >> 5] as number) | (1 << (bit & 31));
  }
  return table;
}

/** Keys as unsigned numbers in rising order, with LABELS weights each. */
export function listFeatures({ mask, slots, bytes }: FeatureTable): { keys: Uint32Array; rows: Int8Array } {
  const taken: number[] = [];
  for (let slot = 0; slot <= mask; slot++) if (bytes[(slot << SLOT_SHIFT) + TAKEN_AT] === 1) taken.push(slot);
  const keyOf = (slot: number): number => (slots[slot << 2] as number) >>> 0;
  taken.sort((a, b) => keyOf(a) - keyOf(b));
  const rows = new Int8Array(taken.length * LABELS);
  taken.forEach((slot, row) => {
    const from = (slot << SLOT_SHIFT) + WEIGHTS_AT;
    rows.set(bytes.subarray(from, from + LABELS), row * LABELS);
  });
  return { keys: Uint32Array.from(taken, keyOf), rows };
}
