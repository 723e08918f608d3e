// NEAR: pairs of stretches close together, or in one sentence or paragraph. Operands never overlap.
import { firstOf, lastOf, type Machine } from './machine.ts';
import { largeOf, SENTENCE, smallOf, WORDS } from './program.ts';

/** Part of the stretch stack, sorted. */
export type Range = { from: number; to: number };

/**
 * Calls `found` with the two stretches of each pair that is near enough, left operand first, until it returns true.
 * Returns whether it did.
 */
export function eachNear(
  machine: Machine,
  header: number,
  left: Range,
  right: Range,
  found: (left: number, right: number) => boolean,
): boolean {
  if (forward(machine, header, left, right, found)) return true;
  const ordered = (smallOf(header) & 1) === 1;
  return !ordered && forward(machine, header, right, left, (after, before) => found(before, after));
}

/** Pairs in which the first range's stretch comes first. */
function forward(
  machine: Machine,
  header: number,
  firsts: Range,
  seconds: Range,
  found: (first: number, second: number) => boolean,
): boolean {
  const { article } = machine;
  const unit = smallOf(header) >> 1;
  const distance = largeOf(header);
  const numbers = unit === SENTENCE ? article.sentences : article.paragraphs;
  for (let each = firsts.from; each < firsts.to; each++) {
    const first = machine.stretches[each] as number;
    const end = lastOf(first);
    const group = numbers[firstOf(first)] as number;
    for (let other = after(machine, seconds, end); other < seconds.to; other++) {
      if (machine.steps-- < 0) return false;
      const second = machine.stretches[other] as number;
      const start = firstOf(second);
      if (unit === WORDS ? start - end - 1 > distance : (numbers[start] as number) !== group) break;
      if (unit !== WORDS && (numbers[lastOf(second)] as number) !== group) continue;
      if (found(first, second)) return true;
    }
  }
  return false;
}

/** First stretch of a range that starts behind a position. */
function after(machine: Machine, range: Range, position: number): number {
  let low = range.from;
  let high = range.to;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (firstOf(machine.stretches[middle] as number) <= position) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** NEAR of two plain terms, asked only for yes or no; the ranges lie in `positions`. Each list is walked once a direction. */
export function termsNear(machine: Machine, header: number, left: Range, right: Range): boolean {
  const ordered = (smallOf(header) & 1) === 1;
  return leads(machine, header, left, right) || (!ordered && leads(machine, header, right, left));
}

/** Whether some position of the first range has its next neighbour from the second range near enough. */
function leads(machine: Machine, header: number, firsts: Range, seconds: Range): boolean {
  const { article } = machine;
  const { positions } = article;
  const unit = smallOf(header) >> 1;
  const distance = largeOf(header);
  const numbers = unit === SENTENCE ? article.sentences : article.paragraphs;
  let other = seconds.from;
  machine.steps -= firsts.to - firsts.from + seconds.to - seconds.from;
  for (let each = firsts.from; each < firsts.to; each++) {
    const first = positions[each] as number;
    while (other < seconds.to && (positions[other] as number) <= first) other++;
    if (other === seconds.to) return false;
    const second = positions[other] as number;
    if (unit === WORDS ? second - first - 1 <= distance : numbers[first] === numbers[second]) return true;
  }
  return false;
}
