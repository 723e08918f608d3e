// The quick reader of plain YAML against the parser of all of it: what it reads, it reads alike, and no mistake gets past it.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDocument } from 'yaml';
import { readPlainYaml } from '../../../src/config/plain-yaml.ts';

/** What the parser says, or that the text is wrong. */
function parsed(text: string): unknown {
  const document = parseDocument(text, { uniqueKeys: true, logLevel: 'silent' });
  return document.errors.length > 0 ? WRONG : document.toJS();
}
const WRONG = Symbol('wrong');

const SAMPLE = `# what a folder may hold
threshold: 6
max: 6 # at most
topics:
  # ── a branch ──
  - code: "20000003" # animation
    terms: {
      '"animated film*"': 3, animator*: 3, "\\"L'Oréal\\"": 2.5,  # names
      film: 1, 'it''s': 1 }
    all: [ ]
    not: ['"dance around"', [a, b c], {}]
    must:
      - "It said: \\u0041 \\"quoted\\"."
      - A choreographer [sic] brought R&D: it took nine years, at least
    lang:
  -
    code: user:some-name
    must:
    - Two came home.
    - - nested: yes
        more: true
      - null

`;

test('a text with everything that is plain is read, and as the parser reads it', () => {
  expect(readPlainYaml(SAMPLE)).toEqual(parsed(SAMPLE));
});

test('the files that we ship are plain', () => {
  for (const name of ['topics.yaml', 'sites.yaml']) {
    const text = readFileSync(new URL(`../../../config/${name}`, import.meta.url), 'utf8');
    const read = readPlainYaml(text);
    expect(read).toBeDefined();
    expect(JSON.stringify(read)).toBe(JSON.stringify(parsed(text)));
  }
});

test.each([
  ['an anchor', 'a: &x 1\nb: *x\n'],
  ['a tag', 'a: !!str 1\n'],
  ['a text over several lines', 'a: one\n  two\n'],
  ['a quoted text over several lines', 'a: "one\n  two"\n'],
  ['a block text', 'a: |\n  one\n'],
  ['a second document', 'a: 1\n---\nb: 2\n'],
  ['a number in another form', 'a: 0x1F\n'],
  ['null in another case', 'a: NULL\n'],
  ['a key that stands twice', 'a: 1\na: 2\n'],
  ['a key that every object has', '__proto__: 1\n'],
  ['a merge key', '<<: { a: 1 }\n'],
  ['a list that is not closed', 'a: [1, 2\n'],
  ['a closing bracket in the column of its key', 'a: [\n  1\n]\n'],
  ['a wrong column', 'a:\n    b: 1\n   c: 2\n'],
  ['a tab', 'a:\tone\n'],
  ['more levels than anybody writes', `a: ${'['.repeat(1e5)}`],
  ['nothing but a comment', '# a\n'],
  ['nothing', ''],
])('%s is left to the parser', (_, text) => {
  expect(readPlainYaml(text)).toBeUndefined();
});

const PIECE = fc.constantFrom(
  ...[
    ':',
    ': ',
    ' :',
    '-',
    '- ',
    ' - ',
    '#',
    ' #',
    '[',
    ']',
    '{',
    '}',
    ',',
    ', ',
    '"',
    "'",
    "''",
    '\\',
    '\n',
    '\n  ',
  ],
  ...[
    '\n    ',
    ' ',
    '  ',
    '&a',
    '*',
    '!',
    '|',
    '>',
    '%',
    '@',
    '?',
    '? ',
    '~',
    '0',
    '.5',
    '1e3',
    '-1',
    '0x',
    '.inf',
    'null',
  ],
  ...[
    'True',
    '<<',
    '---',
    '...',
    '\t',
    '\r\n',
    '\u00A0',
    '\u0085',
    '\u2028',
    '\uFEFF',
    '=',
    'é',
    '\\u0041',
    'a: 1',
    'x',
  ],
);
const EDIT = fc.record({ at: fc.nat(), drop: fc.nat({ max: 12 }), piece: fc.oneof(fc.constant(''), PIECE) });

const RUNS = Number(process.env.PLAIN_YAML_RUNS ?? 1500);

test('however a text is changed, it is read as the parser reads it, or left to the parser', () => {
  let plain = 0;
  const changed = fc.array(EDIT, { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(changed, (edits) => {
      let text = SAMPLE;
      for (const { at, drop, piece } of edits) {
        const from = at % (text.length + 1);
        text = text.slice(0, from) + piece + text.slice(from + drop);
      }
      const read = readPlainYaml(text);
      if (read === undefined) return;
      plain++;
      expect(parsed(text)).toStrictEqual(read);
    }),
    { numRuns: RUNS },
  );
  // the comparison is of no use when hardly anything is read
  expect(plain).toBeGreaterThan(RUNS / 8);
});
