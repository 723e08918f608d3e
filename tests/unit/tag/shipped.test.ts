import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import type { TopicRuleData } from '../../../src/model/vocabulary.ts';
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

test('rules cover all seventeen top classes of Media Topics, and more than 350 finer codes', () => {
  const codes = shippedData.topics.topics.map(({ code }) => code).filter((code) => /^\d/.test(code));
  expect(new Set(codes.map((code) => shipped.tree.broader(code).at(-1) ?? code)).size).toBe(17);
  expect(new Set(codes).size).toBe(codes.length);
  expect(codes.filter((code) => shipped.tree.broader(code).length > 0).length).toBeGreaterThanOrEqual(350);
});

test('each rule is proved by two texts that it must meet and one that it must not', () => {
  const poor = shippedData.topics.topics.filter(({ must, mustNot }) => must.length < 2 || mustNot.length < 1);
  expect(poor.map(({ code }) => code)).toEqual([]);
});

test('the topics of one’s own in the comment at the top of the file work as they stand', () => {
  const file = readFileSync(new URL('../../../config/topics.yaml', import.meta.url), 'utf8');
  const lines = file
    .split('\n')
    .filter((line) => /^# {3,5}(- code: "user:|(label|query|must|mustNot): \S)/.test(line));
  expect(lines).toHaveLength(10);
  const own = parse(lines.map((line) => line.slice(4)).join('\n')) as TopicRuleData[];
  const data = { ...shippedData, packs: [], topics: { ...shippedData.topics, topics: own } };
  expect(proveVocabulary(data, compileVocabulary({ ...data, packs: shippedData.packs }))).toEqual([]);
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
