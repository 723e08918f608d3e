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
    expect.stringMatching(/^entities\/own\.yaml:8: entity "43", id: must be a text such as Q43/),
    expect.stringMatching(/^entities\/own\.yaml:9: entity "43", type: must be PER, ORG, LOC or MISC/),
    expect.stringMatching(
      /^entities\/zz\.yaml:6: guards\.near\.need: wrong query at character 1: this parenthesis is never closed/,
    ),
    expect.stringMatching(/^entities\/zz\.yaml:11: .*no guard "far" in this pack; define it under guards/),
    expect.stringMatching(/^entities\/zz\.yaml:12: entity Q1, id: Q1 stands twice in this pack/),
    expect.stringMatching(/^topics\.yaml:4: topic 99999999, code: 99999999 is no Media Topics code/),
    expect.stringMatching(/^topics\.yaml:5: topic 99999999, terms\.a NEAR: wrong query at character/),
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
    'entities/own.yaml:6: entity Q1, alias: unknown key; mend its spelling or remove it',
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
  expect(mistakes()).toEqual(['entities/own.yaml:4: entity Q1, type: must be PER, ORG, LOC or MISC']);
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
      /^entities\/large\.yaml: \d+ bytes are more than \d+; shorten it \(a pack may be split into several files\)$/,
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

/** One topic of one's own, with a line changed or added. */
const own = (line = '', query = "'harbour*'", code = '"user:harbours"') =>
  `topics:\n  - code: ${code}\n    label: Harbours\n    query: ${query}\n${line}    must: [The harbour.]\n    mustNot: [The hill.]\n`;

test.each([
  ['a code without quotes', own('', 'x', '20000103'), /:2: topic "Harbours", code: .*in quotes/],
  ['spaces in a code', own('', 'x', '"user:my harbours"'), /:2: topic "Harbours", code: .*without spaces/],
  ['capitals in a code', own('', 'x', 'user:Harbours'), /:2: topic "Harbours", code: .*in lower case/],
  ['capitals in a parent', own('    parent: user:Ports\n'), /:5: topic "Harbours", parent: .*in lower case/],
  [
    'a code nobody knows',
    own('', 'x', '"20009999"').replace(/ +label.*\n/, ''),
    /:2: topic 20009999, code: 20009999 is no Media Topics code/,
  ],
  [
    'a parent nobody has',
    own('    parent: user:none\n'),
    /:5: topic "Harbours", parent: no topic here has the code user:none/,
  ],
  [
    'a parent of no taxonomy',
    own('    parent: "99999999"\n'),
    /:5: topic "Harbours", parent: 99999999 is no Media/,
  ],
  ['a label as parent', own('    parent: politics\n'), /:5: topic "Harbours", parent: must be a code/],
  ['a parent as number', own('    parent: 11000000\n'), /:5: topic "Harbours", parent: .*in quotes/],
  ['a topic below itself', own('    parent: user:harbours\n'), /:5: .*a topic can't be below itself/],
  ['a language with region', own('    lang: en-GB\n'), /:5: topic "Harbours", lang: must be a language code/],
  ['terms as a list', own('    terms: [quay]\n'), /:5: topic "Harbours", terms: must be keys with values/],
  ['a weight in quotes', own('    terms: { quay: "3" }\n'), /:5: .*quay: must be a number without quotes/],
  ['a weight of nothing', own('    terms: { quay: 0 }\n'), /:5: .*quay: must be more than 0/],
  ['a tab', own('\tlang: de\n'), /:5: Tabs .*indent by spaces$/],
  ['a colon in a text', own().replace('Harbours', 'Harbours: all'), /:3: .*in quotes$/],
  ['a saved query', own('', "'@ships'"), /:4: topic "Harbours", query: rules know no saved queries/],
  [
    'a source',
    own('', "'quay source:BBC'"),
    /:4: topic "Harbours", query: rules see title, text and entity:, but no source:/,
  ],
  ['a list that is none', 'topics: {}', /:1: topics: must be a list: each topic begins with - code:/],
  ['an empty term', own('    terms: { "": 3 }\n'), /:5: topic "Harbours", terms\.: must not be empty/],
  ['a misspelt list', 'topic: []', /:1: topics: must be a list/],
  ['an empty file', '', /:1: is empty; give keys with values/],
])('in topics.yaml, %s is told with line and remedy', (_, text, told) => {
  write('topics.yaml', text);
  expect(mistakes()[0]).toMatch(told);
});

test('a broken line is one mistake, though the parser stumbles over all that follows', () => {
  write('topics.yaml', own().replace('    label', '   label'));
  expect(mistakes()).toEqual([expect.stringMatching(/^topics\.yaml:3: .*column of its neighbours$/)]);
});

test('a label on a Media Topic, which would take it out of its place in the tree, is refused', () => {
  write('topics.yaml', own('', 'x', '"20000103"'));
  expect(mistakes()).toEqual([
    expect.stringMatching(/topic "Harbours": label and parent are for topics of your own/),
  ]);
});

test.each([
  [
    'its code',
    own('    lang: en-GB\n', 'x', '"20000103"').replace(/ +label.*\n/, ''),
    'topic 20000103, lang: ',
  ],
  ['its own code, where the label is missing', own().replace(/ +label.*\n/, ''), 'topic user:harbours: '],
  [
    'its code, forgotten quotes and all',
    own('', 'x', '20000103').replace(/ +label.*\n/, ''),
    'topic 20000103, code: ',
  ],
  [
    'its number, where nothing names it',
    own().replace(/code.*\n +label.*/, 'lang: de'),
    'topic no. 2, code: ',
  ],
])('the topic of a mistake is named by %s', (_, text, named) => {
  const good = own('', 'x', '"user:quays"').replace('Harbours', 'Quays');
  write('topics.yaml', good + text.replace('topics:\n', ''));
  expect(mistakes()[0]).toContain(`: ${named}`);
});

test("a Media Topic has one rule for each language, a topic of one's own has one", () => {
  const rule = (lang: string) =>
    `  - { code: "20000103", ${lang}query: terror*, must: [Terror.], mustNot: [Tor.] }\n`;
  write('topics.yaml', `topics:\n${rule('')}${rule('lang: de, ')}${rule('lang: tr, ')}`);
  expect(mistakes()).toEqual([]);
  write('topics.yaml', `topics:\n${rule('')}${rule('lang: de, ')}${rule('lang: en, ')}`);
  expect(mistakes()).toEqual([
    expect.stringMatching(
      /:4: topic 20000103, code: 20000103 has a rule for texts in en already; join the two/,
    ),
  ]);
  write('topics.yaml', own() + own('    lang: de\n').replace('topics:\n', ''));
  expect(mistakes()).toEqual([expect.stringMatching(/user:harbours has a rule already; join the two/)]);
});

test('threshold and max may be left out, and a list may be empty', () => {
  write('topics.yaml', 'topics:\n');
  expect(readVocabulary(folder).topics).toEqual({ threshold: 6, max: 6, topics: [] });
});

test('the rule of a retired code is set aside with a notice; the others go on', () => {
  const rule = '  - { code: "20000030", query: opera, must: [An opera.], mustNot: [A play.] }\n';
  write('topics.yaml', own() + rule);
  const { topics, notices } = readVocabulary(folder);
  expect(topics.topics.map(({ code }) => code)).toEqual(['user:harbours']);
  expect(notices).toEqual([
    expect.stringMatching(/^the rule of 20000030 is set aside: .*"music theatre" on 2021/),
  ]);
});

test('a folder in the place of a file is told', () => {
  rmSync(join(folder, 'topics.yaml'));
  mkdirSync(join(folder, 'topics.yaml'));
  expect(mistakes()).toEqual(['topics.yaml: is no file']);
});
