// Builds the tagger's lexicon: clusters of the frequent words, and hashes of the lists of names.

import { tokenize } from '../../query/text.ts';
import { hashText } from '../../tag/entities/crf/hash.ts';
import { addKey, createTable } from '../../tag/entities/crf/hash-table.ts';
import { type Lexicon, LONGEST_PHRASE, PREFIX, packFacts } from '../../tag/entities/crf/lexicon.ts';
import { accentedForm, keyForm, keyHash, phraseHash } from '../../tag/entities/crf/word.ts';
import { assignRows, clusterRows } from './cluster.ts';
import type { Names } from './names.ts';
import { createRandom } from './random.ts';
import type { Vectors } from './vectors.ts';

export type ClusterPlan = {
  /** clusters of each level, fine to coarse; each level is a clustering of its own */
  sizes: readonly [number, number, number];
  iterations: number;
  /** centres are estimated on this many of the most frequent words */
  learnedOn: number;
};

export const PLAN: ClusterPlan = { sizes: [1024, 256, 64], iterations: 10, learnedOn: 60_000 };

/** @returns the lexicon, and the mean cosine of all words to their fine centre, as a check */
export function buildLexicon(
  { words, dimensions, values }: Vectors,
  names: Names,
  seed: number,
  plan: ClusterPlan = PLAN,
): { lexicon: Lexicon; cosine: number } {
  const random = createRandom(seed);
  const learned = values.subarray(0, Math.min(words.length, plan.learnedOn) * dimensions);
  let cosine = 0;
  const [fine, middle, coarse] = plan.sizes.map((size) => {
    const { centres } = clusterRows(learned, dimensions, size, plan.iterations, plan.learnedOn, random);
    const assigned = new Int32Array(words.length);
    const reached = assignRows(values, centres, dimensions, assigned);
    cosine = Math.max(cosine, reached);
    return assigned;
  }) as [Int32Array, Int32Array, Int32Array];
  const table = createTable(2 * words.length);
  const facts: number[] = [];
  words.forEach((word, rank) => {
    const bucket = Math.min(18, Math.floor(Math.log2(rank + 2)));
    const cluster = (level: Int32Array): number => (level[rank] as number) + 1;
    const known = packFacts(cluster(fine), cluster(middle), cluster(coarse), bucket);
    for (const form of new Set([accentedForm(word), keyForm(word)])) {
      const before = table.size;
      addKey(table, hashText(form));
      // the more frequent word keeps a form that two share
      if (table.size > before) facts.push(known);
    }
  });
  return {
    lexicon: {
      words: table,
      facts: Uint32Array.from(facts),
      ...hashNames(names),
    },
    cosine,
  };
}

function hashNames(names: Names): Pick<Lexicon, 'phrases' | 'bits'> {
  const bits = new Map<number, number>();
  const add = (hash: number, bit: number): void => {
    bits.set(hash, (bits.get(hash) ?? 0) | bit);
  };
  for (const [phrase, bit] of names) {
    const words = phraseWords(phrase);
    if (words.length === 0 || words.length > LONGEST_PHRASE) continue;
    let hash = 0;
    words.forEach((word, at) => {
      hash = phraseHash(hash, keyHash(word));
      add(hash, at === words.length - 1 ? bit : PREFIX);
    });
  }
  const phrases = createTable(bits.size);
  const values = new Uint8Array(bits.size);
  for (const [hash, value] of bits) values[addKey(phrases, hash)] = value;
  return { phrases, bits: values };
}

/** The phrase as the tagger's tokens: spaces part, apostrophes and hyphens join. */
const phraseWords = (phrase: string): string[] =>
  phrase.split(/\s+/).filter((word) => tokenize(word).length > 0 || word === '&');
