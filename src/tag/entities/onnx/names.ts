// Labelled words → names. Mends what a token classifier, which sees each word alone, gets wrong: an inside without a
// beginning, or after another type, begins a name.
import type { FoundName } from '../backend.ts';
import type { Choice } from './labels.ts';

/** @returns names in reading order, none overlapping; as sure as the least sure of their words */
export function joinNames(
  field: FoundName['field'],
  words: readonly { start: number; end: number }[],
  choices: readonly Choice[],
): FoundName[] {
  const names: FoundName[] = [];
  let open: FoundName | null = null;
  for (const [at, { start, end }] of words.entries()) {
    const { label, score } = choices[at] ?? { label: null, score: 0 };
    if (label === null) open = null;
    else if (open !== null && !label.begins && open.type === label.type) {
      open.end = end;
      open.score = Math.min(open.score, score);
    } else {
      open = { field, start, end, type: label.type, score };
      names.push(open);
    }
  }
  return names;
}
