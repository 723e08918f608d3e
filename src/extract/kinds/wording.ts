// Compares what a page says with lists of wordings: whole titles, and phrases in running text. Case, quotes and spaces
// don't count.
import { squeeze } from '../blocks.ts';

/**
 * Lower case, straight quotes, single spaces, no punctuation at either end. Linear: marks at the end are sought only from
 * where a run of them begins.
 */
export const plainWords = (text: string): string =>
  squeeze(text.normalize('NFKC').toLowerCase())
    .replace(/[’‘ʼ`´]/g, "'")
    .replace(/^[\s\p{P}\p{S}]+|(?<![\s\p{P}\p{S}])[\s\p{P}\p{S}]+$/gu, '');

/** One pattern that fits any of the wordings as a whole; `.` in a wording stands for an apostrophe of any kind. */
export const wholeOf = (wordings: readonly string[]): RegExp =>
  new RegExp(`^(?:${wordings.join('|')})$`, 'iu');

/** One pattern that finds any of the phrases. */
export function anyOf(phrases: readonly string[]): RegExp {
  const escaped = phrases.map((phrase) =>
    phrase.replace(/[’]/g, "'").replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'),
  );
  return new RegExp([...new Set(escaped)].join('|'), 'giu');
}

/** How many different phrases a text holds. */
export const distinct = (text: string, pattern: RegExp): number => new Set(text.match(pattern) ?? []).size;

/** A title cut at the marks that set a site's name or a section apart, and whole. */
export function partsOf(title: string): string[] {
  const parts = title.split(/\s+[-–—|·•»›:]+\s+|\s*[|｜»•·]\s*|:\s+/);
  return [...new Set([title, ...parts].map(plainWords))].filter((part) => part !== '');
}
