// Tokens and folding: the rules that queries and articles share.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fold, tokenize } from '../../../src/query/query.ts';

const folded = (text: string): string[] => tokenize(text).map((token) => token.folded);

test.each([
  ['Straße Ærø Łódź Đà þorn', ['strasse', 'aero', 'lodz', 'da', 'thorn']],
  ['Ἀθῆναι ΟΔΟΣ', ['αθηναι', 'οδοσ']],
  ['Ёлка мой', ['елка', 'мой']],
  ['ｶﾞﾗｽ', ['ガラス']],
  ['أحمد إلى فاطمة کتاب', ['احمد', 'الي', 'فاطمه', 'كتاب']],
  ['שָׁלוֹם', ['שלום']],
  ['हिन्दी', ['हिन्दी']],
  ['iphone15 m²', ['iphone15', 'm2']],
])('%s folds to %j', (text, expected) => {
  expect(folded(text)).toEqual(expected);
});

test.each([
  ["Apple's e-mail: AT&T_x", ['apple', 's', 'e', 'mail', 'at', 't', 'x']],
  ['東京Tower', ['東', '京', 'tower']],
  ['カタカナ・ひら', ['カタカナ', 'ひ', 'ら']],
  ['I ❤️ NY 👨‍👩‍👧', ['i', 'ny']],
  ['سلام\u200cها', ['سلامها']],
  ['\u00ad \u200d \ufe0f', []],
  ['\ud800x\udc00', ['x']],
])('%s splits into %j', (text, expected) => {
  expect(folded(text)).toEqual(expected);
});

test('a token knows its place in the text as given, its sentence and its paragraph', () => {
  const [one, two, three, four] = tokenize('Na\u00adïve? "Yes." No\nend');
  expect(one).toMatchObject({ start: 0, end: 6, raw: 'Na\u00adïve', folded: 'naive' });
  expect(two?.sentence).toBeGreaterThan(one?.sentence ?? 0);
  expect(three?.sentence).toBeGreaterThan(two?.sentence ?? 0);
  expect(three?.paragraph).toBe(one?.paragraph);
  expect(four?.paragraph).toBeGreaterThan(three?.paragraph ?? 0);
});

test('any text splits without error into ordered tokens whose raw form stands where they say', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
      let last = 0;
      for (const token of tokenize(text)) {
        expect(token.start).toBeGreaterThanOrEqual(last);
        expect(text.slice(token.start, token.end)).toBe(token.raw);
        expect(fold(token.raw)).toBe(token.folded);
        last = token.end;
      }
    }),
    { numRuns: 500 },
  );
});
