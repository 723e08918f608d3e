import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { listFeatures } from '../../../../src/tag/entities/crf/feature-table.ts';
import { packKeys, unpackKeys } from '../../../../src/tag/entities/crf/model-file.ts';
import { readModel } from '../../../../src/tag/entities/crf/read-model.ts';
import { trainToy, writeToy } from '../../../support/toy-tagger.ts';

const { bytes } = writeToy();

describe('the model file', () => {
  test('gives back what was written', () => {
    const read = readModel(bytes);
    const trained = trainToy();
    if (!read.ok) throw new Error(read.why);
    expect(listFeatures(read.model.features)).toEqual(listFeatures(trained.features));
    expect(read.model.transitions).toEqual(trained.transitions);
    expect(read.model.lexicon.words.size).toBe(trained.lexicon.words.size);
    expect(read.model.version).toMatch(/^toy@[0-9a-f]{12}$/);
  });

  test.each([
    ['no bytes at all', new Uint8Array(0), 'no entity model'],
    ['another kind of file', Buffer.from('<!doctype html> and so on'), 'no entity model'],
    ['a file cut short', bytes.subarray(0, bytes.length - 100), 'damaged or cut short'],
    ['a file of nothing but its preface', bytes.subarray(0, 8), 'damaged or cut short'],
  ])('%s is refused in a sentence', (_, given, why) => {
    expect(readModel(given)).toEqual({ ok: false, why: expect.stringContaining(why) });
  });

  test('another version is refused by its number', () => {
    const other = Buffer.from(bytes);
    other.writeUInt16LE(99, 6);
    expect(readModel(other)).toEqual({ ok: false, why: expect.stringContaining('version 1.99') });
  });

  test('whatever byte is changed, the file is read whole or refused, never thrown over', () => {
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const broken = Buffer.from(bytes);
        broken[at] = (broken[at] ?? 0) ^ change;
        expect(readModel(broken).ok).toBe(false);
      }),
      { numRuns: 150, seed: 3 },
    );
  });

  test('keys survive packing, the first and the last possible among them', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(2 ** 32 - 1)), (list) => {
        const keys = Uint32Array.from(
          [...list, 0, 2 ** 32 - 1].filter((key, at, all) => all.indexOf(key) === at),
        ).sort();
        expect(unpackKeys(packKeys(keys), keys.length)).toEqual(keys);
      }),
    );
  });
});
