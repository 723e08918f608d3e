// Changed subscriptions reach every worker, in the order in which they were committed, and it can be seen that they did.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createLog } from '../../../src/lib/log.ts';
import { createRoster, type Roster } from '../../../src/match/roster.ts';
import { type Presence, startPresence } from '../../../src/pipeline/presence.ts';
import { followSubscriptions } from '../../../src/pipeline/tag-article.ts';
import type { Store } from '../../../src/store/db.ts';
import { openStore } from '../../../src/store/db.ts';
import { listen } from '../../../src/store/listen.ts';
import { migrate } from '../../../src/store/migrate.ts';
import {
  removeSubscription,
  SUBSCRIPTION_NOTICE,
  saveSubscription,
  subscriptionsSince,
} from '../../../src/store/subscriptions.ts';
import { forceOf, listWorkers } from '../../../src/store/workers.ts';
import { row } from '../../support/archive.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';

const log = createLog('silent');
const QUICK_MS = 5000;

let server: TestPostgres;
let url: string;
let store: Store;
const open: { close(): Promise<unknown> }[] = [];

beforeAll(async () => {
  server = await startPostgres();
});
beforeEach(async () => {
  for (const each of open.splice(0).reverse()) await each.close();
  url = await server.database();
  store = another();
  await migrate(store);
});
afterAll(async () => {
  for (const each of open.reverse()) await each.close();
  await server.stop();
});

function another(): Store {
  const opened = openStore(url, 4);
  open.push(opened);
  return opened;
}

const wish = (name: string, query: string) =>
  ({ subscriber: 'us', name, query, channel: 'file', target: 'a.jsonl', secrets: [] }) as const;
const save = (name: string, query: string, on = store) =>
  on.tx((sql) => saveSubscription(sql, { ...wish(name, query), secrets: [] }));

type Worker = { roster: Roster; presence: Presence };

async function worker(id: string, judges = true): Promise<Worker> {
  const roster = createRoster();
  const who = { id, host: 'here', pid: 1, roles: judges ? ['tag'] : ['fetch'], judges };
  const presence = await startPresence(who, url, { store: another(), roster, log });
  let stopped = false;
  const stop = async () => {
    if (!stopped) await presence.stop();
    stopped = true;
  };
  open.push({ close: stop });
  return { roster, presence: { stop } };
}

const asks = ({ roster }: Worker, text: string) =>
  roster.match({ title: text, body: '' }).map((one) => one.name);
const soon = (look: () => unknown) => expect.poll(look, { timeout: QUICK_MS, interval: 5 });

test('a change that is not committed holds the next one back, so that no reader passes over it', async () => {
  let first!: number;
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let written = () => {};
  const hasWritten = new Promise<void>((resolve) => {
    written = resolve;
  });
  const slow = another().tx(async (sql) => {
    first = (await saveSubscription(sql, { ...wish('slow', 'alpha'), secrets: [] })).rev;
    written();
    await held;
  });
  await hasWritten;
  const fast = save('fast', 'beta', another());
  const waiting = `select count(*)::int as n from pg_locks where locktype = 'advisory' and not granted
      and database = (select oid from pg_database where datname = current_database())`;
  await soon(async () => (await row<{ n: number }>(store, waiting))?.n).toBe(1);
  const roster = createRoster();
  await followSubscriptions(store, { roster, log });
  expect(roster.size()).toBe(0);
  release();
  await slow;
  expect((await fast).rev).toBeGreaterThan(first);
  await followSubscriptions(store, { roster, log });
  expect(roster.match({ title: 'alpha beta', body: '' }).map((one) => one.name)).toEqual(['slow', 'fast']);
});

test('of two readers at once, the slower one brings no old state back', async () => {
  const { id, rev } = await save('one', 'alpha');
  const old = await subscriptionsSince(store, 0);
  await save('one', 'beta');
  const roster = createRoster();
  roster.apply(await subscriptionsSince(store, 0));
  roster.apply(old);
  expect(roster.match({ title: 'alpha beta', body: '' }).map((one) => one.query)).toEqual(['beta']);
  await store.tx((sql) => removeSubscription(sql, id));
  const removed = await subscriptionsSince(store, rev);
  roster.apply(removed);
  roster.apply(old);
  expect(roster.size()).toBe(0);
});

test('a created, changed and removed subscription is in force on all workers, and the store says since when', async () => {
  const workers = [await worker('a'), await worker('b')];
  const { id } = await save('one', 'alpha');
  await soon(() => workers.map((each) => asks(each, 'alpha'))).toEqual([['one'], ['one']]);
  await soon(async () => (await forceOf(store, id)).since).toBeInstanceOf(Date);
  expect(await forceOf(store, id)).toMatchObject({ workers: 2, behind: [] });
  const { rev } = await save('one', 'beta');
  await soon(() => workers.map((each) => asks(each, 'alpha beta').length)).toEqual([1, 1]);
  await soon(() => workers.map((each) => asks(each, 'alpha'))).toEqual([[], []]);
  await soon(async () => (await listWorkers(store)).map((each) => each.rev)).toEqual([rev, rev]);
  await store.tx((sql) => removeSubscription(sql, id));
  await soon(() => workers.map((each) => asks(each, 'beta'))).toEqual([[], []]);
  await soon(async () => (await forceOf(store, id)).since).toBeInstanceOf(Date);
});

test('a worker that stands still is named as behind until it has gone', async () => {
  await worker('quick');
  await store.query(
    `insert into worker (id, host, pid, roles, rev) values ('stuck', 'there', 7, '{tag}', 0)`,
  );
  const { id } = await save('one', 'alpha');
  await soon(async () => (await forceOf(store, id)).behind.map((each) => each.id)).toEqual(['stuck']);
  expect((await forceOf(store, id)).since).toBeNull();
  await store.query(`update worker set seen_at = now() - interval '1 minute' where id = 'stuck'`);
  await soon(async () => (await forceOf(store, id)).since).toBeInstanceOf(Date);
  await soon(async () => (await row<{ n: number }>(store, 'select count(*)::int as n from worker'))?.n).toBe(
    1,
  );
});

test('a worker that stops says so; one that judges nothing holds nothing up', async () => {
  const { presence } = await worker('a');
  await worker('fetcher', false);
  expect((await listWorkers(store)).map(({ id, rev }) => [id, rev])).toEqual([
    ['a', 0],
    ['fetcher', null],
  ]);
  const { id } = await save('one', 'alpha');
  await soon(async () => (await forceOf(store, id)).since).toBeInstanceOf(Date);
  await presence.stop();
  expect((await listWorkers(store)).map((each) => each.id)).toEqual(['fetcher']);
  expect(await forceOf(store, id)).toMatchObject({ workers: 0 });
});

test('without its listening connection a worker follows all the same, and listens again', async () => {
  const one = await worker('a');
  const listeners = `select pid from pg_stat_activity where application_name = 'presswatch listener' and datname = current_database()`;
  await soon(async () => (await store.query(listeners)).rowCount).toBe(1);
  await store.query(`select pg_terminate_backend(pid) from (${listeners}) l`);
  await save('one', 'alpha');
  await soon(() => asks(one, 'alpha')).toEqual(['one']);
  await soon(async () => (await store.query(listeners)).rowCount).toBe(1);
});

test('a change rings once it is committed, and not when it is taken back', async () => {
  let rung = 0;
  open.push(await listen(url, SUBSCRIPTION_NOTICE, () => rung++));
  const never = store.tx(async (sql) => {
    await saveSubscription(sql, { ...wish('never', 'alpha'), secrets: [] });
    throw new Error('thought better of it');
  });
  await expect(never).rejects.toThrow('better');
  await save('one', 'alpha');
  await soon(() => rung).toBe(1);
});
