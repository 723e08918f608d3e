// A tagger trained on the spot from made-up sentences and made-up vectors: small, quick, the same every time.

import { DEMONYM, GIVEN } from '../../src/tag/entities/crf/lexicon.ts';
import { readGold } from '../../src/train/entities/gold.ts';
import { buildLexicon } from '../../src/train/entities/lexicon.ts';
import type { Names } from '../../src/train/entities/names.ts';
import { createRandom } from '../../src/train/entities/random.ts';
import { train, type Uncalibrated } from '../../src/train/entities/recipe.ts';
import { type Written, writeModel } from '../../src/train/entities/write-model.ts';

const PEOPLE = ['Ada Quill', 'Tom Vesper', 'Mara Lind', 'Joon Pell', 'Quill', 'Vesper', 'Lind', 'Pell'];
const PLACES = ['Vexholm', 'Port Arden', 'Nuria', 'Estmark'];
const FIRMS = ['Arden Bank', 'Nuria Steel Corp', 'Lind Group', 'Vexholm University'];
const FRAMES = [
  'Mr [PER P] said on Monday that he would leave [LOC L].',
  '[PER P], a former minister, told [ORG F] that prices rose.',
  'The [ORG F] in [LOC L] was sold, said [PER P].',
  'Troops entered [LOC L] and the [MISC Nurian] border stayed open.',
  '"We wait," [PER P] said in [LOC L].',
  'Nothing of note happened, and the price of bread fell.',
];

export const NAMES: Names = new Map([
  ['Ada', GIVEN],
  ['Tom', GIVEN],
  ['Nurian', DEMONYM],
]);

/** `count` sentences in documents of four; the same for the same seed. */
export function toyText(count: number, seed: number): string {
  const random = createRandom(seed);
  const pick = (list: readonly string[]): string => list[random.below(list.length)] as string;
  const lines = Array.from({ length: count }, () =>
    pick(FRAMES)
      .replace(' P]', ` ${pick(PEOPLE)}]`)
      .replace(' L]', ` ${pick(PLACES)}]`)
      .replace(' F]', ` ${pick(FIRMS)}]`),
  );
  return lines.map((line, at) => (at % 4 === 0 ? `\n= ${line}` : line)).join('\n');
}

function toyVectors() {
  const random = createRandom(7);
  const words =
    'said told minister prices border quill vesper bank steel group university in on the of'.split(' ');
  const values = Float32Array.from({ length: words.length * 4 }, () => random.share() - 0.5);
  return { words, dimensions: 4, values };
}

/** 200 sentences, one pass a round. */
export function trainToy(seed = 1): Uncalibrated {
  const { lexicon } = buildLexicon(toyVectors(), NAMES, seed, {
    sizes: [6, 4, 2],
    iterations: 3,
    learnedOn: 15,
  });
  const read = (text: string, corpus: string) => readGold(text, corpus, 1, (word) => word === 'nurian');
  const plan = { seed, seeds: 1, firstPasses: 2, passes: 1, rounds: 2, minimum: 2, kept: 5000 };
  return train(read(toyText(160, 3), 'gold'), read(toyText(40, 4), 'silver'), lexicon, plan, () => {})
    .average;
}

export const writeToy = (seed = 1): Written =>
  writeModel(trainToy(seed), { name: 'toy', licence: 'CC0-1.0', attribution: 'nobody', setup: 'toy' });
