// What the classifier sees of a text: same features for the same words, others for other spellings and places.
import { expect, test } from 'vitest';
import { createExtractor } from '../../../src/tag/topics/features.ts';

const extractor = createExtractor();
const bucketsOf = (title: string, body: string): number[] => {
  const { size, buckets } = extractor.read(title, body);
  return [...buckets.subarray(0, size)];
};

test('a capital adds a feature and takes none away', () => {
  const small = bucketsOf('', 'the turkey');
  const capital = bucketsOf('', 'the Turkey');
  expect(capital).toEqual(expect.arrayContaining(small));
  expect(capital).toHaveLength(small.length + 1);
});

test('a stop word is no feature, but its pair with a neighbour is', () => {
  expect(bucketsOf('', 'with the')).toHaveLength(1);
  const charged = bucketsOf('', 'charged');
  const pair = bucketsOf('', 'charged with').filter((bucket) => !charged.includes(bucket));
  expect(pair).toHaveLength(1);
});

test('a word that opens a text counts as opening, and the same word later does not', () => {
  const opening = bucketsOf('', 'goal');
  const filler = 'one1 two2 three3 four4 five5';
  const later = bucketsOf('', `${filler} goal`);
  expect(opening.filter((bucket) => !later.includes(bucket))).toHaveLength(1);
});

test('the longest texts have room for all their features', () => {
  const long = Array.from({ length: 500 }, (_, at) => `Wordlong${at}`).join(' ');
  const { size, buckets } = extractor.read(long, long);
  expect(size).toBeLessThan(buckets.length);
  const mixed = Array.from({ length: 500 }, (_, at) => (at % 2 ? 'the' : `Wordlong${at}`)).join(' ');
  expect(extractor.read(mixed, mixed).size).toBeLessThan(buckets.length);
});
