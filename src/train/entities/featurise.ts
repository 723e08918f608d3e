// Turns documents into numbers once, for all passes: which features each word inside a zone has. Two scans over the
// text, one to count, one to write, so that rare features never take space.

import type { Dictionary } from '../../tag/entities/crf/dictionary.ts';
import { MOST_FEATURES, writeAllFeatures } from '../../tag/entities/crf/features.ts';
import { addKey, createTable, findKey, type HashTable } from '../../tag/entities/crf/hash-table.ts';
import { isInside, LABELS, OUTSIDE } from '../../tag/entities/crf/labels.ts';
import { openView } from '../../tag/entities/crf/view.ts';
import type { CrfWord } from '../../tag/entities/crf/word.ts';
import { findZones } from '../../tag/entities/crf/zones.ts';
import type { TrainDocument } from './document.ts';

/** A document's place in the row of all words of all zones. */
export type Placed = {
  document: TrainDocument;
  words: readonly CrfWord[];
  /** first word and end of each zone, in the document */
  zones: readonly number[];
  /** number of the first zone's first word in the row; zones follow each other */
  start: number;
};

export type Features = {
  documents: Placed[];
  /** hash → number of the feature */
  table: HashTable;
  /** where each word's features begin in `list`; one more at the end */
  offsets: Uint32Array;
  list: Int32Array;
  /** bits of allowed labels of each word, made legal inside its zone */
  allowed: Uint16Array;
};

/** Distinct features while counting: all corpora together have five million; small texts have up to 120 a word. */
const MOST_DISTINCT = 12_000_000;
const MOST_OF_A_WORD = 120;

export function featurise(
  documents: readonly TrainDocument[],
  dictionary: Dictionary,
  minimum: number,
): Features {
  const placed: Placed[] = [];
  const length = documents.reduce((sum, { raws }) => sum + raws.length, 0);
  const distinct = Math.min(MOST_DISTINCT, length * MOST_OF_A_WORD);
  const counting = createTable(distinct);
  const counts = new Uint8Array(distinct);
  const out = new Int32Array(MOST_FEATURES);
  let size = 0;
  let total = 0;
  for (const document of documents) {
    const words = document.raws.map((raw) => dictionary.word(raw));
    const view = openView(words, document.sentences, dictionary);
    const zones = findZones(view.layout);
    placed.push({ document, words, zones, start: size });
    eachWord(zones, (at) => {
      const written = writeAllFeatures(out, view, at);
      size++;
      total += written;
      for (let feature = 0; feature < written; feature++) {
        const number = addKey(counting, out[feature] as number);
        counts[number] = Math.min(255, (counts[number] as number) + 1);
      }
    });
  }
  const table = keepFrequent(counting, counts, minimum);
  return { documents: placed, table, ...writeLists(placed, dictionary, table, size, total) };
}

function keepFrequent(counting: HashTable, counts: Uint8Array, minimum: number): HashTable {
  let kept = 0;
  for (let number = 0; number < counting.size; number++) if ((counts[number] as number) >= minimum) kept++;
  const table = createTable(kept);
  const keys = new Int32Array(counting.size);
  counting.entries.forEach((entry, slot) => {
    if (entry > 0) keys[entry - 1] = counting.keys[slot] as number;
  });
  keys.forEach((key, number) => {
    if ((counts[number] as number) >= minimum) addKey(table, key);
  });
  return table;
}

function writeLists(
  placed: readonly Placed[],
  dictionary: Dictionary,
  table: HashTable,
  size: number,
  total: number,
): Pick<Features, 'offsets' | 'list' | 'allowed'> {
  const offsets = new Uint32Array(size + 1);
  const list = new Int32Array(total);
  const allowed = new Uint16Array(size);
  const out = new Int32Array(MOST_FEATURES);
  let word = 0;
  let end = 0;
  for (const { document, words, zones } of placed) {
    const view = openView(words, document.sentences, dictionary);
    eachWord(zones, (at) => {
      offsets[word++] = end;
      const written = writeAllFeatures(out, view, at);
      for (let feature = 0; feature < written; feature++) {
        const number = findKey(table, out[feature] as number);
        if (number >= 0) list[end++] = number;
      }
    });
  }
  offsets[word] = end;
  for (const one of placed) setAllowed(allowed, one, null);
  return { offsets, list: list.slice(0, end), allowed };
}

/**
 * Sets which labels training accepts for the words of a document: those of its source, and those of `labels` if given.
 * A name that began before its zone begins in it.
 */
export function setAllowed(
  allowed: Uint16Array,
  { document, zones, start }: Placed,
  labels: Uint8Array | null,
): void {
  let word = start;
  for (let zone = 0; zone < zones.length; zone += 2) {
    for (let at = zones[zone] as number; at < (zones[zone + 1] as number); at++) {
      const first = at === zones[zone];
      let bits = document.allowed[at] as number;
      if (labels !== null) bits |= 1 << (labels[at] as number);
      if (first) for (let label = 0; label < LABELS; label++) bits = beginInside(bits, label);
      allowed[word++] = bits;
    }
    mendStarts(allowed, word, zones, zone);
  }
}

const beginInside = (bits: number, label: number): number =>
  isInside(label) && (bits >> label) & 1 ? (bits & ~(1 << label)) | (1 << (label - 1)) : bits;

/** Inside a zone a name may still go on from a word that has lost it: nothing to mend unless no legal path is left. */
function mendStarts(allowed: Uint16Array, end: number, zones: readonly number[], zone: number): void {
  const first = end - ((zones[zone + 1] as number) - (zones[zone] as number));
  let before = 1 << OUTSIDE;
  for (let word = first; word < end; word++) {
    let reachable = 0;
    for (let label = 0; label < LABELS; label++) {
      if (
        ((allowed[word] as number) >> label) & 1 &&
        (!isInside(label) || (before >> label) & 1 || (before >> (label - 1)) & 1)
      ) {
        reachable |= 1 << label;
      }
    }
    if (reachable === 0) {
      for (let label = 0; label < LABELS; label++)
        allowed[word] = beginInside(allowed[word] as number, label);
      reachable = allowed[word] as number;
    }
    before = reachable;
  }
}

function eachWord(zones: readonly number[], visit: (at: number) => void): void {
  for (let zone = 0; zone < zones.length; zone += 2) {
    for (let at = zones[zone] as number; at < (zones[zone + 1] as number); at++) visit(at);
  }
}
