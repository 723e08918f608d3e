// The tree of subjects: IPTC Media Topics and the operator's own. Gives labels and everything broader than a code.
import type { Concept } from '../../model/vocabulary.ts';

export type Tree = {
  label(code: string): string | undefined;
  /** codes of all broader subjects, nearest first; empty for a top class or an unknown code */
  broader(code: string): string[];
  /** every subject there is */
  all(): readonly Concept[];
};

/** A code that is its own ancestor ends the way up where it repeats. */
export function buildTree(concepts: readonly Concept[]): Tree {
  const byCode = new Map(concepts.map((concept) => [concept.code, concept]));
  return {
    label: (code) => byCode.get(code)?.label,
    broader(code) {
      const path: string[] = [];
      for (let at = byCode.get(code)?.parent ?? null; at !== null; at = byCode.get(at)?.parent ?? null) {
        if (at === code || path.includes(at)) break;
        path.push(at);
      }
      return path;
    },
    all: () => [...byCode.values()],
  };
}
