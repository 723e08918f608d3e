// The difference of two texts: right, readable, and bounded whatever the texts are.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type DiffPart, diffTexts, type TextDiff } from '../../../src/compare/diff.ts';
import { paragraphsOf } from '../../../src/compare/pieces.ts';

const diff = (before: string, after: string, titles = ['T', 'T']) =>
  diffTexts({ title: titles[0] ?? '', text: before }, { title: titles[1] ?? '', text: after });
const side = (parts: readonly DiffPart[], not: 'added' | 'removed') =>
  parts
    .filter(({ op }) => op !== not)
    .map(({ text }) => text)
    .join('');
/** the paragraphs of one of both texts, put together again */
const read = ({ blocks }: TextDiff, which: 'before' | 'after') =>
  blocks
    .filter(({ op }) => op !== (which === 'before' ? 'added' : 'removed'))
    .map(({ parts }) => side(parts, which === 'before' ? 'added' : 'removed'));
const marked = (parts: readonly DiffPart[]) =>
  parts
    .map(({ op, text }) => (op === 'same' ? text : op === 'added' ? `{+${text}+}` : `[-${text}-]`))
    .join('');

describe('a change inside a paragraph', () => {
  test('is told by its words, the rest of the paragraph and all others stay', () => {
    const found = diff(
      'One.\n\nTwelve people died on Monday.\n\nThree.',
      'One.\n\nFourteen people died on Monday.\n\nThree.',
    );
    expect(found.blocks.map(({ op }) => op)).toEqual(['same', 'changed', 'same']);
    expect(marked(found.blocks[1]?.parts ?? [])).toBe('[-Twelve-]{+Fourteen+} people died on Monday.');
    expect([found.added, found.removed]).toEqual([1, 1]);
  });

  test('of several words in a row is one change, not one a word', () => {
    const [block] = diff('He met Anna Berg in Oslo today.', 'He met Olaf Lund in Oslo today.').blocks;
    expect(marked(block?.parts ?? [])).toBe('He met [-Anna Berg-]{+Olaf Lund+} in Oslo today.');
  });

  test('is told a character at a time where a script has no blanks', () => {
    const [block] = diff('東京で三人が死亡した', '東京で五人が死亡した').blocks;
    expect(marked(block?.parts ?? [])).toBe('東京で[-三-]{+五+}人が死亡した');
  });

  test('keeps a number with its signs whole', () => {
    const [block] = diff('It cost 1,200.50 euros.', 'It cost 1,300.50 euros.').blocks;
    expect(marked(block?.parts ?? [])).toBe('It cost [-1,200.50-]{+1,300.50+} euros.');
  });
});

describe('whole paragraphs', () => {
  test('that came or went are told as such', () => {
    const found = diff('First thing.\n\nLast thing.', 'First thing.\n\nA new one here.\n\nLast thing.');
    expect(found.blocks.map(({ op }) => op)).toEqual(['same', 'added', 'same']);
    expect(found.added).toBe(4);
  });

  test('are paired with the one they came from, not with the one at their place', () => {
    const found = diff(
      'The minister spoke of the budget.\n\nThe end.',
      'Rain is expected in the north.\n\nThe minister spoke of the new budget.\n\nThe end.',
    );
    expect(found.blocks.map(({ op }) => op)).toEqual(['added', 'changed', 'same']);
    expect(marked(found.blocks[1]?.parts ?? [])).toBe('The minister spoke of the {+new +}budget.');
  });
});

test('a changed headline is told apart from the text', () => {
  const found = diff('Same.', 'Same.', ['Mayor resigns', 'Mayor does not resign']);
  expect(marked(found.title)).toContain('{+');
  expect(found.blocks).toEqual([{ op: 'same', parts: [{ op: 'same', text: 'Same.' }] }]);
});

test('both texts can be read out of their difference, word for word', () => {
  const word = fc.constantFrom(
    'a',
    'b',
    'the',
    'Übung',
    '12',
    ',',
    '東',
    ' ',
    '  ',
    '.',
    '👍',
    '\n',
    '\n\n',
    "it's",
  );
  const text = fc.array(word, { maxLength: 60 }).map((words) => words.join(''));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const found = diff(before, after);
      expect(read(found, 'before')).toEqual(paragraphsOf(before));
      expect(read(found, 'after')).toEqual(paragraphsOf(after));
    }),
    { numRuns: 300 },
  );
});

test('nothing is told of equal texts', () => {
  const found = diff('One.\n\nTwo.', 'One.\n\nTwo.');
  expect(found).toMatchObject({ added: 0, removed: 0, blocks: [{ op: 'same' }, { op: 'same' }] });
});

describe('texts of 500,000 characters that have nothing in common', () => {
  const long = (letter: string, gap: string) =>
    Array.from({ length: 100_000 }, (_, n) => `${letter}${n % 8999}`)
      .join(gap)
      .slice(0, 500_000);
  test.each([
    ['one paragraph', ' ', ' '],
    ['a paragraph a word', '\n', '\n'],
    ['one against many', ' ', '\n'],
  ])('%s: told within seconds of work, and right', (_, one, other) => {
    const [before, after] = [long('a', one), long('b', other)];
    const start = process.cpuUsage();
    const found = diff(before, after);
    const { user, system } = process.cpuUsage(start);
    expect((user + system) / 1e6).toBeLessThan(3);
    expect(read(found, 'before').join('\n')).toBe(paragraphsOf(before).join('\n'));
    expect(read(found, 'after').join('\n')).toBe(paragraphsOf(after).join('\n'));
  });

  test('every second word replaced in each of a hundred paragraphs', () => {
    const made = (odd: string) =>
      Array.from({ length: 100 }, (_, p) =>
        Array.from({ length: 800 }, (_, n) => (n % 2 ? `${odd}${n}` : `w${p}x${n}`)).join(' '),
      ).join('\n\n');
    const start = process.cpuUsage();
    const found = diff(made('a'), made('b'));
    const { user, system } = process.cpuUsage(start);
    expect((user + system) / 1e6).toBeLessThan(3);
    expect(read(found, 'after')).toEqual(paragraphsOf(made('b')));
  });
});
