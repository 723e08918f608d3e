// A worker that starts again takes its compiled queries from a file, as far as the store says the same; a file that is
// of no use costs one line in the log and nothing else.
import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createLog } from '../../../src/lib/log.ts';
import type { Roster } from '../../../src/match/roster.ts';
import { openRoster, rosterFile } from '../../../src/pipeline/roster-file.ts';
import type { Store } from '../../../src/store/db.ts';
import { findSubscription, removeSubscription, saveSubscription } from '../../../src/store/subscriptions.ts';
import { startStores, type TestStores } from '../../support/store.ts';

/** more than is worth keeping */
const MANY = 2500;
const folder = mkdtempSync(join(tmpdir(), 'pw-roster-'));
const file = join(folder, 'sub', 'queries.bin');

let stores: TestStores;
let store: Store;
let lines: Record<string, unknown>[] = [];
const log = createLog('info', (line) => lines.push(JSON.parse(line)));

beforeAll(async () => {
  stores = await startStores();
  store = await stores.fresh();
  await store.query(`insert into subscriber (name) values ('us')`);
  await store.query(
    `insert into subscription (subscriber_id, name, version, channel, target, rev)
     select 1, 's' || i, 1, 'file', 'a', nextval('subscription_rev') from generate_series(1, ${MANY}) i`,
  );
  await store.query(
    `insert into subscription_version (subscription_id, version, query)
     select i, 1, 'harbour NEAR/' || i % 90 || ' "ship ' || i || '"' from generate_series(1, ${MANY}) i`,
  );
  await opened();
});
beforeEach(() => {
  lines = [];
});
afterAll(async () => {
  await stores.stop();
  rmSync(folder, { recursive: true, force: true });
});

const opened = (): Promise<Roster> => openRoster(file, { store, log });
const asks = (roster: Roster, text: string) =>
  roster.match({ title: text, body: '' }).map(({ name }) => name);
const refusals = () => lines.filter(({ event }) => event === 'roster.kept-refused');
const save = (name: string, query: string) =>
  store.tx((sql) =>
    saveSubscription(sql, { subscriber: 'us', name, query, channel: 'file', target: 'a', secrets: [] }),
  );

test('a second start compiles nothing and judges alike', async () => {
  const roster = await opened();
  expect([roster.compiled(), roster.size()]).toEqual([0, MANY]);
  expect(asks(roster, 'ship 77 in the harbour')).toEqual(['s77']);
  expect(lines).toMatchObject([{ event: 'roster.opened', subscriptions: MANY, compiled: 0 }]);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('what changed and went while nobody ran is honoured', async () => {
  await save('s77', 'lighthouse');
  const gone = await findSubscription(store, 's78');
  await store.tx((sql) => removeSubscription(sql, gone?.id ?? 0));
  const roster = await opened();
  expect(roster.compiled()).toBe(1);
  expect(asks(roster, 'ship 77, ship 78, ship 79 in the harbour, by the lighthouse').sort()).toEqual([
    's77',
    's79',
  ]);
});

test.each<[what: string, harm: () => void]>([
  ['cut short', () => truncateSync(file, 1000)],
  ['empty', () => truncateSync(file, 0)],
  ['damaged in one byte', () => flipByte(5000)],
  ['something else', () => writeFileSync(file, 'x'.repeat(9999))],
])('a file that is %s is refused in one line, and written anew', async (_what, harm) => {
  harm();
  const roster = await opened();
  expect(refusals()).toHaveLength(1);
  expect(roster.compiled()).toBe(MANY - 1);
  expect(asks(roster, 'ship 80 in the harbour')).toEqual(['s80']);
  lines = [];
  expect((await opened()).compiled()).toBe(0);
  expect(refusals()).toEqual([]);
});

test('several workers that write at once leave one whole file, and what a killed one left is swept', async () => {
  rmSync(file);
  writeFileSync(`${file}.left-by-a-killed-one`, 'half');
  await Promise.all([opened(), opened(), opened()]);
  lines = [];
  expect((await opened()).compiled()).toBe(0);
  await opened();
  expect(refusals()).toEqual([]);
  expect(readdirSync(join(folder, 'sub')).filter((name) => name.includes('left-by'))).toEqual([]);
});

test('where nothing can be written, the start goes on', async () => {
  const roster = await openRoster(join(file, 'below-a-file'), { store, log });
  expect(roster.size()).toBe(MANY - 1);
  expect(lines.map(({ event }) => event)).toContain('roster.not-kept');
});

test.skipIf(process.getuid?.() === 0)('a file that may not be read is refused', async () => {
  chmodSync(file, 0);
  await opened();
  expect(refusals()).toHaveLength(1);
});

test('few subscriptions are compiled from their texts, and no file is made', async () => {
  const small = join(folder, 'small.bin');
  const roster = await openRoster(small, { store: await stores.fresh(), log });
  expect(roster.size()).toBe(0);
  expect(readdirSync(folder)).not.toContain('small.bin');
});

test('each store has a file of its own, whose name tells no password', () => {
  const env = { XDG_CACHE_HOME: '/cache' };
  const [a, b] = ['postgres://u:secret@a/db', 'postgres://u:secret@b/db'].map((url) => rosterFile(url, env));
  expect(a).toMatch(/^\/cache\/presswatch\/queries-[0-9a-f]{16}\.bin$/);
  expect(b).not.toBe(a);
});

function flipByte(at: number): void {
  const bytes = readFileSync(file);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(file, bytes);
}
