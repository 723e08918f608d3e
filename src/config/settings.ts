// Every setting: its type, default and bounds. `config/presswatch.yaml` says the same for people.
import { availableParallelism } from 'node:os';
import { isAbsolute } from 'node:path';
import { z } from 'zod';
import { durationMs } from './duration.ts';

/** A duration between two bounds, in milliseconds once read. */
const duration = (fallback: string, least: string, most: string) =>
  z
    .union(
      [z.string(), z.number()],
      'must be a duration: a number with a unit, such as 250ms, 30s, 5m, 2h, 7d',
    )
    .default(fallback)
    .transform((value, check) => {
      const text = String(value);
      const ms = durationMs(text);
      if (ms === null) {
        check.addIssue(
          `"${text}" is no duration: write a number with a unit, such as 250ms, 30s, 5m, 2h, 7d`,
        );
        return z.NEVER;
      }
      if (ms < (durationMs(least) ?? 0) || ms > (durationMs(most) ?? 0)) {
        check.addIssue(`"${text}" is out of bounds: between ${least} and ${most}`);
        return z.NEVER;
      }
      return ms;
    });

/** A server's address; the value itself is never repeated, since it may hold a password. */
const address = (schemes: string, example: string) =>
  z
    .string()
    .refine((text) => isAddress(text, schemes), `is no such address: write ${example}`)
    .nullable()
    .default(null);

/** A URL of one of the schemes; a socket's has no host (`postgres://user@/db?host=/run`), which only pg understands. */
function isAddress(text: string, schemes: string): boolean {
  const hosted = text.replace(/^([a-z]+:\/\/(?:[^/@]*@)?)(?=\/)/, '$1localhost');
  return new RegExp(`^(${schemes})://`).test(text) && URL.canParse(hosted);
}

/** A host as addresses name it; `*.` and addresses are told apart from it by their signs. */
const host = z
  .string()
  .max(253)
  .transform((text, check) => {
    const name = /^[^\s/:@?#*[\]]+$/.test(text) ? URL.parse(`https://${text}/`)?.hostname : undefined;
    if (name !== undefined && name !== '') return name.replace(/\.$/, '');
    check.addIssue(
      `"${text}" is no host: write the name alone, such as harbour.example; it stands for all below it`,
    );
    return z.NEVER;
  });

const count = (fallback: number, least: number, most: number) =>
  z.int().min(least).max(most).default(fallback);

/** The retry schedule that Standard Webhooks recommends: 75 h 35 min in all. */
const RETRY = ['0s', '5s', '5m', '30m', '2h', '5h', '10h', '14h', '20h', '24h'];

/** most corrections come within hours; what changes later is seldom news */
const REVISITS = ['15m', '1h', '4h', '12h', '1d', '3d'];
const LONGEST_REVISIT_MS = 30 * 86_400_000;

const sections = {
  store: z.strictObject({
    url: address('postgres|postgresql', 'postgres://user:password@host:5432/database'),
    dir: z.string().nullable().default(null),
    connections: count(10, 2, 100),
  }),
  queue: z.strictObject({
    redisUrl: address('redis|rediss', 'redis://host:6379'),
    prefix: z
      .string()
      .regex(/^[a-z0-9{}-]+$/, 'takes small letters, digits, hyphens and braces only')
      .default('{presswatch}'),
    lock: duration('60s', '500ms', '1h'),
    stalledCheck: duration('15s', '100ms', '10m'),
  }),
  fetch: z.strictObject({
    contact: z.string().nullable().default(null),
    userAgent: z.string().max(200).nullable().default(null),
    concurrency: count(8, 1, 200),
    hostGap: duration('1s', '0ms', '1h'),
    robots: z.boolean().default(true),
    sharedHosts: z.array(z.string()).default([]),
  }),
  egress: z.strictObject({
    allow: z.array(z.string()).default([]),
    ports: z
      .union(
        [z.literal('any'), z.array(z.int().min(1).max(65_535))],
        'must be any, or a list of port numbers such as [80, 443]',
      )
      .default([80, 443, 8443]),
  }),
  poll: z.strictObject({
    floor: duration('10m', '100ms', '7d'),
    unknownFloor: duration('1h', '100ms', '7d'),
    fullFloor: duration('2h', '100ms', '7d'),
    ceiling: duration('6h', '100ms', '30d'),
    firstPollWindow: duration('1d', '0ms', '3650d'),
    tick: duration('2s', '50ms', '5m'),
    batch: count(200, 1, 5000),
  }),
  websub: z.strictObject({
    callback: address('https?', 'https://press.example.org/websub'),
    lease: duration('10d', '1m', '90d'),
    allowHttp: z.boolean().default(false),
  }),
  extract: z.strictObject({
    threads: count(Math.max(1, availableParallelism() - 1), 1, 64),
    sites: z.string().nullable().default(null),
  }),
  render: z.strictObject({
    browser: z
      .string()
      .refine(isAbsolute, 'is no path: write where Chromium lies, such as /usr/bin/chromium')
      .nullable()
      .default(null),
    hosts: z.array(host).max(1000).default([]),
  }),
  revisit: z.strictObject({
    on: z.boolean().default(true),
    articles: z.enum(['delivered', 'all']).default('delivered'),
    schedule: z
      .array(z.string())
      .min(1, 'needs at least one time; revisit.on: false ends revisits')
      .max(30)
      .default(REVISITS)
      .transform((texts, check) => {
        const times = texts.map(durationMs);
        const bad = texts.find((_, i) => times[i] === null);
        if (bad !== undefined) check.addIssue(`"${bad}" is no duration: write 15m, 1h, 4h, 1d …`);
        const waits = times.filter((ms) => ms !== null);
        if (waits.some((ms, i) => ms <= (waits[i - 1] ?? 0))) check.addIssue('the times must grow');
        if (waits.some((ms) => ms > LONGEST_REVISIT_MS)) check.addIssue('ends after 30d at the latest');
        return waits;
      }),
    perHostDay: count(300, 1, 100_000),
  }),
  tag: z.strictObject({
    concurrency: count(2, 1, 64),
    vocabulary: z.string().nullable().default(null),
    storyWindow: duration('7d', '1h', '90d'),
  }),
  entities: z.strictObject({
    modelPath: z.string().nullable().default(null),
    modelLanguages: z
      .array(z.string().regex(/^[a-z]{2,3}$/, 'is no language code: write en, de …'))
      .default(['en']),
  }),
  alert: z.strictObject({
    concurrency: count(8, 1, 200),
    retry: z
      .array(z.string())
      .min(1, 'the retry schedule needs at least one entry')
      .max(30)
      .default(RETRY)
      .transform((texts, check) => {
        const times = texts.map(durationMs);
        const bad = texts.find((_, i) => times[i] === null);
        if (bad !== undefined) check.addIssue(`"${bad}" is no duration: write 0s, 5s, 5m, 2h …`);
        const waits = times.filter((ms) => ms !== null);
        if (waits.some((ms, i) => i > 0 && ms < (waits[i - 1] ?? 0)))
          check.addIssue('the waits must not fall');
        return waits;
      }),
    allowHttp: z.boolean().default(false),
    files: z.string().default('alerts'),
  }),
  reconcile: z.strictObject({
    every: duration('10s', '50ms', '10m'),
    lease: duration('60s', '100ms', '1d'),
  }),
  api: z.strictObject({
    host: z.string().default('127.0.0.1'),
    port: count(8080, 0, 65_535),
  }),
  log: z.strictObject({
    level: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  }),
};

const MARGIN_MS = 5_000;

export const settingsSchema = z
  .strictObject({
    store: sections.store.prefault({}),
    queue: sections.queue.prefault({}),
    fetch: sections.fetch.prefault({}),
    egress: sections.egress.prefault({}),
    poll: sections.poll.prefault({}),
    websub: sections.websub.prefault({}),
    extract: sections.extract.prefault({}),
    render: sections.render.prefault({}),
    revisit: sections.revisit.prefault({}),
    tag: sections.tag.prefault({}),
    entities: sections.entities.prefault({}),
    alert: sections.alert.prefault({}),
    reconcile: sections.reconcile.prefault({}),
    api: sections.api.prefault({}),
    log: sections.log.prefault({}),
  })
  .superRefine((settings, check) => {
    const { floor, ceiling } = settings.poll;
    if (floor > ceiling)
      check.addIssue({
        code: 'custom',
        path: ['poll', 'floor'],
        message: 'is above poll.ceiling: lower it, or raise the ceiling',
      });
    const { callback, allowHttp } = settings.websub;
    if (callback?.startsWith('http:') && !allowHttp)
      check.addIssue({
        code: 'custom',
        path: ['websub', 'callback'],
        message: 'must be https: a push over http could be changed on the way',
      });
    const { browser, hosts } = settings.render;
    if (hosts.length > 0 && browser === null)
      check.addIssue({
        code: 'custom',
        path: ['render', 'hosts'],
        message: 'needs render.browser, the path of a Chromium that builds the pages of these hosts',
      });
    if (settings.queue.stalledCheck + MARGIN_MS > settings.queue.lock * 10) {
      check.addIssue({
        code: 'custom',
        path: ['queue', 'stalledCheck'],
        message: 'is more than ten times queue.lock: lower it, or raise the lock',
      });
    }
    if (settings.queue.redisUrl === '') {
      check.addIssue({
        code: 'custom',
        path: ['queue', 'redisUrl'],
        message: 'is empty: remove it or give a URL',
      });
    }
  });

export type Settings = z.output<typeof settingsSchema>;
export type SettingsInput = z.input<typeof settingsSchema>;

/** Settings that come from secrets; never logged, never printed. */
export const SECRET_SETTINGS: readonly string[] = ['store.url', 'queue.redisUrl'];
