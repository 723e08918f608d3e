// The chain against its oracle: all paths of five words, written out.
import { expect, test } from 'vitest';
import { LABELS, LEGAL_PAIRS } from '../../../../src/tag/entities/crf/labels.ts';
import { createMarginals, exponentialsOf } from '../../../../src/tag/entities/crf/marginals.ts';
import { createViterbi } from '../../../../src/tag/entities/crf/viterbi.ts';
import { createRandom } from '../../../../src/train/entities/random.ts';
import { allPaths, logSum, share } from './brute.ts';

const WORDS = 5;

function draw(seed: number) {
  const random = createRandom(seed);
  const number = () => (random.share() - 0.5) * 4;
  return {
    scores: Float64Array.from({ length: WORDS * LABELS }, number),
    transitions: Float64Array.from({ length: LABELS * LABELS }, number),
    // two to four labels a word, O always among them, so that some path is left
    allowed: Uint16Array.from(
      { length: WORDS },
      () => 1 | (1 << random.below(LABELS)) | (1 << random.below(LABELS)),
    ),
  };
}

const seeds = [1, 2, 3, 4, 5, 6];

test.each(seeds)('Viterbi finds the best of all legal paths (%i)', (seed) => {
  const { scores, transitions } = draw(seed);
  const best = allPaths(scores, WORDS, transitions).reduce((a, b) => (b.score > a.score ? b : a));
  const path = new Uint8Array(WORDS);
  createViterbi()(scores, 0, WORDS, transitions, path);
  expect([...path]).toEqual(best.labels);
});

test.each(seeds)(
  'forward-backward gives the log of the sum over all paths, and each label its share (%i)',
  (seed) => {
    const { scores, transitions, allowed } = draw(seed);
    const marginals = createMarginals();
    for (const held of [undefined, allowed]) {
      const paths = allPaths(scores, WORDS, transitions, held);
      const total = marginals.run(scores, 0, WORDS, exponentialsOf(transitions), held ?? null);
      expect(total).toBeCloseTo(logSum(paths), 9);
      for (let at = 0; at < WORDS; at++) {
        for (let label = 0; label < LABELS; label++) {
          expect(marginals.values[at * LABELS + label]).toBeCloseTo(share(paths, at, label), 9);
        }
      }
    }
  },
);

/** Log of the share of the allowed paths: what training raises. */
function likelihood(scores: Float64Array, transitions: Float64Array, allowed: Uint16Array): number {
  const marginals = createMarginals();
  const exponentials = exponentialsOf(transitions);
  return (
    marginals.run(scores, 0, WORDS, exponentials, allowed) -
    marginals.run(scores, 0, WORDS, exponentials, null)
  );
}

test.each(seeds)('the gradient of partial labels is what small steps measure (%i)', (seed) => {
  const { scores, transitions, allowed } = draw(seed);
  const exponentials = exponentialsOf(transitions);
  const held = createMarginals();
  const free = createMarginals();
  held.run(scores, 0, WORDS, exponentials, allowed);
  free.run(scores, 0, WORDS, exponentials, null);
  const pairs = new Float64Array(LABELS * LABELS);
  held.addPairs(pairs, 1);
  free.addPairs(pairs, -1);
  const small = 1e-5;
  const slope = (cells: Float64Array, cell: number): number => {
    const there = cells[cell] as number;
    cells[cell] = there + small;
    const up = likelihood(scores, transitions, allowed);
    cells[cell] = there - small;
    const down = likelihood(scores, transitions, allowed);
    cells[cell] = there;
    return (up - down) / (2 * small);
  };
  for (let cell = 0; cell < scores.length; cell += 3) {
    const gradient = (held.values[cell] as number) - (free.values[cell] as number);
    expect(gradient).toBeCloseTo(slope(scores, cell), 6);
  }
  for (const pair of LEGAL_PAIRS) expect(pairs[pair]).toBeCloseTo(slope(transitions, pair), 6);
});

test('no legal path among the allowed ones is told, not guessed', () => {
  const { scores, transitions } = draw(1);
  const impossible = new Uint16Array(WORDS).fill(1 << 2);
  expect(createMarginals().run(scores, 0, WORDS, exponentialsOf(transitions), impossible)).toBe(
    Number.NEGATIVE_INFINITY,
  );
});

test('a chain of a twenty thousand words neither overflows nor underflows', () => {
  const scores = new Float64Array(20_000 * LABELS).fill(3);
  const total = createMarginals().run(scores, 0, 20_000, exponentialsOf(new Float64Array(81)), null);
  expect(total).toBeGreaterThan(3 * 20_000);
  expect(Number.isFinite(total)).toBe(true);
});
