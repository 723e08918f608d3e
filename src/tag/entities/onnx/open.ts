// A token classifier of the operator's own, from a local folder: model.onnx, vocab.txt, config.json, and, where there is
// one, tokenizer_config.json. Never downloads anything; whatever is wrong is one sentence, and the tagger goes on.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LIMITS } from '../../../config/limits.ts';
import type { FoundName, NerBackend } from '../backend.ts';
import { type Choice, choose, type Label, readLabels } from './labels.ts';
import { joinNames } from './names.ts';
import { loadRuntime, type Runtime, type Session } from './runtime.ts';
import { cutWindows } from './windows.ts';
import { createWordPiece, type WordPiece } from './word-piece.ts';

export type OpenedBackend = { backend: NerBackend; notice: null } | { backend: null; notice: string };

/** What BERT reads at once; a model may say less. */
const USUAL_POSITIONS = 512;
/** [CLS] before and [SEP] behind */
const FRAME = 2;

type Model = { runtime: Runtime; session: Session; wordPiece: WordPiece; labels: Label[]; pieces: number };

/**
 * Opens the model. Never rejects: the notice says what is missing or wrong.
 * @param languages for which the model is asked
 * @param load gives ONNX Runtime, which may not be installed
 */
export async function openOnnx(
  folder: string,
  languages: readonly string[],
  load: () => Promise<Runtime> = loadRuntime,
): Promise<OpenedBackend> {
  const without = (why: string): OpenedBackend => ({
    backend: null,
    notice: `The model in ${folder} (entities.modelPath) cannot be used: ${why}; the shipped tagger goes on finding names.`,
  });
  try {
    const read = await readFolder(folder);
    if (typeof read === 'string') return without(read);
    const runtime = await load().catch(() => null);
    if (runtime === null)
      return without('onnxruntime-node does not load; npm install --save-optional onnxruntime-node@1');
    const { version, ...parts } = read;
    const model = {
      ...parts,
      runtime,
      session: await runtime.InferenceSession.create(join(folder, 'model.onnx')),
    };
    const tag: NerBackend['tag'] = async ({ title, text }, signal) => [
      ...(await tagField('title', title, model, signal)),
      ...(await tagField('body', text, model, signal)),
    ];
    return { backend: { name: 'onnx', version, languages, tag }, notice: null };
  } catch (error) {
    return without(error instanceof Error ? error.message : String(error));
  }
}

type Folder = Pick<Model, 'wordPiece' | 'labels' | 'pieces'> & { version: string };

async function readFolder(folder: string): Promise<Folder | string> {
  const [model, vocabulary, config, habits] = await Promise.all([
    readFile(join(folder, 'model.onnx')),
    readFile(join(folder, 'vocab.txt'), 'utf8'),
    readFile(join(folder, 'config.json'), 'utf8'),
    readFile(join(folder, 'tokenizer_config.json'), 'utf8').catch(() => '{}'),
  ]);
  const settings: unknown = JSON.parse(config);
  const labels = readLabels(settings);
  if (labels === null) return 'id2label in config.json names no B- or I- PER, ORG, LOC or MISC';
  const wordPiece = createWordPiece(vocabulary, setting(JSON.parse(habits), 'do_lower_case') === true);
  if (wordPiece === null) return 'vocab.txt lacks [CLS], [SEP] or [UNK]';
  const positions = Number(setting(settings, 'max_position_embeddings') ?? USUAL_POSITIONS);
  const pieces = Math.min(LIMITS.nerWindowPieces, positions) - FRAME;
  if (!(pieces > LIMITS.nerWindowOverlap)) return `its windows of ${positions} pieces are too small`;
  const hash = createHash('sha256').update(model).update(vocabulary).update(config).update(habits);
  return { wordPiece, labels, pieces, version: hash.digest('hex').slice(0, 16) };
}

const setting = (settings: unknown, name: string): unknown =>
  typeof settings === 'object' && settings !== null ? Reflect.get(settings, name) : undefined;

/** One window after the other: a run holds the thread, and between two of them other work goes on. */
async function tagField(
  field: FoundName['field'],
  text: string,
  model: Model,
  signal: AbortSignal,
): Promise<FoundName[]> {
  const words = model.wordPiece.cut(text);
  const row = words.flatMap(({ ids }) => ids);
  const choices: Choice[] = [];
  for (const { from, to, keepFrom, keepTo } of cutWindows(
    row.length,
    model.pieces,
    LIMITS.nerWindowOverlap,
  )) {
    signal.throwIfAborted();
    const found = await readWindow(row.slice(from, to), model);
    choices.push(...found.slice(keepFrom - from, keepTo - from));
  }
  // a word is what its first piece is: so these models are trained
  let next = 0;
  const heads = words.map(({ ids }) => {
    const head = choices[next] as Choice;
    next += ids.length;
    return head;
  });
  return joinNames(field, words, heads);
}

async function readWindow(ids: readonly number[], model: Model): Promise<Choice[]> {
  const { runtime, session, wordPiece, labels } = model;
  const all = [wordPiece.opens, ...ids, wordPiece.closes];
  const tensor = (value: (id: number) => number) =>
    new runtime.Tensor(
      'int64',
      BigInt64Array.from(all, (id) => BigInt(value(id))),
      [1, all.length],
    );
  const given = {
    input_ids: tensor((id) => id),
    attention_mask: tensor(() => 1),
    token_type_ids: tensor(() => 0),
  };
  const wanted = Object.entries(given).filter(([name]) => session.inputNames.includes(name));
  const answer = await session.run(Object.fromEntries(wanted));
  const logits = answer.logits?.data ?? answer[session.outputNames[0] ?? '']?.data;
  if (!(logits instanceof Float32Array) || logits.length !== all.length * labels.length)
    throw new Error(`the model does not answer with ${labels.length} numbers a piece`);
  return ids.map((_, at) =>
    choose(logits.subarray((at + 1) * labels.length, (at + 2) * labels.length), labels),
  );
}
