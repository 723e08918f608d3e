import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tagConll } from '../../../src/tag/conll.ts';
import { shipped } from '../../support/vocabulary.ts';

const lines = (text: string): string[] =>
  text.split(' ').map((token) => (token === '|' ? '' : `${token}\tO`));

test('tokens come back as given with BIO2 tags, blank lines stay', () => {
  const given = lines('-DOCSTART- | Recep Tayyip Erdogan left Turkey . | He went to New York City , U.S. .');
  expect(tagConll(given, shipped)).toEqual([
    '-DOCSTART-\tO',
    '',
    'Recep\tB-PER',
    'Tayyip\tI-PER',
    'Erdogan\tI-PER',
    'left\tO',
    'Turkey\tB-LOC',
    '.\tO',
    '',
    'He\tO',
    'went\tO',
    'to\tO',
    'New\tB-LOC',
    'York\tI-LOC',
    'City\tI-LOC',
    ',\tO',
    'U.S.\tB-LOC',
    '.\tO',
  ]);
});

test('a compound that the file left whole is not tagged for a part of it', () => {
  expect(tagConll(lines('The ISIS-led group'), shipped)).toEqual(['The\tO', 'ISIS-led\tO', 'group\tO']);
});

test('what one document explains does not reach the next', () => {
  const given = lines('-DOCSTART- | Maria Quillfeather spoke . | -DOCSTART- | The Quillfeather road');
  const [first, second] = tagConll(given, shipped).filter((line) => line.startsWith('Quillfeather'));
  expect(first).toBe('Quillfeather\tI-PER');
  expect(second).not.toContain('PER');
});

test('any lines give as many lines, the same tokens and legal tags', () => {
  const token = fc.oneof(
    fc.string({ minLength: 1 }),
    fc.constantFrom('Turkey', '(', 'U.S.', '-DOCSTART-', 'İ', '’s'),
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.constant(''), token)), (given) => {
      const input = given.map((word) => word.replace(/\n/g, ' '));
      const out = tagConll(input, shipped);
      expect(out).toHaveLength(input.length);
      let before = 'O';
      out.forEach((line, at) => {
        const [word, tag] = line.split('\t');
        expect(word ?? '').toBe((input[at] ?? '').trim().split(/\s+/)[0] ?? '');
        if (tag?.startsWith('I-')) expect(before.slice(2)).toBe(tag.slice(2));
        before = tag ?? 'O';
      });
    }),
    { numRuns: 200, seed: 7 },
  );
});
