// How the engine reads an article, where random texts seldom lead.
import { expect, test } from 'vitest';
import { createEngine, evaluate, parse } from '../../../src/query/query.ts';

function agreed(query: string, body: string): boolean {
  const { ast } = parse(query);
  const engine = createEngine();
  engine.add(1, ast);
  const doc = { title: '', body };
  const found = engine.match(doc).length === 1;
  expect(found, 'the reference says otherwise').toBe(evaluate(ast, doc));
  return found;
}

test('two words with the same hash and length are two words', () => {
  // a known collision of the 32-bit FNV-1a hash
  expect(agreed('declinate', 'They are macallums.')).toBe(false);
  expect(agreed('macallums', 'They are declinate.')).toBe(false);
  expect(agreed('macallums*', 'They are declinates.')).toBe(false);
  expect(agreed('declinate macallums', 'declinate, macallums')).toBe(true);
});

test('a stop ends a sentence only with white space behind it, whatever script follows', () => {
  expect(agreed('東 NEAR/S b', 'a.東 b')).toBe(true);
  expect(agreed('a NEAR/S b', 'a.東 b')).toBe(true);
  expect(agreed('é NEAR/S b', 'a!é b')).toBe(true);
  expect(agreed('a NEAR/S b', 'a!😀 b')).toBe(true);
  expect(agreed('a NEAR/S b', 'a! b')).toBe(false);
  expect(agreed('a NEAR/S b', 'a.”) b')).toBe(false);
});

test('the last word is read to its end, and half a character separates', () => {
  expect(agreed('last', 'at last')).toBe(true);
  expect(agreed('las', 'at last')).toBe(false);
  expect(agreed('café', 'un café')).toBe(true);
  expect(agreed('a NEAR/0 b', 'a\ud800b')).toBe(true);
  expect(agreed('b', '\udc00b\ud800')).toBe(true);
  expect(agreed('"a b"', 'a😀b')).toBe(true);
});
