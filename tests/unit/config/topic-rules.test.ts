// What is wrong with topic rules beyond their shape, wherever in a rule it stands.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkTopics, PLAIN_TERM, queryProblem } from '../../../src/config/topic-rules.ts';
import type { TopicRuleData } from '../../../src/model/vocabulary.ts';

const codes = { active: new Set(['11000000']), retired: () => new Map([['20000030', 'retired']]) };
const rule = (code: string, more: Partial<TopicRuleData> = {}): TopicRuleData => ({
  ...{ code, label: code, query: 'quay', must: ['The quay.'], mustNot: ['The hill.'] },
  ...more,
});
function told(...topics: TopicRuleData[]): string[] {
  const found: string[] = [];
  checkTopics({ threshold: 6, max: 6, topics }, codes, (keys, message) => {
    found.push(`${keys.join('.')}: ${message}`);
  });
  return found;
}

test.each([
  ['a source', 'quay AND (pier OR source:BBC)', /no source:/],
  ['a source', 'quay NOT source:BBC', /no source:/],
  ['a saved query', 'title:(quay OR @ships)', /no saved queries/],
  ['a saved query', 'quay NEAR/3 (pier OR @ships)', /no saved queries/],
])('%s, of which no rule is told, is found inside %s', (_, query, says) => {
  const [problem, ...more] = told(rule('user:a', { all: [query] }));
  expect(more).toEqual([]);
  expect(problem).toMatch(/^topics\.0\.all\.0: /);
  expect(problem).toMatch(says);
});

test('the length of a text may be asked for, its time not', () => {
  expect(told(rule('user:a', { query: 'quay length>100' }))).toEqual([]);
  expect(told(rule('user:a', { query: 'quay published>2026-01-01' }))).toEqual([
    expect.stringMatching(/but no published/),
  ]);
});

test('a topic may lie below a retired code, and one below a circle is not blamed for it', () => {
  expect(told(rule('user:a', { parent: '20000030' }))).toEqual([]);
  const circle = [rule('user:b', { parent: 'user:c' }), rule('user:c', { parent: 'user:b' })];
  expect(told(rule('user:a', { parent: 'user:b' }), ...circle)).toEqual([
    expect.stringMatching(/^topics\.1\.parent: user:b is below user:c is below user:b/),
    expect.stringMatching(/^topics\.2\.parent: user:c is below user:b is below user:c/),
  ]);
});

test('of a plain word or phrase the query language has nothing to say, so it is not asked', () => {
  fc.assert(
    fc.property(fc.stringMatching(PLAIN_TERM), (term) => {
      expect(queryProblem(term)).toBeNull();
    }),
    { numRuns: 2000 },
  );
  for (const other of ['AND', 'NEAR', 'ab*', '"a b*"', '""', '" a"', 'a b', 'Ab*', 'topic:x'])
    expect(PLAIN_TERM.test(other)).toBe(false);
});
