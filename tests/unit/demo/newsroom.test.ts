import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadContent } from '../../../src/demo/content.ts';
import { type Newsroom, startNewsroom } from '../../../src/demo/newsroom.ts';
import { DISALLOWED } from '../../../src/demo/outlets.ts';
import type { Clock } from '../../../src/lib/clock.ts';

let time = new Date('2026-03-01T12:00:00Z');
const clock: Clock = { now: () => time };
const { articles: content } = await loadContent(time);

let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await startNewsroom({ clock });
});
afterAll(() => newsroom.close());

const feedOf = (title: string): string => newsroom.feeds.find((feed) => feed.title === title)?.url ?? '';
const pageOf = (id: string): string => newsroom.articles.find((one) => one.id === id)?.urls[0] ?? '';
const text = async (url: string): Promise<string> => (await fetch(url)).text();
const bytes = async (url: string): Promise<Uint8Array> =>
  new Uint8Array(await (await fetch(url)).arrayBuffer());

describe('feeds', () => {
  test('each format opens as its specification says', async () => {
    expect(await text(feedOf('Northmere Courier'))).toMatch(/^<\?xml.*\n<rss version="2\.0"/);
    expect(await text(feedOf('Aldwick Standard'))).toContain('<feed xmlns="http://www.w3.org/2005/Atom"');
    expect(await text(feedOf('Fenbridge Science Letter'))).toContain('xmlns="http://purl.org/rss/1.0/"');
    const json: unknown = JSON.parse(await text(feedOf('Tern Wire')));
    expect(json).toMatchObject({ version: 'https://jsonfeed.org/version/1.1', title: 'Tern Wire' });
  });

  test('every article stands in the feed of its outlet, with the address at which it is served', async () => {
    const missing: string[] = [];
    for (const feed of newsroom.feeds) {
      const body = (await text(feed.url)).replaceAll('&amp;', '&');
      const own = newsroom.articles.filter((one) => one.outlet === feed.title);
      missing.push(...own.filter((one) => !body.includes(one.urls.at(-1) ?? '-')).map((one) => one.id));
    }
    // windows-1254 does not matter here: addresses are ASCII
    expect(missing).toEqual([]);
  });

  test('the Turkish feed is windows-1254 in its bytes, declared in the prolog only', async () => {
    const response = await fetch(feedOf('Kıyıkent Postası'));
    expect(response.headers.get('content-type')).toBe('text/xml');
    const raw = new Uint8Array(await response.arrayBuffer());
    const turkish = new TextDecoder('windows-1254').decode(raw);
    expect(turkish).toMatch(/^<\?xml version="1\.0" encoding="windows-1254"\?>/);
    expect(turkish).toContain("Beyoğlu'nda Işık Festivali: İstanbul'un Eski Hanları Geceye Açıldı");
    // Işık: dotless ı is FD, ş is FE; neither can stand like this in UTF-8
    expect(Buffer.from(raw).includes(Buffer.from([0x49, 0xfe, 0xfd, 0x6b]))).toBe(true);
    expect(() => new TextDecoder('utf-8', { fatal: true }).decode(raw)).toThrow();
  });

  test('the sloppy feed has bare ampersands and entities that XML does not know', async () => {
    const sloppy = await text(feedOf('Quay & Anchor'));
    expect(sloppy).toContain('<title>Quay & Anchor</title>');
    expect(sloppy).toContain('&desk=');
    expect(sloppy).toContain('&nbsp;&ndash;');
    expect(sloppy).not.toContain('&amp;');
  });

  test('the broken feed is an HTML page with status 200', async () => {
    const response = await fetch(feedOf('Gullhaven Evening Post'));
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(await response.text()).toContain('<!doctype html>');
  });

  test('both kinds of validator earn a 304 without a body, and a strange tag does not', async () => {
    const url = feedOf('Northmere Courier');
    const { headers } = await fetch(url);
    const etag = headers.get('etag') ?? '';
    const modified = headers.get('last-modified') ?? '';
    const status = async (sent: Record<string, string>) => (await fetch(url, { headers: sent })).status;
    expect(await status({ 'if-none-match': etag })).toBe(304);
    expect(await status({ 'if-none-match': `"old", W/${etag}` })).toBe(304);
    expect(await status({ 'if-modified-since': modified })).toBe(304);
    expect(await status({ 'if-none-match': '"old"' })).toBe(200);
    // RFC 9110 §13.1.3: the tag decides, the date is not looked at
    expect(await status({ 'if-none-match': '"old"', 'if-modified-since': modified })).toBe(200);
    expect(await status({ 'if-modified-since': 'Sat, 01 Jan 2000 00:00:00 GMT' })).toBe(200);
    expect(await (await fetch(url, { headers: { 'if-none-match': etag } })).text()).toBe('');
  });

  test('a feed without a tag does not answer 304 to one', async () => {
    const url = feedOf('Fenbridge Science Letter');
    expect((await fetch(url, { headers: { 'if-none-match': 'undefined' } })).status).toBe(200);
    expect((await fetch(url, { headers: { 'if-modified-since': time.toUTCString() } })).status).toBe(200);
  });
});

describe('pages', () => {
  test('every article is served at each of its addresses with its whole text, as its kind of page allows', async () => {
    const wrong: string[] = [];
    for (const { id, urls, page } of newsroom.articles) {
      const article = content.find((one) => one.id === id);
      const last = article?.body.split('\n\n').at(-1)?.replaceAll('"', '&quot;') ?? '-';
      for (const url of urls) {
        const response = await fetch(url);
        const charset = /charset=(.+)/.exec(response.headers.get('content-type') ?? '')?.[1];
        const html = new TextDecoder(charset).decode(await response.arrayBuffer());
        const right =
          page === 'gone'
            ? response.status === 404
            : response.status === 200 && html.includes(last) === (page !== 'shell');
        if (!right) wrong.push(url);
      }
    }
    expect(wrong).toEqual([]);
  });

  test('pages have language, title, one main heading, a main part and labels on their inputs', async () => {
    const full = newsroom.articles.filter((one) => one.page === 'full');
    for (const { urls, outlet } of full) {
      const html = await text(urls[0] ?? '');
      expect(html, outlet).toMatch(/<html lang="(en|tr|de|fr|ar" dir="rtl)"/);
      expect(html, outlet).toMatch(/<title>.+ \| .+<\/title>/);
      expect(html.match(/<h1/g), outlet).toHaveLength(1);
      expect(html, outlet).toMatch(/<main|role="main"/);
      expect(html, outlet).toContain('<label for="letter">');
      expect(html, outlet).not.toMatch(/\bundefined\b|\[object /);
    }
  });

  test('JSON-LD on the broadsheet pages can be read', async () => {
    const html = await text(pageOf('wiretaps-northmere'));
    const json = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html)?.[1] ?? '';
    expect(JSON.parse(json)).toMatchObject({ '@type': 'NewsArticle', inLanguage: 'en' });
  });

  test('an address with another query string leads to the same page, without its own parameters to none', async () => {
    expect((await fetch(`${pageOf('freight-rates')}&utm_source=x`)).status).toBe(200);
    expect((await fetch(pageOf('freight-rates').replace(/\?.*/, ''))).status).toBe(404);
  });

  test('robots.txt on every host closes the path below which one article lies', async () => {
    for (const origin of newsroom.origins) {
      expect(await text(`${origin}/robots.txt`)).toBe(`User-agent: *\nDisallow: ${DISALLOWED}\n`);
    }
    const closed = newsroom.articles.filter((one) => one.page === 'disallowed');
    expect(closed.map((one) => new URL(one.urls[0] ?? '').pathname)).toEqual([`${DISALLOWED}members-letter`]);
  });

  test('front pages announce their feed, and pictures are there', async () => {
    const feed = feedOf('Open Docket');
    expect(await text(new URL('/', feed).href)).toContain(
      `type="application/atom+xml" title="Open Docket" href="${feed}"`,
    );
    expect((await bytes(new URL('/images/camera-law.svg', feed).href)).length).toBeGreaterThan(50);
  });
});

test('anything but GET and HEAD is refused; HEAD has no body', async () => {
  const url = feedOf('Northmere Courier');
  expect((await fetch(url, { method: 'POST' })).status).toBe(405);
  const head = await fetch(url, { method: 'HEAD' });
  expect([head.status, await head.text()]).toEqual([200, '']);
});

test('requests are counted by address', async () => {
  const url = pageOf('regatta');
  const before = newsroom.requests()[url] ?? 0;
  await fetch(url);
  expect(newsroom.requests()[url]).toBe(before + 1);
});

test('a correction changes page, feed and validators once, and nothing elsewhere', async () => {
  const url = feedOf('Aldwick Standard');
  const before = await fetch(url);
  const other = await text(feedOf('Northmere Courier'));
  time = new Date('2026-03-01T12:05:00Z');
  await newsroom.publishCorrection();

  const after = await fetch(url, { headers: { 'if-none-match': before.headers.get('etag') ?? '' } });
  expect(after.status).toBe(200);
  expect(after.headers.get('last-modified')).toBe('Sun, 01 Mar 2026 12:05:00 GMT');
  const feed = await after.text();
  expect(feed).toContain('Westmark Central Bank Raises Rates to 4.5 Per Cent');
  expect(feed).toContain('<updated>2026-03-01T12:05:00.000Z</updated>');
  const page = await text(pageOf('rate-decision'));
  expect(page).toContain('Correction: an earlier version');
  expect(page).not.toContain('Raises Rates to 4.75');
  expect(await text(feedOf('Northmere Courier'))).toBe(other);

  time = new Date('2026-03-01T12:10:00Z');
  await newsroom.publishCorrection();
  expect(await text(url)).toBe(feed);
});

test('where only 127.0.0.1 answers, the outlets take ports', async () => {
  const single = await startNewsroom({ layout: 'ports' });
  try {
    const hosts = new Set(single.origins.map((origin) => new URL(origin).hostname));
    expect([...hosts]).toEqual(['127.0.0.1']);
    expect(new Set(single.origins).size).toBe(single.feeds.length);
    expect((await fetch(single.feeds[0]?.url ?? '')).status).toBe(200);
  } finally {
    await single.close();
  }
});

test('a port that is taken is an error, and leaves nothing open', async () => {
  const port = Number(new URL(newsroom.origins[0] ?? '').port);
  await expect(startNewsroom({ port })).rejects.toThrow('EADDRINUSE');
});
