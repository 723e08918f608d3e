// Subscriptions in versions, matches and deliveries: each promise once, whoever makes it and how often.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Receipt } from '../../../src/model/model.ts';
import { saveRevision } from '../../../src/store/articles.ts';
import { all, type Store } from '../../../src/store/db.ts';
import {
  addAttempt,
  lockDelivery,
  moveDelivery,
  type NewDelivery,
  promiseDelivery,
  startDelivery,
  strandedDeliveries,
} from '../../../src/store/deliveries.ts';
import { addFeed } from '../../../src/store/feeds.ts';
import { saveMatch } from '../../../src/store/matches.ts';
import { assignStory } from '../../../src/store/stories.ts';
import {
  channelOf,
  removeSubscription,
  saveSubscription,
  subscriptionsSince,
} from '../../../src/store/subscriptions.ts';
import { newText, startStores, type TestStores } from '../../support/store.ts';

let stores: TestStores;
let store: Store;
let promise: NewDelivery;
beforeAll(async () => {
  stores = await startStores();
});
afterAll(() => stores.stop());
beforeEach(async () => {
  store = await stores.fresh();
  promise = await aPromise();
});

const wish = {
  subscriber: 'us',
  name: 'Rates',
  query: 'rate*',
  channel: 'file',
  target: 'a',
  secrets: [],
} as const;
const subscribe = (more: Partial<{ name: string; query: string; target: string }> = {}, on = store) =>
  on.tx((sql) => saveSubscription(sql, { ...wish, secrets: [], ...more }));
const receipt: Receipt = {
  query: 'rate*',
  queryVersion: 1,
  saved: [],
  leaves: [],
  spans: [],
  causes: [],
  revision: 1,
  quality: 'full',
  vocabulary: 'v',
};

async function aPromise(): Promise<NewDelivery> {
  const { id: subscriptionId } = await subscribe();
  const { id: feedId } = await addFeed(store, { url: 'https://example.org/feed' });
  const source = { key: 'a', url: 'https://example.org/a', feedId, pageId: null, words: [] };
  const { articleId, revisionId } = await store.tx((sql) => saveRevision(sql, source, newText('T', 'text')));
  const named = { articleId, revisionId, lang: 'en', title: 'T', url: source.url, seenAt: new Date() };
  const text = { ...named, print: new Uint32Array(), keys: new Int32Array() };
  const { storyId } = await store.tx((sql) => assignStory(sql, text, { windowHours: 1, copy: () => null }));
  const match = { subscriptionId, version: 1, revisionId, storyId, rev: 1, receipt };
  const [matchId, again] = [await saveMatch(store, match), await saveMatch(store, match)];
  expect(again).toBe(matchId);
  return {
    id: 'd1',
    subscriptionId,
    storyId,
    revision: 1,
    channel: 'file',
    matchId,
    body: '{}',
    replayId: null,
  };
}

test('a promise is made once for each subscription, story, revision and channel, by whomever', async () => {
  const pools = [store, stores.again(store), stores.again(store)];
  const made = await Promise.all(
    Array.from({ length: 9 }, (_, i) =>
      promiseDelivery(pools[i % 3] ?? store, { ...promise, id: `d${i % 2}` }),
    ),
  );
  expect(made.filter(Boolean)).toHaveLength(1);
  expect(await promiseDelivery(store, { ...promise, id: 'next', revision: 2 })).toBe(true);
  expect(await promiseDelivery(store, { ...promise, id: 'other', channel: 'webhook' })).toBe(true);
});

test('what became of a promise does not matter: it is not made again', async () => {
  await promiseDelivery(store, promise);
  for (const state of ['sent', 'dead', 'cancelled'] as const) {
    await moveDelivery(store, 'd1', { state, dueAt: null, reason: null, tried: true });
    expect(await promiseDelivery(store, { ...promise, id: `after-${state}` })).toBe(false);
    expect(await startDelivery(store, 'd1')).toBeNull();
  }
});

test('a delivery is started while it is pending and due; each try is numbered; a latecomer finds it moved', async () => {
  await promiseDelivery(store, promise);
  const started = await startDelivery(store, 'd1');
  expect(started).toMatchObject({ starts: 1, attempts: 0, target: 'a', subscription_state: 'active' });
  const attempt = { at: new Date(), durationMs: 5, status: 500, answer: null, outcome: 'retry', reason: 'x' };
  await addAttempt(store, 'd1', attempt);
  await addAttempt(store, 'd1', attempt);
  expect(await all(store, 'select number from attempt order by 1')).toEqual([{ number: 1 }, { number: 2 }]);
  const later = new Date('2100-01-01');
  await moveDelivery(store, 'd1', { state: 'pending', dueAt: later, reason: 'http-5xx', tried: true });
  expect(await startDelivery(store, 'd1')).toBeNull();
  expect(await store.tx((sql) => lockDelivery(sql, { id: 'd1', step: 0 }))).toBe(false);
  expect(await strandedDeliveries(store, 1000, 10)).toEqual([]);
  await store.query("update delivery set due_at = now() - interval '1 hour', queued_at = null");
  expect(await strandedDeliveries(store, 1000, 10)).toMatchObject([{ id: 'd1', step: 1 }]);
  expect(await strandedDeliveries(store, 1000, 10)).toEqual([]);
});

test('removing a subscription cancels what waits and leaves what was sent', async () => {
  await promiseDelivery(store, promise);
  await promiseDelivery(store, { ...promise, id: 'sent', revision: 2 });
  await moveDelivery(store, 'sent', { state: 'sent', dueAt: null, reason: null, tried: true });
  const { subscriptionId } = promise;
  expect(await store.tx((sql) => removeSubscription(sql, subscriptionId))).toBe(true);
  expect(await store.tx((sql) => removeSubscription(sql, subscriptionId))).toBe(false);
  expect(await all(store, 'select id, state from delivery order by id')).toEqual([
    { id: 'd1', state: 'cancelled' },
    { id: 'sent', state: 'sent' },
  ]);
  expect(await channelOf(store, subscriptionId)).toBeNull();
});

test('a query is never edited: a change is a version, an unchanged wish is none, the target is no version', async () => {
  const id = promise.subscriptionId;
  expect(await subscribe()).toMatchObject({ id, version: 1, change: 'unchanged' });
  expect(await subscribe({ target: 'b' })).toMatchObject({ id, version: 1, change: 'changed' });
  expect(await subscribe({ query: 'bank*' })).toMatchObject({ id, version: 2, change: 'changed' });
  expect(await all(store, 'select version, query from subscription_version order by version')).toEqual([
    { version: 1, query: 'rate*' },
    { version: 2, query: 'bank*' },
  ]);
});

test('a subscription takes the secrets it is given when it has none, and keeps those it has', async () => {
  const save = (channel: 'file' | 'webhook', secrets: string[]) =>
    store.tx((sql) => saveSubscription(sql, { ...wish, channel, target: 'https://a.example', secrets }));
  expect(await save('webhook', ['whsec_one'])).toMatchObject({ change: 'changed', newSecrets: true });
  expect(await save('file', [])).toMatchObject({ change: 'changed', newSecrets: false });
  expect(await save('webhook', ['whsec_two'])).toMatchObject({ change: 'changed', newSecrets: false });
  expect(await all(store, 'select secrets from subscription')).toEqual([{ secrets: ['whsec_one'] }]);
});

test('changes made at once are seen in the order of their revs, none twice, none missed', async () => {
  const other = stores.again(store);
  const seen: number[] = [];
  let rev = 0;
  const follow = async () => {
    for (const row of await subscriptionsSince(store, rev)) {
      seen.push(row.id);
      rev = Math.max(rev, row.rev);
    }
  };
  const names = Array.from({ length: 20 }, (_, i) => `n${i}`);
  const writes = names.map((name, i) => subscribe({ name }, i % 2 ? other : store));
  const reads = names.map(() => follow());
  await Promise.all([...writes, ...reads]);
  await follow();
  expect(seen.length).toBeGreaterThanOrEqual(21);
  expect(new Set(seen).size).toBe(21);
});
