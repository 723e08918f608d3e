// A generator of our own, so that a seed gives the same model on every machine.

export type Random = {
  /** a whole number below `limit` */
  below(limit: number): number;
  /** from 0 to 1, 1 outside */
  share(): number;
};

/** xorshift32. */
export function createRandom(seed: number): Random {
  let state = Math.imul(seed, 0x9e3779b1) ^ 0x6d2b79f5 || 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
  for (let warm = 0; warm < 8; warm++) next();
  return { below: (limit) => next() % limit, share: () => next() / 4_294_967_296 };
}

/** Fisher-Yates, in place. */
export function shuffle(list: Int32Array, random: Random): void {
  for (let at = list.length - 1; at > 0; at--) {
    const other = random.below(at + 1);
    const there = list[at] as number;
    list[at] = list[other] as number;
    list[other] = there;
  }
}
