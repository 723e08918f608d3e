// A little press for tests: any number of articles on one server, in RSS feeds of a given size. Every article is made
// of its own number, so that none is a near-duplicate of another; every `marked`-th names the words a test asks for.
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';

/** `endless`: the body again and again, until the client hangs up */
export type Page = {
  path: string;
  body: string | Buffer;
  type?: string;
  encoding?: string;
  endless?: boolean;
};

export type Press = {
  origin: string;
  feeds: string[];
  /** pages by path; a test may change or add some */
  pages: Map<string, Page>;
  requests: Map<string, number>;
  close(): Promise<void>;
};

/** `guid` is the path when absent */
export type PressItem = { path: string; title: string; summary: string; guid?: string; published?: string };

/** Serves `items` in feeds of `perFeed` with an ETag, and `pages` at their paths. Later changes of both are served too. */
export async function startPress(items: PressItem[], pages: Page[], perFeed = 50): Promise<Press> {
  const byPath = new Map(pages.map((page) => [page.path, page]));
  const requests = new Map<string, number>();
  const feedPaths: string[] = [];
  for (let start = 0; start < items.length; start += perFeed) feedPaths.push(`/feed-${start / perFeed}.xml`);
  let origin = '';
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    requests.set(path, (requests.get(path) ?? 0) + 1);
    const index = feedPaths.indexOf(path);
    if (index >= 0) {
      const body = rss(origin, items.slice(index * perFeed, (index + 1) * perFeed));
      const etag = `"${createHash('sha256').update(body).digest('hex').slice(0, 16)}"`;
      if (request.headers['if-none-match'] === etag) return response.writeHead(304, { etag }).end();
      return response.writeHead(200, { 'content-type': 'application/rss+xml', etag }).end(body);
    }
    const page = byPath.get(path);
    if (!page) return response.writeHead(404).end('nothing here');
    const headers = {
      'content-type': page.type ?? 'text/html; charset=utf-8',
      ...(page.encoding ? { 'content-encoding': page.encoding } : {}),
    };
    response.writeHead(200, headers);
    if (!page.endless) return response.end(page.body);
    return Readable.from(again(page.body))
      .on('error', () => {})
      .pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    feeds: feedPaths.map((path) => origin + path),
    pages: byPath,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function* again(body: string | Buffer) {
  for (;;) yield body;
}

const escaped = (text: string) =>
  text.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? sign);

const rss = (origin: string, items: PressItem[]) =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>The Test Press</title><link>${origin}/</link>` +
  items
    .map(
      (item) =>
        `<item><title>${escaped(item.title)}</title><link>${origin}${item.path}</link><guid>${item.guid ?? item.path}</guid>` +
        (item.published === undefined ? '' : `<pubDate>${item.published}</pubDate>`) +
        `<description>${escaped(item.summary)}</description></item>`,
    )
    .join('') +
  '</channel></rss>';

const WORDS =
  'harbour council winter budget bridge market school river garden theatre railway hospital library factory mountain island festival engine painter teacher'.split(
    ' ',
  );

/** One made-up article; number `n` fixes every word. `phrase` stands in its second paragraph when given. */
export function madeArticle(n: number, phrase: string | null): { item: PressItem; page: Page } {
  const word = (i: number) => `${WORDS[(n * 7 + i * 13) % WORDS.length]}${(n * 31 + i * 17) % 997}`;
  const sentence = (i: number) =>
    `On the ${word(i)} of ${word(i + 1)} the ${word(i + 2)} spoke of ${word(i + 3)} and ${word(i + 4)}.`;
  const paragraphs = Array.from({ length: 6 }, (_, p) =>
    Array.from({ length: 4 }, (_, s) => sentence(p * 40 + s * 5)).join(' '),
  );
  if (phrase !== null) paragraphs[1] = `${paragraphs[1]} It was there that ${phrase} was first heard of.`;
  const title = `Report ${n} on ${word(1)} and ${word(2)}`;
  const path = `/articles/${n}.html`;
  const body = `<!doctype html><html lang="en"><head><title>${title}</title></head><body><nav><a href="/">Home</a></nav><article><h1>${title}</h1>${paragraphs.map((text) => `<p>${text}</p>`).join('')}</article><footer>Test Press</footer></body></html>`;
  return { item: { path, title, summary: sentence(0) }, page: { path, body } };
}
