// What a page says about its article, source by source, and what is not believed.
import { describe, expect, test } from 'vitest';
import { extractPage } from '../../../src/extract/extract.ts';
import { readDate } from '../../../src/extract/metadata/date.ts';
import { namesIn } from '../../../src/extract/metadata/names.ts';

const URL_HERE = 'https://www.harbour.example/news/ferry';
const PROSE =
  '<p>The ferry left the harbour at dawn, and the crew said that the storm had passed in the night.</p>'.repeat(
    4,
  );

function read(head: string, body = '<h1>The ferry sails again</h1>', url = URL_HERE) {
  const html = `<!doctype html><html><head><title>The ferry sails again | Harbour News</title>${head}</head><body><article>${body}${PROSE}</article></body></html>`;
  const outcome = extractPage({
    bytes: new TextEncoder().encode(html),
    contentType: 'text/html',
    url,
    seenAt: Date.UTC(2031, 4, 1),
  });
  if (outcome.kind !== 'done') throw new Error(outcome.reason);
  return outcome.value;
}
const ld = (value: unknown) => `<script type="application/ld+json">${JSON.stringify(value)}</script>`;
const meta = (name: string, content: string) => `<meta property="${name}" content="${content}">`;

describe('title', () => {
  test.each([
    [
      'the headline a reader sees, when another title backs it',
      meta('og:title', 'Ferry sails again after storm'),
      '<h1>The ferry sails again</h1>',
      'The ferry sails again',
    ],
    [
      'the social title, when the heading is the site',
      meta('og:title', 'The ferry is back'),
      '<h1>Harbour News</h1>',
      'The ferry is back',
    ],
    ['the title tag without the site', '', '<p>x</p>', 'The ferry sails again'],
    [
      'structured data',
      ld({ '@type': 'NewsArticle', headline: 'Ferry &amp; storm' }),
      '<p>x</p>',
      'Ferry & storm',
    ],
  ])('%s', (_name, head, body, title) => expect(read(head, body).title).toBe(title));

  test('direction overrides do not survive', () => {
    expect(read(meta('og:title', '\u202egnirts a\u202c story'), '<p>x</p>').title).toBe('gnirts a story');
  });
});

describe('author', () => {
  test.each([
    [
      'structured data',
      ld({ '@type': 'NewsArticle', author: [{ name: 'Ada Lindqvist' }, { name: 'Tom Okoro' }] }),
      '',
      'Ada Lindqvist, Tom Okoro',
    ],
    [
      'structured data by reference',
      ld({
        '@graph': [
          { '@type': 'Article', author: { '@id': '#a' } },
          { '@type': 'Person', '@id': '#a', name: 'Ada Lindqvist' },
        ],
      }),
      '',
      'Ada Lindqvist',
    ],
    ['a meta tag', '<meta name="author" content="by Ada Lindqvist">', '', 'Ada Lindqvist'],
    [
      'microdata',
      '',
      '<span itemprop="author"><b itemprop="name">Ada Lindqvist</b>, Editor</span>',
      'Ada Lindqvist',
    ],
    ['a class', '', '<div class="article-byline">By Ada Lindqvist | 14 March 2031</div>', 'Ada Lindqvist'],
    [
      'a link to an author page',
      '',
      '<h1>The ferry sails again</h1><a href="/authors/ada">Ada Lindqvist</a>',
      'Ada Lindqvist',
    ],
    [
      'plain text under the headline',
      '',
      '<h1>The ferry sails again</h1><p>14 March 2031 by Ada Lindqvist</p>',
      'Ada Lindqvist',
    ],
    [
      'a label of its own',
      '',
      '<h1>The ferry sails again</h1><p>Written by</p><p>Ada Lindqvist</p>',
      'Ada Lindqvist',
    ],
    [
      'the description',
      '<meta name="description" content="This post was written by Ada Lindqvist, of the harbour.">',
      '',
      'Ada Lindqvist',
    ],
    [
      'a full name before a login',
      ld({ '@type': 'Article', author: 'adal' }),
      '<div class="byline">By Ada Lindqvist</div>',
      'Ada Lindqvist',
    ],
    [
      'an address is no name',
      '<meta property="article:author" content="https://social.example/ada">',
      '',
      null,
    ],
  ])('%s', (_name, head, body, byline) => expect(read(head, body).byline).toBe(byline));

  test.each([
    ['Von Ada Lindqvist', ['Ada Lindqvist']],
    ['By ADA LINDQVIST and Tom Okoro', ['ADA LINDQVIST', 'Tom Okoro']],
    ['Ada Lindqvist • 5 min read', ['Ada Lindqvist']],
    ['Ada Lindqvist Updated 3 March 2031', ['Ada Lindqvist']],
    ['Author', []],
    ['https://harbour.example/ada', []],
    ['desk@harbour.example', []],
  ])('names in "%s"', (text, names) => expect(namesIn(text)).toEqual(names));
});

describe('date', () => {
  test.each([
    [
      'structured data, whatever else',
      ld({ '@type': 'NewsArticle', datePublished: '2031-03-14T09:20:00+01:00', dateModified: '2031-03-15' }) +
        meta('article:published_time', '2031-03-10'),
      '',
      '2031-03-14T09:20:00+01:00',
    ],
    [
      'a list in structured data',
      ld({ '@type': 'NewsArticle', datePublished: ['2031-03-14', '2030-01-01'] }),
      '',
      '2031-03-14',
    ],
    ['a meta tag', meta('article:published_time', '2031-03-14T09:20Z'), '', '2031-03-14T09:20:00Z'],
    ['never the modified date', meta('article:modified_time', '2031-03-14'), '', null],
    [
      'a time tag that is not the update',
      '',
      '<time class="updated" datetime="2031-04-01">x</time><time datetime="2031-03-14">y</time>',
      '2031-03-14',
    ],
    [
      'a line under the headline',
      '',
      '<h1>The ferry sails again</h1><p>Published: 2031.03.14 | Ferries</p>',
      '2031-03-14',
    ],
    [
      'an older day beside the headline than the day of a move',
      meta('article:published_time', '2031-03-14'),
      '<h1>The ferry sails again</h1><p>2 November 2029</p>',
      '2029-11-02',
    ],
    ['a year to come is not believed', meta('article:published_time', '2077-01-01'), '', null],
  ])('%s', (_name, head, body, date) => expect(read(head, body).publishedAt).toBe(date));

  test('the address of the page is a source', () => {
    expect(read('', '<p>x</p>', 'https://harbour.example/2031/03/14/ferry').publishedAt).toBe('2031-03-14');
  });

  const hints = { monthFirst: false, latest: Date.UTC(2032, 0) };
  test.each([
    ['14 March 2031', '2031-03-14'],
    ['March 14th, 2031 at 9:20 pm', '2031-03-14T21:20:00Z'],
    ['14. März 2031', '2031-03-14'],
    ['14 mars 2031 à 09h20', '2031-03-14T09:20:00Z'],
    ['14 de marzo de 2031', '2031-03-14'],
    ['14 marzo 2031', '2031-03-14'],
    ['14 maart 2031', '2031-03-14'],
    ['14 de março de 2031', '2031-03-14'],
    ['14 marca 2031', '2031-03-14'],
    ['14 Mart 2031', '2031-03-14'],
    ['2031年3月14日', '2031-03-14'],
    ['03/04/2031', '2031-04-03'],
    ['03/14/2031', '2031-03-14'],
    ['14.03.31', '2031-03-14'],
    ['Fri, 14 Mar 2031 09:20:00 EST', '2031-03-14T09:20:00-05:00'],
    ['20310314', '2031-03-14'],
    ['1931-03-14', null],
    ['31 February 2031', null],
    ['no date', null],
  ])('"%s" is %s', (text, date) => expect(readDate(text, hints)).toBe(date));

  test('an American page puts the month first', () => {
    expect(readDate('03/04/2031', { ...hints, monthFirst: true })).toBe('2031-03-04');
  });
});

describe('addresses', () => {
  test.each([
    ['a relative canonical', '<link rel=canonical href="/a?b=1">', 'https://www.harbour.example/a?b=1'],
    [
      'the mobile page of the same site',
      '<link rel=canonical href="https://m.harbour.example/a">',
      'https://m.harbour.example/a',
    ],
    ["not the site's root", '<link rel=canonical href="/">', null],
    ['not another site', '<link rel=canonical href="https://other.example/a">', null],
    ['not a private host', '<link rel=canonical href="http://127.0.0.1/a">', null],
    ['not a script', '<link rel=canonical href="javascript:alert(1)">', null],
    [
      'og:url when the link is no good',
      `<link rel=canonical href="/">${meta('og:url', '/b')}`,
      'https://www.harbour.example/b',
    ],
  ])('canonical: %s', (_name, head, canonical) => expect(read(head).canonical).toBe(canonical));

  test('the image is absolute and never on a private host', () => {
    expect(read(meta('og:image', '/i.jpg')).image).toBe('https://www.harbour.example/i.jpg');
    expect(read(meta('og:image', 'http://169.254.169.254/latest')).image).toBeNull();
    expect(read(ld({ '@type': 'Article', image: { url: 'https://img.example/i.jpg' } })).image).toBe(
      'https://img.example/i.jpg',
    );
  });
});

test('structured data is read however it is broken', () => {
  const wrapped = (json: string) => read(`<script type="application/ld+json">${json}</script>`, '').byline;
  expect(wrapped('<!-- {"@type":"Article","author":"Ada Lindqvist"} -->')).toBe('Ada Lindqvist');
  expect(wrapped('//<![CDATA[\n{"@type":"Article","author":"Ada Lindqvist"}\n//]]>')).toBe('Ada Lindqvist');
  expect(wrapped('{"@type":"Article","about":"two\nlines","author":"Ada Lindqvist",}')).toBe('Ada Lindqvist');
  expect(wrapped('{"@type":["https://schema.org/NewsArticle"],"author":{"name":"Ada Lindqvist"}};')).toBe(
    'Ada Lindqvist',
  );
  expect(wrapped('{"@type":"Article","author":')).toBeNull();
});

test('site and language are stated by the page', () => {
  const { site, lang } = read(`${meta('og:site_name', 'Harbour News')}${meta('og:locale', 'en_GB')}`);
  expect({ site, lang }).toEqual({ site: 'Harbour News', lang: 'en-gb' });
});
