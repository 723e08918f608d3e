// One article's walk through the running service, from a feed on a web server to a verified alert at a webhook; and
// what happens to it on the way when the world is not as it should be. On both queue backends.
import { afterAll, describe, expect, test } from 'vitest';
import { explainUrl } from '../../src/replay/explain.ts';
import { runReplay } from '../../src/replay/run.ts';
import { createReplay } from '../../src/store/replays.ts';
import { findSubscription, removeSubscription } from '../../src/store/subscriptions.ts';
import { backends } from '../support/backends.ts';
import { houseForAll, type Standing } from '../support/grounds-for-all.ts';
import { leaks, openHandles, type TestHouse } from '../support/house.ts';
import { madeArticle } from '../support/press.ts';
import { type Sink, startSink } from '../support/sink.ts';

type Entry = { stage: string; outcome: string; reason: string | null; facts: Record<string, unknown> | null };

describe.each(backends())('an article on its way, queue on $name', (backend) => {
  const before = openHandles();
  afterAll(async () => expect(await leaks(before)).toEqual([])); // when all else is closed
  let house: TestHouse;
  let sink: Sink;
  let press: Standing['press'];
  let pressOf: Standing['pressOf'];
  let keep: Standing['keep'];
  houseForAll(backend, (running) => {
    ({ house, sink, press, pressOf, keep } = running);
  });

  const ledger = (url: string): Promise<Entry[]> =>
    house.rows(
      'select ledger.* from ledger join item on item.id = item_id where item.url = $1 order by ledger.id',
      [url],
    );
  const alerts = (name: string) =>
    sink.received
      .map((one) => ({ ...one, event: JSON.parse(one.body) }))
      .filter((one) => one.event.data.subscription.name === name);
  const explain = (url: string, name?: string) => {
    const { deps } = house.service() ?? {};
    if (!deps) throw new Error('the service does not run');
    return name === undefined
      ? explainUrl(url, null, deps)
      : findSubscription(house.store, name).then((found) => explainUrl(url, found, deps));
  };
  const count = async (table: string) =>
    (await house.rows<{ n: number }>(`select count(*) as n from ${table}`))[0]?.n;

  test('an item of a feed becomes a signed alert that names the words, each stage in the ledger', async () => {
    const [first, second] = [madeArticle(1, null), madeArticle(2, 'the Lantern Accord')];
    const outlet = await press([first.item, second.item], [first.page, second.page]);
    const url = outlet.origin + second.item.path;
    const id = await house.subscribe('Lantern', '"lantern accord" NOT title:accord', sink);
    const [feed] = await house.watch(outlet.feeds);
    await house.settled();
    const [alert, ...more] = alerts('Lantern');
    expect(more).toEqual([]);
    expect(alert).toMatchObject({ verified: true, id: alert?.event.id });
    expect(alert?.event.data).toMatchObject({
      subscription: { id, name: 'Lantern' },
      replayed: false,
      article: { title: second.item.title, url, source: 'The Test Press', revision: 1, quality: 'full' },
      why: {
        query: '"lantern accord" NOT title:accord',
        spans: [{ field: 'body', text: 'Lantern Accord' }],
      },
    });
    expect(await ledger(url)).toMatchObject([
      { stage: 'fetch', outcome: 'done' },
      { stage: 'extract', outcome: 'done', facts: { quality: 'full', revision: 1, changed: true } },
      { stage: 'tag', outcome: 'done', facts: { lang: 'en' } },
      { stage: 'match', outcome: 'done', facts: { matches: 1, deliveries: 1 } },
    ]);
    expect((await ledger(outlet.origin + first.item.path)).at(-1)).toMatchObject({
      stage: 'match',
      outcome: 'skip',
      reason: 'no-match',
    });
    expect(
      await house.rows('select stage, outcome, facts from ledger where feed_id = $1 and item_id is null', [
        feed,
      ]),
    ).toEqual([{ stage: 'poll', outcome: 'done', facts: { items: 2, new: 2, repairs: '' } }]);
    expect(
      await house.rows('select number, status, outcome from attempt where delivery_id = $1', [alert?.id]),
    ).toEqual([{ number: 1, status: 204, outcome: 'done' }]);
  });

  test('why tells of an address: stages, matches with their words, deliveries; and for one subscription why not', async () => {
    const { url, feed } = await pressOf(10, 'the Copper Treaty');
    await house.subscribe('Copper', '"copper treaty"', sink);
    await house.subscribe('Silver', '"silver treaty" OR lang:fr', sink);
    await house.watch([feed]);
    await house.settled();
    const told = await explain(`${url}?utm_source=rss#top`);
    expect(told.items).toMatchObject([{ url, feed: 'The Test Press', stage: 'done', reason: null }]);
    expect(told.items[0]?.ledger.map((row) => row.stage)).toEqual(['fetch', 'extract', 'tag', 'match']);
    expect(told.matches).toMatchObject([
      {
        subscription: 'Copper',
        receipt: { spans: [{ text: 'Copper Treaty' }] },
        deliveries: [{ state: 'sent', attempts: 1, tries: [{ status: 204 }] }],
      },
    ]);
    const { verdict } = await explain(url, 'Silver');
    expect(verdict).toMatchObject({
      matches: false,
      leaves: [
        { text: '"silver treaty"', true: false },
        { text: 'lang:fr', true: false },
      ],
    });
    expect(await explain(`${url}/never-seen`)).toEqual({
      article: null,
      items: [],
      matches: [],
      verdict: null,
    });
  });

  test('a second poll that is answered 304 changes nothing', async () => {
    const { outlet, feed } = await pressOf(20, 'the Amber Pact');
    await house.subscribe('Amber', '"amber pact"', sink);
    const [id] = await house.watch([feed]);
    await house.settled();
    const [asked, sent] = [outlet.requests.get('/feed-0.xml'), alerts('Amber').length];
    const held = async () => ({ items: await count('item'), ledger: await count('ledger') });
    const poll = () => house.rows<{ last_poll_at: Date }>('select * from feed where id = $1', [id]);
    const [[old], was] = [await poll(), await held()];
    await house.pollNow();
    await house.settled();
    expect(outlet.requests.get('/feed-0.xml')).toBe((asked ?? 0) + 1);
    expect(outlet.requests.get('/articles/20.html')).toBe(1);
    const [now] = await poll();
    expect(now?.last_poll_at.getTime()).toBeGreaterThan(old?.last_poll_at.getTime() ?? Number.NaN);
    expect(await held()).toEqual(was);
    expect(alerts('Amber')).toHaveLength(sent);
  });

  test('a corrected article becomes revision 2 and is told once more; a new summary alone is not', async () => {
    const { outlet, item, page, url, feed } = await pressOf(30, 'the Quarry Ruling');
    await house.subscribe('Quarry', '"quarry ruling"', sink);
    await house.watch([feed]);
    await house.settled();
    item.summary = 'The same text under a summary that was written anew for the evening.';
    await house.pollNow();
    await house.settled();
    expect(outlet.requests.get(item.path)).toBe(2);
    expect(alerts('Quarry').map((one) => one.event.data.article.revision)).toEqual([1]);
    item.title = `Corrected: ${item.title}`;
    page.body = String(page.body).replace(
      'It was there that',
      'Earlier reports were wrong: it was elsewhere that',
    );
    await house.pollNow();
    await house.settled();
    const told = alerts('Quarry');
    expect(told.map((one) => one.event.data.article.revision)).toEqual([1, 2]);
    expect(new Set(told.map((one) => one.id)).size).toBe(2);
    const numbers =
      'select number from revision join article on article.id = article_id where url = $1 order by 1';
    expect(await house.rows(numbers, [url])).toEqual([{ number: 1 }, { number: 2 }]);
  });

  test('a near copy in another feed joins the story and is not told again', async () => {
    const first = await pressOf(40, 'the Saffron Charter');
    await house.subscribe('Saffron', '"saffron charter"', sink);
    await house.watch([first.feed]);
    await house.settled();
    const copy = madeArticle(40, 'the Saffron Charter');
    copy.page.body = String(copy.page.body).replace(
      '</article>',
      '<p>Reporting by a wire service.</p></article>',
    );
    copy.item.title = 'Wire: what is known of the matter';
    const second = await press([copy.item], [copy.page]);
    await house.watch(second.feeds);
    await house.settled();
    const stories = await house.rows<{ story_id: number }>(
      `select story_id from article where url like '%/articles/40.html' order by id`,
    );
    expect(stories).toHaveLength(2);
    expect(stories[1]).toEqual(stories[0]);
    expect(alerts('Saffron')).toHaveLength(1);
    const { matches } = await explain(second.origin + copy.item.path);
    expect(matches).toMatchObject([{ subscription: 'Saffron', deliveries: [{ state: 'sent' }] }]);
  });

  test('a page that robots.txt closes is not asked for; the summary stands in and says so', async () => {
    const { item, page } = madeArticle(50, null);
    item.summary = 'The Basalt Commission met on Tuesday and published its findings on the old harbour wall.';
    const robots = { path: '/robots.txt', body: 'User-agent: *\nDisallow: /articles/', type: 'text/plain' };
    const outlet = await press([item], [page, robots]);
    await house.subscribe('Basalt', '"basalt commission"', sink);
    await house.watch(outlet.feeds);
    await house.settled();
    expect(outlet.requests.get(item.path)).toBeUndefined();
    expect((await ledger(outlet.origin + item.path)).slice(0, 2)).toMatchObject([
      { stage: 'fetch', outcome: 'reject', reason: 'robots' },
      { stage: 'extract', outcome: 'done', facts: { method: 'feed-summary', quality: 'summary' } },
    ]);
    expect(alerts('Basalt').map((one) => one.event.data.article.quality)).toEqual(['summary']);
  });

  test('a page that is no article falls back to the summary of the feed, and says instead of what', async () => {
    const { item } = madeArticle(55, null);
    item.summary =
      'The Marble Inquiry will call its first witnesses on Monday, as was announced on Friday evening.';
    const picture = { path: item.path, body: Buffer.from('89504e470d0a1a0a', 'hex'), type: 'image/png' };
    const outlet = await press([item], [picture]);
    await house.subscribe('Marble', '"marble inquiry"', sink);
    await house.watch(outlet.feeds);
    await house.settled();
    expect((await ledger(outlet.origin + item.path)).slice(0, 2)).toMatchObject([
      { stage: 'fetch', outcome: 'done' },
      { stage: 'extract', outcome: 'done', facts: { method: 'feed-summary', insteadOf: 'not-html' } },
    ]);
    expect(alerts('Marble').map((one) => one.event.data.article.quality)).toEqual(['summary']);
  });

  test('a page that is not there rejects its item with the reason', async () => {
    const { item } = madeArticle(60, null);
    const outlet = await press([item], []);
    await house.watch(outlet.feeds);
    await house.settled();
    const url = outlet.origin + item.path;
    expect(await house.items(url)).toMatchObject([{ stage: 'rejected', reason: 'gone', revision_id: null }]);
    expect((await explain(url)).items[0]?.ledger).toMatchObject([
      { stage: 'fetch', outcome: 'reject', reason: 'gone', detail: 'The server answered 404.' },
    ]);
  });

  test('removing a subscription cancels what waits, and it is told of nothing more', async () => {
    const busy = keep(await startSink(() => 429));
    const { outlet, feed, item } = await pressOf(70, 'the Heron Bill');
    const id = await house.subscribe('Heron', '"heron bill"', busy);
    await house.watch([feed]);
    const state = () =>
      house.rows<{ state: string; attempts: number }>(
        'select state, attempts from delivery where subscription_id = $1',
        [id],
      );
    await house.until('the first attempt', async () => (await state())[0]?.attempts === 1);
    await house.store.tx((sql) => removeSubscription(sql, id));
    expect(await state()).toEqual([{ state: 'cancelled', attempts: 1 }]);
    const more = madeArticle(71, 'the Heron Bill');
    outlet.pages.set(more.page.path, more.page);
    Object.assign(item, more.item);
    await house.pollNow();
    await house.settled();
    expect(await house.items(outlet.origin + more.item.path)).toMatchObject([{ stage: 'done' }]);
    expect(await state()).toHaveLength(1);
    expect(busy.received).toHaveLength(1);
  });

  test('a changed query is a new version, in force for the next article; old matches keep theirs', async () => {
    const first = await pressOf(80, 'the Willow Survey');
    const id = await house.subscribe('Trees', '"willow survey"', sink);
    await house.watch([first.feed]);
    await house.settled();
    expect(await house.subscribe('Trees', '"alder survey"', sink)).toBe(id);
    const second = await pressOf(81, 'the Alder Survey');
    const third = await pressOf(82, 'the Willow Survey');
    await house.watch([second.feed, third.feed]);
    await house.settled();
    const versions = await house.rows(
      `select version, revision.title from match join revision on revision.id = revision_id
        where subscription_id = $1 order by match.id`,
      [id],
    );
    expect(versions).toEqual([
      { version: 1, title: first.item.title },
      { version: 2, title: second.item.title },
    ]);
    expect(alerts('Trees').map((one) => one.event.data.why.version)).toEqual([1, 2]);
  });

  test('two feeds that name one address share one request', async () => {
    const { item, page } = madeArticle(90, 'the Orchard Plan');
    const outlet = await press([item, item], [page], 1);
    await house.subscribe('Orchard', '"orchard plan"', sink);
    await house.watch(outlet.feeds);
    await house.settled();
    const items = await house.items(outlet.origin + item.path);
    expect(items).toHaveLength(2);
    expect(new Set(items.map((one) => one.revision_id)).size).toBe(1);
    expect(outlet.requests.get(item.path)).toBe(1);
    expect(alerts('Orchard')).toHaveLength(1);
  });

  test('an id that carries the headline makes no second alert; the corrected text is read all the same', async () => {
    const { outlet, item, page, feed } = await pressOf(95, 'the Thistle Decree');
    await house.subscribe('Thistle', '"thistle decree"', sink);
    await house.watch([feed]);
    await house.settled();
    Object.assign(item, { guid: 'another-id', title: `Now with another headline: ${item.title}` });
    await house.pollNow();
    await house.settled();
    // the address and a like headline: the same item
    expect(await house.items(outlet.origin + item.path)).toHaveLength(1);
    expect(alerts('Thistle')).toHaveLength(1);
    Object.assign(item, { guid: 'a-third-id', title: 'And one more' });
    page.body = String(page.body).replace(
      'It was there that',
      'It was in 1907, as we now know, and elsewhere that',
    );
    await house.pollNow();
    await house.settled();
    expect(alerts('Thistle').map((one) => one.event.data.article.revision)).toEqual([1, 2]);
  });

  test('an endpoint that fails at first gets the alert by the schedule, under the same id', async () => {
    const shaky = keep(await startSink((_, tries) => (tries < 2 ? 500 : 204)));
    const { feed } = await pressOf(100, 'the Pebble Law');
    const id = await house.subscribe('Pebble', '"pebble law"', shaky);
    await house.watch([feed]);
    await house.settled();
    expect(shaky.received.map((one) => [one.status, one.verified])).toEqual([
      [500, true],
      [500, true],
      [204, true],
    ]);
    expect(new Set(shaky.received.map((one) => one.id + one.body)).size).toBe(1);
    expect(await house.rows('select state, attempts from delivery where subscription_id = $1', [id])).toEqual(
      [{ state: 'sent', attempts: 3 }],
    );
  });

  test('a delivery that died is tried again by a replay that fills gaps, once, under its old id and body', async () => {
    const gone = keep(await startSink((_, tries) => (tries < 1 ? 410 : 204)));
    const { feed } = await pressOf(105, 'the Zephyr Accord');
    const id = await house.subscribe('Zephyr', '"zephyr accord"', gone);
    await house.watch([feed]);
    await house.settled();
    const state = () => house.rows('select state from delivery where subscription_id = $1', [id]);
    expect(await state()).toEqual([{ state: 'dead' }]);
    const { deps } = house.service() ?? {};
    if (!deps) throw new Error('the service does not run');
    for (let time = 0; time < 2; time++) {
      const replay = await createReplay(house.store, {
        from: 'match',
        mode: 'fill',
        selection: { subscriptionId: id },
      });
      await runReplay(replay.id, deps);
      await house.settled();
    }
    expect(await state()).toEqual([{ state: 'sent' }]);
    expect(gone.received.map((one) => one.status)).toEqual([410, 204]);
    expect(new Set(gone.received.map((one) => one.id + one.body)).size).toBe(1);
  });

  test('where a page is silent about its date and author, the feed speaks for it', async () => {
    const { outlet, item, feed } = await pressOf(110, null);
    Object.assign(item, { published: 'Sat, 21 Nov 2026 08:30:00 GMT' });
    await house.watch([feed]);
    await house.settled();
    const dated =
      'select published_at from revision join article on article.id = article_id where article.url = $1';
    expect(await house.rows(dated, [outlet.origin + item.path])).toEqual([
      { published_at: new Date('2026-11-21T08:30:00Z') },
    ]);
  });
});
