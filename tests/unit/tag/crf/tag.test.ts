import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createDictionary } from '../../../../src/tag/entities/crf/dictionary.ts';
import { MOST_FEATURES, writeAllFeatures } from '../../../../src/tag/entities/crf/features.ts';
import { FEATURE_CODE } from '../../../../src/tag/entities/crf/hash.ts';
import { createTagger } from '../../../../src/tag/entities/crf/tag.ts';
import { readTokens } from '../../../../src/tag/entities/crf/tokens.ts';
import { openView } from '../../../../src/tag/entities/crf/view.ts';
import { readDocument } from '../../../../src/tag/entities/word.ts';
import { toyText, trainToy } from '../../../support/toy-tagger.ts';

const model = { ...trainToy(), version: 'toy' };
const tagger = createTagger(model);
const tag = (text: string): string[] => {
  const { raws, sentences } = readTokens(readDocument('', text), tagger.isNation);
  return tagger
    .tag(raws, sentences)
    .map(({ first, last, type }) => `${raws.slice(first, last + 1).join(' ')} ${type}`);
};

describe('the tagger', () => {
  test('names are in order, inside the words, never overlapping, with a score', () => {
    const word = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('Ada', 'Quill', 'said', '(', 'İ', 'U.S.', ''),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 40 }), fc.nat(), (raws, cut) => {
        const sentences = raws.length > 1 ? [0, 1 + (cut % (raws.length - 1))] : [0];
        const names = tagger.tag(raws, [...new Set(sentences)]);
        let end = -1;
        for (const { first, last, score } of names) {
          expect(first).toBeGreaterThan(end);
          expect(last).toBeGreaterThanOrEqual(first);
          expect(last).toBeLessThan(raws.length);
          expect(score > 0 && score <= 1).toBe(true);
          end = last;
        }
        expect(tagger.tag(raws, [...new Set(sentences)])).toEqual(names);
      }),
      { numRuns: 150, seed: 9 },
    );
  });

  test('a sentence in capitals is read as if it were not', () => {
    expect(tag('MR BRAX SAID ON MONDAY THAT HE WOULD LEAVE VEXHOLM.')).toContain('BRAX PER');
  });

  test('text without a capital has no names, and costs no look-up', () => {
    expect(tag('mr quill said on monday that he would leave vexholm.')).toEqual([]);
  });

  test('a long document takes time in proportion', () => {
    const cost = (copies: number): number => {
      const text = `${toyText(40, 5)}\n`.repeat(copies);
      const started = process.cpuUsage();
      tag(text);
      const used = process.cpuUsage(started);
      return used.user + used.system;
    };
    cost(10);
    expect(cost(80) / cost(10)).toBeLessThan(25);
  });
});

test('features are those that shipped models were trained on; if this changes, raise FEATURE_CODE and train anew', () => {
  const dictionary = createDictionary(model.lexicon);
  const out = new Int32Array(MOST_FEATURES);
  const digest = createHash('sha256');
  for (const text of toyText(20, 11).split('\n\n')) {
    const { raws, sentences } = readTokens(
      readDocument('', `${text} The U.S.-led Arden Bank (AB) of Ada O'Quill.`),
      () => true,
    );
    const view = openView(
      raws.map((raw) => dictionary.word(raw)),
      sentences,
      dictionary,
    );
    raws.forEach((_, at) => {
      digest.update(new Uint8Array(out.slice(0, writeAllFeatures(out, view, at)).buffer));
    });
  }
  expect(`${FEATURE_CODE} ${digest.digest('hex').slice(0, 16)}`).toBe('1 92d51af660281997');
});
