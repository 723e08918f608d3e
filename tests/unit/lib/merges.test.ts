// Merges of entities: chains are followed, families are whole, and nothing loops.
import { expect, test } from 'vitest';
import { createMerges, NO_MERGES } from '../../../src/lib/merges.ts';

test('a chain leads to its end, from every link', () => {
  const { canonical, family } = createMerges([
    { from: 'a', to: 'b' },
    { from: 'b', to: 'c' },
    { from: 'x', to: 'c' },
  ]);
  expect(['a', 'b', 'c', 'x', 'y'].map(canonical)).toEqual(['c', 'c', 'c', 'c', 'y']);
  expect([...family('a')].sort()).toEqual(['a', 'b', 'c', 'x']);
  expect(family('y')).toEqual(['y']);
});

test('taking a link out leaves the others as they were', () => {
  const { canonical } = createMerges([{ from: 'a', to: 'b' }]);
  expect([canonical('a'), canonical('b')]).toEqual(['b', 'b']);
  expect(NO_MERGES.canonical('a')).toBe('a');
});

test('a cycle, which the store refuses, would change nothing', () => {
  const { canonical } = createMerges([
    { from: 'a', to: 'b' },
    { from: 'b', to: 'a' },
  ]);
  expect([canonical('a'), canonical('b'), canonical('c')]).toEqual(['a', 'b', 'c']);
});
