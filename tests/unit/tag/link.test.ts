// Who is who inside one article, and the ids of names that no pack knows.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Mention } from '../../../src/model/article.ts';
import { compileVocabulary } from '../../../src/tag/compile.ts';
import { keyWords, localId } from '../../../src/tag/entities/key.ts';
import { linkSpans } from '../../../src/tag/entities/link.ts';
import type { Span } from '../../../src/tag/entities/span.ts';
import { tagText } from '../../../src/tag/tag.ts';
import { shipped, smallData } from '../../support/vocabulary.ts';

const mentions = (text: string): Mention[] => tagText({ title: '', text, lang: 'en' }, shipped).mentions;

type Given = Pick<Span, 'name' | 'type'> & Partial<Span>;
/** spans as a tagger finds them, each a name of its own; the surface is the name */
function link(...given: Given[]): string[] {
  const base = { id: null, alias: null, score: 0.8, method: 'shape' as const, about: [] };
  const spans = given.map((one, at): Span => ({ ...base, first: at, last: at, ...one }));
  return linkSpans(spans, (span) => spans.find(({ first }) => first === span.first)?.name ?? '').map(
    ({ id, name, type }) => `${name}/${type}${id === null ? ' -' : id.startsWith('local:') ? '' : ` ${id}`}`,
  );
}
const per = (name: string, more: Partial<Span> = {}): Given => ({ name, type: 'PER', ...more });
const org = (name: string, more: Partial<Span> = {}): Given => ({ name, type: 'ORG', ...more });

test('one name has one id in every article: accents, articles, possessives and legal forms do not count', () => {
  expect(localId('PER', 'İlhami Balı')).toBe(localId('PER', 'Ilhami Bali'));
  expect(localId('ORG', 'the Vexholm Line')).toBe(localId('ORG', 'Vexholm Line'));
  expect(localId('ORG', 'Vexholm Shipping Inc.')).toBe(localId('ORG', 'Vexholm Shipping'));
  expect(localId('PER', 'Omar el-Vexhi')).toBe(localId('PER', 'Omar al-Vexhi'));
  expect(localId('PER', 'Anna Vexholm')).toBe('local:per:ae232e55bd108cf0');
  expect(localId('PER', 'Anna Vexholm')).not.toBe(localId('ORG', 'Anna Vexholm'));
});

test('a key is never empty for a text with letters, and the same every time', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('PER', 'ORG', 'LOC', 'MISC'),
      (text, type) => {
        const words = keyWords(text, type);
        if (/[a-z]/i.test(text)) expect(words.length).toBeGreaterThan(0);
        expect(keyWords(text, type)).toEqual(words);
      },
    ),
    { numRuns: 500, seed: 4 },
  );
});

test('initials and missing middle names lead to the full name', () => {
  expect(link(per('Maria Clara Quillfeather'), per('Maria Quillfeather'), per('M. C. Quillfeather'))).toEqual(
    Array(3).fill('Maria Clara Quillfeather/PER'),
  );
  expect(link(per('R. T. Erdogan'), per('Recep Tayyip Erdogan', { id: 'Q39259' }))).toEqual(
    Array(2).fill('Recep Tayyip Erdogan/PER Q39259'),
  );
});

test('another given name, or one that could be two people, joins nobody', () => {
  expect(link(per('Maria Quillfeather'), per('Tom Quillfeather'))).toEqual([
    'Maria Quillfeather/PER',
    'Tom Quillfeather/PER',
  ]);
  expect(link(per('Maria Clara Vex'), per('Marta Clara Vex'), per('M. Vex'))[2]).toBe('M. Vex/PER');
});

test('an organisation is known by its tail, or by its head without the word that says what it is', () => {
  expect(link(org('Calder Free Beacon'), org('Free Beacon'), org('Vexholm Bank'), org('Vexholm'))).toEqual([
    ...Array(2).fill('Calder Free Beacon/ORG'),
    ...Array(2).fill('Vexholm Bank/ORG'),
  ]);
});

test('an unsure type gives way to what the same name is elsewhere in the text', () => {
  expect(link(org('Vexholm Line', { score: 0.9 }), per('Vexholm Line', { score: 0.5 }))).toEqual(
    Array(2).fill('Vexholm Line/ORG'),
  );
  expect(link(org('Vexholm Line', { score: 0.9 }), per('Vexholm Line', { score: 0.8 }))[1]).toBe(
    'Vexholm Line/PER',
  );
});

test('a single surname and a few letters are too little for an id', () => {
  expect(link(per('Vexholm'), org('VXL'), org('VEXHOLM'))).toEqual([
    'Vexholm/PER -',
    'VXL/ORG -',
    'VEXHOLM/ORG',
  ]);
});

test('an acronym in brackets stands for the entity either way round', () => {
  for (const text of [
    'The Stockholm Center for Freedom (SCF) wrote it. SCF says more.',
    'SCF (Stockholm Center for Freedom) wrote it. The SCF says more.',
  ]) {
    expect(mentions(text).map(({ entityId }) => entityId)).toEqual(
      Array(3).fill('pw:org:stockholm-center-for-freedom'),
    );
  }
});

test('suffixes behind an apostrophe stay outside, in Turkish text too', () => {
  const tags = tagText(
    { title: '', text: "Erdoğan'ın sözleri Türkiye'de yankı buldu.", lang: 'tr' },
    shipped,
  );
  expect(tags.mentions.map(({ text, entityId }) => `${text} ${entityId}`)).toEqual([
    'Erdoğan Q39259',
    'Türkiye Q43',
  ]);
});

test('of two entities with one spelling, the one whose country the text speaks of is meant; else both are kept', () => {
  const vocabulary = compileVocabulary(
    smallData({
      entities: [
        { id: 'pw:loc:ruritania', type: 'LOC', name: 'Ruritania' },
        { id: 'pw:org:bank-a', type: 'ORG', name: 'Vexholm Bank', about: ['pw:loc:ruritania'] },
        { id: 'pw:org:bank-b', type: 'ORG', name: 'Vexholm Bank', about: ['pw:loc:grimsund'] },
      ],
    }),
  );
  const found = (text: string) => tagText({ title: '', text, lang: 'de' }, vocabulary).mentions[0];
  expect(found('Vexholm Bank in Ruritania')).toMatchObject({ entityId: 'pw:org:bank-a' });
  expect(found('Vexholm Bank')).toMatchObject({
    entityId: null,
    candidates: ['pw:org:bank-a', 'pw:org:bank-b'],
  });
});

test('people are linked whole: a namesake with another given name is not meant', () => {
  const linked = (text: string) =>
    mentions(text).flatMap(({ entityId }) =>
      entityId === null || entityId.startsWith('local:') ? [] : [entityId],
    );
  expect(linked('Paolo Duterte spoke to Hamza bin Laden.')).toEqual([]);
  expect(linked('President Duterte spoke.')).toHaveLength(1);
});
