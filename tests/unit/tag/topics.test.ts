import { expect, test } from 'vitest';
import type { TopicRuleData } from '../../../src/model/vocabulary.ts';
import { compileVocabulary } from '../../../src/tag/compile.ts';
import { tagText } from '../../../src/tag/tag.ts';
import { smallData } from '../../support/vocabulary.ts';

const proofs = { must: ['x'], mustNot: ['x'] };
const rule = (more: Partial<TopicRuleData>): TopicRuleData => ({ code: '20000574', ...proofs, ...more });
const topics = (rules: TopicRuleData[], text: string, title = '') =>
  tagText({ title, text, lang: 'en' }, compileVocabulary(smallData({}, rules))).topics;
const codes = (rules: TopicRuleData[], text: string, title = '') =>
  topics(rules, text, title).map(({ code }) => code);

const padding = 'The river is wide and slow here. '.repeat(40);

test('terms add up to the threshold, and the tag says which words did it', () => {
  const rules = [rule({ terms: { 'voter*': 3, ballot: 2 } })];
  expect(codes(rules, 'The voters stayed at home.')).toEqual([]);
  expect(topics(rules, 'The voters dropped a ballot.')).toEqual([
    {
      code: '20000574',
      label: 'election',
      score: expect.closeTo(0.594, 3),
      broader: ['11000000'],
      because: ['voters', 'ballot'],
      via: 'rule',
    },
  ]);
});

test('a word in the title counts more than one far below', () => {
  const rules = [rule({ terms: { voters: 3 } })];
  expect(codes(rules, 'Nothing more.', 'Voters decide')).toEqual(['20000574']);
  expect(codes(rules, `${padding} The voters decide.`)).toEqual([]);
});

test('repeats count less each time, and a chant proves nothing', () => {
  const rules = [rule({ terms: { voters: 1, ballot: 1 } })];
  expect(codes(rules, 'voters voters voters voters voters voters ballot ballot ballot ballot')).toEqual([]);
});

test('a word counts once for the heaviest term that holds it', () => {
  const rules = [rule({ terms: { '"ballot box"': 3, ballot: 2, box: 2 } })];
  expect(codes(rules, 'They emptied the ballot box.')).toEqual([]);
});

test('hints alone never name a subject', () => {
  const rules = [rule({ terms: { party: 1, vote: 1, seat: 1, poll: 1, count: 1, booth: 1, list: 2 } })];
  expect(codes(rules, 'party vote seat poll count booth list')).toEqual([]);
});

test('not cancels, all is required, a query is enough by itself', () => {
  const words = { voters: 3, ballot: 3 };
  expect(
    codes([rule({ terms: words, not: ['"talent show"'] })], 'Voters at the talent show had a ballot.'),
  ).toEqual([]);
  expect(codes([rule({ terms: words, all: ['parliament'] })], 'Voters had a ballot.')).toEqual([]);
  expect(codes([rule({ terms: words, all: ['parliament'] })], 'Voters had a ballot for parliament.')).toEqual(
    ['20000574'],
  );
  expect(codes([rule({ query: 'count NEAR/3 votes' })], 'They count all the votes.')).toEqual(['20000574']);
});

test('a finer topic stands for the broader one, which it carries', () => {
  const rules = [
    rule({ terms: { voters: 3, ballot: 3 } }),
    rule({ code: '20000579', terms: { '"general election"': 3, voters: 3 } }),
  ];
  const found = topics(rules, 'Voters cast a ballot in the general election.');
  expect(found.map(({ code, broader }) => [code, broader])).toEqual([['20000579', ['20000574', '11000000']]]);
});

test('a topic of the operator’s own has its label and its place in the tree', () => {
  const own = rule({ code: 'user:ports', label: 'Port strikes', parent: '20000574', query: 'dockers' });
  expect(topics([own], 'The dockers rest.')[0]).toMatchObject({
    code: 'user:ports',
    label: 'Port strikes',
    broader: ['20000574', '11000000'],
  });
});

test('a rule speaks only for its language, unless it is for any', () => {
  const german = rule({ query: 'Wahl', lang: 'de' });
  expect(codes([german], 'Wahl')).toEqual([]);
  expect(codes([{ ...german, lang: 'any' }], 'Wahl')).toEqual(['20000574']);
});

test('rules may ask for entities of the packs', () => {
  const data = smallData({ entities: [{ id: 'pw:org:league', type: 'ORG', name: 'Reed League' }] }, [
    rule({ terms: { 'entity:"pw:org:league"': 6, pond: 3 } }),
  ]);
  const tags = tagText(
    { title: '', text: 'The Reed League owns the pond.', lang: 'en' },
    compileVocabulary(data),
  );
  expect(tags.topics.map(({ code }) => code)).toEqual(['20000574']);
});

test('an entity counts where it is named: in the title by any of its names, less far below; its names are the reason', () => {
  const league = {
    id: 'pw:org:league',
    type: 'ORG' as const,
    name: 'Reed League',
    aliases: [{ text: 'Water Union' }],
  };
  const asked = (entity: string, title: string, text: string) => {
    const data = smallData({ entities: [league] }, [rule({ terms: { [entity]: 3 } })]);
    return tagText({ title, text, lang: 'en' }, compileVocabulary(data)).topics.map(({ because }) => because);
  };
  for (const entity of ['entity:"pw:org:league"', 'entity:"reed league"', 'entity:"Water Union"'])
    expect(asked(entity, 'The Water Union meets', 'The Reed League has met.')).toEqual([
      ['water union', 'reed league'],
    ]);
  expect(asked('entity:"pw:org:league"', '', `${padding} The Reed League has met.`)).toEqual([]);
});

test('the version names the data: equal data, equal version; one changed weight, another', () => {
  const versionOf = (weight: number) =>
    compileVocabulary(smallData({}, [rule({ terms: { voters: weight } })])).version;
  expect(versionOf(3)).toBe(versionOf(3));
  expect(versionOf(3)).not.toBe(versionOf(2));
  expect(versionOf(3)).toMatch(/^[0-9a-f]{16}$/);
});

test("a topic of one's own is looked for in every language, a Media Topic in English, unless the rule says otherwise", () => {
  const own = rule({ code: 'user:ports', label: 'Ports', query: 'hafen*' });
  const found = (one: TopicRuleData, lang: string) =>
    tagText({ title: '', text: 'Der Hafen liegt im Norden.', lang }, compileVocabulary(smallData({}, [one])))
      .topics.length;
  expect(found(own, 'de')).toBe(1);
  expect(found({ ...own, lang: 'tr' }, 'de')).toBe(0);
  expect(found(rule({ query: 'hafen*' }), 'de')).toBe(0);
});
