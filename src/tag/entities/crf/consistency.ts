// The second pass: a name that occurs several times in a document mostly means the same thing each time, so what the
// chain believes of all its places together counts at each of them.
import { LABELS, TYPES, typeOf } from './labels.ts';
import type { CrfWord } from './word.ts';

/** Weight and floor of the evidence of the whole document. */
const WEIGHT = 1.5;
const FLOOR = 0.03;

const KINDS = TYPES.length + 1;

/**
 * Adds the document's view of each repeated capitalised word to the scores of its places.
 * @param believed marginals of the first pass, LABELS a word; only words inside the zones count
 * @returns for each zone whether any score of it changed
 */
export function addConsistency(
  words: readonly CrfWord[],
  zones: readonly number[],
  believed: Float64Array,
  scores: Float64Array,
): Uint8Array {
  const changed = new Uint8Array(zones.length / 2);
  const places = gatherPlaces(words, zones);
  const bonus = new Float64Array(KINDS);
  for (const indexes of places.values()) {
    if (indexes.length < 2) continue;
    bonus.fill(0);
    for (const at of indexes) {
      for (let label = 0; label < LABELS; label++) {
        const kind = typeOf(label) + 1;
        bonus[kind] = (bonus[kind] as number) + (believed[at * LABELS + label] as number);
      }
    }
    for (let kind = 0; kind < KINDS; kind++) {
      bonus[kind] = WEIGHT * Math.log((bonus[kind] as number) / indexes.length + FLOOR);
    }
    for (const at of indexes) {
      for (let label = 0; label < LABELS; label++) {
        const score = at * LABELS + label;
        scores[score] = (scores[score] as number) + (bonus[typeOf(label) + 1] as number);
      }
    }
  }
  for (let zone = 0; zone < changed.length; zone++) {
    for (let at = zones[2 * zone] as number; at < (zones[2 * zone + 1] as number); at++) {
      const word = words[at] as CrfWord;
      if (word.candidate && (places.get(word.lower)?.length ?? 0) > 1) changed[zone] = 1;
    }
  }
  return changed;
}

function gatherPlaces(words: readonly CrfWord[], zones: readonly number[]): Map<number, number[]> {
  const places = new Map<number, number[]>();
  for (let zone = 0; zone < zones.length; zone += 2) {
    for (let at = zones[zone] as number; at < (zones[zone + 1] as number); at++) {
      const word = words[at] as CrfWord;
      if (!word.candidate) continue;
      const there = places.get(word.lower);
      if (there === undefined) places.set(word.lower, [at]);
      else there.push(at);
    }
  }
  return places;
}
