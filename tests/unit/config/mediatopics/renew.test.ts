// A newer taxonomy beside the one in force: nothing that was known once is forgotten.
import { expect, test } from 'vitest';
import { renewTaxonomy } from '../../../../src/config/mediatopics/renew.ts';
import type { Subject, Taxonomy } from '../../../../src/model/model.ts';

const subject = (code: string, parent: string | null, facts: Partial<Subject> = {}): Subject => ({
  ...{ code, parent, wikidata: null, retired: null, names: { 'en-GB': `label ${code}` } },
  ...facts,
});
const before: Taxonomy = {
  version: '2023-10-24',
  subjects: [
    subject('01000000', null),
    subject('02000000', null),
    subject('20000001', '01000000', { wikidata: 'Q1', names: { 'en-GB': 'one', de: 'eins' } }),
    subject('20000002', '01000000'),
    subject('20000003', null, { retired: '2020-01-01' }),
  ],
};
const fresh: Taxonomy = {
  version: '2026-04-01',
  subjects: [
    subject('01000000', null),
    subject('02000000', null),
    subject('20000001', '02000000', { names: { 'en-GB': 'number one' } }),
    subject('20000002', null, { retired: '2026-03-01' }),
    subject('20000004', '02000000'),
  ],
};
const renewal = renewTaxonomy(before, fresh);
const found = (code: string) => renewal.taxonomy.subjects.find((one) => one.code === code);

test('what is new, moved, retired and called otherwise is told', () => {
  expect(renewal).toMatchObject({
    added: [{ code: '20000004' }],
    moved: [{ code: '20000001', from: '01000000', to: '02000000' }],
    retired: [{ code: '20000002' }],
    relabelled: [{ code: '20000001', before: 'one', label: 'number one' }],
  });
});

test('labels in other locales and Wikidata ids that the newer file lacks stay', () => {
  expect(found('20000001')).toMatchObject({ wikidata: 'Q1', names: { 'en-GB': 'number one', de: 'eins' } });
});

test('a retired code keeps its place; one that the newer file leaves out stays as a retired one', () => {
  expect(found('20000002')).toMatchObject({ parent: '01000000', retired: '2026-03-01' });
  expect(found('20000003')).toMatchObject({ retired: '2020-01-01' });
});

test('a code that is gone without a word counts as retired by that version', () => {
  const less = { ...fresh, subjects: fresh.subjects.slice(0, 3) };
  const { retired, taxonomy } = renewTaxonomy(before, less);
  expect(retired.map(({ code }) => code)).toEqual(['20000002']);
  expect(taxonomy.subjects.find(({ code }) => code === '20000002')?.retired).toBe('2026-04-01');
});

test('a code that is brought back is new again', () => {
  const again = { ...fresh, subjects: [...fresh.subjects, subject('20000003', '01000000')] };
  const { added, moved, taxonomy } = renewTaxonomy(before, again);
  expect([added.map(({ code }) => code), moved.map(({ code }) => code)]).toEqual([
    ['20000004', '20000003'],
    ['20000001'],
  ]);
  expect(taxonomy.subjects.find(({ code }) => code === '20000003')?.retired).toBe(null);
});

test('the same version again changes nothing', () => {
  const { added, moved, retired, relabelled } = renewTaxonomy(renewal.taxonomy, fresh);
  expect([...added, ...moved, ...retired, ...relabelled]).toEqual([]);
});
