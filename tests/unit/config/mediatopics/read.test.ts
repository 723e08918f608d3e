import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { readTaxonomy } from '../../../../src/config/mediatopics/read.ts';

const folder = mkdtempSync(join(tmpdir(), 'mediatopics-'));
const write = (data: unknown) => writeFileSync(join(folder, 'cptall-en-GB.json'), JSON.stringify(data));
afterEach(() => rmSync(join(folder, 'cptall-en-GB.json'), { force: true }));

const concept = (code: string, facts: object = {}) => ({
  uri: `http://cv.iptc.org/newscodes/mediatopic/${code}`,
  qcode: `medtop:${code}`,
  prefLabel: { 'en-GB': `label of ${code}`, de: `Name von ${code}` },
  ...facts,
});

describe("IPTC's own form of the taxonomy", () => {
  test('gives codes, tree, labels, Wikidata ids and the day of retirement', () => {
    write({
      dateReleased: '2025-03-31T12:00:00+00:00',
      conceptSet: [
        concept('01000000'),
        concept('20000002', {
          broader: ['http://cv.iptc.org/newscodes/mediatopic/01000000'],
          exactMatch: ['http://www.wikidata.org/entity/Q2018526'],
        }),
        concept('20000030', { retired: '2021-09-30T12:00:00+00:00' }),
      ],
    });
    const { version, subjects } = readTaxonomy(folder);
    expect(version).toBe('2025-03-31');
    expect(subjects.map(({ code, parent, wikidata, retired }) => [code, parent, wikidata, retired])).toEqual([
      ['01000000', null, null, null],
      ['20000002', '01000000', 'Q2018526', null],
      ['20000030', null, null, '2021-09-30'],
    ]);
    expect(subjects[0]?.names.de).toBe('Name von 01000000');
  });

  test.each([
    ['no version', { conceptSet: [concept('01000000')] }, 'says no version'],
    ['no concepts', { dateReleased: '2025-03-31' }, 'holds no concepts'],
    [
      'a parent that is missing',
      { dateReleased: '2025-03-31', conceptSet: [concept('20000002', { broader: ['medtop:01000000'] })] },
      '20000002 lies under 01000000, which is missing',
    ],
    [
      'a concept below itself',
      {
        dateReleased: '2025-03-31',
        conceptSet: [
          concept('20000002', { broader: ['medtop:20000003'] }),
          concept('20000003', { broader: ['medtop:20000002'] }),
        ],
      },
      'lies below itself',
    ],
    [
      'a concept without an English label',
      { dateReleased: '2025-03-31', conceptSet: [concept('20000002', { prefLabel: { de: 'Kunst' } })] },
      'has no English label',
    ],
  ])('is refused with %s', (_, data, problem) => {
    write(data);
    expect(() => readTaxonomy(folder)).toThrow(problem);
  });
});

test('a file that is no JSON, and a path that leads nowhere, are told in a sentence', () => {
  writeFileSync(join(folder, 'list.json'), 'code,label');
  expect(() => readTaxonomy(join(folder, 'list.json'))).toThrow(/list\.json is no JSON/);
  expect(() => readTaxonomy(join(folder, 'none.json'))).toThrow(/There is no file or folder/);
});

test.skipIf(!existsSync('../shared/data/iptc'))('the spreadsheet gives every concept of both files', () => {
  const { version, subjects } = readTaxonomy('../shared/data/iptc');
  expect([version, subjects.length]).toEqual(['2023-10-24', 1372]);
  expect(subjects.find(({ code }) => code === '20000103')).toMatchObject({
    parent: '20000082',
    retired: null,
  });
});
