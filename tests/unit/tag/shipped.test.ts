import { expect, test } from 'vitest';
import { compileVocabulary } from '../../../src/tag/compile.ts';
import { proveVocabulary } from '../../../src/tag/prove.ts';
import { shipped, shippedData, smallData } from '../../support/vocabulary.ts';

test('every proof that the shipped packs and rules carry holds', () => {
  expect(proveVocabulary(shippedData, shipped)).toEqual([]);
});

test('a proof that fails is told', () => {
  const data = smallData({ tests: [{ text: 'Turkey rose.', expect: [['Turkey', 'Q43']] }] }, [
    { code: '20000574', query: 'voters', must: ['no such word'], mustNot: ['voters'] },
  ]);
  expect(proveVocabulary(data, compileVocabulary(data))).toHaveLength(3);
});

test('rules cover all seventeen top classes of Media Topics', () => {
  const tops = shippedData.topics.topics.map(({ code }) => shipped.tree.broader(code).at(-1) ?? code);
  expect(new Set(tops).size).toBe(17);
  expect(shippedData.topics.topics.length).toBeGreaterThan(200);
});

test('every single-word alias that is an ordinary word has a guard, capitals or a language', () => {
  const common = new Set(shippedData.commonWords);
  const loose = shipped.entities.index.aliases.filter(
    ({ text, guard, cases, id, lang }) =>
      id !== null &&
      lang === null &&
      guard < 0 &&
      cases.length === 1 &&
      cases[0] !== 'exact' &&
      common.has(text.toLowerCase()),
  );
  expect(loose.map(({ text }) => text)).toEqual([]);
});

test('no alias without a guard belongs to two entities', () => {
  const owners = new Map<string, Set<string>>();
  for (const { text, id, guard, lang } of shipped.entities.index.aliases) {
    if (id === null || guard >= 0 || lang !== null) continue;
    owners.set(text, (owners.get(text) ?? new Set()).add(id));
  }
  const shared = [...owners]
    .filter(([, ids]) => ids.size > 1)
    .map(([text, ids]) => `${text}: ${[...ids].join(' ')}`);
  expect(shared).toEqual([]);
});
