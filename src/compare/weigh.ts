// How much changed between two texts, outside of what changes by itself. The unit is a plain word; a number, a negation
// or a name in place of another counts as a whole sentence does, for it can turn the news around.
import { LIMITS } from '../config/limits.ts';
import { commonEnds, diffRuns } from './diff.ts';
import { paragraphsOf } from './pieces.ts';
import { sentencesOf } from './plain.ts';
import { steadyParagraphs } from './volatile.ts';
import { namesIn, type Word, wordsOf } from './words.ts';

export type Change = {
  /** 0: nothing that counts; see the constants */
  weight: number;
  /** words that came and went, volatile parts aside */
  added: number;
  removed: number;
  /** the later text is the beginning of the earlier one and little more: a teaser where the article stood */
  cut: boolean;
};

const WEIGHT = {
  word: 1,
  number: 20,
  negation: 20,
  /** another name stands there */
  otherName: 20,
  /** a name came or went, beside the words around it */
  name: 6,
  /** the same name in another spelling */
  spelling: 4,
} as const;

/** Weighs what changed. Sentences that only moved, or whose paragraphs were joined or parted, did not change. */
export function weighChange(before: string, after: string): Change {
  const { was, is, head, tail } = changedPart(before, after);
  const names = namesIn([...was, ...is]);
  const keyed = (sentences: string[]) => sentences.map((one) => sentence(wordsOf(one, names)));
  const [gone, come] = apart(keyed(was), keyed(is));
  const change = weighWords(wordsIn(gone), wordsIn(come));
  const begins = head > 0 || gone.length < was.length;
  const shorter = begins && after.length < before.length * TEASER_SHARE;
  // what is left stood at the beginning: nothing behind it remains
  const ending = tail === 0 && (gone[0]?.at ?? 0) >= was.length - gone.length - 1;
  const cut = shorter && ending && change.added <= change.removed / 10;
  return { ...change, cut };
}

/** of an article that is cut to a teaser, less than this is left */
const TEASER_SHARE = 0.6;

/** Sentences between the paragraphs that both texts begin with and those that both end with; how many these are. */
function changedPart(before: string, after: string) {
  const [old, now] = [paragraphsOf(before), paragraphsOf(after)];
  const [head, tail] = commonEnds(old, now);
  const steady = (paragraphs: string[]) => {
    const text = paragraphs.slice(head, paragraphs.length - tail).join('\n');
    return steadyParagraphs(text.slice(0, LIMITS.judgedChars)).flatMap(sentencesOf);
  };
  return { was: steady(old), is: steady(now), head, tail };
}

type Sentence = { key: string; words: Word[]; at: number };

const sentence = (words: Word[]): Omit<Sentence, 'at'> => ({
  words,
  key: words.map(({ key }) => key).join(' '),
});

const wordsIn = (sentences: readonly Sentence[]): Word[] => sentences.flatMap(({ words }) => words);

/** What stands only in the one, and only in the other, each sentence as often as it does. */
function apart(
  was: Omit<Sentence, 'at'>[],
  is: Omit<Sentence, 'at'>[],
): [gone: Sentence[], come: Sentence[]] {
  const without = (own: Omit<Sentence, 'at'>[], other: Omit<Sentence, 'at'>[]) => {
    const counts = new Map<string, number>();
    for (const { key } of other) counts.set(key, (counts.get(key) ?? 0) + 1);
    return own.flatMap((one, at) => {
      const left = counts.get(one.key) ?? 0;
      counts.set(one.key, left - 1);
      return left > 0 ? [] : [{ ...one, at }];
    });
  };
  return [without(was, is), without(is, was)];
}

function weighWords(before: Word[], after: Word[]): Omit<Change, 'cut'> {
  const known = new Map([...before, ...after].map((word) => [word.key, word]));
  const runs = diffRuns(
    before.map(({ key }) => key),
    after.map(({ key }) => key),
    LIMITS.judgedEdits,
  );
  const words = (keys: string[]) => keys.flatMap((key) => known.get(key) ?? []);
  const total = { weight: 0, added: 0, removed: 0 };
  let gone: Word[] = [];
  let come: Word[] = [];
  const close = () => {
    total.weight += weighHunk(gone, come);
    total.removed += gone.length;
    total.added += come.length;
    [gone, come] = [[], []];
  };
  for (const { op, items } of runs) {
    if (op === 'removed') gone = [...gone, ...words(items)];
    else if (op === 'added') come = [...come, ...words(items)];
    else close();
  }
  close();
  return total;
}

/** Words that went and words that came in their place. */
function weighHunk(gone: Word[], come: Word[]): number {
  const of = (words: Word[], weight: Word['weight']) =>
    words.filter((word) => word.weight === weight).map(({ key }) => key);
  const differ = (weight: Word['weight']) => {
    const [out, into] = [of(gone, weight), of(come, weight)];
    return (
      into.filter((key) => !out.includes(key)).length + out.filter((key) => !into.includes(key)).length > 0
    );
  };
  return (
    (differ('number') ? WEIGHT.number : 0) +
    (differ('negation') ? WEIGHT.negation : 0) +
    weighNames(of(gone, 'name'), of(come, 'name')) +
    weighPlain(of(gone, 'plain'), of(come, 'plain'))
  );
}

function weighNames(gone: string[], come: string[]): number {
  const { left, other, pairs } = pairNear(gone, come, 2);
  const rest = Math.max(left.length, other.length);
  if (left.length > 0 && other.length > 0) return WEIGHT.otherName + pairs * WEIGHT.spelling;
  return rest * WEIGHT.name + pairs * WEIGHT.spelling;
}

/** A letter mistaken, put right, or an ending is no change of a plain word. */
function weighPlain(gone: string[], come: string[]): number {
  const { left, other } = pairNear(gone, come, 1);
  return Math.max(left.length, other.length) * WEIGHT.word;
}

/** hunks larger than this are weighed as they are: a misspelling in them changes nothing */
const PAIRED_WORDS = 60;

/** Takes out pairs of words that are within `edits` letters of each other. */
function pairNear(gone: string[], come: string[], edits: number) {
  if (gone.length > PAIRED_WORDS || come.length > PAIRED_WORDS) return { left: gone, other: come, pairs: 0 };
  const other = [...come];
  const left = gone.filter((word) => {
    const at = other.findIndex((one) => isNear(word, one, edits));
    if (at >= 0) other.splice(at, 1);
    return at < 0;
  });
  return { left, other, pairs: come.length - other.length };
}

/** shorter words differ in a letter and mean another thing: now, not */
const NEAR_CHARS = 4;
/** and nobody can tell of longer ones, which cost the product of their lengths */
const LONGEST_CHARS = 40;

function isNear(a: string, b: string, edits: number): boolean {
  if (Math.min(a.length, b.length) < NEAR_CHARS || Math.abs(a.length - b.length) > edits) return false;
  if (a.length > LONGEST_CHARS) return false;
  const row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    let corner = row[0] ?? 0;
    row[0] = i;
    for (let j = 1; j <= b.length; j++) {
      const above = row[j] ?? 0;
      const swap = corner + (a[i - 1] === b[j - 1] ? 0 : 1);
      row[j] = Math.min(swap, above + 1, (row[j - 1] ?? 0) + 1);
      corner = above;
    }
  }
  // two letters that changed places are one slip of the pen
  const distance = row[b.length] ?? 0;
  return distance <= edits || (distance === 2 && [...a].sort().join('') === [...b].sort().join(''));
}
