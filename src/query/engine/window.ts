// Window phrases: all words, any order, each at a place of its own, few other words inside.
// Exact by keeping which sets of words can be covered so far; at most 8 words, so at most 256 sets.
import { slotFor } from './article.ts';
import { type Machine, scopeEnd, scopeStart } from './machine.ts';
import { largeOf, smallOf } from './program.ts';

/** positions in the low factor, the word's index above it */
const WORDS_MOST = 8;

/** Events in order of position: where some word of the window stands, and which (a bit each). */
type Events = { at: number[]; mask: number[] };

/** Calls `found` with each window's first and last position until it returns true. Returns whether it did. */
export function eachWindow(
  machine: Machine,
  at: number,
  found: (first: number, last: number) => boolean,
): boolean {
  const count = largeOf(machine.code[at] as number);
  const reach = count + (machine.code[at + 2] as number);
  const events = eventsOf(machine, at, count);
  if (!events) return false;
  for (let start = 0; start < events.at.length; start++) {
    if (machine.steps < 0) return false;
    if (extend(machine, events, start, reach, (1 << count) - 1, found)) return true;
  }
  return false;
}

/** All windows that start with this event. */
function extend(
  machine: Machine,
  events: Events,
  start: number,
  reach: number,
  all: number,
  found: (first: number, last: number) => boolean,
): boolean {
  const first = events.at[start] as number;
  const covered = new Uint8Array(all + 1);
  const sets: number[] = [];
  for (let bits = events.mask[start] as number; bits !== 0; bits &= bits - 1) {
    const word = bits & -bits;
    covered[word] = 1;
    sets.push(word);
  }
  for (let next = start + 1; next < events.at.length; next++) {
    const last = events.at[next] as number;
    if (last - first >= reach) return false;
    const mask = events.mask[next] as number;
    let complete = false;
    const known = sets.length;
    for (let bits = mask; bits !== 0; bits &= bits - 1) {
      const word = bits & -bits;
      if (covered[all ^ word] === 1) complete = true;
      for (let index = 0; index < known; index++) {
        const grown = (sets[index] as number) | word;
        if (covered[grown] === 0) {
          covered[grown] = 2;
          sets.push(grown);
        }
      }
      machine.steps -= known;
    }
    // sets reached through this event count only from the next one on
    for (let index = known; index < sets.length; index++) covered[sets[index] as number] = 1;
    if (complete && found(first, last)) return true;
  }
  return false;
}

/** Null when a word is missing altogether. */
function eventsOf(machine: Machine, at: number, count: number): Events | null {
  const { code, article } = machine;
  const scope = smallOf(code[at] as number);
  const entries: number[] = [];
  for (let index = 0; index < count; index++) {
    const slot = slotFor(article, code[at + 3 + index] as number);
    if (slot < 0) return null;
    const end = scopeEnd(article, slot, scope);
    const start = scopeStart(article, slot, scope);
    if (start === end) return null;
    for (let each = start; each < end; each++)
      entries.push((article.positions[each] as number) * WORDS_MOST + index);
  }
  machine.steps -= entries.length;
  const sorted = Float64Array.from(entries).sort();
  const events: Events = { at: [], mask: [] };
  for (const entry of sorted) {
    const position = Math.floor(entry / WORDS_MOST);
    const bit = 1 << (entry % WORDS_MOST);
    const top = events.at.length - 1;
    if (events.at[top] === position) events.mask[top] = (events.mask[top] as number) | bit;
    else {
      events.at.push(position);
      events.mask.push(bit);
    }
  }
  return events;
}
