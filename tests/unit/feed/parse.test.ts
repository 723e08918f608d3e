import { describe, expect, test } from 'vitest';
import { atomEntry, onlyEntry, parse, readable, rssItem } from '../../support/feeds.ts';

describe('formats', () => {
  test('RSS 2.0 gives every field of its items', async () => {
    const feed = await readable(`<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
      xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The Paper</title>
      <link>https://paper.example/</link><language>en-gb</language><ttl>15</ttl>
      <skipHours><hour>3</hour><hour>24</hour></skipHours><skipDays><day>Sunday</day></skipDays>
      <item><title>One</title><link>https://paper.example/1</link><guid isPermaLink="false">p-1</guid>
      <pubDate>Mon, 05 Jan 2026 10:00:00 +0100</pubDate><dc:creator>Ann Onym</dc:creator>
      <description>Short.</description><content:encoded><![CDATA[<p>A much longer text.</p>]]></content:encoded></item>
      </channel></rss>`);
    expect(feed).toMatchObject({
      format: 'rss',
      title: 'The Paper',
      link: 'https://paper.example/',
      language: 'en-gb',
    });
    expect(feed).toMatchObject({ ttlMinutes: 15, skipHours: [0, 3], skipDays: [0], repairs: [] });
    expect(feed.entries).toEqual([
      {
        guid: 'p-1',
        link: 'https://paper.example/1',
        title: 'One',
        author: 'Ann Onym',
        publishedAt: '2026-01-05T09:00:00Z',
        summary: 'Short.',
        content: '<p>A much longer text.</p>',
        hasContent: true,
      },
    ]);
  });

  test('RSS 1.0 keeps its items beside the channel', async () => {
    const feed = await readable(`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
      xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"
      xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel rdf:about="x"><title>R</title>
      <sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency></channel>
      <item rdf:about="https://r.example/1"><title>One</title><dc:date>2026-01-05</dc:date></item></rdf:RDF>`);
    expect(feed).toMatchObject({ format: 'rdf', title: 'R', ttlMinutes: 360 });
    expect(feed.entries[0]).toMatchObject({ guid: 'https://r.example/1', link: 'https://r.example/1' });
  });

  test('Atom 0.3 and 1.0 give the same entry', async () => {
    const old = `<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry><title>One</title>
      <link rel="alternate" href="https://a.example/1"/><id>i</id><issued>2026-01-05T10:00:00Z</issued>
      <content type="text/html" mode="escaped">&lt;p>Text&lt;/p></content></entry></feed>`;
    const now = atomEntry(`<title>One</title><link href="https://a.example/1"/><id>i</id>
      <published>2026-01-05T10:00:00Z</published><content type="html">&lt;p>Text&lt;/p></content>`);
    expect(await onlyEntry(now)).toEqual(await onlyEntry(old));
    expect(await onlyEntry(now)).toMatchObject({ content: '<p>Text</p>', link: 'https://a.example/1' });
  });

  test('JSON Feed is read with numbers as ids and external links', async () => {
    const feed = await readable(
      JSON.stringify({
        version: 'https://jsonfeed.org/version/1.1',
        title: 'J',
        items: [
          { id: 7, external_url: 'https://j.example/7', content_text: 'a < b', authors: [{ name: 'Ann' }] },
        ],
      }),
    );
    expect(feed.format).toBe('json');
    expect(feed.entries[0]).toMatchObject({
      guid: '7',
      link: 'https://j.example/7',
      author: 'Ann',
      content: 'a &lt; b',
    });
  });

  test.each([
    ['no version', '<rss><channel><item><title>x</title></item></channel></rss>'],
    ['version 0.91', '<rss version="0.91"><channel><item><title>x</title></item></channel></rss>'],
    ['a version of its own', '<rss version="3.0"><channel><item><title>x</title></item></channel></rss>'],
    ['no channel', '<rss version="2.0"><item><title>x</title></item></rss>'],
    ['upper case', '<RSS VERSION="2.0"><CHANNEL><ITEM><TITLE>x</TITLE></ITEM></CHANNEL></RSS>'],
    [
      'a SOAP envelope around it',
      '<s:Envelope><s:Body><rss><channel><item><title>x</title></item></channel></rss></s:Body></s:Envelope>',
    ],
    ['a lone Atom entry', '<entry xmlns="http://www.w3.org/2005/Atom"><title>x</title></entry>'],
    [
      'prefixed Atom',
      '<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry><a:title>x</a:title></a:entry></a:feed>',
    ],
  ])('a feed with %s is a feed', async (_what, document) => {
    expect((await onlyEntry(document)).title).toBe('x');
  });
});

describe('what is no feed', () => {
  test.each([
    [
      'an HTML page',
      '<!doctype html><html><head><meta charset=utf-8><title>Log in</title></head></html>',
      /HTML/,
    ],
    ['a sitemap', '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url/></urlset>', /sitemap/],
    [
      'a person in RDF',
      '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:f="urn:f"><f:Person/></rdf:RDF>',
      /RDF/,
    ],
    ['JSON of something else', '{"error":"no such feed"}', /no JSON Feed/],
    ['broken JSON', '{"version":', /JSON/],
    ['plain text', 'Service unavailable', /without any markup/],
    ['a PDF', '%PDF-1.7 …', /PDF/],
  ])('%s is refused in a sentence that says what it is', async (_what, document, sentence) => {
    const outcome = await parse(document);
    expect(outcome).toMatchObject({ kind: 'reject', reason: 'not-a-feed' });
    expect(outcome.kind === 'reject' && outcome.detail).toMatch(sentence);
  });
});

describe('addresses', () => {
  test('relative links are resolved against xml:base, then against the address of the feed', async () => {
    const document = rssItem('<link>/news/1</link>').replace(
      '<item>',
      '<item xml:base="https://b.example/x/">',
    );
    expect((await onlyEntry(document)).link).toBe('https://b.example/news/1');
    const plain = await onlyEntry(rssItem('<link>/news/1</link>'), { url: 'https://a.example/feed' });
    expect(plain.link).toBe('https://a.example/news/1');
  });

  test('without a base a relative link stays as written', async () => {
    expect((await onlyEntry(rssItem('<link>/news/1</link>'))).link).toBe('/news/1');
  });

  test('of several Atom links the HTML alternate is the article, never self or an enclosure', async () => {
    const links = `<link rel="self" href="https://a.example/1.atom"/><link rel="enclosure" href="https://a.example/1.mp3"/>
      <link href="https://a.example/1"/><link rel="alternate" type="text/html" href="https://a.example/1.html"/>`;
    expect((await onlyEntry(atomEntry(links))).link).toBe('https://a.example/1.html');
    expect(
      (await onlyEntry(atomEntry('<link rel="self" href="https://a.example/1.atom"/><id>urn:x</id>'))).link,
    ).toBeNull();
  });

  test('a guid is the link only when it may be one', async () => {
    expect((await onlyEntry(rssItem('<guid>https://a.example/1</guid>'))).link).toBe('https://a.example/1');
    expect(
      (await onlyEntry(rssItem('<guid isPermaLink="false">https://a.example/1</guid>'))).link,
    ).toBeNull();
  });

  test('an empty link before a full one does not hide it', async () => {
    expect((await onlyEntry(rssItem('<link/><link>https://a.example/1</link>'))).link).toBe(
      'https://a.example/1',
    );
  });
});

describe('texts', () => {
  test('xhtml content keeps its words in document order, without the outer div', async () => {
    const entry = await onlyEntry(
      atomEntry(`<content type="xhtml"><x:div xmlns:x="http://www.w3.org/1999/xhtml">one <x:b>two</x:b> three <x:br/>
        <x:b>four</x:b> R&amp;D &lt;5 &nbsp;</x:div></content>`),
    );
    expect(entry.content).toBe('one <b>two</b> three <br>\n        <b>four</b> R&amp;D &lt;5 &nbsp;');
  });

  test('an xhtml title is one line of plain text', async () => {
    const title = `<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">H<sub>2</sub>O &amp; <em>more</em></div></title>`;
    expect((await onlyEntry(atomEntry(title))).title).toBe('H2O & more');
  });

  test('a comparison in a title is no tag', async () => {
    expect((await onlyEntry(rssItem('<title>1 &lt; 2 and 3 &gt; 2</title>'))).title).toBe('1 < 2 and 3 > 2');
  });

  test('the longer text is the content, the other the summary, whatever they are called', async () => {
    const [short, long] = ['<b>Short</b>', '<p>This one is longer.</p>'];
    for (const [description, encoded] of [
      [short, long],
      [long, short],
    ]) {
      const entry = await onlyEntry(
        rssItem(
          `<description><![CDATA[${description}]]></description><content:encoded><![CDATA[${encoded}]]></content:encoded>`,
        ),
      );
      expect(entry).toMatchObject({ content: long, summary: 'Short' });
    }
  });

  test('a prefix that was never declared still counts', async () => {
    expect(
      await onlyEntry(rssItem('<content:encoded>Text</content:encoded><dc:creator>Ann</dc:creator>')),
    ).toMatchObject({
      content: 'Text',
      author: 'Ann',
    });
  });

  test('another prefix for a known vocabulary counts as that vocabulary', async () => {
    const document = `<rss xmlns:c="http://purl.org/rss/1.0/modules/content/"><channel><item><c:encoded>Text</c:encoded></item></channel></rss>`;
    expect((await onlyEntry(document)).content).toBe('Text');
  });

  test('Atom links inside RSS do not mix with its own', async () => {
    const feed = await readable(
      `<rss xmlns:atom="http://www.w3.org/2005/Atom"><channel><atom:link rel="self" href="https://a.example/rss"/>
        <link>https://a.example/</link></channel></rss>`,
    );
    expect(feed.link).toBe('https://a.example/');
  });
});

describe('what was mended is named', () => {
  test.each([
    ['leading-junk', `Warning: x\n${rssItem('')}`],
    ['no-version', '<rss><channel></channel></rss>'],
    ['truncated', '<rss version="2.0"><channel><item><title>cut of'],
    ['mismatched-tag', rssItem('<a><b></a>')],
    ['implicit-close', rssItem('<title>1</title><item><title>2</title></item>')],
    ['control-character', rssItem('<title>a\x01b</title>')],
    ['wrapped', `<html><body>${rssItem('')}</body></html>`.replace('<?xml version="1.0"?>', '')],
  ])('%s', async (repair, document) => {
    expect((await readable(document)).repairs).toContain(repair);
  });

  test('a clean feed names nothing', async () => {
    expect((await readable(rssItem('<title>x</title>'))).repairs).toEqual([]);
  });
});

test('one unclosed element does not hide the items behind it', async () => {
  const feed = await readable(
    `<rss version="2.0"><channel><item><title>1</title><itunes:category text="a"></item><item><title>2</title>
      <media:content url="x"><item><title>3</title></item></channel></rss>`,
  );
  expect(feed.entries.map((entry) => entry.title)).toEqual(['1', '2', '3']);
});

test('feeds read at the same time do not touch each other', async () => {
  const documents = Array.from({ length: 20 }, (_, n) =>
    n % 2 ? rssItem(`<title>${n}</title>`) : `<rss><x>${n}`,
  );
  const feeds = await Promise.all(documents.map((document) => readable(document)));
  expect(feeds.map((feed) => feed.entries[0]?.title)).toEqual(
    documents.map((_, n) => (n % 2 ? `${n}` : undefined)),
  );
});
