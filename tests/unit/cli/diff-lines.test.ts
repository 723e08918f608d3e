// A difference on the terminal: readable without colours, and nothing in it steers the terminal.
import { expect, test } from 'vitest';
import { diffLines } from '../../../src/cli/articles/revisions.ts';
import { diffTexts } from '../../../src/compare/diff.ts';

const lines = (before: string, after: string, colours = false, titles = ['T', 'T']) =>
  diffLines(
    diffTexts({ title: titles[0] ?? '', text: before }, { title: titles[1] ?? '', text: after }),
    colours,
  );

test('changed words are marked, whole paragraphs by their line, and what stayed is left out', () => {
  const same = ['One.', 'Two.', 'Three.', 'Four.'].join('\n\n');
  const found = lines(
    `${same}\n\nTwelve people were hurt.\n\nThe end.`,
    `${same}\n\nFourteen people were hurt.\n\nMore will follow soon.\n\nThe end.`,
  );
  expect(found).toEqual([
    '  … 3 paragraphs as before',
    '  Four.',
    '~ [-Twelve-]{+Fourteen+} people were hurt.',
    '+ More will follow soon.',
    '  The end.',
  ]);
});

test('with colours there are no brackets', () => {
  expect(lines('It is so.', 'It was so.', true)).toEqual([
    '~ It \u001b[31mis\u001b[0m\u001b[32mwas\u001b[0m so.',
  ]);
});

test('a changed headline comes first', () => {
  expect(lines('Same.', 'Same.', false, ['Old words', 'New words'])).toEqual([
    '~ [-Old-]{+New+} words',
    '',
    '  … 1 paragraph as before',
  ]);
});

test('what a page wrote does not steer the terminal', () => {
  expect(
    lines('a \u001b[2J b', 'a \u009b2J\u0007 c', true)
      .join('')
      .replaceAll(/\u001b\[(?:3[12]|0)m/g, ''),
  ).not.toMatch(/\p{Cc}/u);
});
