// The longest queries and large articles: nothing overflows, and the answer is the reference's or plainly known.
import { expect, test } from 'vitest';
import { createEngine, type Doc, parse, print, QUERY_LIMITS } from '../../../src/query/query.ts';

const word = (n: number): string => `w${((n * 7919) % 5000).toString(36)}`;
const list = (from: number, to: number, join: string): string =>
  Array.from({ length: to - from }, (_, n) => word(from + n)).join(join);
/** holds every word of every query, in the order of `list` */
const everything: Doc = { title: '', body: `${list(0, QUERY_LIMITS.terms, ' ')}.` };
const nothing: Doc = { title: 'A', body: 'b c.' };

const shapes: Record<string, string> = {
  'all words': list(0, 2000, ' '),
  'any word': list(0, 2000, ' OR '),
  'a chain of NEARs': list(0, 1500, ' NEAR '),
  'NEAR of two groups': `(${list(0, 1000, ' OR ')}) NEAR/9 (${list(1000, 2000, ' OR ')})`,
  'one phrase': `"${list(0, 2000, ' ')}"`,
  exclusions: `${word(0)} ${list(4000, 4999, ' ').replaceAll(/\S+/g, '-$&')}`,
  weights: `SCORE>=4000 (${list(0, 2000, '^2 ')}^2)`,
  windows: Array.from({ length: 250 }, (_, n) => `"${list(n * 8, n * 8 + 8, ' ')}"~50`).join(' '),
  nesting: `${'('.repeat(QUERY_LIMITS.depth)}${list(0, 1990, ' ')}${')'.repeat(QUERY_LIMITS.depth)}`,
};

test.each(Object.entries(shapes))('a query of the largest size works: %s', (_, text) => {
  expect(text.length).toBeLessThanOrEqual(QUERY_LIMITS.chars);
  const { ast } = parse(text);
  expect(print(parse(print(ast)).ast)).toBe(print(ast));
  const engine = createEngine();
  engine.add(1, ast);
  expect(engine.match(everything)).toEqual([1]);
  expect(engine.spans(1, everything).length).toBeGreaterThan(0);
  expect(engine.match(nothing)).toEqual([]);
  expect(engine.unevaluated()).toEqual([]);
});

test('a word longer than any buffer, and an article of two million characters, are read to their end', () => {
  const engine = createEngine();
  engine.add(1, parse('title:end*').ast);
  engine.add(2, parse('ATLEAST/100 news AND last').ast);
  engine.add(3, parse('news length>400000').ast);
  const doc: Doc = {
    title: `${'x'.repeat(100_000)} End${'é'.repeat(50_000)}`,
    body: `${'news '.repeat(400_000)}last`,
  };
  expect(engine.match(doc).toSorted()).toEqual([1, 2, 3]);
  expect(engine.spans(1, doc)).toEqual([{ field: 'title', start: 100_001, end: 150_004 }]);
  expect(engine.spans(2, doc)).toHaveLength(QUERY_LIMITS.spans);
  // the next, small article sees nothing of it
  expect(engine.match({ title: 'end', body: 'news last' })).toEqual([1]);
});
