// What the classifier sees of a text: hashed words, how they are written and where they stand, word starts and pairs of
// neighbours, each with its weight in the text.
// Trainer and service run this same code, so the features of a model mean the same in both. Never reads past WORDS words.
import { SEPARATOR, SURROGATE, unitClasses } from '../../query/char.ts';
import { fold } from '../../query/text.ts';
import { STOP_WORDS } from './stop-words.ts';

/** Changes whenever some text gets other features; a model made under another version is refused. */
export const FEATURE_RULES = 2;

/** features fall into 2^18 buckets by hash */
export const BUCKET_BITS = 18;
/** words of the body that count; news says what it is about first, and chance words gather below */
const WORDS = 200;
/** words of the title count twice */
const TITLE_TIMES = 2;
/** a longer run is no word: data, an address, a text without spaces */
const WORD_CHARS = 40;
/** letters of a word's start that stand for all its endings */
const START_CHARS = 5;
/** the first words of a field that say something also count as such: news opens with its subject */
const OPENING = 5;

const SEED = 0x811c9dc5;
const PRIME = 0x01000193;
const PAIR_SEED = 0x9e3779b1;
const START_SEED = 0x85ebca6b;
const PHRASE_SEED = 0x1b873593;
const CAPITAL_SEED = 0x55aa55aa;
const OPENING_SEED = 0x77777777;
const NUMBER = 0x2545f491;

/** The features of one text in reading order; overwritten by the next text. */
export type Features = {
  size: number;
  /** by feature: its bucket, and how often it counts */
  buckets: Int32Array;
  times: Uint8Array;
  /** by feature: where its words stand; `inTitle` features have places in the title */
  starts: Int32Array;
  ends: Int32Array;
  /** features before this number are the title's */
  titleEnd: number;
};

export type Extractor = {
  /** The features of a title and a body; valid until the next call. */
  read(title: string, body: string): Features;
};

/** Not less than the features of the longest text: five for each of WORDS words of title and body, and the openings. */
const MOST = 2 * (WORDS * 5 + OPENING) + 1;

export function createExtractor(): Extractor {
  const features: Features = {
    size: 0,
    buckets: new Int32Array(MOST),
    times: new Uint8Array(MOST),
    starts: new Int32Array(MOST),
    ends: new Int32Array(MOST),
    titleEnd: 0,
  };
  const stops = new Set(STOP_WORDS.map(hashOf));
  return {
    read(title, body) {
      features.size = 0;
      scan(title, TITLE_TIMES, features, stops);
      features.titleEnd = features.size;
      scan(body, 1, features, stops);
      return features;
    },
  };
}

/** Walks over one field, word by word, without making strings of plain ASCII words. */
function scan(text: string, times: number, into: Features, stops: ReadonlySet<number>): void {
  const classes = unitClasses();
  const { length } = text;
  let words = 0;
  let before = 0;
  let beforeStart = 0;
  // the neighbour, stop word or not: "charged with" says more than "charged"
  let last = 0;
  let lastStart = 0;
  let lastStops = false;
  let opening = 0;
  for (let at = 0; at < length && words < WORDS; ) {
    if (isGap(classes[text.charCodeAt(at)] as number)) {
      at++;
      continue;
    }
    const start = at;
    let hash = SEED;
    let first = 0;
    let plain = true;
    let digits = true;
    for (; at < length; at++) {
      const unit = text.charCodeAt(at);
      if (isGap(classes[unit] as number)) break;
      const low = unit >= 65 && unit <= 90 ? unit + 32 : unit;
      if (unit > 127) plain = false;
      if (unit < 48 || unit > 57) digits = false;
      hash = Math.imul(hash ^ low, PRIME);
      if (at - start === START_CHARS - 1) first = hash;
    }
    words++;
    if (at - start > WORD_CHARS) {
      before = 0;
      last = 0;
      continue;
    }
    if (!plain) {
      const folded = fold(text.slice(start, at));
      hash = hashOf(folded);
      first = folded.length > START_CHARS ? hashOf(folded.slice(0, START_CHARS)) : 0;
    } else if (at - start <= START_CHARS) first = 0;
    if (digits) {
      // a number says how long it is: 2019 is a year, 7 a count
      hash = Math.imul(NUMBER ^ Math.min(at - start, 5), PRIME);
      first = 0;
    }
    const stop = !digits && (at - start === 1 || stops.has(hash));
    if (last !== 0 && (stop || lastStops))
      add(into, Math.imul(last ^ PHRASE_SEED, PRIME) ^ hash, times, lastStart, at);
    last = hash;
    lastStart = start;
    lastStops = stop;
    if (stop) continue;
    add(into, hash, times, start, at);
    if (isCapital(text, start)) add(into, hash ^ CAPITAL_SEED, times, start, at);
    if (opening < OPENING) {
      opening++;
      add(into, hash ^ OPENING_SEED, times, start, at);
    }
    if (first !== 0) add(into, Math.imul(first ^ START_SEED, PRIME), times, start, at);
    if (before !== 0) add(into, Math.imul(before ^ PAIR_SEED, PRIME) ^ hash, times, beforeStart, at);
    before = hash;
    beforeStart = start;
  }
}

const isCapital = (text: string, at: number): boolean => {
  const unit = text.charCodeAt(at);
  return unit >= 65 && unit <= 90;
};

const isGap = (kind: number): boolean => kind === SEPARATOR || kind === SURROGATE;

function add(into: Features, hash: number, times: number, start: number, end: number): void {
  const at = into.size++;
  // the low bits of FNV are weak: mix before the top ones are taken
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  into.buckets[at] = (mixed ^ (mixed >>> 13)) >>> (32 - BUCKET_BITS);
  into.times[at] = times;
  into.starts[at] = start;
  into.ends[at] = end;
}

/** FNV-1a over UTF-16 units. */
function hashOf(text: string): number {
  let hash = SEED;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), PRIME);
  return hash;
}
