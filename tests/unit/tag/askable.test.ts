// By which names a query may ask for an entity that an article names in another way.
import { expect, test } from 'vitest';
import { shipped } from '../../support/vocabulary.ts';

const names = (id: string) => shipped.aliases.get(id) ?? [];

test('a spelling that counts only in its context may be asked for while it is one entity’s alone', () => {
  expect(names('Q39259')).toEqual(expect.arrayContaining(['Recep Tayyip Erdoğan', 'Erdogan']));
  expect(names('Q2429253')).toEqual(expect.arrayContaining(['ISIS', 'Daesh']));
});

test('a spelling that several entities claim asks for none of them', () => {
  const claimed = [...shipped.aliases.values()].filter((all) => all.includes('Georgia'));
  expect(claimed.length).toBeLessThanOrEqual(1);
});
