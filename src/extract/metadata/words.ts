// Comparing short texts by their words: titles, names of sites, bylines.

const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .normalize('NFC')
    .match(/[\p{L}\p{N}]+/gu) ?? [];

/** Letters and digits only, for names that are written apart here and together there. */
export const lettersOf = (text: string): string => wordsOf(text).join('');

export const sameWords = (one: string, other: string): boolean => lettersOf(one) === lettersOf(other);

/** Words in common over the longer of the two, 0..1. */
export function shareOfWords(one: string, other: string): number {
  const [a, b] = [new Set(wordsOf(one)), new Set(wordsOf(other))];
  if (a.size === 0 || b.size === 0) return 0;
  return [...a].filter((word) => b.has(word)).length / Math.min(a.size, b.size);
}

/** The first label of a host without `www.`: `harbour` of `www.harbour.example`. */
export const hostName = (url: string): string =>
  URL.parse(url)
    ?.hostname.replace(/^www\./, '')
    .split('.')[0] ?? '';
