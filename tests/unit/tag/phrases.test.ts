// Guards that are lists of phrases are answered without the query engine, and must say what it says.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluate } from '../../../src/query/brute.ts';
import { parse } from '../../../src/query/parse.ts';
import { asPhraseList, createPlaces, type PhraseList } from '../../../src/tag/entities/phrases.ts';
import { readDocument } from '../../../src/tag/entities/word.ts';

const listOf = (query: string): PhraseList => {
  const list = asPhraseList(parse(query).ast);
  if (list === null) throw new Error(`no list: ${query}`);
  return list;
};

test.each([
  'bank NEAR/3 river',
  'bank river',
  'bank NOT river',
  '"bank river"~2',
  'bank?',
  'title:bank',
  'source:bank',
])('%s is more than a list, and left to the engine', (query) => {
  expect(asPhraseList(parse(query).ast)).toBeNull();
});

test('entities of a list are compared in the form of the query language', () => {
  expect(listOf('entity:Q43 OR entity:"PW:org:One"').entities).toEqual(['q43', 'pw:org:one']);
});

const word = fc.constantFrom(
  'bank',
  'Bank',
  'banks',
  'river',
  'Rivér',
  'of',
  'the',
  "river's",
  'bank-of',
  '東京',
  '.',
);
const text = fc.array(word, { maxLength: 14 }).map((words) => words.join(' '));
const query = fc
  .array(
    fc.constantFrom('bank', 'river', 'ban*', '"bank of"', '"the river"', '"of the river"', '東京', "river's"),
    {
      minLength: 1,
      maxLength: 4,
    },
  )
  .map((parts) => parts.join(' OR '));

test('a list is true of a document, and of a window, when the query is', () => {
  fc.assert(
    fc.property(text, text, query, fc.nat(20), fc.nat(6), (title, body, source, from, length) => {
      const { ast } = parse(source);
      const list = listOf(source);
      const document = readDocument(title, body);
      const places = createPlaces(document);
      expect(places.anywhere(list)).toBe(evaluate(ast, { title, body }));
      const { words, bodyStart } = document;
      const first = bodyStart + (from % Math.max(1, words.length - bodyStart));
      const last = Math.min(first + length, words.length - 1);
      if (first > last) return;
      const window = body.slice(words[first]?.start, words[last]?.end);
      expect(places.between(list, first, last)).toBe(evaluate(ast, { title: '', body: window }));
    }),
    { numRuns: 500, seed: 5 },
  );
});

test('asking at every place of a long text costs no more than reading it', () => {
  const document = readDocument('', 'turkey and syria '.repeat(20_000));
  const places = createPlaces(document);
  const list = listOf('"syria turkey" OR syria OR egypt');
  const started = process.cpuUsage();
  for (let at = 0; at < document.words.length; at++) places.between(list, at, at + 40);
  const { user } = process.cpuUsage(started);
  expect(user / 1e6).toBeLessThan(2);
});
