// The whole service in this process, on a fresh database, quick and on loopback. Waits on states of the store, never
// on time; what it opened is closed again, and `leaks` proves it.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type House, openHouse } from '../../src/cli/open.ts';
import { ROLES, type Role } from '../../src/cli/roles.ts';
import { type Service, startService } from '../../src/cli/service.ts';
import { settingsSchema } from '../../src/config/settings.ts';
import { all } from '../../src/store/db.ts';
import { addFeed } from '../../src/store/feeds.ts';
import type { ItemRow } from '../../src/store/items.ts';
import { isIdle } from '../../src/store/status.ts';
import { saveSubscription } from '../../src/store/subscriptions.ts';
import type { TestBackend } from './backends.ts';
import { openDir, startPostgres } from './postgres.ts';
import type { Sink } from './sink.ts';

/** What a house stands on: plain data, so that another process can open the same one. */
export type Ground = { storeUrl: string; redisUrl: string | null; prefix: string; files: string };

export type Grounds = { ground(): Promise<Ground>; stop(): Promise<void> };

/** The servers of one test file: a PostgreSQL always, a Redis where the queue is to live there. */
export async function startGrounds(backend: TestBackend): Promise<Grounds> {
  const postgres = await startPostgres();
  const redis = backend.name === 'redis' ? await backend.start() : null;
  const folders: string[] = [];
  return {
    ground: async () => {
      const files = openDir('pw-alerts-');
      folders.push(files);
      const site = await redis?.site();
      const { redisUrl = null, prefix = '{test}' } = site ?? {};
      return { storeUrl: await postgres.database(), redisUrl, prefix, files };
    },
    stop: async () => {
      await redis?.stop();
      await postgres.stop();
      for (const folder of folders) rmSync(folder, { recursive: true, force: true });
    },
  };
}

export type Tuning = {
  /** the API listens here, and hubs may call it */
  websubPort?: number;
  vocabulary?: string;
  pollFloor?: string;
  hostGap?: string;
  firstPollWindow?: string;
  /** pages of these hosts are built by this browser */
  render?: { browser: string; hosts: string[] };
};

/** Settings that make a day of news pass in seconds. */
export const quickSettings = (ground: Ground, tuning: Tuning = {}) =>
  settingsSchema.parse({
    store: { url: ground.storeUrl },
    queue: { redisUrl: ground.redisUrl, prefix: ground.prefix, lock: '10s', stalledCheck: '1s' },
    fetch: { contact: 'tests, on loopback only', hostGap: tuning.hostGap ?? '0ms', concurrency: 4 },
    egress: { allow: ['127.0.0.0/8'], ports: 'any' },
    poll: {
      floor: tuning.pollFloor ?? '200ms',
      unknownFloor: tuning.pollFloor ?? '200ms',
      fullFloor: tuning.pollFloor ?? '1200ms',
      ceiling: '1h',
      tick: '50ms',
      firstPollWindow: tuning.firstPollWindow ?? '3650d',
    },
    extract: { threads: 1 },
    ...(tuning.render === undefined ? {} : { render: tuning.render }),
    tag: { vocabulary: tuning.vocabulary ?? null },
    reconcile: { every: '250ms', lease: '2s' },
    alert: { allowHttp: true, files: join(ground.files, 'alerts'), retry: ['0s', '50ms', '100ms', '200ms'] },
    api: { port: tuning.websubPort ?? 0 },
    websub: {
      callback: tuning.websubPort === undefined ? null : `http://127.0.0.1:${tuning.websubPort}/websub`,
      allowHttp: true,
    },
    log: { level: 'silent' },
  });

export type TestHouse = {
  house: House;
  store: House['store'];
  ground: Ground;
  /** the running service; null before `start` and after `stop` */
  service(): Service | null;
  start(roles?: readonly Role[]): Promise<Service>;
  stop(): Promise<void>;
  /** watches feeds; resolves to their ids */
  watch(urls: readonly string[]): Promise<number[]>;
  /** a webhook subscription at `sink`, or a file subscription where a file's name is given; its id */
  subscribe(name: string, query: string, where: Sink | string): Promise<number>;
  /** asks all feeds again, whatever their rhythm; resolves when all have answered */
  pollNow(): Promise<void>;
  items(url?: string): Promise<ItemRow[]>;
  rows<Row extends object>(text: string, values?: unknown[]): Promise<Row[]>;
  /** the first truthy answer of `look`; fails after `ms` and says how far the items have come */
  until<T>(what: string, look: () => Promise<T | null | false | undefined>, ms?: number): Promise<T>;
  /** nothing is due and every feed was polled */
  settled(ms?: number): Promise<void>;
  close(): Promise<void>;
};

const LOOK_MS = 40;
const PATIENCE_MS = 45_000;

export async function openTestHouse(ground: Ground, tuning: Tuning = {}): Promise<TestHouse> {
  const house = await openHouse({ settings: quickSettings(ground, tuning) });
  const { store } = house;
  let service: Service | null = null;
  const rows = <Row extends object>(text: string, values: unknown[] = []) =>
    all<Row & Record<string, unknown>>(store, text, values);
  const until: TestHouse['until'] = async (what, look, ms = PATIENCE_MS) => {
    const end = performance.now() + ms;
    for (;;) {
      const found = await look();
      if (found) return found;
      if (performance.now() > end) throw new Error(`${what}: not within ${ms} ms. ${await state(rows)}`);
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
  };
  const stop = async () => {
    await service?.stop();
    service = null;
  };
  return {
    house,
    store,
    ground,
    rows,
    until,
    stop,
    service: () => service,
    start: async (roles = ROLES) => {
      service = await startService(house, roles);
      return service;
    },
    watch: async (urls) => {
      const ids: number[] = [];
      for (const url of urls) ids.push((await addFeed(store, { url })).id);
      return ids;
    },
    subscribe: (name, query, where) => {
      const way =
        typeof where === 'string'
          ? ({ channel: 'file', target: where, secrets: [] } as const)
          : ({ channel: 'webhook', target: where.url, secrets: [where.secret] } as const);
      const wish = { subscriber: 'tests', name, query, ...way, secrets: [...way.secrets] };
      return store.tx(async (sql) => (await saveSubscription(sql, wish)).id);
    },
    pollNow: async () => {
      const [mark] = await rows<{ at: Date }>('select clock_timestamp() as at');
      await store.query('update feed set next_poll_at = now(), claimed_until = null');
      // a poll that waits for its host is put off, and is no poll yet
      const due = `select 1 from feed where state = 'active' and (last_poll_at is null or last_poll_at < $1)`;
      await until('every feed polled', async () => (await rows(due, [mark?.at])).length === 0);
    },
    items: (url) =>
      url === undefined
        ? rows('select * from item order by id')
        : rows('select * from item where url = $1 order by id', [url]),
    settled: async (ms) => {
      await until('everything done', () => isIdle(store, PATIENCE_MS, true), ms);
    },
    close: async () => {
      await stop();
      await house.close();
    },
  };
}

async function state(rows: TestHouse['rows']): Promise<string> {
  const feeds = await rows('select url, failures, last_error, last_poll_at from feed limit 5');
  const items = await rows(
    `select id, url, stage, reason, tries, due_at - now() as due from item where stage not in ('done') limit 10`,
  );
  const late = await rows(
    `select id, state, reason, attempts from delivery where state in ('pending', 'dead') limit 10`,
  );
  return JSON.stringify({ feeds, items, deliveries: late });
}

const COUNTED = /^(TCP|Pipe|Process|MessagePort|FSReq)/;

/** Handles open in this process by kind; those of the test runner are the same before and after. */
export function openHandles(): Record<string, number> {
  const kinds = process.getActiveResourcesInfo().filter((kind) => COUNTED.test(kind));
  return Object.fromEntries(
    Object.entries(Object.groupBy(kinds, (kind) => kind)).map(([kind, some]) => [kind, some?.length ?? 0]),
  );
}

/** What is open beyond `before`, once closing had its moment; empty when nothing leaked. */
export async function leaks(before: Record<string, number>, ms = 5000): Promise<string[]> {
  const end = performance.now() + ms;
  for (;;) {
    const left = Object.entries(openHandles()).flatMap(([kind, count]) =>
      count > (before[kind] ?? 0) ? [`${count - (before[kind] ?? 0)} × ${kind}`] : [],
    );
    if (left.length === 0 || performance.now() > end) return left;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}
