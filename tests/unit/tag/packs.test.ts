// What packs promise: proofs of every guarded spelling, no ordinary word without a guard, the later pack decides, and why
// a spelling counts.
import { expect, test } from 'vitest';
import type { VocabularyData } from '../../../src/model/vocabulary.ts';
import { compileVocabulary } from '../../../src/tag/compile.ts';
import { aliasProofs, countPack } from '../../../src/tag/entities/prove.ts';
import { claimsOf, explainName } from '../../../src/tag/entities/why.ts';
import { tagText } from '../../../src/tag/tag.ts';
import { shipped, shippedData, smallData } from '../../support/vocabulary.ts';

const failing = (data: VocabularyData): string[] => {
  const { entities } = compileVocabulary(data);
  return aliasProofs(data).flatMap(({ run }) => run(entities) ?? []);
};
const apple = (guard: object | undefined) =>
  smallData({
    entities: [
      { id: 'pw:org:apple', type: 'ORG', name: 'Apple', aliases: guard ? [{ text: 'Apple', guard }] : [] },
    ],
  });
const words = (data: VocabularyData): VocabularyData => ({ ...data, frequentWords: ['apple'] });
const good = { need: 'shares', must: 'Shares of {} rose.', mustNot: '{} pie is sweet.' };

test('the shipped packs hold three thousand entities and twelve thousand spellings at least, all proofs hold', () => {
  const ids = new Set(shippedData.packs.flatMap(({ entities }) => entities.map(({ id }) => id)));
  const spellings = shippedData.packs.reduce((sum, pack) => sum + countPack(pack).aliases, 0);
  expect(ids.size).toBeGreaterThanOrEqual(3000);
  expect(spellings).toBeGreaterThanOrEqual(12_000);
  expect(failing(shippedData)).toEqual([]);
});

test('an ordinary word without a guard is told, with one it is not', () => {
  expect(failing(words(apple(undefined)))).toEqual([
    '"Apple" of pw:org:apple is an ordinary word and has no guard',
  ]);
  expect(failing(words(apple(good)))).toEqual([]);
});

test('a guard needs a text where it holds and one where not, and each must do what it says', () => {
  expect(failing(apple({ need: 'shares' }))).toEqual([
    '"Apple" of pw:org:apple has a guard without "must"',
    '"Apple" of pw:org:apple has a guard without "mustNot"',
  ]);
  expect(failing(apple({ ...good, must: 'Apple shares rose.' }))).toEqual([
    '"Apple" of pw:org:apple: its "must" has no {}',
  ]);
  expect(failing(apple({ ...good, need: 'stock' }))).toEqual([
    '"Apple" is not pw:org:apple in "Shares of Apple rose."',
  ]);
  expect(failing(apple({ ...good, mustNot: 'Shares of {} pie.' }))).toEqual([
    '"Apple" is pw:org:apple in "Shares of Apple pie."',
  ]);
});

test('the later pack decides on a spelling of the same entity, may rename it, and may remove it', () => {
  const first = { id: 'pw:org:reed', type: 'ORG' as const, name: 'Reed League', aliases: ['Reeds'] };
  const pack = (entities: VocabularyData['packs'][number]['entities']) => ({
    ...{ pack: 'x', version: '2026-01-01', licence: 'CC0-1.0', source: 'test' },
    entities,
  });
  const found = (...packs: VocabularyData['packs']) =>
    tagText(
      { title: '', text: 'The Reeds met.', lang: 'de' },
      compileVocabulary({ ...smallData({}), packs }),
    ).mentions.map(({ name, entityId }) => `${name} ${entityId}`);
  expect(found(pack([first]))).toEqual(['Reed League pw:org:reed']);
  const later = { ...first, name: 'League of Reeds', aliases: [{ text: 'Reeds', guard: { need: 'pond' } }] };
  expect(found(pack([first]), pack([later]))).toEqual([]);
  expect(found(pack([first]), pack([{ ...first, name: 'League of Reeds' }]))).toEqual([
    'League of Reeds pw:org:reed',
  ]);
  expect(found(pack([first]), pack([{ ...first, removed: true }]))).toEqual([]);
});

test('the ambiguous of the news are told apart', () => {
  const linked = (text: string) =>
    tagText({ title: '', text, lang: 'en' }, shipped).mentions.flatMap(({ text: surface, entityId }) =>
      entityId === null || entityId.startsWith('local:') ? [] : [`${surface} ${entityId}`],
    );
  const cases: [text: string, ...links: string[]][] = [
    ['The WHO declared the outbreak of the disease over.', 'WHO Q7817'],
    ['Who declared it over?'],
    ['Rowers trained on the Isis, as the Thames is called in Oxford.'],
    ['Visitors from Tbilisi, Georgia.', 'Tbilisi Q994', 'Georgia Q230'],
    ['Voters in Atlanta, Georgia.', 'Atlanta Q23556', 'Georgia Q1428'],
    ['Reading the letter, he said it was nice.'],
    ['Target practice began at noon.'],
    ['LET US PRAY, the bishop said.'],
    ['The orange was sweet. Orange trees bloom in May.'],
    ['He needs a visa. Visa rules changed.'],
    ['Chad Smith plays the drums.'],
    ['Paris Hilton sang.'],
    ['She collects shells. Shell after shell broke.'],
    ['Deforestation in the Amazon has slowed.'],
  ];
  for (const [text, ...links] of cases) expect([text, ...linked(text)]).toEqual([text, ...links]);
});

test('a building that stands for its institution is the institution', () => {
  const [pentagon, kremlin] = tagText(
    { title: '', text: 'The Pentagon denied it. The Kremlin agreed.', lang: 'en' },
    shipped,
  ).mentions;
  expect([pentagon, kremlin]).toMatchObject([
    { type: 'ORG', entityId: 'Q11209' },
    { type: 'ORG', entityId: expect.stringMatching(/^(Q|pw:org:)/) },
  ]);
});

test('why tells each spelling, the conditions that fail, and what came out', () => {
  expect(claimsOf('isis', shipped.entities.index).map(({ alias, id }) => `${alias} ${id}`)).toEqual([
    'ISIS Q2429253',
    'Isis Q2429253',
  ]);
  const text = 'A statue of Isis, the goddess. ISIS fighters fled.';
  const [statue, fighters] = explainName('ISIS', text, 'en', shipped.entities);
  expect(statue?.claims.map(({ counts, fails }) => [counts, fails.length])).toEqual([
    [false, 1],
    [false, 1],
  ]);
  expect(statue?.claims[1]?.fails[0]).toMatch(/^found within 30 words: goddess/);
  expect(fighters).toMatchObject({ start: 31, mention: { entityId: 'Q2429253', alias: 'ISIS' } });
  expect(claimsOf('Grimsund', shipped.entities.index)).toEqual([]);
  expect(explainName('', text, 'en', shipped.entities)).toEqual([]);
});

test('packs work in any script, where there is no model', () => {
  const found = (text: string, lang: string) =>
    tagText({ title: '', text, lang }, shipped).mentions.map(
      ({ entityId, method }) => `${entityId} ${method}`,
    );
  expect(found('Турция, Сирия', 'ru')).toEqual(['Q43 pack', 'Q858 pack']);
  expect(found('土耳其和叙利亚', 'zh')).toEqual(['Q43 pack', 'Q858 pack']);
  expect(found('تركيا ، سوريا', 'ar')).toEqual(['Q43 pack', 'Q858 pack']);
  expect(found('Τουρκία, Συρία', 'el')).toEqual(['Q43 pack', 'Q858 pack']);
  expect(found('तुर्की', 'hi')).toEqual(['Q43 pack']);
});
