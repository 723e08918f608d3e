// Media Topics in texts of other languages: by rules that say lang, beside the English ones of the same code.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import type { TopicRuleData } from '../../../src/model/vocabulary.ts';
import { compileVocabulary } from '../../../src/tag/compile.ts';
import { tagText } from '../../../src/tag/tag.ts';
import { smallData } from '../../support/vocabulary.ts';

const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
const [block = ''] = readme.match(/topics:\n {2}- code: "20000530"[\s\S]*?(?=```)/) ?? [];
const shown = (parse(block) as { topics: TopicRuleData[] }).topics[0] as TopicRuleData;

const english = { code: '20000530', query: 'strike', must: ['A strike.'], mustNot: ['A goal.'] };
const vocabulary = compileVocabulary(smallData({}, [english, shown]));
const topicsOf = (text: string, lang: string | null) =>
  tagText({ title: '', text, lang }, vocabulary).topics.map(({ code, because }) => [code, because]);

test('the German rule that the README shows takes five lines and fires on German texts', () => {
  expect(block.trimEnd().split('\n')).toHaveLength(6);
  for (const text of shown.must) expect(topicsOf(text, null)).toEqual([['20000530', expect.anything()]]);
  for (const text of shown.mustNot) expect(topicsOf(text, null)).toEqual([]);
});

test('each rule of a code is asked of the texts in its language', () => {
  const both = 'Warnstreik! They strike.';
  expect(topicsOf(both, 'de')).toEqual([['20000530', ['warnstreik']]]);
  expect(topicsOf(both, 'en')).toEqual([['20000530', ['strike']]]);
  expect(topicsOf(both, 'fr')).toEqual([]);
});

test('where nothing says the language all are asked, and the topic is told once', () => {
  expect(topicsOf('Warnstreik! They strike.', null)).toHaveLength(1);
});
