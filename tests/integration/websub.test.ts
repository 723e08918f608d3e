// News told by a hub, over real HTTP in both directions: subscribe, verify, push, renew, deny. On both queue backends.
import { createHmac } from 'node:crypto';
import { createServer } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { HubRow } from '../../src/store/hubs.ts';
import { backends } from '../support/backends.ts';
import { type Grounds, openTestHouse, startGrounds, type TestHouse } from '../support/house.ts';
import { type LocalServer, startServer } from '../support/local-server.ts';

const DAY = 86_400_000;

type Wish = Record<string, string>;

/** A paper with one feed, and the hub that it names. */
async function startPaper() {
  const wishes: Wish[] = [];
  let titles = ['First'];
  let verify: (wish: Wish) => Promise<unknown> = async () => undefined;
  const server: LocalServer = await startServer(async (request, response) => {
    if (request.method === 'POST') {
      const wish = Object.fromEntries(new URLSearchParams(await text(request)));
      wishes.push(wish);
      response.writeHead(202).end();
      await verify(wish);
      return;
    }
    if (request.url !== '/feed.xml') return response.writeHead(404).end();
    const links = `<${server.origin}/hub>; rel="hub", <${server.origin}/feed.xml>; rel="self"`;
    const body = feed(titles);
    return response
      .writeHead(200, { 'content-type': 'application/rss+xml', link: links, etag: `"${titles.length}"` })
      .end(body);
  });
  return {
    ...{ server, wishes, url: `${server.origin}/feed.xml` },
    publish: (title: string) => {
      titles = [title, ...titles];
    },
    onWish: (then: typeof verify) => {
      verify = then;
    },
  };
}

const feed = (titles: string[], scheme = 'http') =>
  `<rss version="2.0"><channel><title>The Paper</title>${titles
    .map(
      (title) =>
        `<item><title>${title}</title><guid>${scheme}://paper.example/${title}</guid><description>${title} and what came of it.</description></item>`,
    )
    .join('')}</channel></rss>`;

const get = (wish: Wish, query: Record<string, string>) =>
  globalThis.fetch(`${wish['hub.callback']}?${new URLSearchParams(query)}`);

const confirm = async (wish: Wish, seconds = 864_000) => {
  const challenge = `c-${Math.floor(seconds)}`;
  const answer = await get(wish, {
    ...{ 'hub.mode': 'subscribe', 'hub.topic': wish['hub.topic'] ?? '', 'hub.challenge': challenge },
    'hub.lease_seconds': `${seconds}`,
  });
  return answer.status === 200 && (await answer.text()) === challenge;
};

const push = (wish: Wish, body: string, signature?: string) =>
  globalThis.fetch(wish['hub.callback'] ?? '', {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/rss+xml',
      ...(signature === undefined ? {} : { 'x-hub-signature': signature }),
    },
  });

const signed = (wish: Wish, body: string, method = 'sha256') =>
  `${method}=${createHmac(method, wish['hub.secret'] ?? '')
    .update(body)
    .digest('hex')}`;

const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? (address?.port ?? 0) : 0));
    });
  });

describe.each(backends())('a hub, queue on $name', (backend) => {
  let grounds: Grounds;
  let house: TestHouse;
  let paper: Awaited<ReturnType<typeof startPaper>>;
  let id = 0;

  beforeAll(async () => {
    if (backend.missing) return;
    grounds = await startGrounds(backend);
    house = await openTestHouse(await grounds.ground(), { websubPort: await freePort() });
    await house.start(['fetch', 'scheduler', 'api']);
  });
  afterAll(async () => {
    await house?.close();
    await grounds?.stop();
  });
  beforeEach(async (context) => {
    if (backend.missing) context.skip(backend.missing);
    paper = await startPaper();
    return () => paper.server.close();
  });

  const row = async () =>
    (await house.rows<HubRow>('select * from hub_subscription where feed_id = $1', [id]))[0];
  const state = (wanted: HubRow['state']) => house.until(wanted, async () => (await row())?.state === wanted);
  const titles = async () =>
    (await house.rows<{ title: string }>('select title from item where feed_id = $1 order by id', [id])).map(
      (item) => item.title,
    );
  const feedRow = async () =>
    (
      await house.rows<{
        pushed_until: Date | null;
        next_poll_at: Date;
        next_because: string;
        state: string;
      }>('select * from feed where id = $1', [id])
    )[0];

  /** Watches the paper; resolves to what the hub was asked, once it has verified that. */
  async function subscribed(): Promise<Wish> {
    paper.onWish((wish) => confirm(wish));
    [id = 0] = await house.watch([paper.url]);
    await state('active');
    const [wish = {}] = paper.wishes;
    return wish;
  }

  test('a feed that names a hub is subscribed to there, under an address nobody can guess', async () => {
    const wish = await subscribed();
    expect(wish).toMatchObject({
      'hub.mode': 'subscribe',
      'hub.topic': paper.url,
      'hub.lease_seconds': '864000',
    });
    expect(wish['hub.callback']).toMatch(/\/websub\/[\w-]{32}$/);
    expect(wish['hub.secret']?.length).toBeGreaterThan(40);
    const lease = await row();
    expect((lease?.due_at?.getTime() ?? 0) - Date.now()).toBeGreaterThan(7.9 * DAY);
    expect((lease?.due_at?.getTime() ?? 0) - Date.now()).toBeLessThan(8.1 * DAY);
    await house.pollNow();
    expect(await feedRow()).toMatchObject({ next_because: 'pushed' });
  });

  test('what it pushes becomes items as a poll would make them, once, and what is missing from it is not gone', async () => {
    const wish = await subscribed();
    for (const [method, title] of [
      ['sha256', 'Second'],
      ['sha384', 'Third'],
      ['sha512', 'Fourth'],
    ] as const) {
      // this hub says https where the feed says http
      const body = feed([title], 'https');
      expect((await push(wish, body, signed(wish, body, method))).status).toBe(202);
      await house.until(title, async () => (await titles()).includes(title));
      paper.publish(title);
    }
    await house.pollNow();
    await house.until('no push waits', async () => (await house.rows('select 1 from push')).length === 0);
    expect(await titles()).toEqual(['First', 'Second', 'Third', 'Fourth']);
    const ledger = await house.rows(
      `select outcome, facts from ledger where feed_id = $1 and stage = 'push'`,
      [id],
    );
    expect(ledger).toHaveLength(3);
    expect(ledger[0]).toMatchObject({ outcome: 'done', facts: { items: 1, new: 1 } });
  });

  test('a wrong signature, an old method or none is answered as a right one, and dropped', async () => {
    const wish = await subscribed();
    const body = feed(['Forged']);
    const other = { 'hub.secret': 'guessed' };
    const short = signed(wish, body).slice(0, -2);
    for (const signature of [
      signed(other, body),
      signed(wish, `${body} `),
      signed(wish, body, 'sha1'),
      short,
      undefined,
    ])
      expect((await push(wish, body, signature)).status).toBe(202);
    const last = feed(['Genuine']);
    await push(wish, last, signed(wish, last));
    await house.until('the genuine one', async () => (await titles()).includes('Genuine'));
    expect(await titles()).not.toContain('Forged');
  });

  test('what we did not ask for is not confirmed', async () => {
    const wish = await subscribed();
    const challenge = { 'hub.mode': 'subscribe', 'hub.challenge': 'c', 'hub.lease_seconds': '60' };
    const elsewhere = { ...wish, 'hub.callback': `${wish['hub.callback']?.slice(0, -4)}xxxx` };
    expect((await get(elsewhere, { ...challenge, 'hub.topic': paper.url })).status).toBe(404);
    expect((await get(wish, { ...challenge, 'hub.topic': 'http://other.example/' })).status).toBe(404);
    expect(
      (await get(wish, { ...challenge, 'hub.topic': paper.url, 'hub.mode': 'unsubscribe' })).status,
    ).toBe(404);
    expect((await push(elsewhere, feed(['X']))).status).toBe(404);
  });

  test('a lease is renewed under the same address before it ends', async () => {
    const wish = await subscribed();
    await house.store.query('update hub_subscription set due_at = now() where feed_id = $1', [id]);
    await house.until('asked again', async () => paper.wishes.length > 1);
    expect(paper.wishes[1]).toEqual(wish);
    await house.until('renewed', async () => ((await row())?.due_at?.getTime() ?? 0) > Date.now() + 7 * DAY);
  });

  test('a hub that says no leaves the feed to polling; so does one that never answers', async () => {
    const wish = await subscribed();
    await get(wish, { 'hub.mode': 'denied', 'hub.topic': paper.url, 'hub.reason': 'too many' });
    expect(await row()).toMatchObject({ state: 'denied', problem: 'The hub said no: too many.' });
    expect(await feedRow()).toMatchObject({ pushed_until: null });
    await house.pollNow();
    expect((await feedRow())?.next_because).not.toBe('pushed');

    const other = await startPaper();
    [id = 0] = await house.watch([other.url]);
    await state('asked');
    expect(await feedRow()).toMatchObject({ pushed_until: null });
    expect((await row())?.due_at?.getTime()).toBeGreaterThan(Date.now() + 60_000);
    await other.server.close();
  });

  test('a hub of a feed that is watched no more is told so', async () => {
    const wish = await subscribed();
    await house.store.query(`update feed set state = 'removed' where id = $1`, [id]);
    const body = feed(['Late']);
    expect((await push(wish, body, signed(wish, body))).status).toBe(410);
    expect(await confirm(wish)).toBe(false);
  });
});
