// A file is read by the fast parser where it can be: what it says must be what the slow one, which knows lines, says.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { readSource } from '../../../src/config/source.ts';

/** What is read of a text, and what is wrong with it. */
function read(text: string): { data: unknown; mistakes: string[] } {
  const mistakes: string[] = [];
  const { data } = readSource(text, 'x.yaml', mistakes);
  return { data, mistakes };
}

test('the files that we ship are read as the slow parser reads them', () => {
  for (const name of ['topics.yaml', 'sites.yaml', 'presswatch.yaml']) {
    const text = readFileSync(new URL(`../../../config/${name}`, import.meta.url), 'utf8');
    expect(read(text)).toEqual({ data: parse(text), mistakes: [] });
  }
});

test.each([
  ['numbers, and what only looks like one', 'a: [0x1F, 017, 1_000, +1, 1e3, .5, 2020-01-01, "7"]\n'],
  ['words of older YAML', 'a: [yes, no, on, ~, null, NULL, true]\n'],
  ['texts over several lines', 'a: |\n  one\n  two\nb: >-\n  three\n  four\nc: five\n  six\n'],
  ['escapes', "a: \"\\u0041\\x41\\t\"\nb: 'it''s'\n"],
  ['a merge key, which is a key like others', '<<: { a: 1 }\n'],
  ['an anchor and its alias', 'a: &x [1]\nb: *x\n'],
  ['nothing', ''],
  ['nothing but a comment', '# a\n'],
])('%s are read alike by both parsers', (_, text) => {
  expect(read(text)).toEqual({ data: parse(text), mistakes: [] });
});

test('a key that stands twice, a tag and a second document are told with their line', () => {
  expect(read('a: 1\na: 2\n').mistakes).toEqual([expect.stringMatching(/^x\.yaml:2: /)]);
  expect(read('a: 1\n---\nb: 2\n').mistakes).toEqual([expect.stringMatching(/^x\.yaml:\d: /)]);
  expect(read('a: [1, 2\n').mistakes).toHaveLength(1);
});

test('a text that multiplies itself by aliases is refused', () => {
  const levels = [...'bcdefghij'].map((key, at) => `${key}: &${key} [${`*${'abcdefghi'[at]},`.repeat(9)}]`);
  expect(read(`a: &a [x]\n${levels.join('\n')}\n`).mistakes).toEqual([expect.stringMatching(/alias/i)]);
});
