// Entities known under several ids: which one they are read as, and who else is meant. Pure; rows come from the store.

/** `from` is read as `to`. */
export type Merge = { from: string; to: string };

export type Merges = {
  /** the id that stands at the end of the chain; the id itself where nothing was merged */
  canonical(id: string): string;
  /** all ids that are read as the same, the id itself included */
  family(id: string): readonly string[];
  /** every id that takes part in a merge */
  ids: readonly string[];
};

/** Makes chains short. A cycle, which the store refuses, would end where it began. */
export function createMerges(rows: readonly Merge[]): Merges {
  const next = new Map(rows.map(({ from, to }) => [from, to]));
  const canonical = (id: string): string => {
    let at = id;
    for (let steps = 0; steps <= next.size; steps++) {
      const further = next.get(at);
      if (further === undefined) return at;
      at = further;
    }
    return id;
  };
  const families = new Map<string, string[]>();
  const ids = [...new Set(rows.flatMap(({ from, to }) => [from, to]))];
  for (const id of ids) {
    const head = canonical(id);
    const family = families.get(head) ?? [];
    family.push(id);
    families.set(head, family);
  }
  return { canonical, family: (id) => families.get(canonical(id)) ?? [id], ids };
}

export const NO_MERGES: Merges = createMerges([]);
