// What is refused, with its code and its exact place, and what is only warned about.
import { expect, test } from 'vitest';
import { parse, QUERY_LIMITS, QueryError } from '../../../src/query/query.ts';

function failure(query: string): QueryError {
  try {
    parse(query);
  } catch (error) {
    if (error instanceof QueryError) return error;
    throw error;
  }
  throw new Error(`accepted: ${query}`);
}

test.each([
  ['', 'E_EMPTY', 0, 0],
  ['  ', 'E_EMPTY', 0, 2],
  ['a ()', 'E_EMPTY', 2, 4],
  ['a ""', 'E_EMPTY', 2, 4],
  ['a "&"', 'E_EMPTY', 2, 5],
  ['a &', 'E_EMPTY', 2, 3],
  ['a - b', 'E_EMPTY', 2, 3],
  ['a = b', 'E_EMPTY', 2, 3],
  ['source:""', 'E_EMPTY', 7, 9],
  ['😀', 'E_EMPTY', 0, 2],
  ['a (b', 'E_PAREN', 2, 3],
  ['a) b', 'E_PAREN', 1, 2],
  ['（a', 'E_PAREN', 0, 1],
  ['a "b', 'E_QUOTE', 2, 3],
  ['a “b', 'E_QUOTE', 2, 3],
  ['a AND', 'E_SYNTAX', 5, 5],
  ['AND a', 'E_SYNTAX', 0, 3],
  ['a OR OR b', 'E_SYNTAX', 5, 7],
  ['NOT', 'E_SYNTAX', 3, 3],
  ['a NEAR', 'E_SYNTAX', 6, 6],
  ['a NEAR NOT b', 'E_SYNTAX', 7, 10],
  ['a NEAR -b', 'E_SYNTAX', 7, 8],
  ['(a AND)', 'E_SYNTAX', 6, 7],
  ['title:', 'E_SYNTAX', 6, 6],
  ['=(a b)', 'E_SYNTAX', 1, 2],
  ['source:=Reuters', 'E_SYNTAX', 7, 8],
  ['="a b"~3', 'E_SYNTAX', 0, 8],
  ['a NEAR/x b', 'E_OPERATOR', 2, 8],
  ['a NEAR/-1 b', 'E_OPERATOR', 2, 9],
  ['a NEAR/ b', 'E_OPERATOR', 2, 7],
  ['ATLEAST a', 'E_OPERATOR', 0, 7],
  ['ATLEAST/0 a', 'E_OPERATOR', 0, 9],
  ['a NEAR title:b', 'E_NEAR_OPERAND', 7, 14],
  ['a NEAR/3 (b c)', 'E_NEAR_OPERAND', 9, 14],
  ['length>3 NEAR a', 'E_NEAR_OPERAND', 0, 8],
  ['ATLEAST/2 (a NOT b)', 'E_NEAR_OPERAND', 10, 19],
  ['ATLEAST/2 ATLEAST/2 a', 'E_NEAR_OPERAND', 10, 21],
  ['foo:bar', 'E_FIELD', 0, 3],
  ['Re: hello', 'E_FIELD', 0, 2],
  ['date:>tomorrow', 'E_FIELD', 0, 4],
  ['raw:"C++"', 'E_FIELD', 0, 3],
  ['length:5', 'E_FIELD', 0, 7],
  ['title:(a body:b)', 'E_FIELD', 9, 14],
  ['title:source:x', 'E_FIELD', 6, 13],
  ['title:(a length>3)', 'E_FIELD', 9, 17],
  ['source:(a b)', 'E_FIELD', 8, 11],
  ['te*t', 'E_WILDCARD', 0, 4],
  ['a *bc*', 'E_WILDCARD', 2, 6],
  ['a* *a* *', 'E_WILDCARD', 0, 2],
  ['source:Reu*', 'E_WILDCARD', 7, 11],
  ['=App*', 'E_WILDCARD', 0, 5],
  ['東京*', 'E_WILDCARD', 0, 3],
  ['a length>many', 'E_VALUE', 9, 13],
  ['a length>', 'E_VALUE', 9, 9],
  ['a published>=2026-02-30', 'E_VALUE', 13, 23],
  ['a published>=tomorrow', 'E_VALUE', 13, 21],
  ['[a TO b]', 'E_UNSUPPORTED', 0, 1],
  ['a {b}', 'E_UNSUPPORTED', 2, 3],
  ['roam~2', 'E_UNSUPPORTED', 4, 5],
  ['"a b"~', 'E_UNSUPPORTED', 5, 6],
  ['"a b"^2', 'E_UNSUPPORTED', 5, 6],
  ['a^2', 'E_UNSUPPORTED', 1, 2],
  ['a NEAR/101 b', 'E_LIMIT', 2, 10],
  ['a NEAR/1000000000 b', 'E_LIMIT', 2, 17],
  ['ATLEAST/101 a', 'E_LIMIT', 0, 11],
  ['"a b c d e f g h i"~3', 'E_LIMIT', 0, 21],
  ['NOT a', 'E_UNBOUNDED', 0, 5],
  ['a OR NOT b', 'E_UNBOUNDED', 0, 10],
  ['length>100', 'E_UNBOUNDED', 0, 10],
  ['NOT NOT a', 'E_UNBOUNDED', 0, 9],
  ['SCORE>=0 (a^1)', 'E_UNBOUNDED', 0, 14],
])('%j is %s at %i to %i', (query, code, start, end) => {
  const error = failure(query);
  expect({ code: error.code, start: error.start, end: error.end }).toEqual({ code, start, end });
  expect(error.message).not.toBe('');
});

test('limits are met where the first thing too many stands', () => {
  expect(failure('a'.repeat(100_000))).toMatchObject({
    code: 'E_LIMIT',
    start: QUERY_LIMITS.chars,
    end: 100_000,
  });
  const many = Array.from({ length: 5000 }, () => 'ab').join(' OR ');
  expect(failure(many.slice(0, 19_999))).toMatchObject({ code: 'E_LIMIT', start: 12_000, end: 12_002 });
  expect(failure(`${'('.repeat(1000)}a${')'.repeat(1000)}`)).toMatchObject({
    code: 'E_LIMIT',
    start: 32,
    end: 33,
  });
  expect(failure(`${'NOT '.repeat(1000)}a`)).toMatchObject({ code: 'E_LIMIT', start: 128, end: 131 });
  expect(failure('abc* '.repeat(201))).toMatchObject({ code: 'E_LIMIT', start: 1000, end: 1004 });
});

test('what is just inside the limits is accepted', () => {
  expect(() => parse(`${'('.repeat(32)}a${')'.repeat(32)}`)).not.toThrow();
  expect(() => parse(Array.from({ length: 1800 }, () => 'abc').join(' NEAR/1 '))).not.toThrow();
  expect(() => parse(Array.from({ length: 2000 }, () => 'a').join(' OR '))).not.toThrow();
  expect(() => parse('a NEAR/100 b ATLEAST/100 c "a b c d e f g h"~100')).not.toThrow();
});

test.each([
  ['a OR b c', 'W_MIXED', 0, 8],
  ['apple and pear', 'W_LOWERCASE', 6, 9],
  ['apple near/5 pear', 'W_LOWERCASE', 6, 12],
  ['apple ＡＮＤ pear', 'W_LOWERCASE', 6, 9],
  ['the', 'W_COMMON', 0, 3],
  ['=The apple', 'W_EXACT', 0, 4],
  ['source:The Guardian', 'W_VALUE', 0, 19],
  ['apple @list', 'W_LIST', 6, 11],
])('%j gives %s at %i to %i', (query, code, start, end) => {
  const found = parse(query).warnings.find((warning) => warning.code === code);
  expect(found).toMatchObject({ code, start, end });
});

test.each([
  '"rock and roll" festival',
  'apple AND pear',
  '(a OR b) c',
  'source:Reuters tesla',
  'lang:en Tesla',
])('%j gives no warning of shape', (query) => {
  expect(parse(query).warnings.filter((warning) => warning.code !== 'W_COMMON')).toEqual([]);
});

test('text that looks like code is text, or refused in its place', () => {
  expect(failure('(a+)+$')).toMatchObject({ code: 'E_EMPTY', start: 4, end: 6 });
  expect(() => parse("'; DROP TABLE users; -- apple")).toThrow(QueryError);
  expect(() => parse('<script>alert</script>')).not.toThrow();
  expect(() => parse('a\u00a0OR\u3000b\ufeff')).not.toThrow();
});

test('a saved list stands in for its name, its mistakes are told where the name stands', () => {
  const lists: Record<string, string> = { cars: 'tesla OR ford', bad: '(x', loop: 'a @loop' };
  const list = (name: string) => lists[name];
  const { ast } = parse('recall @cars', { list });
  expect(ast).toMatchObject({ type: 'and', children: [{ type: 'word' }, { type: 'or', start: 7, end: 12 }] });
  expect(() => parse('@bad', { list })).toThrow(
    expect.objectContaining({ code: 'E_PAREN', start: 0, end: 4 }),
  );
  expect(() => parse('b @loop', { list })).toThrow(
    expect.objectContaining({ code: 'E_LIMIT', start: 2, end: 7 }),
  );
});

test('a saved list is refused where only what is written counts, with what to write instead', () => {
  const list = (name: string) => (name === 'x' ? 'b OR c' : undefined);
  for (const [query, start, end] of [
    ['SCORE>=5 (@x^5)', 10, 14],
    ['a source:@x', 9, 11],
    ['a source:(afp OR @x)', 17, 19],
    ['=@x', 1, 3],
  ] as const) {
    expect(() => parse(query, { list })).toThrow(
      expect.objectContaining({ code: 'E_UNSUPPORTED', start, end }),
    );
  }
  expect(() => parse('author:@nobody', { list })).not.toThrow();
});

test('saved lists that go in a circle are told as the circle, those too deep by the innermost', () => {
  const lists: Record<string, string> = { a: 'x OR @b', b: 'y OR @a' };
  expect(() => parse('@a', { list: (name) => lists[name] })).toThrow(
    expect.objectContaining({
      code: 'E_LIMIT',
      message: 'in the saved list "b": saved lists go in a circle: @a → @b → @a',
    }),
  );
  const deep = (name: string) => `z OR @${Number(name) + 1}`;
  expect(() => parse('@1', { list: deep })).toThrow(
    /^in the saved list "8": saved lists stand inside each other/,
  );
});

test('a fraction behind "~" is no distance', () => {
  expect(() => parse('"a b"~0.5')).toThrow(
    expect.objectContaining({ code: 'E_UNSUPPORTED', start: 6, end: 9 }),
  );
});
