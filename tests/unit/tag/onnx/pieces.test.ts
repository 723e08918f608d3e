import fc from 'fast-check';
import { expect, test } from 'vitest';
import { choose, readLabels } from '../../../../src/tag/entities/onnx/labels.ts';
import { joinNames } from '../../../../src/tag/entities/onnx/names.ts';
import { cutWindows } from '../../../../src/tag/entities/onnx/windows.ts';
import { createWordPiece, type WordPiece } from '../../../../src/tag/entities/onnx/word-piece.ts';

const PIECES = [
  '[PAD]',
  '[UNK]',
  '[CLS]',
  '[SEP]',
  'un',
  '##want',
  '##ed',
  'Ankara',
  "'",
  's',
  '中',
  'cafe',
  '.',
];
const wordPiece = (lowercase = false) => createWordPiece(PIECES.join('\n'), lowercase) as WordPiece;
const cut = (text: string, lowercase = false): string[] =>
  wordPiece(lowercase)
    .cut(text)
    .map(({ start, end, ids }) => `${text.slice(start, end)}=${ids.map((id) => PIECES[id]).join('+')}`);

test('a word is cut into the longest pieces, and one that they do not make up is unknown as a whole', () => {
  expect(cut('unwanted unwantedly Ankara')).toEqual([
    'unwanted=un+##want+##ed',
    'unwantedly=[UNK]',
    'Ankara=Ankara',
  ]);
});

test('signs and Chinese characters are words of their own; places count UTF-16 units, as the text does', () => {
  expect(cut("😀 Ankara's 中中.")).toEqual([
    '😀=[UNK]',
    'Ankara=Ankara',
    "'='",
    's=s',
    '中=中',
    '中=中',
    '.=.',
  ]);
});

test('characters without a shape neither part words nor count as text', () => {
  expect(cut('\u200b Ank\u00adara\u0000 \ud800')).toEqual(['Ank\u00adara=Ankara']);
});

test('a model without case reads words without case and accents, from the same places', () => {
  expect(cut('CAFÉ un', true)).toEqual(['CAFÉ=cafe', 'un=un']);
  expect(cut('CAFÉ')).toEqual(['CAFÉ=[UNK]']);
});

test('words lie in the text in order, whatever it holds, and each has a piece', () => {
  fc.assert(
    fc.property(
      fc.string({
        unit: fc.constantFrom(..."aAé中.' \n\u200b\u0301😀\ud83d\u0000".split('')),
        maxLength: 40,
      }),
      (text) => {
        let before = 0;
        for (const { start, end, ids } of wordPiece().cut(text)) {
          if (start < before || end <= start || ids.length === 0) return false;
          before = end;
        }
        return before <= text.length;
      },
    ),
  );
});

test('a vocabulary without its special pieces is none', () => {
  expect(createWordPiece('[PAD]\n[UNK]\n[CLS]\nAnkara', false)).toBeNull();
});

test('windows answer for every piece once, and inside a text with half the overlap on both sides', () => {
  expect(cutWindows(900, 382, 64)).toEqual([
    { from: 0, to: 382, keepFrom: 0, keepTo: 350 },
    { from: 318, to: 700, keepFrom: 350, keepTo: 668 },
    { from: 636, to: 900, keepFrom: 668, keepTo: 900 },
  ]);
  fc.assert(
    fc.property(fc.nat(3000), fc.integer({ min: 70, max: 500 }), (count, size) => {
      let kept = 0;
      for (const { from, to, keepFrom, keepTo } of cutWindows(count, size, 64)) {
        if (keepFrom !== kept || to - from > size) return false;
        if ((from > 0 && keepFrom - from < 32) || (to < count && to - keepTo < 32)) return false;
        kept = keepTo;
      }
      return kept === count;
    }),
  );
});

const LABELS = readLabels({ id2label: { 0: 'O', 1: 'B-PER', 2: 'I-PER', 3: 'I-ORG', 4: 'B-DATE' } }) ?? [];
const join = (...ids: number[]): string[] => {
  const words = ids.map((_, at) => ({ start: 2 * at, end: 2 * at + 1 }));
  const choices = ids.map((id, at) => ({ label: LABELS[id] ?? null, score: 1 - at / 10 }));
  return joinNames('body', words, choices).map(
    ({ start, end, type, score }) => `${type} ${start}-${end} ${score}`,
  );
};

test('labels make names; an inside without its beginning, or of another type, begins one', () => {
  expect(join(1, 2, 0, 1, 1)).toEqual(['PER 0-3 0.9', 'PER 6-7 0.7', 'PER 8-9 0.6']);
  expect(join(0, 2, 2, 3)).toEqual(['PER 2-5 0.8', 'ORG 6-7 0.7']);
  expect(join(4, 4)).toEqual([]);
});

test('labels that know no name, or do not count from 0, are refused', () => {
  for (const id2label of [null, { 0: 'O' }, { 0: 'O', 1: 'B-DATE' }, { 1: 'B-PER' }, ['B-PER'], { 0: 7 }])
    expect(readLabels({ id2label })).toBeNull();
  expect(readLabels('B-PER')).toBeNull();
});

test('the likeliest label comes with its share; what is no number is no answer', () => {
  expect(choose(Float32Array.of(0, Math.log(3), -100, -100, -100), LABELS)).toEqual({
    label: { type: 'PER', begins: true },
    score: expect.closeTo(0.75, 5),
  });
  expect(() => choose(Float32Array.of(Number.NaN, 0, 0, 0, 0), LABELS)).toThrow('no number');
});
