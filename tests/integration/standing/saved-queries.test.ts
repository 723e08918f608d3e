// A saved query is a part of all who use it: changed with them, refused where it would break one, removed when unused.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { matchArticle } from '../../../src/match/match.ts';
import { createRoster } from '../../../src/match/roster.ts';
import { putInForce } from '../../../src/standing/put-in-force.ts';
import { removeQuery, saveQuery, usersOf } from '../../../src/standing/save-query.ts';
import type { Store } from '../../../src/store/db.ts';
import { keepExample } from '../../../src/store/examples.ts';
import { listSavedQueries, savedQueryVersions } from '../../../src/store/saved-queries.ts';
import {
  findSubscription,
  removeSubscription,
  subscriptionsSince,
} from '../../../src/store/subscriptions.ts';
import { compileVocabulary } from '../../../src/tag/compile.ts';
import { archive } from '../../support/archive.ts';
import { startStores, type TestStores } from '../../support/store.ts';
import { smallData } from '../../support/vocabulary.ts';

const vocabulary = compileVocabulary(smallData({}));
const judging = { vocabulary, aliasesOf: () => [] };

let stores: TestStores;
let store: Store;
beforeAll(async () => {
  stores = await startStores();
});
afterAll(() => stores.stop());
beforeEach(async () => {
  store = await stores.fresh();
});

const save = (name: string, query: string, force = false) =>
  store.tx((sql) => saveQuery(sql, name, query, judging, force));
const remove = (name: string) => store.tx((sql) => removeQuery(sql, name));

async function subscribe(name: string, query: string) {
  const wish = { subscriber: 'us', name, query, channel: 'file' as const, target: 'a.jsonl', secrets: [] };
  const done = await store.tx((sql) => putInForce(sql, wish, judging, false));
  if (done.kind !== 'saved') throw new Error('refused');
  return done;
}
const subscription = async (name: string) => {
  const found = await findSubscription(store, name);
  if (!found) throw new Error(`no subscription ${name}`);
  return found;
};

const article = (title: string) => ({
  title,
  text: 'Nothing more.',
  url: 'https://example.org/a',
  sources: [],
  byline: null,
  publishedAt: null,
  tags: { lang: 'en', mentions: [], topics: [], vocabulary: 'v' },
});
/** What the subscriptions in force say to a title, with receipts. */
async function judge(title: string) {
  const roster = createRoster();
  expect(roster.apply(await subscriptionsSince(store, 0))).toEqual([]);
  return matchArticle(roster, article(title), { revision: 1, quality: 'full' }, () => []);
}

describe('a change of a saved query', () => {
  test('is a change of all who use it, also by way of others, and of nobody else', async () => {
    await save('cars', 'tesla OR toyota');
    await save('makers', '@cars OR boeing');
    await subscribe('direct', '@cars AND recall*');
    await subscribe('indirect', '@makers AND recall*');
    await subscribe('other', 'recall* AND @unknown');
    const before = (await subscription('other')).rev;
    expect((await judge('Toyota recalls')).map((one) => one.subscription.name)).toEqual([
      'direct',
      'indirect',
    ]);
    const done = await save('cars', 'tesla OR honda');
    expect(done).toMatchObject({
      kind: 'saved',
      version: 2,
      changed: [{ name: 'direct' }, { name: 'indirect' }],
    });
    expect(await judge('Toyota recalls')).toEqual([]);
    expect(await judge('Honda recalls')).toHaveLength(2);
    expect(await subscription('direct')).toMatchObject({ version: 2, query: '@cars AND recall*' });
    expect((await subscription('direct')).rev).toBeGreaterThan(before);
    expect(await subscription('other')).toMatchObject({ version: 1, rev: before });
  });

  test('stands in the receipt by its version, and the leaves are those of its text', async () => {
    await save('cars', 'tesla OR toyota');
    await save('cars', 'tesla OR honda');
    await subscribe('one', '@cars AND recall*');
    const [found] = await judge('Honda recalls');
    expect(found?.receipt.saved).toEqual([{ name: 'cars', version: 2 }]);
    expect(found?.receipt.leaves.map(({ text, true: holds }) => [text, holds])).toEqual([
      ['tesla', false],
      ['honda', true],
      ['recall*', true],
    ]);
    expect(found?.receipt.spans.map((span) => span.text)).toEqual(['Honda', 'recalls']);
  });

  test('that says the same changes nothing', async () => {
    await save('cars', 'tesla');
    const { rev } = await subscribe('one', '@cars');
    expect(await save('cars', 'tesla')).toEqual({ kind: 'unchanged', version: 1 });
    expect(await subscription('one')).toMatchObject({ rev, version: 1 });
  });

  test('takes effect on a name that was read as a word until then', async () => {
    await subscribe('one', '@cars');
    expect(await judge('Cars for sale')).toHaveLength(1);
    expect(await save('cars', 'tesla')).toMatchObject({ changed: [{ name: 'one' }] });
    expect(await judge('Cars for sale')).toEqual([]);
  });
});

describe('refused, and nothing is changed:', () => {
  test('a circle, with its path', async () => {
    await save('a', '@b OR x');
    await save('b', '@c OR y');
    expect(await save('c', 'z NOT @a')).toEqual({ kind: 'circle', path: ['c', 'a', 'b', 'c'] });
    expect(await save('d', '@d OR z')).toEqual({ kind: 'circle', path: ['d', 'd'] });
    expect((await listSavedQueries(store)).map((one) => one.name)).toEqual(['a', 'b']);
  });

  test('a bad query, with its place', async () => {
    await expect(save('bad', 'tesla AND (')).rejects.toMatchObject({ code: 'E_PAREN', start: 10 });
  });

  test('what would make a subscription invalid, and which', async () => {
    await save('cars', 'tesla OR toyota');
    await save('near', '@cars OR honda');
    const { id } = await subscribe('recalls', '@near NEAR/5 recall*');
    const done = await save('cars', 'tesla AND toyota');
    expect(done).toMatchObject({ kind: 'invalid', who: `subscription ${id} "recalls"` });
    expect(await judge('Toyota recalls')).toHaveLength(1);
    expect(await save('cars', 'NOT tesla')).toMatchObject({ kind: 'invalid' });
  });

  test('what would break an example of a subscription, unless it is forced', async () => {
    await save('cars', 'tesla OR toyota');
    const { id } = await subscribe('one', '@cars');
    const one = await archive(store, vocabulary, {
      url: 'https://example.org/1',
      title: 'Toyota',
      text: 'Sells.',
    });
    await keepExample(store, { ...one, subscriptionId: id, kind: 'must', note: '' });
    const done = await save('cars', 'tesla');
    expect(done).toMatchObject({
      kind: 'refused',
      broken: [{ subscription: { id }, verdicts: [{ passed: false }] }],
    });
    expect(await subscription('one')).toMatchObject({ version: 1 });
    expect(await save('cars', 'tesla', true)).toMatchObject({ kind: 'saved', version: 2 });
    expect(await subscription('one')).toMatchObject({ version: 2 });
  });

  test('removing one that is in use, and by whom', async () => {
    await save('cars', 'tesla');
    await save('makers', '@cars OR boeing');
    const { id } = await subscribe('one', '@makers');
    expect(await remove('cars')).toEqual({
      kind: 'in-use',
      users: { queries: ['makers'], subscriptions: [{ id, name: 'one' }] },
    });
    await store.tx((sql) => removeSubscription(sql, id));
    expect(await usersOf(store, 'makers')).toEqual({ queries: [], subscriptions: [] });
    expect(await remove('makers')).toEqual({ kind: 'removed' });
    expect(await remove('cars')).toEqual({ kind: 'removed' });
    expect(await remove('cars')).toEqual({ kind: 'unknown' });
  });
});

test('a name that was removed starts again above its old versions', async () => {
  await save('cars', 'tesla');
  await remove('cars');
  expect(await listSavedQueries(store)).toEqual([]);
  expect(await save('cars', 'honda')).toMatchObject({ version: 3 });
  expect((await savedQueryVersions(store, 'cars')).map((one) => one.version)).toEqual([3, 1]);
});

test('a part that is only negative may be saved, and used beside something positive', async () => {
  await save('noise', 'NOT (football OR weather)');
  await subscribe('one', 'storm AND @noise');
  expect(await judge('Storm warning')).toHaveLength(1);
  expect(await judge('Storm and weather')).toEqual([]);
});

test('names that objects have by themselves are names like others', async () => {
  await subscribe('one', '@constructor OR @toString');
  expect(await judge('A constructor')).toHaveLength(1);
  await save('constructor', 'builder');
  expect(await judge('A constructor')).toEqual([]);
  expect(await judge('A builder')).toHaveLength(1);
  await save('__proto__', 'ancestor');
  await subscribe('two', '@__proto__');
  expect((await judge('The ancestor')).map((one) => one.subscription.name)).toEqual(['two']);
});
