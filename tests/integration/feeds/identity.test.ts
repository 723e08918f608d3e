// A feed that changes how it names its articles, watched by the whole service over many polls: nobody is told twice, no
// page is fetched twice, and what is new is still news.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { explainUrl } from '../../../src/replay/explain.ts';
import { addFeed } from '../../../src/store/feeds.ts';
import { backends } from '../../support/backends.ts';
import { type Grounds, openTestHouse, startGrounds, type TestHouse } from '../../support/house.ts';
import { madeArticle, type Press, type PressItem, startPress } from '../../support/press.ts';
import { type Sink, startSink } from '../../support/sink.ts';
import { writeVocabulary } from '../../support/vocabulary-folder.ts';

const DAY_MS = 86_400_000;
const ago = (days: number) => new Date(Date.now() - days * DAY_MS).toUTCString();

const dir = mkdtempSync(join(tmpdir(), 'pw-identity-'));
let vocabulary: string;
let grounds: Grounds;
let house: TestHouse;
let sink: Sink;
let press: Press;
let items: PressItem[];

beforeAll(async () => {
  const backend = backends().find((one) => one.name === 'postgres');
  if (!backend) throw new Error('there is no Postgres backend');
  vocabulary = writeVocabulary(dir, 'thunderstorm*');
  grounds = await startGrounds(backend);
});
afterAll(async () => {
  await grounds?.stop();
  rmSync(dir, { recursive: true, force: true });
});

beforeEach(async () => {
  const made = [1, 2, 3, 4].map((n) => madeArticle(n, 'the silver heron'));
  items = made.map(({ item }, n) => ({
    ...item,
    guid: `http://old.example/?p=${n}`,
    published: ago(n / 10),
  }));
  press = await startPress(
    items,
    made.map((one) => one.page),
  );
  sink = await startSink();
  house = await openTestHouse(await grounds.ground(), { vocabulary });
  await house.subscribe('herons', '"silver heron"', sink);
  await house.start();
  await house.watch(press.feeds);
  await house.settled();
  return async () => {
    await house.close();
    await sink.close();
    await press.close();
  };
});

/** Polls once and waits until all that follows from it is done. */
async function poll(): Promise<void> {
  await house.pollNow();
  await house.settled();
}

const change = (how: (item: PressItem, n: number) => Partial<PressItem>) => {
  items.forEach((item, n) => {
    Object.assign(item, how(item, n));
  });
};

const told = () => new Set(sink.received.map((one) => one.id)).size;
const asked = () =>
  [...press.requests].reduce((sum, [path, n]) => sum + (path.startsWith('/feed-') ? 0 : n), 0);

test('guids to https, new slugs, a new content management system, and back: four articles, four alerts', async () => {
  expect(told()).toBe(4);
  const pages = asked();
  const serveAt = (path: string, item: PressItem) => {
    const page = press.pages.get(item.path);
    if (page) press.pages.set(path, { ...page, path });
    return path;
  };
  const steps: ((item: PressItem, n: number) => Partial<PressItem>)[] = [
    (item) => ({ guid: item.guid?.replace('http:', 'https:') ?? '' }),
    (item) => ({ guid: item.guid?.replace('old.example', 'www.new.example') ?? '' }),
    (item, n) => ({ path: serveAt(`/2026/renamed-${n}.html`, item) }),
    (_item, n) => ({ guid: `urn:uuid:0000-${n}` }),
    (item, n) => ({ guid: `cms-${n}`, path: serveAt(`/cms/${n}`, item) }),
    (item, n) => ({ guid: `http://old.example/?p=${n}`, path: serveAt(`/cms/${n}?utm_source=rss`, item) }),
  ];
  for (const step of steps) {
    change(step);
    await poll();
    await poll();
  }
  expect(await house.items()).toHaveLength(4);
  expect(told()).toBe(4);
  expect(asked()).toBe(pages);
  // any of its addresses leads to the item
  for (const path of ['/2026/renamed-1.html', '/cms/1', '/cms/1?utm_medium=mail']) {
    const { items: found } = await explainUrl(press.origin + path, null, {
      store: house.store,
      aliasesOf: () => [],
    });
    expect(found).toHaveLength(1);
  }

  const fresh = madeArticle(9, 'the silver heron');
  press.pages.set(fresh.page.path, fresh.page);
  items.unshift({ ...fresh.item, guid: 'cms-9', published: ago(0) });
  await poll();
  expect(await house.items()).toHaveLength(5);
  expect(told()).toBe(5);
});

test('guids made up at every poll double nothing, and the feed is remembered by its addresses', async () => {
  for (let time = 1; time <= 5; time++) {
    change((_item, n) => ({ guid: `made-up-${time}-${n}` }));
    await poll();
  }
  expect(await house.items()).toHaveLength(4);
  expect(told()).toBe(4);
  expect(await house.rows('select identity from feed')).toEqual([{ identity: 'link' }]);
  const [names] = await house.rows<{ n: number }>('select count(*) as n from item_alias');
  change((_item, n) => ({ guid: `made-up-again-${n}` }));
  await poll();
  expect(await house.rows('select count(*) as n from item_alias')).toEqual([names]);
});

test('a corrected headline under a new guid is a correction: the page is read again, the item stays one', async () => {
  const page = press.pages.get(items[0]?.path ?? '');
  if (page)
    page.body = String(page.body).replace('</article>', '<p>Correction: it was in March.</p></article>');
  change((item, n) => (n === 0 ? { guid: 'corrected', title: `${item.title}, corrected` } : {}));
  await poll();
  const rows = await house.items();
  expect(rows).toHaveLength(4);
  expect(rows[0]).toMatchObject({ refetches: 1, title: expect.stringContaining('corrected') });
});

test('what was dated weeks before we last looked is no news when it turns up; what is late by days is', async () => {
  const add = (n: number, published: string) => {
    const made = madeArticle(n, 'the silver heron');
    press.pages.set(made.page.path, made.page);
    items.push({ ...made.item, published });
  };
  add(20, ago(40));
  add(21, ago(3));
  await poll();
  expect(told()).toBe(5);
  const rows = await house.items();
  expect(rows.slice(4).map(({ stage, reason }) => [stage, reason])).toEqual([
    ['done', 'old-item'],
    ['done', null],
  ]);
});

test('items that version 0.1.0 stored are the same items still', async () => {
  await house.rows('delete from item_alias');
  await house.rows('update feed set identity = null, identity_doubts = 0');
  items.forEach((item, n) => {
    item.summary += ` ${n}`;
  });
  await poll();
  expect(await house.items()).toHaveLength(4);
  const [names] = await house.rows<{ n: number }>('select count(*) as n from item_alias');
  expect(names?.n).toBeGreaterThan(4);
});

test('the same names in two feeds are two items', async () => {
  const url = `${press.feeds[0]}?second`;
  await addFeed(house.store, { url });
  await house.settled();
  expect(await house.items()).toHaveLength(8);
  expect(told()).toBe(4);
});
