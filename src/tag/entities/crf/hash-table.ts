// Open addressing over 32-bit keys in typed arrays: what the tagger looks up a hundred times for each word.
// Grows never; a table is made for a known number of keys, and read for ever after.

export type HashTable = {
  /** number of slots - 1; slots are a power of two */
  mask: number;
  /** a key's first slot is its highest bits, which this shift leaves: sorted keys fill the table from end to end */
  shift: number;
  keys: Int32Array;
  /** index of the key's entry + 1; 0 marks an empty slot, so that a hash of 0 is a key like others */
  entries: Int32Array;
  size: number;
};

/** @param capacity the number of keys it will hold; at most 40 % of the slots are used */
export function createTable(capacity: number): HashTable {
  let bits = 4;
  while (2 ** bits * 0.4 < capacity) bits++;
  const slots = 2 ** bits;
  return {
    mask: slots - 1,
    shift: 32 - bits,
    keys: new Int32Array(slots),
    entries: new Int32Array(slots),
    size: 0,
  };
}

/** The number of a key, given to it in order of arrival; a known key keeps its own. */
export function addKey(table: HashTable, key: number): number {
  let slot = key >>> table.shift;
  while (table.entries[slot] !== 0) {
    if (table.keys[slot] === key) return (table.entries[slot] as number) - 1;
    slot = (slot + 1) & table.mask;
  }
  table.keys[slot] = key;
  table.entries[slot] = ++table.size;
  return table.size - 1;
}

/** The number of a key, or -1. */
export function findKey(table: HashTable, key: number): number {
  let slot = key >>> table.shift;
  for (;;) {
    const entry = table.entries[slot] as number;
    if (entry === 0) return -1;
    if (table.keys[slot] === key) return entry - 1;
    slot = (slot + 1) & table.mask;
  }
}
