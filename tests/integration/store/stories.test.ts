// Articles, their revisions, and the stories that near copies share; also when several workers store at once.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { saveRevision } from '../../../src/store/articles.ts';
import { all, type Sql, type Store } from '../../../src/store/db.ts';
import { addFeed } from '../../../src/store/feeds.ts';
import { assignStory, type NearText } from '../../../src/store/stories.ts';
import { forgetTexts, type StoryText } from '../../../src/store/story-texts.ts';
import { copyOf } from '../../../src/tag/story/copy.ts';
import { keysOf } from '../../../src/tag/story/print.ts';
import { newText, startStores, type TestStores } from '../../support/store.ts';

let stores: TestStores;
let store: Store;
let feedId: number;
beforeAll(async () => {
  stores = await startStores();
});
afterAll(() => stores.stop());
beforeEach(async () => {
  store = await stores.fresh();
  feedId = (await addFeed(store, { url: 'https://example.org/feed' })).id;
});

const WINDOW_HOURS = 168;
const save = (key: string, text: string, on = store) =>
  on.tx((sql) => {
    const source = { key, url: `https://example.org/${key}`, feedId, pageId: null, words: [] };
    return saveRevision(sql, source, newText('Title', text));
  });
type How = { lang?: string; on?: Store; revision?: string };
/** Stores an article whose print is the numbers from `from` to `to`, and assigns its story. */
const told = (key: string, from: number, to: number, how: How = {}) =>
  toldAs(
    key,
    Array.from({ length: to - from }, (_, i) => from + i),
    () => {},
    how,
  );
async function toldAs(
  key: string,
  hashes: number[],
  compared: (near: NearText) => void = () => {},
  how: How = {},
) {
  const text = await stored(key, hashes, how);
  return (how.on ?? store).tx((sql) => assign(sql, text, compared));
}
/** The text of a stored article, with `hashes` for its print. */
async function stored(key: string, hashes: number[], { lang = 'en', on = store, revision = '' }: How = {}) {
  const said = `${key} ${hashes[0] ?? 0} ${hashes.length} ${revision}`;
  const { articleId, revisionId } = await save(key, said, on);
  const print = Uint32Array.from(hashes);
  const [row] = await all<{ seenAt: Date }>(
    store,
    'select created_at as "seenAt" from revision where id = $1',
    [revisionId],
  );
  const seenAt = row?.seenAt ?? new Date();
  const named = { articleId, revisionId, lang, title: 'Title', url: `https://example.org/${key}`, seenAt };
  return { ...named, print, keys: keysOf(print) };
}
function assign(sql: Sql, text: StoryText, compared: (near: NearText) => void = () => {}) {
  const own = { print: text.print, title: 'Title', site: '' };
  const copy = (near: NearText) => {
    compared(near);
    return copyOf(own, { print: near.print, title: near.title, site: '' });
  };
  return assignStory(sql, text, { windowHours: WINDOW_HOURS, copy });
}
const age = (what: string, days: number) =>
  store.query(`update ${what} = ${what.split(' ').at(-1)} - $1 * interval '1 day'`, [days]);
const keptTexts = async () => (await all<{ n: number }>(store, 'select count(*) as n from story_text'))[0]?.n;
const keptKeys = async () => (await all<{ n: number }>(store, 'select count(*) as n from story_key'))[0]?.n;
const headOfStory = async (storyId: number) =>
  (
    await all<{ key: string }>(
      store,
      'select key from article join story on head_article_id = article.id where story.id = $1',
      [storyId],
    )
  )[0]?.key;

test('the same text is the same revision, a changed one the next, an old one that one again', async () => {
  const first = await save('a', 'one');
  expect(first).toMatchObject({ number: 1, fresh: true });
  expect(await save('a', 'one')).toMatchObject({ revisionId: first.revisionId, number: 1, fresh: false });
  expect(await save('a', 'two')).toMatchObject({ articleId: first.articleId, number: 2, fresh: true });
  expect(await save('a', 'one')).toMatchObject({ revisionId: first.revisionId, number: 1, fresh: false });
});

test('workers that store one article at once make one article, and revisions without gaps', async () => {
  const pools = [store, stores.again(store), stores.again(store)];
  const texts = ['one', 'two', 'three', 'one', 'two', 'three'];
  const saved = await Promise.all(texts.map((text, i) => save('a', text, pools[i % pools.length])));
  expect(new Set(saved.map((one) => one.articleId)).size).toBe(1);
  expect(
    saved
      .filter((one) => one.fresh)
      .map((one) => one.number)
      .sort(),
  ).toEqual([1, 2, 3]);
});

test('a near copy joins the story, another text founds its own', async () => {
  const first = await told('a', 0, 100);
  expect(first.joined).toBe(false);
  expect(await told('b', 8, 110)).toEqual({ storyId: first.storyId, joined: true });
  expect((await told('c', 95, 195)).joined).toBe(false);
  expect((await told('d', 1000, 1100)).storyId).not.toBe(first.storyId);
});

test('a shortened copy joins, whichever came first', async () => {
  const short = await told('short', 0, 60);
  expect(await told('long', 0, 200)).toEqual({ storyId: short.storyId, joined: true });
});

test('of several stories the one with the closest text is joined', async () => {
  await told('a', 0, 100);
  const closer = await told('b', 60, 220);
  expect((await told('c', 5, 105)).storyId).not.toBe(closer.storyId);
  expect((await told('d', 62, 218)).storyId).toBe(closer.storyId);
});

test('a text without words, another language and an old story are not joined', async () => {
  await told('a', 0, 100);
  expect((await told('empty', 0, 0)).joined).toBe(false);
  expect((await told('empty too', 0, 0)).joined).toBe(false);
  expect((await told('german', 0, 100, { lang: 'de' })).joined).toBe(false);
  await age('story_text set seen_at', 8);
  expect((await told('late', 0, 100)).joined).toBe(false);
});

test('an article keeps its story when its text changes, and copies of the new text find it', async () => {
  const first = await told('a', 0, 100);
  await told('b', 1000, 1100);
  expect(await told('a', 1000, 1100)).toEqual({ storyId: first.storyId, joined: false });
  expect(await told('a', 3000, 3100)).toEqual({ storyId: first.storyId, joined: false });
  expect((await told('c', 3000, 3100)).storyId).toBe(first.storyId);
});

test('copies that arrive at once on several workers are one story', async () => {
  const pools = [store, stores.again(store), stores.again(store)];
  const texts = await Promise.all(
    Array.from({ length: 12 }, (_, i) =>
      stored(
        `copy-${i}`,
        Array.from({ length: 100 }, (__, n) => (i % 5) + n),
      ),
    ),
  );
  let begun = 0;
  const everybody = Promise.withResolvers<void>();
  const joined = await Promise.all(
    texts.map((text, i) =>
      (pools[i % 3] as Store).tx(async (sql) => {
        if (++begun >= texts.length) everybody.resolve();
        await everybody.promise; // nobody starts before everybody has a transaction
        return assign(sql, text);
      }),
    ),
  );
  expect(new Set(joined.map((one) => one.storyId)).size).toBe(1);
  expect(joined.filter((one) => !one.joined)).toHaveLength(1);
  expect(await all(store, 'select count(*) as n from story')).toEqual([{ n: 1 }]);
});

test('an article that two feeds bring at once is of one story, also without words', async () => {
  const pools = [store, stores.again(store)];
  const both = await Promise.all(pools.map((on) => told('same', 0, 0, { on })));
  expect(both[0]?.storyId).toBe(both[1]?.storyId);
  expect(await all(store, 'select count(*) as n from story')).toEqual([{ n: 1 }]);
});

test('articles that have nothing in common do not wait for each other, copies do', async () => {
  const other = stores.again(store);
  const [first, second] = [await save('first', 'first'), await save('second', 'second')];
  const text = ({ articleId, revisionId }: { articleId: number; revisionId: number }, from: number) => {
    const print = Uint32Array.from({ length: 100 }, (_, i) => from + i);
    return {
      articleId,
      revisionId,
      lang: 'en',
      title: 'Title',
      url: '',
      seenAt: new Date(),
      print,
      keys: keysOf(print),
    };
  };
  const rule = { windowHours: WINDOW_HOURS, copy: () => ({ share: 1, same: true }) };
  let order = '';
  await store
    .tx(async (sql) => {
      await assignStory(sql, text(first, 0), rule);
      await other.tx(async (their) => {
        await their.query("set local lock_timeout = '10s'"); // where it waits it would do so for ever
        await assignStory(their, text(second, 5000), rule);
      });
      const third = await save('third', 'third', other);
      const waiting = other
        .tx((their) => assignStory(their, text(third, 10), rule))
        .then((their) => {
          order += 'copy';
          return their;
        });
      await untilWaiting();
      order += 'first ';
      return { waiting };
    })
    .then(async ({ waiting }) => expect((await waiting).joined).toBe(true));
  expect(order).toBe('first copy');
});

/** resolves when a statement waits for an advisory lock */
async function untilWaiting(): Promise<void> {
  const waits = "select 1 from pg_locks where locktype = 'advisory' and not granted";
  const end = performance.now() + 10_000;
  while ((await all(store, waits)).length === 0)
    if (performance.now() > end) throw new Error('nothing waits for a lock');
}

test('a text that many print is kept once, and stays as long as copies come', async () => {
  const first = await told('a', 0, 100);
  for (let copy = 0; copy < 40; copy++) await told(`copy-${copy}`, 0, 100 + (copy % 3));
  expect(await keptTexts()).toBe(1);
  await age('story_text set seen_at', 6);
  await told('sixth day', 0, 100);
  await age('story_text set seen_at', 6);
  expect((await told('twelfth day', 0, 101)).storyId).toBe(first.storyId);
});

test('what has left the window is forgotten with its hashes; what is in it stays', async () => {
  await told('old', 0, 100);
  await told('old too', 500, 600);
  await age('story_text set seen_at', 8);
  await told('young', 1000, 1100);
  expect(await forgetTexts(store, WINDOW_HOURS, 1)).toBe(1);
  expect(await forgetTexts(store, WINDOW_HOURS, 10)).toBe(1);
  expect(await forgetTexts(store, WINDOW_HOURS, 10)).toBe(0);
  expect([await keptTexts(), await keptKeys()]).toEqual([1, 16]);
});

test('a phrase that everybody uses makes no two texts near; a copy is found among those that use it', async () => {
  const phrase = 7;
  const using = (from: number) => [phrase, ...Array.from({ length: 99 }, (_, i) => from + i)];
  const first = await toldAs('first', using(10_000));
  for (let other = 0; other < 40; other++) await toldAs(`other-${other}`, using(20_000 + other * 1000));
  const compared: number[] = [];
  const unlike = await toldAs('unlike', using(90_000), (near) => compared.push(near.revisionId));
  expect([unlike.joined, compared]).toEqual([false, []]);
  const copy = await toldAs('copy', using(10_003), (near) => compared.push(near.revisionId));
  expect([copy, compared.length]).toEqual([{ storyId: first.storyId, joined: true }, 1]);
});

test('a text that is found to be in another language is found by copies in that one', async () => {
  const hashes = Array.from({ length: 100 }, (_, i) => i);
  const text = await stored('a', hashes);
  const { storyId } = await store.tx((sql) => assign(sql, text));
  await store.tx((sql) => assign(sql, { ...text, lang: 'de' }));
  expect(await told('b', 0, 100, { lang: 'de' })).toEqual({ storyId, joined: true });
});

test('one hash in common is enough where few have it', async () => {
  const having = (from: number) => [7, ...Array.from({ length: 99 }, (_, i) => from + i)];
  const { storyId } = await toldAs('first', having(10_000));
  const compared: number[] = [];
  await toldAs('other', having(20_000), (near) => compared.push(near.storyId));
  expect(compared).toEqual([storyId]);
});

test('a few words that everybody prints are found by the one hash they have', async () => {
  const first = await toldAs('first', [7]);
  for (let other = 0; other < 20; other++)
    await toldAs(`other-${other}`, [7, ...Array.from({ length: 30 }, (_, i) => 1000 * other + i + 20)]);
  const compared: number[] = [];
  await toldAs('again', [7], (near) => compared.push(near.revisionId));
  expect(compared.length).toBeGreaterThan(0);
  expect(first.joined).toBe(false);
});

test('a text that was kept before its headline was is compared by the headline of its revision', async () => {
  const first = await told('a', 0, 100);
  await store.query('update story_text set title = null, url = null');
  const names: string[] = [];
  const again = await toldAs(
    'b',
    Array.from({ length: 100 }, (_, i) => i),
    (near) => names.push(near.title, near.url),
  );
  expect(again).toEqual({ storyId: first.storyId, joined: true });
  expect(names).toEqual(['Title', 'https://example.org/a']);
});

test('an old text that is tagged again founds and joins nothing of today', async () => {
  await told('young', 0, 100);
  const { revisionId } = await save('old', 'old 0 100 ');
  await store.query("update revision set created_at = now() - interval '60 days' where id = $1", [
    revisionId,
  ]);
  expect((await told('old', 0, 100)).joined).toBe(false);
  expect(await keptTexts()).toBe(1);
});

test('tagging again changes nothing', async () => {
  const first = await told('a', 0, 100);
  const copy = await told('b', 30, 130);
  const before = await all(store, 'select * from story_text order by revision_id');
  expect(await told('a', 0, 100)).toEqual({ storyId: first.storyId, joined: false });
  expect(await told('b', 30, 130)).toEqual({ storyId: copy.storyId, joined: false });
  expect(await all(store, 'select * from story_text order by revision_id')).toEqual(before);
});

describe('the head of a story', () => {
  const published = (key: string, at: string | null) =>
    store.query(
      'update revision set published_at = $2 where article_id = (select id from article where key = $1)',
      [key, at],
    );
  /** `second` joins what `first` founded, both seen at noon of 15 March */
  async function joins(first: string | null, second: string | null) {
    for (const [key, at] of [
      ['first', first],
      ['second', second],
    ] as const) {
      await save(key, `${key} 0 100 `);
      await published(key, at);
    }
    await store.query("update article set first_seen = '2026-03-15T12:00:00Z'");
    const { storyId } = await told('first', 0, 100);
    expect(await told('second', 0, 100)).toEqual({ storyId, joined: true });
    return headOfStory(storyId);
  }

  test('is who published first, not whom we saw first', async () => {
    expect(await joins('2026-03-15T10:00:00Z', '2026-03-15T09:30:00Z')).toBe('second');
  });

  test('is who we saw first where the dates are later, equal or missing', async () => {
    expect(await joins('2026-03-15T10:00:00Z', '2026-03-15T10:30:00Z')).toBe('first');
    store = await stores.fresh();
    feedId = (await addFeed(store, { url: 'https://example.org/feed' })).id;
    expect(await joins(null, null)).toBe('first');
  });

  test.each([
    ['in the future', '2026-03-16T09:00:00Z'],
    ['of another year', '2021-03-15T09:00:00Z'],
    ['without a time', '2026-03-15T00:00:00Z'],
  ])('is not told by a date %s', async (_, date) => {
    expect(await joins('2026-03-15T10:00:00Z', date)).toBe('first');
  });
});
