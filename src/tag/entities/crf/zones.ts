// Where names can be: stretches around words with a capital. What lies outside is no name and is never scored,
// in training as in use, so a model learns nothing about it and spends nothing on it.
import type { Layout } from './layout.ts';
import type { CrfWord } from './word.ts';

/** Words on each side of a capital that still belong to the stretch: what follows a name speaks for it. */
const MARGIN = 1;

/**
 * First word and end (outside) of each stretch, alternating. A stretch never crosses a sentence; two that would touch
 * or overlap are one.
 */
export function findZones({ words, sentences }: Layout): number[] {
  const zones: number[] = [];
  for (let number = 0; number + 1 < sentences.length; number++) {
    const from = sentences[number] as number;
    const to = sentences[number + 1] as number;
    let end = -1;
    for (let at = from; at < to; at++) {
      if (!(words[at] as CrfWord).candidate) continue;
      const first = Math.max(from, at - MARGIN);
      if (end >= from && first <= end + MARGIN) zones.pop();
      else zones.push(first);
      end = Math.min(to, at + MARGIN + 1);
      zones.push(end);
    }
  }
  return zones;
}
