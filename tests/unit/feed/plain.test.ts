import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hasMoreText, plainLine, plainText } from '../../../src/feed/plain.ts';

test.each([
  ['<p>One</p><p>two</p>', 'One two'],
  ['H<sub>2</sub>O', 'H2O'],
  ['a<script>alert(1)</script>b<style>p{}</style>', 'ab'],
  ['a<!-- <p>not this</p> -->b', 'ab'],
  ['R&amp;D &hellip; &#8211; &#146; &nbsp;', 'R&D … – ’'],
  ['1 < 2', '1 < 2'],
  ['cut <a href="x', 'cut <a href="x'],
  ['&bogus; &copy=1', '&bogus; &copy=1'],
])('%s reads %s', (html, text) => {
  expect(plainText(html, 1000)).toBe(text);
});

test('a long text is cut at a word, with a mark, and never longer than allowed', () => {
  expect(plainText(`${'word '.repeat(30)}`, 52)).toBe(`${'word '.repeat(10).trim()}…`);
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 200 }),
      fc.integer({ min: 1, max: 60 }),
      (text, max) => {
        const cut = plainText(text, max);
        expect(cut.length).toBeLessThanOrEqual(max);
        expect(cut.isWellFormed()).toBe(true);
      },
    ),
  );
});

test('in a line only what looks like a tag is one', () => {
  expect(plainLine('if 1<2 and a<3 then x > y', 100)).toBe('if 1<2 and a<3 then x > y');
  expect(plainLine('<b>bold</b> move', 100)).toBe('bold move');
});

test('comparing lengths looks at the text, not at the markup', () => {
  expect(hasMoreText('four words are here', `<div style="${'x'.repeat(100)}">two words</div>`)).toBe(true);
  expect(hasMoreText('<b></b>', 'x')).toBe(false);
  expect(hasMoreText('same', 'same')).toBe(false);
});
