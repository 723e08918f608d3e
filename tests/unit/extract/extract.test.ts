// Whole pages: rules that must fire, and pages on which they must not.

import { setImmediate as macrotask } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { extractPage } from '../../../src/extract/extract.ts';
import { fromFeed } from '../../../src/extract/summary.ts';

const page = (html: string) => ({
  bytes: new TextEncoder().encode(html),
  contentType: 'text/html; charset=utf-8',
  url: 'https://harbour.example/ferry',
});
const sentence = (n: number) =>
  `On day ${n} the ferry left the harbour at dawn, and the crew said that the storm had passed.`;
const paragraphs = (count: number) =>
  Array.from({ length: count }, (_, n) => `<p>${sentence(n)}</p>`).join('');
const texts = (count: number) => Array.from({ length: count }, (_, n) => sentence(n)).join('\n\n');

function articleOf(html: string) {
  const outcome = extractPage(page(`<!doctype html><title>Ferry</title>${html}`));
  if (outcome.kind !== 'done') throw new Error(outcome.reason);
  return outcome.value;
}

test('the body comes without navigation, captions, prompts and comments, as text and as HTML', () => {
  const { text, html, method, quality } = articleOf(
    `<nav><a href=/>Home</a></nav><main><article><h1>Ferry</h1><figure><img src=/f.jpg><figcaption>The ferry at dawn</figcaption></figure>
    ${paragraphs(5)}<div class="newsletter">Get our letter every week.</div></article><div class="comments"><p>First! ${sentence(99)}</p></div></main>`,
  );
  expect(text).toBe(texts(5));
  expect(html).toContain('<img src="https://harbour.example/f.jpg">');
  expect(html).not.toMatch(/dawn<|letter every week|First!|class=/);
  expect({ method, quality }).toEqual({ method: 'readability', quality: 'full' });
});

describe('rules that must not fire', () => {
  test('an article inside a box with a wrong name is whole', () => {
    expect(articleOf(`<div class="related-content"><article>${paragraphs(6)}</article></div>`).text).toBe(
      texts(6),
    );
  });

  test('subheads stay although their class sounds like a header', () => {
    expect(
      articleOf(
        `<article>${paragraphs(3)}<h2 class="header-anchor-post">The tides</h2><p>${sentence(7)}</p></article>`,
      ).text,
    ).toContain('The tides');
  });

  test('code keeps its comments', () => {
    expect(
      articleOf(
        `<article>${paragraphs(4)}<pre><code><span class="hljs-comment">// ring the bell twice</span></code></pre>${paragraphs(2)}</article>`,
      ).text,
    ).toContain('ring the bell twice');
  });

  test('lists, quotes and tables are part of the text', () => {
    const { text, html } = articleOf(
      `<article>${paragraphs(4)}<ul><li>A bell</li><li>A rope</li></ul><blockquote><p>${sentence(8)}</p></blockquote><table><tr><th>Tide</th><td>High</td></tr></table>${paragraphs(2)}</article>`,
    );
    expect(text).toContain('A bell\n\nA rope');
    expect(html).toContain('<ul><li>A bell</li><li>A rope</li></ul>');
    expect(html).toContain('<td>High</td>');
  });
});

describe('when Readability finds little', () => {
  test('a short page is read from its main container', () => {
    expect(articleOf('<main><p>The ferry sails again on Monday morning.</p></main>').text).toBe(
      'The ferry sails again on Monday morning.',
    );
  });

  test('a page without text gives what structured data holds', () => {
    const { text, html, method } = articleOf(
      `<script type="application/ld+json">${JSON.stringify({ '@type': 'NewsArticle', articleBody: `${sentence(1)}\n\n${sentence(2)} <b>&` })}</script><div id=root></div>`,
    );
    expect(text.startsWith(`${sentence(1)}\n\n${sentence(2)}`)).toBe(true);
    expect(html.startsWith(`<p>${sentence(1)}</p>`)).toBe(true);
    expect(method).toBe('json-ld');
  });

  test('a page that holds nothing to read is rejected', () => {
    expect(extractPage(page('<div id=root></div>'))).toMatchObject({ kind: 'reject', reason: 'empty' });
  });
});

test('any bytes give an outcome, never a throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(['done', 'reject']).toContain(extractPage({ bytes, contentType: null, url: 'not a url' }).kind);
    }),
    { numRuns: 100 },
  );
});

test('pages are let go: memory stays level over 90 pages', async () => {
  const html = `<article>${paragraphs(120)}</article>`;
  const heap: number[] = [];
  for (let n = 0; n < 90; n++) {
    articleOf(html);
    await macrotask();
    if (n % 30 === 29) heap.push(process.memoryUsage().heapUsed / 2 ** 20);
  }
  expect(heap.at(-1)! - heap[0]!).toBeLessThan(60);
}, 60_000);

describe('from a feed item', () => {
  const item = {
    title: 'Ferry &amp; storm',
    summary: 'Short.',
    content: null,
    author: ' Ada  Lindqvist ',
    publishedAt: '2031-03-14T00:00:00Z',
    url: 'https://harbour.example/ferry',
  };

  test('long content is an article', () => {
    const article = fromFeed({
      ...item,
      content: `${paragraphs(14)}<p><a href="/x" onclick="x()">tide table</a></p>`,
    });
    expect(article).toMatchObject({
      quality: 'full',
      method: 'feed-content',
      title: 'Ferry & storm',
      byline: 'Ada Lindqvist',
    });
    expect(article.text).toContain(`${sentence(0)}\n\n${sentence(1)}`);
    expect(article.html).toContain(
      '<a href="https://harbour.example/x" rel="noopener noreferrer nofollow ugc">tide table</a>',
    );
  });

  test('content that breaks off is a summary, however long', () => {
    expect(fromFeed({ ...item, content: `${paragraphs(14)}<p>And then […]</p>` }).quality).toBe('summary');
  });

  test('content too deep to parse leaves the plain summary', () => {
    expect(fromFeed({ ...item, content: '<div>'.repeat(1000) })).toMatchObject({
      text: 'Short.',
      html: '<p>Short.</p>',
      method: 'feed-summary',
    });
  });

  test('nothing at all is still an article', () => {
    expect(fromFeed({ ...item, title: '', summary: '', author: null })).toMatchObject({
      title: '',
      text: '',
      html: '',
      byline: null,
    });
  });
});
