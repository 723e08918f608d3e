import { expect, test } from 'vitest';
import type { TopicRuleData } from '../../../src/model/vocabulary.ts';
import { compileVocabulary } from '../../../src/tag/compile.ts';
import type { Classifier } from '../../../src/tag/topics/classify.ts';
import { combine } from '../../../src/tag/topics/combine.ts';
import { fireRules } from '../../../src/tag/topics/fire.ts';
import { type Judged, rank } from '../../../src/tag/topics/rank.ts';
import { smallData } from '../../support/vocabulary.ts';

const rule = (code: string, more: Partial<TopicRuleData>): TopicRuleData => ({
  code,
  must: ['x'],
  mustNot: ['x'],
  ...more,
});
/** A model of one top class, politics, and one finer class, elections, that says the same of every text. */
const model = (politics: number, elections = 0.01): Judged => ({
  classifier: {
    model: {
      lang: 'en',
      classes: [{ code: '11000000', texts: 1000 }],
      fine: { classes: [{ code: '20000574' }] },
    },
    numberOf: (code: string) => (code === '11000000' ? 0 : -1),
    finerNumberOf: (code: string) => (code === '20000574' ? 0 : -1),
    because: () => ['mill'],
  } as unknown as Classifier,
  scores: Float64Array.of(politics),
  finer: Float64Array.of(Math.log(elections / (1 - elections))),
});
const padding = 'The river is wide and slow here. '.repeat(60);

function listed(rules: TopicRuleData[], body: string, title = '', judged = model(0.1)) {
  const vocabulary = compileVocabulary(smallData({}, rules));
  const doc = { title, body, entity: [] };
  const fired = fireRules(doc, Math.min(400, body.length), 'en', vocabulary.rules);
  const tags = combine(fired, judged, doc, vocabulary.tree, 6);
  return { tags, ranked: rank(fired, judged, vocabulary.tree, body.length) };
}

test('what stands in the title is surer than what stands in the text', () => {
  const rules = [rule('20000579', { terms: { voters: 3, ballot: 3 } })];
  const body = listed(rules, 'Voters had a ballot, and voters came.').tags[0]?.score ?? 0;
  const title = listed(rules, 'It rained.', 'Voters had a ballot').tags[0]?.score ?? 0;
  expect(body).toBeGreaterThan(0.4);
  expect(title).toBeGreaterThan(body);
});

test('a rule that nearly fires is kept for a sure model to bear out, and told as its finer topic', () => {
  const rules = [rule('20000579', { terms: { voters: 3 } })];
  const bodyOnly = 'Voters wait for the boat, and the day is long.';
  expect(listed(rules, bodyOnly).ranked[0]?.apt).toBeGreaterThan(0);
  expect(listed(rules, bodyOnly, '', model(0.9)).tags.map(({ code }) => code)).toEqual(['20000579']);
});

test('without a rule the model’s class is told when it is likely, and nothing when it is not', () => {
  expect(listed([], 'The mill turns.', '', model(0.6)).tags).toMatchObject([
    { code: '11000000', via: 'model', because: ['mill'] },
  ]);
  expect(listed([], 'The mill turns.', '', model(0.4)).tags).toEqual([]);
});

test('a finer class of the model is told without a rule when it is likely, and bears out the rule it has', () => {
  expect(listed([], 'The mill turns.', '', model(0.9, 0.9)).tags).toMatchObject([
    { code: '20000574', via: 'model', because: ['mill'], broader: ['11000000'] },
  ]);
  const rules = [rule('20000574', { terms: { voters: 3 } })];
  const scoreWith = (elections: number) =>
    listed(rules, 'Voters wait for the boat.', '', model(0.5, elections)).ranked[0]?.score ?? 0;
  expect(scoreWith(0.9)).toBeGreaterThan(scoreWith(0.05) + 0.2);
});

test('between the two thresholds a subject is listed that a rule proves by the title, and one of the text is not', () => {
  const rules = [
    rule('20000574', { terms: { voters: 5, ballot: 5 } }),
    rule('20000638', { terms: { embassy: 6, envoy: 6 } }),
  ];
  const body = 'The embassy sent its envoy; another envoy of the embassy came.';
  /** whether elections are listed, for doubts of the model that leave them between the thresholds */
  const outcomes = (title: string, text: string): boolean[] =>
    Array.from({ length: 60 }, (_, at) => at / 100 + 0.001).flatMap((elections) => {
      const { tags, ranked } = listed(rules, `${text} ${padding}`, title, model(0.1, elections));
      // the aptest of all has a threshold of its own
      const { apt } = ranked.slice(1).find(({ code }) => code === '20000574') ?? { apt: 0 };
      return apt > 0.23 && apt < 0.34 ? [tags.some(({ code }) => code === '20000574')] : [];
    });
  const titled = outcomes('Envoy: voters', `${body} Voters had a ballot.`);
  const below = outcomes('Envoy', `${body} Voters had a ballot, voters went, the ballot closed.`);
  expect(titled.length).toBeGreaterThan(0);
  expect(below.length).toBeGreaterThan(0);
  expect(new Set(titled)).toEqual(new Set([true]));
  expect(new Set(below)).toEqual(new Set([false]));
});

test('an exception cancels a rule where an article begins, not far below', () => {
  const rules = [rule('20000579', { terms: { voters: 3, ballot: 3 }, not: ['"talent show"'] })];
  const words = 'Voters cast a ballot; voters want the ballot.';
  expect(listed(rules, `${words} The talent show ended.`).tags).toEqual([]);
  expect(listed(rules, `${words} ${padding} The talent show ended.`, 'Voters and ballot').tags).toHaveLength(
    1,
  );
});

test('the order is the same whatever order the rules stand in', () => {
  const rules = [
    rule('20000574', { terms: { voters: 3, ballot: 3 } }),
    rule('20000579', { terms: { voters: 3, ballot: 3 } }),
  ];
  const text = 'Voters had a ballot, and voters came.';
  expect(listed(rules.toReversed(), text).tags).toEqual(listed(rules, text).tags);
});
