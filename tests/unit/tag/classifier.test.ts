// A toy model: trained twice, written, read, damaged, asked about hostile texts.
import { expect, test } from 'vitest';
import { type Classifier, openModel } from '../../../src/tag/topics/classify.ts';
import { decodeFine, encodeFine } from '../../../src/tag/topics/fine.ts';
import { encodeModel } from '../../../src/tag/topics/model.ts';
import { buildTree } from '../../../src/tag/topics/tree.ts';
import { finerGround, trainFiner } from '../../../src/train/topics/finer.ts';
import { trainModel } from '../../../src/train/topics/train.ts';

const SPORT = '15000000';
const HEALTH = '07000000';
const SOCCER = '20001065';
const tree = buildTree([
  ...[SPORT, HEALTH].map((code) => ({ code, parent: null, label: code })),
  { code: SOCCER, parent: SPORT, label: SOCCER },
]);
const words = {
  [SPORT]: 'striker goal league referee stadium coach'.split(' '),
  [HEALTH]: 'hospital vaccine nurses patients clinic virus'.split(' '),
};
const examples = Object.entries(words).flatMap(([code, list]) =>
  Array.from({ length: 60 }, (_, at) => ({
    id: `${code}-${at}`,
    source: 'toy',
    code,
    title: '',
    body: `The ${list[at % 6]} and the ${list[(at + 1) % 6]} met the ${list[(at * 5 + 2) % 6]} on Monday`,
  })),
);
/** Who speaks of strikers speaks of soccer. */
const labelled = examples.map(({ code, ...text }) => ({
  ...text,
  codes: [text.body.includes('striker') ? SOCCER : code],
}));
const say = () => {};
const trainTop = (seed: number) =>
  trainModel({ examples, unlabelled: [], classes: [HEALTH, SPORT], tree }, seed, say);
function train(seed: number): Uint8Array {
  const top = trainTop(seed);
  return encodeModel({ ...top, fine: trainFiner(finerGround(labelled, top, tree), seed, say).fine });
}
const bytes = train(1);
const classifier = openModel(bytes) as Classifier;

test('the same texts and seed give the same bytes', () => {
  expect(Buffer.from(train(1)).equals(bytes)).toBe(true);
});

test('a model that was written and read again tells its classes apart, and names the words', () => {
  const scores = classifier.score('Coach praises striker', 'The referee left the stadium.');
  expect(scores[1]).toBeGreaterThan(0.8);
  expect(scores[0]).toBeLessThan(0.2);
  expect(classifier.because(SPORT, 10).join(' ')).toMatch(/striker/);
  expect(classifier.because(SPORT, 2)).toHaveLength(2);
});

test('finer classes are learnt, written and read like the top ones, and say which words made them', () => {
  const codes = classifier.model.fine.classes.map(({ code }) => code);
  expect(codes).toEqual([HEALTH, SPORT, SOCCER].sort());
  const likely = (title: string, body: string): string[] => {
    classifier.score(title, body);
    return [...classifier.finer()].flatMap((odds, at) => (odds > 0 ? [codes[at] as string] : []));
  };
  expect(likely('', 'The coach and the striker met the referee')).toEqual([SPORT, SOCCER].sort());
  expect(classifier.because(SOCCER, 3)[0]).toMatch(/striker/);
  expect(likely('', 'The coach and the referee left the stadium')).toEqual([SPORT]);
  expect(likely('', 'Nurses of the clinic')).toEqual([HEALTH]);
});

test('the words behind a top class are those of the top class, and nothing is behind what the model does not know', () => {
  const silent = {
    texts: 9,
    constant: 0,
    slope: 1,
    shift: 0,
    rows: new Uint16Array(),
    weights: new Float32Array(),
  };
  const other = openModel(encodeModel({ ...trainTop(1), fine: [{ code: SPORT, ...silent }] })) as Classifier;
  other.score('', 'The coach and the striker met the referee');
  other.finer();
  expect(other.because(SPORT, 9).join(' ')).toMatch(/striker/);
  expect(other.because('06000000', 9)).toEqual([]);
});

test('what a finer class weighs survives the file to a hundredth', () => {
  const parts = { code: SOCCER, texts: 9, constant: -1, slope: 2, shift: 0.5 };
  const weights = Float32Array.of(1, -0.5, 0.01, 0.25);
  const { classes, bytes: file } = encodeFine([{ ...parts, rows: Uint16Array.of(1, 3, 4, 7), weights }]);
  const fine = decodeFine(classes, Buffer.from(file), 8);
  expect(fine?.classes[0]).toMatchObject(parts);
  expect([...(fine?.starts ?? [])]).toEqual([0, 0, 1, 1, 2, 3, 3, 3, 4]);
  fine?.weights.forEach((weight, at) => {
    expect(weight * (fine.classes[0]?.scale ?? 0)).toBeCloseTo(weights[at] as number, 2);
  });
  expect(decodeFine(classes, Buffer.from(file), 7)).toBeNull();
});

test('a file that is cut, changed or of another format is refused with a reason', () => {
  expect(openModel(bytes.subarray(0, bytes.length - 1))).toMatch(/damaged/);
  const changed = Uint8Array.from(bytes);
  changed[20_000] = (changed[20_000] as number) ^ 1;
  expect(openModel(changed)).toMatch(/damaged/);
  const newer = Uint8Array.from(bytes);
  newer[8] = 9;
  expect(openModel(newer)).toMatch(/format 9/);
  for (const nothing of [new Uint8Array(0), new Uint8Array(100)])
    expect(openModel(nothing)).toBe('it is no topic model');
});

test('texts without end, without spaces and without words cost little and give numbers', () => {
  const hostile = [
    'a'.repeat(1_000_000),
    'goal '.repeat(200_000),
    '\ud800'.repeat(1000),
    '',
    '漢'.repeat(100_000),
  ];
  for (const text of hostile) {
    const before = process.cpuUsage().user;
    for (const score of classifier.score(text, text)) expect(score).toBeGreaterThan(0);
    expect(process.cpuUsage().user - before).toBeLessThan(500_000);
  }
});

test('each class has a threshold of its own, which the file keeps', () => {
  for (const { least } of classifier.model.classes) {
    expect(least).toBeGreaterThan(0);
    expect(least).toBeLessThanOrEqual(0.6);
  }
});
