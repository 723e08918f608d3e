// A day of news with a known truth, and the verdict on what became of it: a press, a subscriber, a store that watches the
// one for the other. Looks at the store from outside; runs nothing of the service itself.
import { expect } from 'vitest';
import { all, openStore, type Store } from '../../src/store/db.ts';
import { addFeed } from '../../src/store/feeds.ts';
import { migrate } from '../../src/store/migrate.ts';
import { saveSubscription } from '../../src/store/subscriptions.ts';
import { madeArticle, type Page, type Press, type PressItem, startPress } from './press.ts';
import { type Answer, type Sink, startSink } from './sink.ts';

/** What a third of the articles speaks of; nothing else does. */
const PHRASE = 'the silver heron';
const QUERY = '"silver heron"';
const QUERY_OF_NOTHING = '"copper owl"';

const ONE_IN = 3;
const PER_FEED = 50;

export type News = {
  articles: number;
  /** the first so many articles stand in a second feed too */
  twice?: number;
  /** more items with their pages, beside the made ones; nobody asked for them */
  odd?: { item: PressItem; page?: Page }[];
  /** default: yes, after a moment, so that alerts are in hand whenever a test strikes */
  answer?: Answer;
};

export type Newsdesk = {
  store: Store;
  press: Press;
  sink: Sink;
  /** items that the feeds hold in all */
  items: number;
  /** addresses of the articles that must be told of */
  expected: Set<string>;
  rows<Row extends object>(sql: string, values?: unknown[]): Promise<Row[]>;
  /** waits until `sql` (one row, one boolean `ok`) says so */
  until(what: string, sql: string, ms?: number): Promise<void>;
  /** waits until so many more alerts, or pages asked for, have come since now; resolves at the very moment */
  moreAlerts(count: number): Promise<void>;
  morePages(count: number): Promise<void>;
  /** waits until every item has ended and no delivery is pending */
  settled(ms?: number): Promise<void>;
  verdict(): Promise<Verdict>;
  close(): Promise<void>;
};

/** What must be empty is empty in a good verdict; see `GOOD`. */
export type Verdict = {
  /** expected articles that no accepted alert speaks of */
  lost: string[];
  /** articles told of that nobody asked for */
  unasked: string[];
  /** articles told of under two ids */
  twoIds: string[];
  /** ids of which two copies differ by a byte */
  changed: string[];
  /** alerts whose signature is wrong */
  forged: string[];
  /** deliveries that are not `sent` */
  unsent: object[];
  /** items that are neither done nor rejected */
  unfinished: object[];
  /** items that were rejected, with reason */
  rejected: object[];
  /** copies beyond the first one of each id */
  duplicates: number;
};

export const GOOD: Omit<Verdict, 'duplicates'> = {
  lost: [],
  unasked: [],
  twoIds: [],
  changed: [],
  forged: [],
  unsent: [],
  unfinished: [],
  rejected: [],
};

const SETTLE_MS = 120_000;
const SIGNAL_MS = 60_000;
const RECEIVER_MS = 20;

const slowYes: Answer = () => new Promise((resolve) => setTimeout(resolve, RECEIVER_MS, 204));

/** Opens the store at `storeUrl` (its server runs already), and fills it with feeds and subscriptions. */
export async function openNewsdesk(storeUrl: string, news: News): Promise<Newsdesk> {
  const made = Array.from({ length: news.articles }, (_, n) =>
    madeArticle(n, n % ONE_IN === 0 ? PHRASE : null),
  );
  const odd = news.odd ?? [];
  const items = [...made, ...odd, ...made.slice(0, news.twice ?? 0)].map(({ item }) => item);
  const pages = [...made, ...odd].flatMap(({ page }) => page ?? []);
  const press = await startPress(items, pages, PER_FEED);
  const { answer = slowYes } = news;
  let onAlert = () => {};
  const sink = await startSink((id, before) => {
    onAlert();
    return answer(id, before);
  });
  const store = openStore(storeUrl, 4);
  await migrate(store);
  await subscribe(store, 'herons', QUERY, sink);
  await subscribe(store, 'owls', QUERY_OF_NOTHING, sink);
  for (const url of press.feeds) await addFeed(store, { url });
  const expected = new Set(
    made.filter((_, n) => n % ONE_IN === 0).map(({ item }) => press.origin + item.path),
  );
  const rows: Newsdesk['rows'] = (sql, values) => all(store, sql, values);

  async function until(what: string, sql: string, ms = SETTLE_MS): Promise<void> {
    const look = () => rows<{ ok: boolean }>(sql).then(([row]) => row?.ok, String);
    await expect.poll(look, { timeout: ms, interval: 50, message: what }).toBe(true);
  }

  const pagesAsked = () => press.requests.values().reduce((sum, n) => sum + n, 0);

  return {
    store,
    press,
    sink,
    items: items.length,
    expected,
    rows,
    until,
    moreAlerts: (count) =>
      new Promise((resolve, reject) => {
        const late = setTimeout(() => reject(new Error(`no ${count} more alerts came`)), SIGNAL_MS);
        let seen = 0;
        onAlert = () => {
          if (++seen < count) return;
          clearTimeout(late);
          resolve();
        };
      }),
    morePages: async (count) => {
      const enough = pagesAsked() + count;
      await expect.poll(pagesAsked, { timeout: SIGNAL_MS, interval: 2 }).toBeGreaterThanOrEqual(enough);
    },
    settled: (ms) => until('every item ended, no delivery pending', settledSql(items.length), ms),
    verdict: async () => judge(expected, sink, await endStates(store)),
    close: async () => {
      await store.close();
      await press.close();
      await sink.close();
    },
  };
}

/** A webhook subscription at `sink`. */
export const subscribe = (store: Store, name: string, query: string, sink: Sink) =>
  store.tx((sql) =>
    saveSubscription(sql, {
      subscriber: 'tests',
      name,
      query,
      channel: 'webhook',
      target: sink.url,
      secrets: [sink.secret],
    }),
  );

const settledSql = (items: number) =>
  `select (select count(*) from item) = ${items}
      and not exists (select from item where stage not in ('done', 'rejected'))
      and not exists (select from delivery where state = 'pending') as ok`;

type EndStates = { unsent: object[]; unfinished: object[]; rejected: object[] };

async function endStates(store: Store): Promise<EndStates> {
  return {
    unsent: await all(store, `select id, state, reason from delivery where state <> 'sent'`),
    unfinished: await all(store, `select url, stage from item where stage not in ('done', 'rejected')`),
    rejected: await all(store, `select title, reason from item where stage = 'rejected' order by id`),
  };
}

type Told = { id: string; body: string; url: string; verified: boolean };

function judge(expected: Set<string>, sink: Sink, states: EndStates): Verdict {
  const told: Told[] = sink.received.map(({ id, body, verified }) => {
    const event = JSON.parse(body) as { data: { article: { url: string } } };
    return { id, body, verified, url: event.data.article.url };
  });
  const accepted = sink.accepted();
  const reached = new Set(told.filter(({ id }) => accepted.has(id)).map(({ url }) => url));
  const byUrl = Map.groupBy(told, ({ url }) => url);
  const byId = Map.groupBy(told, ({ id }) => id);
  const several = (of: Told[], what: 'id' | 'body') => new Set(of.map((one) => one[what])).size > 1;
  return {
    lost: [...expected].filter((url) => !reached.has(url)),
    unasked: [...byUrl.keys()].filter((url) => !expected.has(url)),
    twoIds: [...byUrl].filter(([, of]) => several(of, 'id')).map(([url]) => url),
    changed: [...byId].filter(([, of]) => several(of, 'body')).map(([id]) => id),
    forged: told.filter(({ verified }) => !verified).map(({ id }) => id),
    ...states,
    duplicates: told.length - byId.size,
  };
}
