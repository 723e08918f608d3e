// Polls of a feed against what it told before: the same articles under other names are known, other articles are not.
import { expect, test } from 'vitest';
import { feedItems } from '../../../src/feed/items.ts';
import { parseFeed } from '../../../src/feed/parse.ts';
import { type Known, namesOf, recognise, remember } from '../../../src/feed/recognise.ts';
import type { FeedEntry, IdentityRule, ParsedFeed } from '../../../src/model/feed.ts';
import { readDevelopmentSet } from '../../bench/feed-set.ts';
import { shared } from '../../support/shared.ts';

const NOW = new Date('2026-01-05T12:00:00Z');

type Claim = Partial<FeedEntry>;

const entry = (claim: Claim): FeedEntry => ({
  ...{ guid: null, link: null, title: '', summary: '', content: null, author: null },
  ...{ publishedAt: null, hasContent: false },
  ...claim,
});

const feed = (entries: Claim[]): ParsedFeed => ({
  ...{ format: 'rss', title: 'T', link: null, language: null, ttlMinutes: null },
  ...{ skipHours: [], skipDays: [], repairs: [] },
  entries: entries.map(entry),
});

/** A feed over many polls; `poll` tells which entries were known, by their titles when they were first seen. */
function watched() {
  const known: Known[] = [];
  const firstTitles: string[] = [];
  let memory: { rule: IdentityRule; doubts: number } | null = null;
  return {
    rule: () => memory?.rule,
    poll: (...entries: Claim[]): (string | null)[] => {
      const parsed = feed(entries);
      const { items, rule } = feedItems(1, parsed, NOW, memory?.rule);
      const asked = new Set(items.flatMap(namesOf));
      const found = known.map((one) => ({ ...one, names: one.names.filter((name) => asked.has(name)) }));
      const recognised = recognise(
        items,
        found.filter((one) => one.names.length > 0 || asked.has(one.key)),
      );
      memory = remember(memory ?? { rule, doubts: 0 }, recognised);
      return recognised.map(({ item, known: before }) => {
        const names = [item.id, ...item.aliases];
        if (before === null) {
          known.push({
            id: known.length + 1,
            key: item.id,
            title: item.title,
            publishedAt: item.publishedAt,
            names,
          });
          firstTitles.push(item.title);
          return null;
        }
        const row = known[before.id - 1];
        if (row) known[before.id - 1] = { ...row, names: [...new Set([...row.names, ...names])] };
        return firstTitles[before.id - 1] ?? null;
      });
    },
  };
}

const post = (n: number, more: Claim = {}): Claim => ({
  guid: `http://blog.example/?p=${n}`,
  link: `http://blog.example/2026/post-${n}`,
  title: `Post number ${n} of the year`,
  publishedAt: `2026-01-0${n}T08:00:00Z`,
  ...more,
});
const titles = (...numbers: number[]) => numbers.map((n) => `Post number ${n} of the year`);

test.each<[string, (n: number) => Claim]>([
  [
    'https in guid and link',
    (n) => ({ guid: `https://blog.example/?p=${n}`, link: `https://www.blog.example/2026/post-${n}/` }),
  ],
  [
    'another host',
    (n) => ({ guid: `http://new.example/?p=${n}`, link: `https://new.example/2026/post-${n}` }),
  ],
  ['new guids at the old addresses', (n) => ({ guid: `urn:uuid:${n}` })],
  [
    'new guids on AMP pages with tracking',
    (n) => ({ guid: `x${n}`, link: `https://amp.blog.example/2026/post-${n}?utm_source=f` }),
  ],
  ['new slugs under the old guids', (n) => ({ link: `https://blog.example/news/other-slug-${n}` })],
  [
    'new guids and new addresses, headlines and dates kept',
    (n) => ({ guid: `urn:${n}`, link: `https://cms.example/a/${n}` }),
  ],
  ['no guids any more', () => ({ guid: null })],
  [
    'a corrected headline under a new guid',
    (n) => ({ guid: `${n}-2`, title: `Post number ${n} of this year, corrected` }),
  ],
])('a feed that changes over to %s tells no news', (_what, changed) => {
  const { poll } = watched();
  expect(poll(post(3), post(2), post(1))).toEqual([null, null, null]);
  const after = [3, 2, 1].map((n) => post(n, changed(n)));
  expect(poll(...after)).toEqual(titles(3, 2, 1));
  expect(poll(post(4, changed(4)), ...after)).toEqual([null, ...titles(3, 2, 1)]);
  // and back again
  expect(poll(post(3), post(2))).toEqual(titles(3, 2));
});

test('other articles at a used address, or under a used guid path, are news', () => {
  const { poll } = watched();
  const live = (n: number, title: string) => ({
    ...{ guid: `live-${n}`, link: 'https://a.example/live', title },
    publishedAt: `2026-01-0${n}T10:00:00Z`,
  });
  expect(poll(live(1, 'Storm reaches the coast'))).toEqual([null]);
  expect(poll(live(2, 'Parliament votes on budget'))).toEqual([null]);
  const planet = (host: string, title: string, day: number) => ({
    ...{ guid: `http://${host}/?p=1`, link: `http://${host}/one`, title },
    publishedAt: `2026-01-0${day}T10:00:00Z`,
  });
  expect(poll(planet('x.example', 'Knitting for beginners', 1))).toEqual([null]);
  expect(poll(planet('y.example', 'Compilers in a week', 2))).toEqual([null]);
});

test('an entry whose namesake stands in the same document is another article', () => {
  const { poll } = watched();
  const show = (guid: string) => ({
    ...{ guid, link: 'https://a.example/show', title: 'The evening show' },
    publishedAt: null,
  });
  expect(poll(show('1'))).toEqual([null]);
  expect(poll(show('2'), show('1'))).toEqual([null, 'The evening show']);
  expect(poll(show('1'), show('2'))).toEqual(['The evening show', 'The evening show']);
});

test('guids made up at each poll: known by their addresses, and after three polls by those alone', () => {
  const { poll, rule } = watched();
  const made = (poll: number) => [1, 2, 3].map((n) => post(n, { guid: `${poll}-${n}` }));
  expect(poll(...made(0))).toEqual([null, null, null]);
  for (let time = 1; time <= 6; time++) {
    expect(poll(...made(time))).toEqual(titles(1, 2, 3));
    expect(rule()).toBe(time < 3 ? 'guid' : 'link');
  }
});

test('no guid and a token in every address: known by headline and date, in the end by those alone', () => {
  const { poll, rule } = watched();
  const made = (token: number) =>
    [1, 2].map((n) => post(n, { guid: null, link: `https://j.example/read?v=${token}${n}` }));
  expect(poll(...made(10))).toEqual([null, null]);
  for (let time = 1; time <= 5; time++) expect(poll(...made(10 + time))).toEqual(titles(1, 2));
  expect(rule()).toBe('title');
  expect(poll(post(3, { guid: null, link: 'https://j.example/read?v=99' }))).toEqual([null]);
});

test('a site that moves once keeps its rule; one good poll takes the doubt away', () => {
  const { poll, rule } = watched();
  const made = (generation: string) => [1, 2, 3].map((n) => post(n, { guid: `${generation}${n}` }));
  poll(...made('a'));
  for (const generation of ['b', 'b', 'c', 'c', 'd', 'd', 'e']) poll(...made(generation));
  expect(rule()).toBe('guid');
});

test('guids that are headlines: a correction is the same article, the same headline again is another', () => {
  const { poll } = watched();
  const headline = (title: string, n: number) => post(n, { guid: title, title });
  expect(poll(headline('Storm nears coast of Ireland', 1))).toEqual([null]);
  expect(poll(headline('Storm nears the coast of Ireland', 1))).toEqual(['Storm nears coast of Ireland']);
  expect(poll(headline('Storm nears coast of Ireland', 5))).toEqual([null]);
});

test('one guid on every entry for a single poll loses nothing and doubles nothing', () => {
  const { poll } = watched();
  expect(poll(post(1), post(2))).toEqual([null, null]);
  const broken = [3, 2, 1].map((n) => post(n, { guid: 'undefined' }));
  expect(poll(...broken)).toEqual([null, ...titles(2, 1)]);
  expect(poll(post(3), post(2), post(1))).toEqual(titles(3, 2, 1));
});

test('ids that version 0.1.0 gave are asked for where they differ', () => {
  const parsed = feed([{ guid: 'A headline', title: 'A headline', link: 'https://a.example/1' }]);
  const [now] = feedItems(1, parsed, NOW).items;
  const before: Known = {
    id: 1,
    key: now?.formerId ?? '',
    title: 'A headline',
    publishedAt: null,
    names: [now?.formerId ?? ''],
  };
  expect(now?.formerId).not.toBeNull();
  expect(recognise(now ? [now] : [], [before])).toMatchObject([{ known: { id: 1 }, byId: false }]);
});

const set = shared('data/feeds-dev');

test.skipIf(set === null)(
  'in feeds that others collected, no article is taken for another of its feed',
  async () => {
    const taken: string[] = [];
    let asked = 0;
    for (const file of readDevelopmentSet(set ?? '').filter((one) => one.is_feed && one.group === 'real')) {
      const read = await parseFeed(file.bytes, { contentType: file.content_type, url: null });
      const items = read.kind === 'done' ? feedItems(1, read.value, NOW).items : [];
      // the hardest case: each of them comes alone, when all the others are known and in the feed no more
      for (const item of items) {
        const others = items.filter((one) => one !== item);
        const known = others.map((one, at): Known => {
          const { title, publishedAt, id, aliases } = one;
          return { id: at + 1, key: id, title, publishedAt, names: [id, ...aliases] };
        });
        const [found] = recognise([item], known);
        asked++;
        if (found?.known && found.known.title !== item.title) taken.push(`${file.id}: ${item.title}`);
      }
    }
    expect(asked).toBeGreaterThan(1500);
    expect(taken).toEqual([]);
  },
);
