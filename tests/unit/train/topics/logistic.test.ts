import { expect, test } from 'vitest';
import { along, type Facts } from '../../../../src/tag/topics/rank.ts';
import { fitCurve } from '../../../../src/train/topics/logistic.ts';

const facts = (more: Partial<Facts>): Facts => ({
  constant: 1,
  strength: 0,
  relative: 0,
  place: 0,
  inTitle: 0,
  implied: 0,
  broad: 0,
  top: 0,
  thin: 0,
  ...more,
});
/** `count` things alike, of which `yes` came true */
const seen = (count: number, yes: number, more: Partial<Facts>) =>
  Array.from({ length: count }, (_, at) => ({ facts: facts(more), yes: at < yes }));
const fitted = (points: ReturnType<typeof seen>) =>
  fitCurve(
    points.map((point) => point.facts),
    points.map(({ yes }) => yes),
  );

test('a curve says of what it saw often how often it came true', () => {
  const curve = fitted([...seen(4000, 1000, {}), ...seen(4000, 3000, { inTitle: 1 })]);
  expect(along(curve, facts({}))).toBeCloseTo(0.25, 2);
  expect(along(curve, facts({ inTitle: 1 }))).toBeCloseTo(0.75, 2);
});

test('a few cases bend it little, and what never varies not at all', () => {
  const curve = fitted([...seen(40, 10, {}), ...seen(2, 2, { broad: 1 })]);
  expect(along(curve, facts({ broad: 1 }))).toBeGreaterThan(0.25);
  expect(along(curve, facts({ broad: 1 }))).toBeLessThan(0.6);
  expect(curve.thin).toBe(0);
});

test('things told apart without fail leave it finite', () => {
  const curve = fitted([...seen(50, 0, {}), ...seen(50, 50, { strength: 1 })]);
  for (const value of Object.values(curve)) expect(Math.abs(value)).toBeLessThan(20);
});
