// Wildcard patterns, found by their literal start (or end): a word is followed letter by letter as long as some pattern
// begins so. The pattern itself is the text of its term.
import { type Article, occurs } from './article.ts';
import { type Bytes, bytes, type Ints, ints, isFull, newTable, PRIME, push, SEED, spread } from './column.ts';
import type { Dictionary } from './dictionary.ts';

export type Wildcards = {
  /** by pattern: its term, and how many literal units it starts with, or minus how many it ends with */
  terms: Ints;
  stems: Ints;
  /** by pattern: the next with the same place in `table` */
  nexts: Ints;
  /** hash of the literal part → first pattern + 1, or 0 */
  table: Ints;
  /** two bits a hash: some literal part begins so; some literal part is just that. False alarms are rare */
  marks: Bytes;
  /** by the first (or last) two units: some literal part begins (or ends) so; small enough to be asked of every word */
  leads: Bytes;
};

const MANY = 42;
const ONE = 63;
const STARTS = 1;
const ENDS = 2;
const BEGINS = 1;
const WHOLE = 2;
/** ends are hashed backwards, and must not meet starts */
const END_SEED = SEED ^ PRIME;
const LEADS = 4096;
/** bytes of `marks` for each place in `table` */
const MARKS_EACH = 8;

export function createWildcards(): Wildcards {
  const table = newTable();
  const marks = bytes();
  marks.data = new Uint8Array(table.size * MARKS_EACH);
  marks.size = marks.data.length;
  const leads = bytes();
  leads.data = new Uint8Array(LEADS);
  leads.size = LEADS;
  return { terms: ints(), stems: ints(), nexts: ints(), table, marks, leads };
}

const isWild = (unit: number): boolean => unit === MANY || unit === ONE;

/** Files a folded pattern. It has enough literal letters at its start or its end: the parser saw to that. */
export function addPattern(
  wildcards: Wildcards,
  dictionary: Dictionary,
  pattern: string,
  term: number,
): void {
  let start = 0;
  while (!isWild(pattern.charCodeAt(start))) start++;
  let end = 0;
  while (!isWild(pattern.charCodeAt(pattern.length - 1 - end))) end++;
  push(wildcards.terms, term);
  push(wildcards.stems, start >= end ? start : -end);
  push(wildcards.nexts, -1);
  if (isFull(wildcards.table, wildcards.terms.size)) grow(wildcards, dictionary);
  else filePattern(wildcards, dictionary, wildcards.terms.size - 1);
}

function grow(wildcards: Wildcards, dictionary: Dictionary): void {
  const { table, marks, terms } = wildcards;
  table.size = table.data.length * 2;
  table.data = new Int32Array(table.size);
  marks.size = table.size * MARKS_EACH;
  marks.data = new Uint8Array(marks.size);
  for (let pattern = 0; pattern < terms.size; pattern++) filePattern(wildcards, dictionary, pattern);
}

function filePattern(wildcards: Wildcards, dictionary: Dictionary, pattern: number): void {
  const { terms, stems, nexts, table, marks, leads } = wildcards;
  const pool = dictionary.pool.data;
  const term = terms.data[pattern] as number;
  const stem = stems.data[pattern] as number;
  // behind the mark of its kind, or from the last unit backwards
  const first =
    stem > 0
      ? (dictionary.offset.data[term] as number) + 1
      : (dictionary.offset.data[term + 1] as number) - 1;
  const step = Math.sign(stem);
  // a literal part has two units or more
  const lead = leadOf(pool[first] as number, pool[first + step] as number);
  leads.data[lead] = (leads.data[lead] as number) | (stem > 0 ? STARTS : ENDS);
  let hash = stem > 0 ? SEED : END_SEED;
  for (let at = first; at !== first + stem; at += step) {
    hash = Math.imul(hash ^ (pool[at] as number), PRIME);
    mark(marks.data, hash, at + step === first + stem ? BEGINS | WHOLE : BEGINS);
  }
  const at = spread(hash) & (table.data.length - 1);
  nexts.data[pattern] = (table.data[at] as number) - 1;
  table.data[at] = pattern + 1;
}

function mark(marks: Uint8Array, hash: number, bits: number): void {
  const at = placeOf(marks, hash);
  marks[at >> 2] = (marks[at >> 2] as number) | (bits << ((at & 3) << 1));
}

/** Four pairs of bits in a byte. */
const placeOf = (marks: Uint8Array, hash: number): number => (hash ^ (hash >>> 13)) & (marks.length * 4 - 1);

function marksAt(marks: Uint8Array, hash: number): number {
  const at = placeOf(marks, hash);
  return (marks[at >> 2] as number) >> ((at & 3) << 1);
}

const leadOf = (one: number, two: number): number => ((one << 5) ^ two) & (LEADS - 1);

/** Whether it is worth asking `matchWildcards` of a word. */
export function mayFit({ leads }: Wildcards, units: Uint16Array, from: number, length: number): boolean {
  if (length < 2) return false;
  const start = leadOf(units[from] as number, units[from + 1] as number);
  if (((leads.data[start] as number) & STARTS) !== 0) return true;
  const end = leadOf(units[from + length - 1] as number, units[from + length - 2] as number);
  return ((leads.data[end] as number) & ENDS) !== 0;
}

/** Notes the patterns that fit the article's last word, which lies folded in `units`. */
export function matchWildcards(
  wildcards: Wildcards,
  dictionary: Dictionary,
  units: Uint16Array,
  from: number,
  length: number,
  article: Article,
): void {
  const marks = wildcards.marks.data;
  let hash = SEED;
  for (let stem = 1; stem <= length; stem++) {
    hash = Math.imul(hash ^ (units[from + stem - 1] as number), PRIME);
    const found = marksAt(marks, hash);
    if ((found & BEGINS) === 0) break;
    if ((found & WHOLE) !== 0) note(wildcards, dictionary, hash, stem, units, from, length, article);
  }
  hash = END_SEED;
  for (let stem = 1; stem <= length; stem++) {
    hash = Math.imul(hash ^ (units[from + length - stem] as number), PRIME);
    const found = marksAt(marks, hash);
    if ((found & BEGINS) === 0) break;
    if ((found & WHOLE) !== 0) note(wildcards, dictionary, hash, -stem, units, from, length, article);
  }
}

function note(
  wildcards: Wildcards,
  dictionary: Dictionary,
  hash: number,
  stem: number,
  units: Uint16Array,
  from: number,
  length: number,
  article: Article,
): void {
  const { table, terms, stems, nexts } = wildcards;
  let pattern = (table.data[spread(hash) & (table.data.length - 1)] as number) - 1;
  for (; pattern >= 0; pattern = nexts.data[pattern] as number) {
    const term = terms.data[pattern] as number;
    if (stems.data[pattern] === stem && fits(dictionary, term, units, from, from + length))
      occurs(article, term, article.size - 1);
  }
}

/** `*` any number of characters, `?` exactly one (a surrogate pair is one). Linear in practice: one step back a star. */
function fits(dictionary: Dictionary, term: number, units: Uint16Array, from: number, to: number): boolean {
  const pattern = dictionary.pool.data;
  const end = dictionary.offset.data[term + 1] as number;
  let inPattern = (dictionary.offset.data[term] as number) + 1;
  let at = from;
  let star = -1;
  let retry = 0;
  while (at < to) {
    const want = inPattern < end ? (pattern[inPattern] as number) : -1;
    if (want === MANY) {
      star = inPattern++;
      retry = at;
    } else if (want === ONE) {
      at += charLength(units, at, to);
      inPattern++;
    } else if (want === units[at]) {
      at++;
      inPattern++;
    } else if (star >= 0) {
      retry += charLength(units, retry, to);
      at = retry;
      inPattern = star + 1;
    } else return false;
  }
  while (inPattern < end && pattern[inPattern] === MANY) inPattern++;
  return inPattern === end;
}

function charLength(units: Uint16Array, at: number, to: number): number {
  const unit = units[at] as number;
  const next = at + 1 < to ? (units[at + 1] as number) : 0;
  return unit >= 0xd800 && unit < 0xdc00 && next >= 0xdc00 && next < 0xe000 ? 2 : 1;
}
