// Which links lead to another part of the same article, and which do not.
import { describe, expect, test } from 'vitest';
import { extractPage } from '../../../src/extract/extract.ts';
import { mayHaveParts } from '../../../src/extract/parts.ts';

const HOST = 'https://lamp.example';
const text = Array.from(
  { length: 6 },
  (_, n) =>
    `<p>On day ${n} the keeper wrote that ${n * 13} ships had passed the lamp, and that none had stopped there.</p>`,
).join('');

function partsOf(url: string, { head = '', links = '' }) {
  const html = `<!doctype html><html><head><title>Diary</title>${head}</head><body><article><h1>Diary</h1>${text}</article><div class="pages">${links}</div></body></html>`;
  const outcome = extractPage({
    bytes: new TextEncoder().encode(html),
    contentType: 'text/html',
    url: HOST + url,
  });
  if (outcome.kind !== 'done') throw new Error(outcome.reason);
  const { next = null, whole = null } = outcome.value.parts ?? {};
  expect(next === null || mayHaveParts(html)).toBe(true);
  const bare = (address: string | null) => address?.replace(HOST, '') ?? null;
  return { next: bare(next), whole: bare(whole) };
}
const stated = (href: string) => ({ head: `<link rel="next" href="${href}">` });
const linked = (href: string, words: string) => ({ links: `<a href="${href}">${words}</a>` });

const PARTS: [what: string, url: string, page: { head?: string; links?: string }, next: string][] = [
  ['a link of the head', '/diary', stated('/diary?page=2'), '/diary?page=2'],
  ['a folder', '/2026/diary/', stated('/2026/diary/2/'), '/2026/diary/2/'],
  ['a word and a number', '/diary', stated('/diary/page/2'), '/diary/page/2'],
  ['German', '/diary', linked('/diary/seite-2', 'Weiter'), '/diary/seite-2'],
  ['a bare number', '/diary', linked('/diary?p=2', '2'), '/diary?p=2'],
  ['Japanese', '/diary?id=7', linked('/diary?id=7&page=2', '次のページ'), '/diary?id=7&page=2'],
  ['rel in the text', '/diary', { links: '<a rel="nofollow next" href="?page=2">on</a>' }, '/diary?page=2'],
  ['from the second to the third', '/diary?page=2', linked('/diary?page=3', '3'), '/diary?page=3'],
  ['a suffix that is called the next', '/diary.html', stated('/diary-2.html'), '/diary-2.html'],
  ['a suffix, further on', '/diary-2.html', stated('/diary-3.html'), '/diary-3.html'],
];
test.each(PARTS)('the next part is found: %s', (_what, url, page, next) => {
  expect(partsOf(url, page).next).toBe(next);
});

const OTHERS: [what: string, url: string, page: { head?: string; links?: string }][] = [
  ['the next article', '/diary', stated('/another-diary')],
  ['the next article by number', '/news/4811', stated('/news/4812')],
  ['another site', '/diary', stated('https://other.example/diary?page=2')],
  ['a later part than the next', '/diary', stated('/diary?page=3')],
  ['the part before', '/diary?page=3', stated('/diary?page=2')],
  ['pages of comments', '/diary', linked('/diary/comment-page-2/', '2')],
  ['pages of a list beside it', '/diary', linked('/news?page=2', '2')],
  ['a suffix that nobody called the next', '/diary.html', linked('/diary-2.html', '2')],
  ['a number that is no part', '/diary', linked('/diary?page=2', 'Two lamps in the north')],
  ['the site itself', '/', stated('/?page=2')],
];
test.each(OTHERS)('no part: %s', (_what, url, page) => {
  expect(partsOf(url, page)).toEqual({ next: null, whole: null });
});

describe('the whole on one page', () => {
  const WHOLE = ['?page=all', '?view=all', '?singlepage=true', '/komplettansicht', '/single-page', '/all'];
  test.each(WHOLE)('%s', (tail) => {
    const links = `<a href="/diary?page=2">2</a><a href="/diary${tail}">All</a>`;
    expect(partsOf('/diary', { links })).toEqual({ next: '/diary?page=2', whole: `/diary${tail}` });
  });

  test('is of no use to an article on one page, and never that of another article', () => {
    expect(partsOf('/diary', linked('/diary?page=all', 'All'))).toEqual({ next: null, whole: null });
    const links = '<a href="/diary?page=2">2</a><a href="/news/all">All news</a>';
    expect(partsOf('/diary', { links }).whole).toBe(null);
  });
});

test('paragraphs of the parts before are not read again, as text or as HTML', () => {
  const again =
    '<p>The lamp of the north was lit for the first time in the spring of a year that nobody remembers.</p>';
  const html = `<!doctype html><title>Diary</title><article><h1>Diary</h1>${again}${text}</article>`;
  const outcome = extractPage({
    bytes: new TextEncoder().encode(html),
    contentType: 'text/html',
    url: `${HOST}/diary?page=2`,
    already: [again.replace(/<.?p>/g, '')],
  });
  if (outcome.kind !== 'done') throw new Error(outcome.reason);
  expect(outcome.value.text + outcome.value.html).not.toContain('nobody remembers');
  expect(outcome.value.text).toContain('On day 0');
});
