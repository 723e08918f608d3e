// What the tests of one queue backend stand on: servers, a subscriber, presses, and where asked for the running service. All of
// it is ended after the last test; where a backend is missing, each test says so and is skipped.
import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { TestBackend } from './backends.ts';
import { type Grounds, openTestHouse, startGrounds, type TestHouse, type Tuning } from './house.ts';
import { madeArticle, type Page, type Press, type PressItem, startPress } from './press.ts';
import { type Sink, startSink } from './sink.ts';

type Closable = { close(): Promise<unknown> };

/** A press with one article in one feed; more items may be added. */
export type Outlet = {
  outlet: Press;
  items: PressItem[];
  item: PressItem;
  page: Page;
  url: string;
  feed: string;
};

export type Standing = {
  grounds: Grounds;
  sink: Sink;
  press(items: PressItem[], pages: Page[], perFeed?: number): Promise<Press>;
  /** article `n` as `madeArticle` makes it */
  pressOf(n: number, phrase: string | null): Promise<Outlet>;
  /** closes it after the last test */
  keep<One extends Closable>(one: One): One;
};

/** Starts the servers before the first test, and hands over what stands on them. */
export function groundsForAll(backend: TestBackend, then: (standing: Standing) => unknown): void {
  const open: Closable[] = [];
  let grounds: Grounds;
  const keep: Standing['keep'] = (one) => {
    open.push(one);
    return one;
  };
  const press: Standing['press'] = async (...given) => keep(await startPress(...given));
  const pressOf: Standing['pressOf'] = async (n, phrase) => {
    const { item, page } = madeArticle(n, phrase);
    const items = [item];
    const outlet = await press(items, [page]);
    return { outlet, items, item, page, url: outlet.origin + item.path, feed: outlet.feeds[0] ?? '' };
  };
  beforeAll(async () => {
    if (backend.missing) return;
    grounds = await startGrounds(backend);
    const sink = await startSink();
    try {
      await then({ grounds, sink, press, pressOf, keep });
    } finally {
      keep(sink); // closed after the house that may still tell it something
    }
  });
  afterAll(async () => {
    for (const each of open) await each.close();
    await grounds?.stop();
  });
  beforeEach((context) => {
    if (backend.missing) context.skip(backend.missing);
  });
}

/** The same with one house, in which the service runs all the time. */
export const houseForAll = (
  backend: TestBackend,
  then: (running: Standing & { house: TestHouse }) => unknown,
  tuning: Tuning = {},
): void =>
  groundsForAll(backend, async (standing) => {
    const house = standing.keep(await openTestHouse(await standing.grounds.ground(), tuning));
    await house.start();
    await then({ ...standing, house });
  });
