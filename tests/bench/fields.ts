// Scores one metadata field strictly: pages with gold count; a wrong value is both a false positive and a miss.
// Titles are equal when their words are, or when one holds the other and is little longer; authors likewise by name words.

export type Pair = { id: string; wanted: string; found: string | null };

const words = (text: string): string[] =>
  text
    .toLowerCase()
    .normalize('NFC')
    .match(/[\p{L}\p{N}]+/gu) ?? [];

const holds = (outer: string[], inner: string[]) =>
  inner.length > 0 && inner.every((word) => outer.includes(word));

const RULES = {
  /** token F1 of the words, averaged over pages */
  title: (wanted: string, found: string) => {
    const [a, b] = [words(wanted), words(found)];
    const common = a.filter((word) => b.includes(word)).length;
    return common === 0 ? 0 : (2 * common) / (a.length + b.length);
  },
  /** one name holds all words of the other */
  author: (wanted: string, found: string) => {
    const [a, b] = [words(wanted), words(found)];
    return holds(a, b) || holds(b, a) ? 1 : 0;
  },
  /** the same day */
  date: (wanted: string, found: string) => (wanted.slice(0, 10) === found.slice(0, 10) ? 1 : 0),
};

/** A line to print and the pages that failed. */
export function scoreField(
  field: keyof typeof RULES,
  pairs: Pair[],
): { line: string; misses: Pair[]; f1: number } {
  const rated = pairs.map((pair) => ({
    pair,
    right: pair.found === null ? 0 : RULES[field](pair.wanted, pair.found),
  }));
  const right = rated.reduce((sum, { right }) => sum + right, 0);
  const given = pairs.filter(({ found }) => found !== null && found !== '').length;
  const precision = given === 0 ? 0 : right / given;
  const recall = right / pairs.length;
  const f1 = right === 0 ? 0 : (2 * precision * recall) / (precision + recall);
  const exact = pairs.filter(({ wanted, found }) => found !== null && same(field, wanted, found)).length;
  return {
    f1,
    misses: rated.filter(({ right }) => right < 0.8).map(({ pair }) => pair),
    line: `${field}: F1 ${f1.toFixed(3)} (precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}), exact ${exact} of ${pairs.length}`,
  };
}

function same(field: keyof typeof RULES, wanted: string, found: string): boolean {
  if (field === 'date') return wanted.slice(0, 10) === found.slice(0, 10);
  return words(wanted).toSorted().join(' ') === words(found).toSorted().join(' ');
}
