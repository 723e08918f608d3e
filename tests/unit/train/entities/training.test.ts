import { describe, expect, test } from 'vitest';
import { LABEL_NAMES } from '../../../../src/tag/entities/crf/labels.ts';
import { readModel } from '../../../../src/tag/entities/crf/read-model.ts';
import { createTagger } from '../../../../src/tag/entities/crf/tag.ts';
import { readConll } from '../../../../src/train/entities/conll.ts';
import { fitCurve } from '../../../../src/train/entities/fit-curve.ts';
import { readGold } from '../../../../src/train/entities/gold.ts';
import { cutDocument } from '../../../../src/train/entities/pseudo-documents.ts';
import { createRandom } from '../../../../src/train/entities/random.ts';
import { cutTitles } from '../../../../src/train/entities/titles.ts';
import { writeToy } from '../../../support/toy-tagger.ts';

const labels = (numbers: readonly number[]): string => numbers.map((label) => LABEL_NAMES[label]).join(' ');
const gold = (text: string) => readGold(text, 'own', 1, () => false);

describe('training', () => {
  test('the same text and seed give the same bytes, another seed gives others', () => {
    const first = writeToy(1);
    expect(Buffer.compare(first.bytes, writeToy(1).bytes)).toBe(0);
    expect(Buffer.compare(first.bytes, writeToy(2).bytes)).not.toBe(0);
  });

  test('a toy model finds names it has never seen, by what stands around them', () => {
    const read = readModel(writeToy().bytes);
    if (!read.ok) throw new Error(read.why);
    const words = 'Mr Brax said on Monday that he would leave Trond .'.split(' ');
    const names = createTagger(read.model).tag(words, [0]);
    expect(names.map(({ first, last, type }) => `${words.slice(first, last + 1).join(' ')} ${type}`)).toEqual(
      ['Brax PER', 'Trond LOC'],
    );
  });
});

describe('gold text', () => {
  test('marks become labels on the tokens of the product', () => {
    const [document] = gold(
      "= [PER Ada Quill] leaves\n# a note\nThe [ORG Prosecutor's Office] of [LOC Washington, D.C.] met.",
    );
    expect(document?.raws.join(' ')).toBe(
      "Ada Quill leaves The Prosecutor 's Office of Washington , D.C. met .",
    );
    expect(labels(document?.labels ?? [])).toBe('B-PER I-PER O O B-ORG I-ORG I-ORG O B-LOC I-LOC I-LOC O O');
    expect(document?.sentences).toEqual([0, 3]);
  });

  test('a name within a compound labels its own part', () => {
    const [document] = gold('An [ORG ISIS]-related case');
    expect(document?.raws).toEqual(['An', 'ISIS', '-', 'related', 'case']);
    expect(labels(document?.labels ?? [])).toBe('O B-ORG O O O');
  });

  test('blank lines divide documents', () => {
    expect(gold('= One\nTwo.\n\n= Three')).toHaveLength(2);
  });
});

describe('corpora', () => {
  test('a token that the product splits keeps its label on every part; without one, a part with a capital is open', () => {
    const source = '-DOCSTART-\tO\n\nISIS-led\tB-ORG\nU.S.-led\tO\n';
    const [document] = readConll(source, 'test', 1, (raw) => raw.split(/(-)/));
    expect(labels(document?.labels ?? [])).toBe('B-ORG I-ORG I-ORG O O O');
    expect(document?.allowed.slice(3)).toEqual([511, 1, 1]);
  });

  test('a corpus without boundaries is cut where names change', () => {
    const sentence = (names: string) =>
      `The\tO\n${names
        .split(' ')
        .map((name) => `${name}\tB-LOC`)
        .join('\n')}\n\n`;
    const source = `-DOCSTART-\tO\n\n${sentence('Arden Nuria')}${sentence('Arden Vexholm')}${sentence('Oslo Bergen')}`;
    const [document] = readConll(source, 'test', 1);
    if (document === undefined) throw new Error('no document');
    expect(cutDocument(document).map(({ sentences }) => sentences.length)).toEqual([2, 1]);
  });

  test('titles are cut off names of people', () => {
    const [document] = readConll('Pope\tB-PER\nFrancis\tI-PER\nKing\tB-PER\nspoke\tO\n', 'test', 1);
    if (document === undefined) throw new Error('no document');
    expect(labels(cutTitles(document).labels)).toBe('O B-PER B-PER O');
  });
});

describe('calibration', () => {
  test('the curve rises, and gives the share that was right', () => {
    const random = createRandom(5);
    const seen = Array.from({ length: 5000 }, () => {
      const score = random.share();
      return { score, right: random.share() < score * 0.8 };
    });
    const { raw, real } = fitCurve(seen);
    expect(real.every((value, at) => at === 0 || value > (real[at - 1] ?? 0))).toBe(true);
    raw.forEach((value, at) => {
      expect(Math.abs((real[at] ?? 0) - value * 0.8)).toBeLessThan(0.05);
    });
  });

  test('nothing seen gives no curve', () => {
    expect(fitCurve([])).toEqual({ raw: [], real: [] });
  });
});
