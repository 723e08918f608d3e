// Values that nothing has are told, with what may be meant; values that exist are not.
import { expect, test } from 'vitest';
import { compileQuery } from '../../../src/match/compile.ts';
import { valueWarnings } from '../../../src/standing/value-warnings.ts';
import { compileVocabulary } from '../../../src/tag/compile.ts';
import { smallData } from '../../support/vocabulary.ts';

const vocabulary = compileVocabulary(
  smallData({
    entities: [
      {
        id: 'Q39259',
        type: 'PER',
        name: 'Recep Tayyip Erdoğan',
        aliases: ['Erdoğan', { text: 'Reis', guard: { need: 'ankara' } }],
        names: { de: 'Erdogan (Politiker)' },
      },
      { id: 'Q43', type: 'LOC', name: 'Turkey', demonyms: ['Turkish'] },
    ],
  }),
);
const warn = async (query: string) =>
  (await valueWarnings(compileQuery(query, {}).ast, { vocabulary: () => vocabulary })).map((one) => ({
    ...one,
    of: query.slice(one.start, one.end),
  }));

test.each([
  'topic:20000574',
  'topic:"National  Elections"',
  'topic:POLITICS OR bank',
  'lang:en OR lang:pt-BR OR lang:zh_hant OR lang:fil',
  'country:TR OR country:"türkiye" OR country:germany',
  'entity:erdogan',
  'entity:PER:Erdogan AND entity:q39259',
  'about:reis OR about:Turkish OR entity:"Erdogan (Politiker)"',
  'bank NOT (entity:turkey OR lang:de)',
  'source:"Nobody knows" AND domain:nowhere.example',
])('%s: nothing to say', async (query) => {
  expect(await warn(query)).toEqual([]);
});

test.each([
  ['topic:nope', 'W_TOPIC', 'topic:nope', /no topic "nope"/, /topics are in config/],
  ['bank AND topic:electoin', 'W_TOPIC', 'topic:electoin', /no topic/, /did you mean topic:election\?/],
  ['NOT topic:99999999 bank', 'W_TOPIC', 'topic:99999999', /no topic/, /config/],
  ['lang:xx', 'W_LANG', 'lang:xx', /no language code/, /two letters/],
  ['lang:turkish', 'W_LANG', 'lang:turkish', /"turkish" is no language code/, /Turkish is lang:tr/],
  ['country:germnay', 'W_COUNTRY', 'country:germnay', /no country/, /country:Germany/],
  [
    'entity:Erdogn',
    'W_ENTITY',
    'entity:Erdogn',
    /no entity pack knows "Erdogn"/,
    /entity:"Erdoğan"|entity:Erdo/,
  ],
  ['about:PER:"Jane Roe"', 'W_ENTITY', 'about:PER:"Jane Roe"', /no entity pack/, /config\/entities/],
])('%s: %s', async (query, code, of, message, hint) => {
  expect(await warn(query)).toEqual([
    expect.objectContaining({
      code,
      of,
      message: expect.stringMatching(message),
      hint: expect.stringMatching(hint),
    }),
  ]);
});

test('values are told in their order, each at its place, in groups and under NOT', async () => {
  const said = await warn('bank AND (topic:(nope OR politics OR nada) OR NOT NOT lang:xx) NOT entity:Qzzz');
  expect(said.map(({ code, of }) => [code, of])).toEqual([
    ['W_TOPIC', 'nope'],
    ['W_TOPIC', 'nada'],
    ['W_LANG', 'lang:xx'],
    ['W_ENTITY', 'entity:Qzzz'],
  ]);
});

test('the vocabulary is not read for a query that names no topic and no entity', async () => {
  const { ast } = compileQuery('bank AND lang:en', {});
  const vocabularyUnread = () => {
    throw new Error('read');
  };
  await expect(valueWarnings(ast, { vocabulary: vocabularyUnread })).resolves.toEqual([]);
});
