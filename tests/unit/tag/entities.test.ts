import { expect, test } from 'vitest';
import type { Mention } from '../../../src/model/article.ts';
import { compileVocabulary } from '../../../src/tag/compile.ts';
import { tagText } from '../../../src/tag/tag.ts';
import { shipped, smallData } from '../../support/vocabulary.ts';

const mentions = (text: string, title = ''): Mention[] =>
  tagText({ title, text, lang: 'en' }, shipped).mentions;
const linked = (text: string, title = ''): string[] =>
  mentions(text, title).flatMap(({ text: surface, entityId }) =>
    entityId === null || entityId.startsWith('local:') ? [] : [`${surface}=${entityId}`],
  );
const typed = (text: string): string[] =>
  mentions(text).map(({ text: surface, type }) => `${surface}/${type}`);
const idsOf = (text: string): Set<string | null> => new Set(mentions(text).map(({ entityId }) => entityId));

test('all spellings of the Islamic State are one entity', () => {
  const text =
    'ISIS fighters fled. ISIL denied it. The Islamic State of Iraq and Levant, or Daesh, lost a town; IS militants and the Islamic State of Iraq and the Levant are the same.';
  expect(idsOf(text)).toEqual(new Set(['Q2429253']));
  expect(mentions(text)).toHaveLength(6);
});

test('a crisis, a goddess and a common verb are no armed group', () => {
  expect(linked('The crisis was over. Isis, the goddess, wept. What it IS matters little.')).toEqual([]);
});

test('accents, dotless letters and Turkish suffixes lead to one person', () => {
  const text = "Erdogan met Recep Tayyip Erdoğan’s guests. Erdoğan'ın sözleri; ERDOGAN again.";
  expect(mentions(text).map(({ text: surface, entityId }) => [surface, entityId])).toEqual([
    ['Erdogan', 'Q39259'],
    ['Recep Tayyip Erdoğan', 'Q39259'],
    ['Erdoğan', 'Q39259'],
    ['ERDOGAN', 'Q39259'],
  ]);
});

test('a bird in lower case, a roast and a country are told apart', () => {
  expect(linked('The turkey gobbled. Turkey sent a note to Syria.')).toEqual(['Turkey=Q43', 'Syria=Q858']);
  expect(linked('Roast Turkey with gravy for eight.')).toEqual([]);
});

test('the pronoun us is no country, the abbreviation is', () => {
  expect(linked('They told us that the US and the U.S. Navy agree with the U.K.')).toEqual([
    'US=Q30',
    expect.stringMatching(/^U\.S\. Navy=/),
    'U.K.=Q145',
  ]);
});

test('compounds give their parts, possessives stay outside', () => {
  expect(linked("U.S.-Turkey talks, ISIS-related cases, anti-Israel words and Syria's border")).toEqual([
    'U.S.=Q30',
    'Turkey=Q43',
    'ISIS=Q2429253',
    'Israel=Q801',
    'Syria=Q858',
  ]);
});

test('nationality words are about a country without naming it', () => {
  const [word] = mentions('A Turkish official spoke.');
  expect(word).toMatchObject({ text: 'Turkish', type: 'MISC', entityId: null, about: ['Q43'] });
});

test('an acronym in brackets stands for its long form everywhere in the text', () => {
  const text = 'Tom Baker leads the Foundation for River Birds (FRB). The FRB counts herons.';
  const birds = mentions(text).filter(({ type }) => type === 'ORG');
  expect(birds.map(({ text: surface }) => surface)).toEqual(['Foundation for River Birds', 'FRB', 'FRB']);
  expect(new Set(birds.map(({ name }) => name))).toEqual(new Set(['Foundation for River Birds']));
});

test('an acronym takes over the id of a long form that a pack knows', () => {
  const text = 'The Stockholm Center for Freedom (SCF) wrote it. SCF says more.';
  expect(idsOf(text)).toEqual(new Set(['pw:org:stockholm-center-for-freedom']));
  expect(mentions(text)).toHaveLength(3);
});

test('a surname joins its full name, also when it comes first', () => {
  const text =
    'Quillfeather resigned. Maria Quillfeather, a lawyer, gave no reason. Quillfeather left at noon.';
  expect(mentions(text).map(({ type, name }) => `${name}/${type}`)).toEqual(
    Array(3).fill('Maria Quillfeather/PER'),
  );
});

test('a surname alone is no link where the pack asks for context', () => {
  expect(linked('He held the trump card. The trumpet played.')).toEqual([]);
  expect(linked('Trump cards were sold at the fair.')).toEqual([]);
  expect(linked('The Trump administration answered.')).toEqual(['Trump=Q22686']);
});

test('names that no pack knows are typed by what stands beside them, with an id of their own', () => {
  expect(
    typed('Mr Dunstable, the spokesman, met Anna Vexholm at Vexholm Shipping Inc in the town of Grimsund.'),
  ).toEqual(['Dunstable/PER', 'Anna Vexholm/PER', 'Vexholm Shipping Inc/ORG', 'Grimsund/LOC']);
  expect([...idsOf('Anna Vexholm spoke.')][0]).toMatch(/^local:per:[0-9a-f]{16}$/);
  expect(mentions('Anna Vexholm spoke.')[0]?.score).toBeLessThan(0.98);
});

test('a larger name wins over the place inside it', () => {
  expect(typed("The Bank of Turkey and the Ankara Chief Public Prosecutor's Office replied.")).toEqual([
    'Bank of Turkey/ORG',
    "Ankara Chief Public Prosecutor's Office/ORG",
  ]);
  expect(typed('Yesterday Paris Hilton sang.')).toEqual(['Paris Hilton/PER']);
});

test('headlines in title case give names of packs and of the text, no other capitals', () => {
  const title = 'Wiretaps: Turkey Aided Passage of Militant Fighters, Vexholm Tells Judges';
  expect(mentions('Anna Vexholm spoke in court.', title).map(({ text, type }) => `${text}/${type}`)).toEqual([
    'Turkey/LOC',
    'Vexholm/PER',
    'Anna Vexholm/PER',
  ]);
});

test('addresses, handles and hashtags name no one', () => {
  expect(
    linked('See https://example.org/Turkey/Syria, mail Ankara@example.org, @Turkey and #Syria.'),
  ).toEqual([]);
});

test('in other languages packs work and shapes are silent', () => {
  const tags = tagText(
    { title: '', text: 'Bundeskanzler Merz reiste in die Türkei und traf Erdoğan in Ankara.', lang: 'de' },
    shipped,
  );
  expect(tags.mentions.map(({ text, entityId }) => `${text}=${entityId}`)).toEqual([
    expect.stringMatching(/^Merz=/),
    'Türkei=Q43',
    'Erdoğan=Q39259',
    'Ankara=Q3640',
  ]);
});

test('an alias of two entities without a deciding guard links to neither', () => {
  const vocabulary = compileVocabulary(
    smallData({
      entities: [
        { id: 'pw:loc:springfield-a', type: 'LOC', name: 'Springfield' },
        { id: 'pw:loc:springfield-b', type: 'LOC', name: 'Springfield' },
      ],
    }),
  );
  const [mention] = tagText(
    { title: '', text: 'They moved to Springfield.', lang: 'en' },
    vocabulary,
  ).mentions;
  expect(mention).toMatchObject({ text: 'Springfield', entityId: null });
});

test('a guard may ask for an entity, a word, a distance and that nothing touches the name', () => {
  const vocabulary = compileVocabulary(
    smallData({
      entities: [
        { id: 'pw:loc:ruritania', type: 'LOC', name: 'Ruritania' },
        {
          id: 'pw:loc:strelsau',
          type: 'LOC',
          name: 'Strelsau',
          aliases: [{ text: 'Strelsau', guard: { need: 'entity:"pw:loc:ruritania"' } }],
        },
        {
          id: 'pw:org:crown',
          type: 'ORG',
          name: 'Crown',
          aliases: [{ text: 'Crown', guard: { need: 'palace', within: 3, alone: true } }],
        },
      ],
    }),
  );
  const found = (text: string) =>
    tagText({ title: '', text, lang: 'de' }, vocabulary).mentions.map(({ entityId }) => entityId);
  expect(found('Strelsau is far.')).toEqual([]);
  expect(found('Strelsau, the capital of Ruritania')).toEqual(['pw:loc:strelsau', 'pw:loc:ruritania']);
  expect(found('At the palace the Crown was silent.')).toEqual(['pw:org:crown']);
  expect(found('At the palace, a long way off from it all, the Crown was silent.')).toEqual([]);
  expect(found('At the palace the Crown Hotel was full.')).toEqual([]);
});

test('a text without any capital still gives the unguarded names', () => {
  expect(linked('talks between syria and germany went on while everyone waited for news')).toEqual([
    'syria=Q858',
    'germany=Q183',
  ]);
});
