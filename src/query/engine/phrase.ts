// Phrases: terms side by side. The rarest term is walked, the others are checked where it stands.
import { slotFor, standsAt } from './article.ts';
import { inScope, type Machine } from './machine.ts';
import { largeOf, smallOf } from './program.ts';

/**
 * Calls `found` with the first position of each occurrence, ascending, until it returns true.
 * Returns whether it did.
 */
export function eachPhrase(machine: Machine, at: number, found: (first: number) => boolean): boolean {
  const { code, article } = machine;
  const header = code[at] as number;
  const count = largeOf(header);
  const scope = smallOf(header);
  let walked = -1;
  let fewest = 0;
  for (let index = 0; index < count; index++) {
    const slot = slotFor(article, code[at + 2 + index] as number);
    if (slot < 0) return false;
    const here = (article.slotTo[slot] as number) - (article.slotFrom[slot] as number);
    if (walked < 0 || here < fewest) [walked, fewest] = [index, here];
  }
  machine.steps -= count;
  const slot = slotFor(article, code[at + 2 + walked] as number);
  const to = article.slotTo[slot] as number;
  for (let each = article.slotFrom[slot] as number; each < to; each++) {
    const first = (article.positions[each] as number) - walked;
    machine.steps--;
    // beyond the end lie words of earlier articles
    if (first < 0 || first + count > article.size || !inScope(article, scope, first)) continue;
    let index = 0;
    while (index < count && standsAt(article, code[at + 2 + index] as number, first + index)) index++;
    machine.steps -= index;
    if (index === count && found(first)) return true;
  }
  return false;
}
