// The steps of a trie as one table of numbers: (node, word) → node. Open addressing; built once, then only read.
// A map of composed keys would hold them as floating-point numbers, at several times the memory and the time.

export type Steps = {
  /** the node behind `node` by `word`, or -1 */
  next(node: number, word: number): number;
};

export type StepsBuilder = Steps & {
  /** the same, and makes it where there is none */
  reach(node: number, word: number): number;
  /** how many nodes there are, the root included */
  nodes(): number;
};

const FIRST_SLOTS = 1 << 12;

/** An empty trie: the root is 0. */
export function createSteps(): StepsBuilder {
  // three numbers a slot: node + 1 (0: free), word, next
  let table = new Int32Array(FIRST_SLOTS * 3);
  let mask = FIRST_SLOTS - 1;
  let count = 1;

  const slotOf = (node: number, word: number): number => {
    let at = hash(node, word) & mask;
    for (;;) {
      const there = table[at * 3] as number;
      if (there === 0 || (there === node + 1 && table[at * 3 + 1] === word)) return at * 3;
      at = (at + 1) & mask;
    }
  };

  const grow = (): void => {
    const old = table;
    mask = mask * 2 + 1;
    table = new Int32Array((mask + 1) * 3);
    for (let at = 0; at < old.length; at += 3) {
      const node = old[at] as number;
      if (node === 0) continue;
      table.set(old.subarray(at, at + 3), slotOf(node - 1, old[at + 1] as number));
    }
  };

  return {
    next(node, word) {
      const at = slotOf(node, word);
      return table[at] === 0 ? -1 : (table[at + 2] as number);
    },
    reach(node, word) {
      const at = slotOf(node, word);
      if (table[at] !== 0) return table[at + 2] as number;
      table[at] = node + 1;
      table[at + 1] = word;
      table[at + 2] = count;
      count++;
      if (count * 2 > mask) grow();
      return count - 1;
    },
    nodes: () => count,
  };
}

const hash = (node: number, word: number): number => {
  const mixed = Math.imul(node + 1, 0x9e3779b1) ^ Math.imul(word + 1, 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
};
