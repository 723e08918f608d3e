// What the finer classes learn from and are judged by: articles cut out of a running corpus, judgements kept in a file.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { buildTree } from '../../../../src/tag/topics/tree.ts';
import { isForRules } from '../../../../src/train/topics/corpus.ts';
import { finerGround, measureUnseen } from '../../../../src/train/topics/finer.ts';
import { readGmb } from '../../../../src/train/topics/gmb.ts';
import { readUnseen, writeUnseen } from '../../../../src/train/topics/unseen.ts';

const conll = [
  '-DOCSTART- O',
  '',
  'Rain B',
  "'s O",
  'over O',
  '. O',
  '',
  'It O',
  'is O',
  "n't O",
  '.',
  '',
  'Sun',
  '.',
  '',
]
  .map((line) => line.replace(' ', '\t'))
  .join('\n');

test('an id names sentences of the running corpus, which are put together as people write them', () => {
  expect(readGmb(conll, ['gmb-0-1', 'wcep-1', 'gmb-2-2'])).toEqual([
    { id: 'gmb-0-1', title: '', body: "Rain's over. It isn't." },
    { id: 'gmb-2-2', title: '', body: 'Sun.' },
  ]);
});

test('articles of that corpus never are among the texts that rules are written by', () => {
  const ids = Array.from({ length: 200 }, (_, at) => at);
  expect(ids.some((at) => isForRules(`gmb-${at}-${at + 5}`))).toBe(false);
  const share = ids.filter((at) => isForRules(`wcep-${at}`)).length;
  expect(share).toBeGreaterThan(60);
  expect(share).toBeLessThan(140);
});

test('judgements are read as they were written, and those of other texts are refused', () => {
  const folder = mkdtempSync(join(tmpdir(), 'unseen-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'unseen.bin');
  const rows = [Float32Array.of(1, -2, 0.5), Float32Array.of(3, 4, -5)];
  writeUnseen(file, rows);
  expect(readUnseen(file, 2, 3)).toEqual(rows);
  expect(() => readUnseen(file, 3, 3)).toThrow(/train the model anew/);
});

test('a finer class stands for the broader ones in a list, and counts for them where all is rolled up', () => {
  const tree = buildTree([
    { code: '15000000', parent: null, label: 'sport' },
    { code: '20001065', parent: '15000000', label: 'soccer' },
  ]);
  const labelled = Array.from({ length: 8 }, (_, at) => ({
    id: `t${at}`,
    title: '',
    body: 'goal',
    codes: ['20001065'],
  }));
  const ground = finerGround(labelled, { buckets: Int32Array.of(1), idf: Float32Array.of(1) }, tree);
  const { exact, rolledUp } = measureUnseen(
    ground,
    labelled.map((_, at) => Float32Array.of(2, at < 6 ? 1 : -1)),
  );
  expect(ground.codes).toEqual(['15000000', '20001065']);
  // six are told as soccer; of the two told as sport only, soccer is missed and sport is not what they have
  expect(exact.micro).toBeCloseTo((2 * 6) / (2 * 6 + 2 + 2));
  expect(rolledUp.byClass['15000000']?.f1).toBe(1);
  expect(rolledUp.byClass['20001065']?.f1).toBeCloseTo((2 * 6) / (2 * 6 + 2));
});
