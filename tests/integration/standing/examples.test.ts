// A subscription is held to its examples: when its query changes, and when the vocabulary does.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Log } from '../../../src/lib/log.ts';
import { createLog } from '../../../src/lib/log.ts';
import { runExamples } from '../../../src/standing/examples.ts';
import { putInForce } from '../../../src/standing/put-in-force.ts';
import { checkStaleExamples } from '../../../src/standing/vocabulary-change.ts';
import type { Store } from '../../../src/store/db.ts';
import {
  countExamples,
  dropExample,
  type ExampleKind,
  examplesOf,
  keepExample,
  subscriptionsToCheck,
} from '../../../src/store/examples.ts';
import { findSubscription } from '../../../src/store/subscriptions.ts';
import { compileVocabulary, type Vocabulary } from '../../../src/tag/compile.ts';
import { archive, row, type Stored } from '../../support/archive.ts';
import { startStores, type TestStores } from '../../support/store.ts';
import { smallData } from '../../support/vocabulary.ts';

const quillAs = (...aliases: string[]): Vocabulary =>
  compileVocabulary(
    smallData({ entities: [{ id: 'pw:org:quill', type: 'ORG', name: 'Quill Society', aliases }] }),
  );
const judgingBy = (vocabulary: Vocabulary) => ({
  vocabulary,
  aliasesOf: (id: string) => vocabulary.aliases.get(id) ?? [],
});
const v1 = quillAs('QSC');

let stores: TestStores;
let store: Store;
let id: number;
let told: Stored;
let other: Stored;
beforeAll(async () => {
  stores = await startStores();
});
afterAll(() => stores.stop());
beforeEach(async () => {
  store = await stores.fresh();
  told = await archive(store, v1, {
    url: 'https://example.org/1',
    title: 'A meeting',
    text: 'The QSC met in the harbour town, and spoke of budgets.',
  });
  other = await archive(store, v1, {
    url: 'https://example.org/2',
    title: 'A match',
    text: 'The team met in the harbour stadium, and spoke of football.',
  });
  const done = await change('entity:"Quill Society"');
  if (done.kind !== 'saved') throw new Error('refused');
  id = done.id;
});

const change = (query: string, force = false, vocabulary = v1) => {
  const wish = {
    subscriber: 'us',
    name: 'Quill',
    query,
    channel: 'file' as const,
    target: 'a.jsonl',
    secrets: [],
  };
  return store.tx((sql) => putInForce(sql, wish, judgingBy(vocabulary), force));
};
const keep = (one: Stored, kind: ExampleKind) =>
  keepExample(store, { ...one, subscriptionId: id, kind, note: 'said so' });
async function run(vocabulary = v1) {
  const subscription = await findSubscription(store, String(id));
  if (!subscription) throw new Error('it is gone');
  return runExamples(store, id, subscription, judgingBy(vocabulary));
}

test('examples pass or fail with the truth of every part of the query', async () => {
  await keep(told, 'must');
  await keep(other, 'must-not');
  expect(await run()).toMatchObject([
    { passed: true, matched: true, example: { kind: 'must', url: told.url, note: 'said so' } },
    { passed: true, matched: false },
  ]);
  await keep(other, 'must');
  const [, second] = await run();
  expect(second).toMatchObject({ passed: false, matched: false });
  expect(second?.leaves.map(({ text, true: holds }) => [text, holds])).toEqual([
    ['entity:"Quill Society"', false],
  ]);
});

test('a change that breaks an example is refused and not made, unless it is forced', async () => {
  await keep(told, 'must');
  await keep(other, 'must-not');
  const refused = await change('entity:"Quill Society" AND treasury');
  expect(refused).toMatchObject({
    kind: 'refused',
    broken: [{ example: { url: told.url }, matched: false }],
  });
  expect(await findSubscription(store, 'Quill')).toMatchObject({
    version: 1,
    query: 'entity:"Quill Society"',
  });
  expect(await change('met AND harbour')).toMatchObject({
    kind: 'refused',
    broken: [{ example: { url: other.url, kind: 'must-not' }, matched: true }],
  });
  expect(await change('met AND harbour', true)).toMatchObject({ kind: 'saved', version: 2, broken: [{}] });
  expect(await countExamples(store)).toEqual({
    examples: 2,
    failing: [{ subscription_id: id, name: 'Quill', count: 1 }],
  });
  expect(await change('met AND budgets')).toMatchObject({ kind: 'saved', version: 3, broken: [] });
  expect(await countExamples(store)).toMatchObject({ failing: [] });
});

test('a new vocabulary runs every example once, and what fails is logged and counted', async () => {
  await keep(told, 'must');
  await keep(other, 'must-not');
  const lines: Record<string, unknown>[] = [];
  const log: Log = Object.assign(createLog('silent'), {
    warn: (line: Record<string, unknown>) => void lines.push(line),
  });
  const check = (vocabulary: Vocabulary) =>
    checkStaleExamples({ store, log, vocabulary, aliasesOf: judgingBy(vocabulary).aliasesOf });
  await check(v1);
  expect(lines).toEqual([]);
  expect(await subscriptionsToCheck(store, v1.version)).toEqual([]);
  const v2 = quillAs('Something else');
  expect(await subscriptionsToCheck(store, v2.version)).toEqual([id]);
  await check(v2);
  expect(lines).toMatchObject([
    { event: 'example.failing', subscription: id, url: told.url, matched: false },
  ]);
  expect(await countExamples(store)).toMatchObject({ examples: 2, failing: [{ name: 'Quill', count: 1 }] });
  await check(v2);
  expect(lines).toHaveLength(1);
});

test('an example points at the text of its time, whatever the article says later', async () => {
  await keep(told, 'must');
  await archive(store, v1, {
    url: told.url,
    title: 'A meeting',
    text: 'The society met, and nobody knows which.',
  });
  expect(await run()).toMatchObject([{ passed: true }]);
});

test('one example an article: a second thought replaces the first, and it can be taken back', async () => {
  await keep(told, 'must');
  await keep(told, 'must-not');
  expect(await examplesOf(store, id)).toMatchObject([{ kind: 'must-not', passed: null }]);
  expect(await dropExample(store, id, told.articleId)).toBe(true);
  expect(await dropExample(store, id, told.articleId)).toBe(false);
  expect((await row<{ n: number }>(store, 'select count(*)::int as n from subscription_example'))?.n).toBe(0);
});
