// Articles cut into pages, and pages that are no articles, through the running service on a real server: what is asked
// for, archived, joined, said in the ledger; and that a replay comes to the same from the archive.
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { LIMITS } from '../../../src/config/limits.ts';
import { redo } from '../../../src/replay/redo.ts';
import { pagesInsteadByFeed } from '../../../src/store/instead.ts';
import { loadItem } from '../../../src/store/items.ts';
import { adoptParts, loadParts, packBytes, savePage } from '../../../src/store/pages.ts';
import { backends } from '../../support/backends.ts';
import { houseForAll } from '../../support/grounds-for-all.ts';
import type { TestHouse } from '../../support/house.ts';
import { startServer } from '../../support/local-server.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const sentence = (part: number, n: number) =>
  `In chapter ${part} the keeper wrote on day ${n} that ${n * 13 + part} ships had passed the lamp, and that none had stopped.`;
const chapter = (part: number) =>
  Array.from({ length: 5 }, (_, n) => `<p>${sentence(part, n)} ${sentence(part, n + 50)}</p>`).join('');
const page = (title: string, body: string, head = '') =>
  `<!doctype html><html lang=en><head><title>${title}</title>${head}</head><body><nav><a href="/">Home</a></nav><article><h1>${title}</h1>${body}</article><footer>Lamp Post</footer></body></html>`;
const LEAD =
  'The keeper of the northern lamp has kept a diary, and the town may read it now for the first time.';

type Answer = { status?: number; type?: string; body: string; location?: string };

describe.each(backends())('pages of every kind, queue on $name', (backend) => {
  let house: TestHouse;
  let origin = '';
  const answers = new Map<string, Answer>();
  const asked: string[] = [];
  let feeds = 0;

  houseForAll(backend, async (running) => {
    ({ house } = running);
    const server = await startServer((request, response) => {
      const path = request.url ?? '/';
      asked.push(path);
      const {
        status = 200,
        type = 'text/html',
        body,
        location,
      } = answers.get(path) ?? { status: 404, body: '' };
      response.writeHead(status, { 'content-type': type, ...(location ? { location } : {}) }).end(body);
    });
    running.keep(server);
    ({ origin } = server);
  });
  beforeEach(() => {
    asked.length = 0;
  });

  /** One item in a feed of its own, through the service; its latest text, its ledger and what was asked for. */
  async function pass(path: string, title: string, summary = LEAD) {
    const feed = `/feed-${++feeds}.xml`;
    const body = `<?xml version="1.0"?><rss version="2.0"><channel><title>Feed ${feeds}</title><link>${origin}/</link><item><title>${title}</title><link>${origin}${path}</link><guid>${feed}</guid><description>${summary}</description></item></channel></rss>`;
    answers.set(feed, { type: 'application/rss+xml', body });
    await house.watch([origin + feed]);
    await house.settled();
    const [item] = await house.rows<{ id: number; stage: string; reason: string; page_id: number }>(
      'select * from item where guid = $1',
      [feed],
    );
    const [text] = await house.rows<{ text: string; kind: string; quality: string; html: string }>(
      'select * from revision where id = (select revision_id from item where guid = $1)',
      [feed],
    );
    const ledger = await house.rows<{
      stage: string;
      reason: string | null;
      detail: string | null;
      facts: object;
    }>(
      `select stage, outcome, reason, detail, facts from ledger where item_id = $1 and stage in ('fetch', 'extract') order by id`,
      [item?.id],
    );
    return { item, text, ledger, asked: asked.filter((one) => !/feed|robots/.test(one)) };
  }
  const links = (path: string, part: number, most: number) =>
    (part < most ? `<link rel="next" href="${path}${path.includes('?') ? '' : '?page='}${part + 1}">` : '') +
    (part > 1 ? `<link rel="prev" href="${path}">` : '');

  test('an article on three pages is one text in order, each page archived, none of it twice', async () => {
    for (const part of [1, 2, 3]) {
      const body = `<p>${LEAD} It is a long one.</p>${chapter(part)}<p class=pages><a href="/diary-of-the-keeper">1</a> <a href="/diary-of-the-keeper?page=2">2</a></p>`;
      const path = part === 1 ? '/diary-of-the-keeper' : `/diary-of-the-keeper?page=${part}`;
      answers.set(path, { body: page('Diary of the keeper', body, links('/diary-of-the-keeper', part, 3)) });
    }
    const { text, ledger, item, asked } = await pass('/diary-of-the-keeper', 'Diary of the keeper');
    expect(asked).toEqual([
      '/diary-of-the-keeper',
      '/diary-of-the-keeper?page=2',
      '/diary-of-the-keeper?page=3',
    ]);
    const places = [1, 2, 3].map((part) => text?.text.indexOf(sentence(part, 0)) ?? -1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places[0]).toBeGreaterThanOrEqual(0);
    expect(text?.text.split(LEAD)).toHaveLength(2);
    expect(text?.html.split(LEAD)).toHaveLength(2);
    expect(text?.html).toContain(sentence(3, 4));
    expect(ledger).toMatchObject([
      { stage: 'fetch', facts: { pages: 3 } },
      { stage: 'extract', facts: { pages: 3 }, reason: null },
    ]);
    const rows = await house.rows('select part from page where id = $1 or part_of = $1 order by part', [
      item?.page_id,
    ]);
    expect(rows).toEqual([{ part: 1 }, { part: 2 }, { part: 3 }]);
    const { deps } = house.service() ?? {};
    if (!deps || !item) throw new Error('the service does not run');
    const again = await redo('extract', item.id, deps);
    expect(again?.revision.text).toBe(text?.text);
    expect(asked).toHaveLength(3);
    // a visit asks for the first page only: the others are taken along
    const stored = await loadItem(house.store, item.id);
    const first = { itemId: item.id, url: '', finalUrl: '', status: 200, contentType: null };
    const visited = await savePage(house.store, first, await packBytes(new Uint8Array([60])));
    await adoptParts(house.store, stored?.article_id ?? 0, visited);
    expect((await loadParts(house.store, visited)).map(({ part }) => part)).toEqual([2, 3]);
  });

  test('the whole on one page is taken instead of its parts', async () => {
    const all = [1, 2].map(chapter).join('');
    const more = '<a href="/long-watch/2">2</a> <a href="/long-watch/?page=all">All on one page</a>';
    answers.set('/long-watch', { body: page('The long watch', `${chapter(1)}${more}`) });
    answers.set('/long-watch/2', { body: page('The long watch', chapter(2)) });
    answers.set('/long-watch/?page=all', { body: page('The long watch', all) });
    const { text, asked } = await pass('/long-watch', 'The long watch');
    expect(asked).toEqual(['/long-watch', '/long-watch/?page=all']);
    expect(text?.text.split(sentence(1, 0))).toHaveLength(2);
    expect(text?.text).toContain(sentence(2, 4));
  });

  test('a part that fails leaves what there is, and the ledger says so', async () => {
    answers.set('/half-told', {
      body: page('Half told', chapter(1), '<link rel=next href="/half-told?page=2">'),
    });
    answers.set('/half-told?page=2', { status: 403, body: 'no' });
    const { text, ledger } = await pass('/half-told', 'Half told');
    expect(text?.text).toContain(sentence(1, 4));
    expect(ledger.map((row) => row.detail)).toEqual([
      'Part 2 of the article could not be had: The server answered 403.',
      'Part 2 of the article could not be had: The server answered 403.',
    ]);
  });

  test('pages without end are read up to the limit', async () => {
    for (let part = 1; part <= LIMITS.pageParts + 3; part++) {
      const path = part === 1 ? '/endless-tale' : `/endless-tale/${part}`;
      const next = `<a rel="next" href="/endless-tale/${part + 1}">Next</a>`;
      answers.set(path, { body: page('Endless tale', chapter(part) + next) });
    }
    const { ledger, asked } = await pass('/endless-tale', 'Endless tale');
    expect(asked).toHaveLength(LIMITS.pageParts);
    expect(ledger[1]?.detail).toContain(`goes on after ${LIMITS.pageParts} pages`);
  });

  const strangers: [what: string, own: string, next: string, answer: Answer][] = [
    ['another address', '/story-one', '/story-two', { body: page('Story one', chapter(7)) }],
    [
      'the same text under more comments',
      '/story-a',
      '/story-a?page=2',
      { body: page('Story one', chapter(1)) },
    ],
    ['another title', '/story-b', '/story-b?page=2', { body: page('Quite another story', chapter(7)) }],
    [
      'a login',
      '/story-c',
      '/story-c?page=2',
      { body: page('Log in', '<form><input type=password></form>') },
    ],
  ];
  test.each(strangers)('the next page is no part: %s', async (_what, own, next, answer) => {
    answers.set(own, { body: page('Story one', chapter(1), `<link rel=next href="${next}">`) });
    answers.set(next, answer);
    const { text, ledger } = await pass(own, 'Story one');
    expect(text?.text).toContain(sentence(1, 4));
    expect(text?.text).not.toContain(sentence(7, 0));
    expect(ledger[0]?.facts).not.toHaveProperty('pages');
    expect(ledger[0]?.detail).toBe(null);
  });

  test('a consent wall gives way to the words of the feed, with a sentence, and is counted for its feed', async () => {
    const wall = page(
      'Before you continue',
      '<p>We and our 90 partners store and/or access information on a device, such as cookies, to process personal data.</p><p>You can withdraw your consent at any time. Personalised advertising and measurement.</p><button>Accept all</button><button>Reject all</button>',
    );
    answers.set('/behind-the-wall', { body: wall });
    const { text, ledger } = await pass('/behind-the-wall', 'The lamp is lit');
    expect(text).toMatchObject({ text: LEAD, quality: 'summary' });
    expect(ledger[1]).toMatchObject({
      reason: 'consent-wall',
      detail:
        "The page is a consent wall: it asks about cookies and shows no article; the feed's own text was used instead.",
      facts: { insteadOf: 'consent-wall' },
    });
    expect(await pagesInsteadByFeed(house.store)).toContainEqual(
      expect.objectContaining({ feed: `Feed ${feeds}`, reason: 'consent-wall', count: 1 }),
    );
  });

  test('a bot guard at the door is named', async () => {
    answers.set('/guarded', {
      status: 403,
      body: '<title>Just a moment...</title><script>window._cf_chl_opt={}</script>',
    });
    const { text, ledger } = await pass('/guarded', 'The lamp is lit again');
    expect(text?.text).toBe(LEAD);
    expect(ledger[0]).toMatchObject({
      reason: 'bot-challenge',
      detail: expect.stringContaining('(Cloudflare)'),
    });
  });

  test('without words of the feed an item ends with what stood in the place of its article', async () => {
    answers.set('/lost', {
      body: page('Page not found', '<p>Nothing is at this address. Try the search.</p>'),
    });
    const { item, ledger } = await pass('/lost', 'The lamp is lost', '');
    expect(item).toMatchObject({ stage: 'rejected', reason: 'soft-404' });
    expect(ledger.at(-1)?.detail).toContain('soft 404');
  });

  test('a teaser stays under its own headline, and the longer text of the feed is used', async () => {
    const teaser = `<p>${sentence(1, 1)}</p><div class=paywall>Subscribe to continue reading.</div>`;
    answers.set('/for-some', { body: page('For some only', teaser) });
    answers.set('/for-others', { body: page('For others only', teaser) });
    const long = Array.from({ length: 12 }, (_, n) => sentence(9, n)).join(' ');
    const fuller = await pass('/for-some', 'For some only', long);
    expect(fuller.text).toMatchObject({ kind: 'teaser' });
    expect(fuller.text?.text).toContain(sentence(9, 11));
    expect(fuller.ledger[1]?.detail).toContain("The feed's own text is longer");
    const own = await pass('/for-others', 'For others only', 'Short.');
    expect(own.text).toMatchObject({ kind: 'teaser', quality: 'summary' });
    expect(own.text?.text).toContain(sentence(1, 1));
  });

  test('a PDF is said to be one', async () => {
    answers.set('/report.pdf', { type: 'application/pdf', body: '%PDF-1.7 …' });
    const { ledger } = await pass('/report.pdf', 'The report');
    expect(ledger[1]).toMatchObject({ reason: 'pdf', detail: expect.stringContaining('is a PDF file') });
  });
});
