import { expect, test } from 'vitest';
import { along, type Facts } from '../../../../src/tag/topics/rank.ts';
import { fitCurve } from '../../../../src/train/topics/logistic.ts';

const facts = (more: Partial<Facts>): Facts => ({
  constant: 1,
  strength: 0,
  relative: 0,
  place: 0,
  inTitle: 0,
  silent: 0,
  implied: 0,
  finer: 0,
  broad: 0,
  top: 0,
  thin: 0,
  known: 0,
  own: 0,
  behind: 0,
  ownSilent: 0,
  length: 0,
  ...more,
});
/** `count` things alike, of which `yes` came true */
const seen = (count: number, yes: number, more: Partial<Facts>) =>
  Array.from({ length: count }, (_, at) => ({ facts: facts(more), yes: at < yes, weight: 1 }));

test('a curve says of what it saw often how often it came true', () => {
  const curve = fitCurve([...seen(4000, 1000, {}), ...seen(4000, 3000, { inTitle: 1 })]);
  expect(along(curve, facts({}))).toBeCloseTo(0.25, 2);
  expect(along(curve, facts({ inTitle: 1 }))).toBeCloseTo(0.75, 2);
});

test('a few cases bend it little, and what never varies not at all', () => {
  const curve = fitCurve([...seen(40, 10, {}), ...seen(2, 2, { broad: 1 })]);
  expect(along(curve, facts({ broad: 1 }))).toBeGreaterThan(0.25);
  expect(along(curve, facts({ broad: 1 }))).toBeLessThan(0.6);
  expect(curve.thin).toEqual([0, 0]);
});

test('things told apart without fail leave it finite', () => {
  const curve = fitCurve([...seen(50, 0, {}), ...seen(50, 50, { strength: 1 })]);
  for (const value of Object.values(curve).flat()) expect(Math.abs(value)).toBeLessThan(20);
});

test('a fact may say one thing in a short text and another in a long one', () => {
  const curve = fitCurve([
    ...seen(4000, 3000, { silent: 1 }),
    ...seen(4000, 2000, {}),
    ...seen(4000, 1000, { silent: 1, length: 1 }),
    ...seen(4000, 2000, { length: 1 }),
  ]);
  expect(along(curve, facts({ silent: 1 }))).toBeCloseTo(0.75, 2);
  expect(along(curve, facts({ silent: 1, length: 1 }))).toBeCloseTo(0.25, 2);
  expect(along(curve, facts({ length: 1 }))).toBeCloseTo(0.5, 2);
});

test('what counts for three bends the curve like three', () => {
  const thrice = seen(100, 30, {}).map((one) => ({ ...one, weight: 3 }));
  const [once] = fitCurve([...seen(300, 90, {})]).constant;
  expect(fitCurve(thrice).constant[0]).toBeCloseTo(once, 6);
});
