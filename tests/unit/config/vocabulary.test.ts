import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { BadConfiguration } from '../../../src/config/load.ts';
import { readVocabulary } from '../../../src/config/vocabulary.ts';

const shipped = fileURLToPath(new URL('../../../config', import.meta.url));
const head = 'pack: own\nversion: "2026-01-01"\nlicence: CC0-1.0\nsource: by hand\n';
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vocabulary-'));
  mkdirSync(join(folder, 'entities'));
  for (const part of ['names', 'mediatopics.json'])
    cpSync(join(shipped, part), join(folder, part), { recursive: true });
  write('topics.yaml', 'threshold: 5\nmax: 6\ntopics: []\n');
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);
function mistakes(): string[] {
  try {
    readVocabulary(folder);
    return [];
  } catch (error) {
    if (!(error instanceof BadConfiguration)) throw error;
    return error.mistakes.map((mistake) => mistake.replace(`${folder}/`, ''));
  }
}

test('packs, topics, taxonomy and names come back as plain data', () => {
  write('entities/own.yaml', `${head}entities:\n  - { id: "pw:org:reed", type: ORG, name: Reed League }\n`);
  const data = readVocabulary(folder);
  expect(data.packs.map(({ pack }) => pack)).toEqual(['own']);
  expect(data.concepts.find(({ code }) => code === '20000103')?.label).toBe('terrorism');
  expect(data.givenNames).toContain('Maria');
  expect(data.commonWords).toContain('once');
});

test('all mistakes of all files come at once, each with file, line and what to do', () => {
  write(
    'entities/own.yaml',
    `${head}guards:
  near: { need: "(river" }
entities:
  - id: 43
    type: CITY
    name: Reed
`,
  );
  write(
    'entities/zz.yaml',
    `${head}guards:
  near: { need: "(river" }
entities:
  - id: Q1
    type: ORG
    name: Reed
    aliases: [{ text: RL, guard: far }]
  - { id: Q1, type: ORG, name: Reed }
`,
  );
  write(
    'topics.yaml',
    `threshold: 5
max: 6
topics:
  - code: "99999999"
    terms: { "a NEAR": 3 }
    must: [x]
    mustNot: [x]
`,
  );
  expect(mistakes()).toEqual([
    expect.stringMatching(/^entities\/own\.yaml:8: entities\.0\.id: must be a text such as Q43/),
    expect.stringMatching(/^entities\/own\.yaml:9: entities\.0\.type: must be PER, ORG, LOC or MISC/),
    expect.stringMatching(
      /^entities\/zz\.yaml:6: guards\.near\.need: wrong query at character 1: this parenthesis is never closed/,
    ),
    expect.stringMatching(/^entities\/zz\.yaml:11: .*no guard "far" in this pack; define it under guards/),
    expect.stringMatching(/^entities\/zz\.yaml:12: entities\.1\.id: Q1 stands twice in this pack/),
    expect.stringMatching(/^topics\.yaml:4: topics\.0\.code: 99999999 is no Media Topics code/),
    expect.stringMatching(/^topics\.yaml:5: topics\.0\.terms\.a NEAR: wrong query at character/),
  ]);
});

test('a rule without proofs, words or a label of its own is refused', () => {
  write('topics.yaml', 'threshold: 5\nmax: 6\ntopics:\n  - { code: "user:own", must: [], mustNot: [x] }\n');
  expect(mistakes().join('\n')).toMatch(/must fire[\s\S]*needs terms or a query[\s\S]*needs a label/);
});

test('an unknown key and broken syntax are named with their line', () => {
  write('entities/own.yaml', `${head}entities:\n  - { id: Q1, type: ORG, name: Reed, alias: [RL] }\n`);
  write('topics.yaml', 'threshold: 5\nmax: [6\n');
  expect(mistakes()).toEqual([
    'entities/own.yaml:6: entities.0.alias: unknown key; remove it or mend its spelling',
    expect.stringMatching(/^topics\.yaml:\d+: /),
  ]);
});

test('the JSON form is read as well, and its mistakes have lines too', () => {
  const pack = { pack: 'own', version: '2026-01-01', licence: 'CC0-1.0', source: 'x' };
  const entity = { id: 'Q1', type: 'TOWN', name: 'Reed' };
  write(
    'entities/own.yaml',
    `# a head\n${JSON.stringify(pack).slice(0, -1)},\n"entities": [\n  ${JSON.stringify(entity)}\n]}\n`,
  );
  expect(mistakes()).toEqual(['entities/own.yaml:4: entities.0.type: must be PER, ORG, LOC or MISC']);
});

test('a file that multiplies itself by aliases, or is too large, is refused', () => {
  const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]'];
  for (const [at, letter] of [...'bcdefgh'].entries()) {
    const before = 'abcdefgh'[at];
    bomb.push(`${letter}: &${letter} [${Array(9).fill(`*${before}`).join(', ')}]`);
  }
  write('entities/bomb.yaml', bomb.join('\n'));
  write('entities/large.yaml', `# ${'x'.repeat(17 * 1024 * 1024)}\n`);
  expect(mistakes()).toEqual([
    expect.stringMatching(/^entities\/bomb\.yaml:1: .*alias/i),
    expect.stringMatching(
      /^entities\/large\.yaml: \d+ bytes are more than \d+; split it into several files$/,
    ),
  ]);
});

test('a missing folder or file is told, not thrown as a stack', () => {
  rmSync(join(folder, 'entities'), { recursive: true });
  rmSync(join(folder, 'topics.yaml'));
  expect(mistakes()).toEqual([
    expect.stringMatching(/^entities: there is no such folder/),
    'topics.yaml: there is no such file',
  ]);
});
