// The operator's model from its folder to an article's mentions: with a runtime of a few lines everywhere, and with the
// real one where PRESSWATCH_TEST_ONNX names a node_modules folder that holds onnxruntime-node.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { expect, test } from 'vitest';
import { compileVocabulary } from '../../../../src/tag/compile.ts';
import type { NerBackend } from '../../../../src/tag/entities/backend.ts';
import { openOnnx } from '../../../../src/tag/entities/onnx/open.ts';
import type { Runtime, Tensor } from '../../../../src/tag/entities/onnx/runtime.ts';
import { tagText } from '../../../../src/tag/tag.ts';
import { tagBy } from '../../../../src/tag/tag-by.ts';
import { onnxModel } from '../../../support/onnx-model.ts';
import { smallData } from '../../../support/vocabulary.ts';

const PIECES = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', 'ada', 'quill', 'of', 'vex', '##holm', 'bank'];
const ID2LABEL = { 0: 'O', 1: 'B-PER', 2: 'I-PER', 3: 'B-LOC', 4: 'B-ORG', 5: 'I-ORG' };
const LABEL_OF = [0, 0, 0, 0, 1, 2, 0, 3, 0, 4];
const TABLE = LABEL_OF.map((label) => Object.keys(ID2LABEL).map((id) => (Number(id) === label ? 5 : 0)));
const TEXT = 'The words of ada quill of vexholm and her bank.';

const vocabulary = compileVocabulary(smallData({}));

function folder(files: Record<string, string | Uint8Array> = {}): string {
  const path = mkdtempSync(join(tmpdir(), 'presswatch-onnx-'));
  const all = {
    'model.onnx': onnxModel(TABLE),
    'vocab.txt': PIECES.join('\n'),
    'config.json': JSON.stringify({ id2label: ID2LABEL }),
    ...files,
  };
  for (const [name, content] of Object.entries(all)) writeFileSync(join(path, name), content);
  return path;
}

/** Does what the graph of `onnxModel` does; counts its windows. */
function runtimeOf(table: readonly (readonly number[])[], windows: number[] = []): Runtime {
  class Numbers implements Tensor {
    readonly data: BigInt64Array;
    readonly dims: readonly number[];
    constructor(_type: 'int64', data: BigInt64Array, dims: readonly number[]) {
      this.data = data;
      this.dims = dims;
    }
  }
  const run = async (feeds: Record<string, Tensor>): Promise<Record<string, Tensor>> => {
    const { data: given } = feeds.input_ids as Numbers;
    const ids = Array.from(given, Number);
    windows.push(ids.length);
    const data = Float32Array.from(ids.flatMap((id) => table[id] ?? []));
    return { logits: { data, dims: [1, ids.length, table[0]?.length ?? 0] } };
  };
  const session = { inputNames: ['input_ids'], outputNames: ['logits'], run };
  return { InferenceSession: { create: async () => session }, Tensor: Numbers };
}

async function open(path = folder(), runtime = runtimeOf(TABLE)): Promise<NerBackend> {
  const { backend, notice } = await openOnnx(path, ['en'], async () => runtime);
  if (backend === null) throw new Error(notice);
  return backend;
}

const namesOf = async (backend: NerBackend, text = TEXT, title = '') =>
  (await backend.tag({ title, text }, new AbortController().signal)).map(
    ({ field, start, end, type }) => `${type} ${(field === 'title' ? title : text).slice(start, end)}`,
  );

test('a model names what its labels say, in title and body', async () => {
  const backend = await open();
  expect(await namesOf(backend, TEXT, 'vexholm')).toEqual([
    'LOC vexholm',
    'PER ada quill',
    'LOC vexholm',
    'ORG bank',
  ]);
});

test('a long article is read in windows, and no name is lost or doubled', async () => {
  const windows: number[] = [];
  const backend = await open(folder(), runtimeOf(TABLE, windows));
  const names = await namesOf(backend, 'of ada quill bank '.repeat(500));
  expect(names).toEqual(Array.from({ length: 500 }, () => ['PER ada quill', 'ORG bank']).flat());
  expect(Math.max(...windows)).toBe(384);
  expect(windows).toHaveLength(7);
});

test('the mentions of an article are the model’s, and its version tells so', async () => {
  const backend = await open();
  const tags = await tagBy({ title: '', text: TEXT, lang: 'en' }, { vocabulary, ner: backend });
  expect(tags.mentions.map(({ text, type, method }) => [text, type, method])).toEqual([
    ['ada quill', 'PER', 'model'],
    ['vexholm', 'LOC', 'model'],
    ['bank', 'ORG', 'model'],
  ]);
  expect(tags.vocabulary).toBe(`${vocabulary.version}+onnx-${backend.version}`);
});

test('it is asked for its languages only', async () => {
  const ner = await open();
  const input = { title: '', text: TEXT, lang: 'de' };
  expect(await tagBy(input, { vocabulary, ner })).toEqual(tagText(input, vocabulary));
  const german = await tagBy(input, { vocabulary, ner: { ...ner, languages: ['de'] } });
  expect(german.mentions).toHaveLength(3);
});

const broken: [string, NerBackend['tag']][] = [
  ['no answer within 20 ms', () => new Promise(() => {})],
  ['out of memory', () => Promise.reject(new Error('out of memory'))],
];

test.each(broken)(
  'where the model fails (%s) the tagger stands in, and the log says so',
  async (problem, tag) => {
    const told: unknown[] = [];
    const log = { warn: (line: unknown) => told.push(line) };
    const ner = { name: 'onnx', version: '1', languages: ['en'], tag };
    const input = { title: '', text: TEXT, lang: 'en' };
    expect(await tagBy(input, { vocabulary, ner, log }, 20)).toEqual(tagText(input, vocabulary));
    expect(told).toEqual([{ event: 'ner.stood-in', model: 'onnx', problem }]);
  },
);

test('a model that is given up reads no further window', async () => {
  const windows: number[] = [];
  const backend = await open(folder(), runtimeOf(TABLE, windows));
  const stop = new AbortController();
  const answer = backend.tag({ title: 'ada', text: 'ada '.repeat(5000) }, stop.signal);
  stop.abort();
  await expect(answer).rejects.toThrow('abort');
  expect(windows).toEqual([3]);
});

test('an answer of the wrong size is an error, not names', async () => {
  const backend = await open(folder(), runtimeOf(TABLE.map((row) => row.slice(1))));
  await expect(namesOf(backend)).rejects.toThrow('6 numbers a piece');
});

test.skipIf(isInstalled())('without the package one sentence says so', async () => {
  const path = folder();
  expect(await openOnnx(path, ['en'])).toEqual({
    backend: null,
    notice: `The model in ${path} (entities.modelPath) cannot be used: onnxruntime-node does not load; npm install --save-optional onnxruntime-node@1; the shipped tagger goes on finding names.`,
  });
});

test.each([
  ['no vocabulary', { 'vocab.txt': 'ada\nquill' }, /vocab\.txt lacks/],
  ['no labels', { 'config.json': '{}' }, /id2label/],
  ['no JSON', { 'config.json': '{' }, /JSON/],
  [
    'tiny windows',
    { 'config.json': JSON.stringify({ id2label: ID2LABEL, max_position_embeddings: 32 }) },
    /too small/,
  ],
])('a folder with %s is refused in one sentence', async (_what, files, why) => {
  const { backend, notice } = await openOnnx(folder(files), ['en'], async () => runtimeOf(TABLE));
  expect(backend).toBeNull();
  expect(notice).toMatch(why);
});

test('a folder that is not there is refused in one sentence', async () => {
  const { notice } = await openOnnx(join(folder(), 'nowhere'), ['en'], async () => runtimeOf(TABLE));
  expect(notice).toMatch(/cannot be used: ENOENT/);
});

const real = realRuntime(process.env.PRESSWATCH_TEST_ONNX);

test.skipIf(real === null)(
  'ONNX Runtime itself gives the same names (needs PRESSWATCH_TEST_ONNX)',
  async () => {
    const load = async () => real as Runtime;
    const opened = await openOnnx(folder(), ['en'], load);
    expect(opened.notice).toBeNull();
    expect(await namesOf(opened.backend as NerBackend)).toEqual(['PER ada quill', 'LOC vexholm', 'ORG bank']);
    const { notice } = await openOnnx(folder({ 'model.onnx': 'no model' }), ['en'], load);
    expect(notice).toMatch(/cannot be used: .+; the shipped tagger goes on/);
  },
);

function realRuntime(modules: string | undefined): Runtime | null {
  const from = modules === undefined ? import.meta.url : join(modules, 'x.js');
  try {
    return createRequire(from)('onnxruntime-node');
  } catch {
    return null;
  }
}

function isInstalled(): boolean {
  return realRuntime(undefined) !== null;
}
