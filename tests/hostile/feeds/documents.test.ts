// Bad feed documents (catalogue F): each has one expected outcome. What concerns fetching stands with the client.
import { expect, test } from 'vitest';
import { atomEntry, onlyEntry, parse, readable, rssItem } from '../../support/feeds.ts';

const NOT_A_FEED = { kind: 'reject', reason: 'not-a-feed' };

test.each([
  ['F1 an empty body', ''],
  ['F2 nothing but a byte order mark', '\ufeff'],
  ['F2 nothing but white space', ' \r\n\t '],
  [
    'F3 an HTML page with 200',
    '<!DOCTYPE html><html><body><h1>News</h1><ul><li>one<li>two</ul></body></html>',
  ],
  ['F3 a long HTML page whose tags are never closed', `<html><body>${'<p><br><img>'.repeat(5000)}`],
  ['F4 a login page', '<html><form action="/login"><input name="user"><input type="password"></form></html>'],
  ['F6 a JSON error with an XML type', '{"status":503,"message":"try again"}'],
])('%s is no feed', async (_name, document) => {
  expect(await parse(document, { contentType: 'application/rss+xml' })).toMatchObject(NOT_A_FEED);
});

test('F5 a JSON Feed is read whatever its type says', async () => {
  const document =
    '\ufeff{"version":"https://jsonfeed.org/version/1","title":"J","items":[{"id":"1","content_html":"<p>x"}]}';
  expect((await onlyEntry(document, { contentType: 'text/html' })).content).toBe('<p>x');
});

test('F5 half characters and NUL in a JSON Feed do not get through', async () => {
  const document =
    '{"version":"https://jsonfeed.org/version/1","items":[{"id":"a\\u0000b","title":"x\\ud800y"}]}';
  expect(await onlyEntry(document)).toMatchObject({ guid: 'ab', title: 'x\ufffdy' });
});

test('F7 a feed cut off within a tag keeps the items before it', async () => {
  const whole = `<rss version="2.0"><channel>${'<item><title>x</title><link>https://a.example/</link></item>'.repeat(5)}</channel></rss>`;
  const { entries, repairs } = await readable(whole.slice(0, whole.lastIndexOf('<link') + 3));
  expect(entries).toHaveLength(5);
  expect(repairs).toContain('truncated');
});

test('F8 and F9 bare ampersands stay what they are', async () => {
  const entry = await onlyEntry(
    rssItem('<title>R & D, AT&T</title><link>https://a.example/?a=1&b=2&copy=3</link>'),
  );
  expect(entry).toMatchObject({ title: 'R & D, AT&T', link: 'https://a.example/?a=1&b=2&copy=3' });
});

test('F10 and F11 every version of RSS is read', async () => {
  for (const root of ['<rss>', '<rss version="0.91">', '<rss version="0.94">', '<rss version="x">']) {
    expect((await onlyEntry(`${root}<channel><item><title>x</title></item></channel></rss>`)).title).toBe(
      'x',
    );
  }
  const rdf =
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://channel.netscape.com/rdf/simple/0.9/">';
  expect((await onlyEntry(`${rdf}<channel/><item><title>x</title></item></rdf:RDF>`)).title).toBe('x');
});

test('F12 undeclared prefixes are read as people mean them', async () => {
  const entry = await onlyEntry(
    rssItem('<dc:creator>Ann</dc:creator><media:thumbnail url="x"/><x:y>z</x:y>'),
  );
  expect(entry.author).toBe('Ann');
});

test('F13 control characters are dropped', async () => {
  const entry = await onlyEntry(rssItem('<title>a\0b\x08c\x1b&#1;&#x0;</title><guid>g\x0c1</guid>'));
  expect(entry).toMatchObject({ title: 'abc\ufffd', guid: 'g1' });
});

test('F14 windows-1252 under a UTF-8 label', async () => {
  const head = '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><item><title>';
  const bytes = Buffer.concat([
    Buffer.from(head),
    Buffer.from([0x93, 0x80, 0x94, 0xe9]),
    Buffer.from('</title></item></channel></rss>'),
  ]);
  expect((await onlyEntry(bytes)).title).toBe('“€”é');
});

test.each([true, false])('F15 UTF-16 with and without a mark (%s)', async (mark) => {
  const bytes = Buffer.from(`${mark ? '\ufeff' : ''}${rssItem('<title>жук</title>')}`, 'utf16le');
  expect((await onlyEntry(bytes)).title).toBe('жук');
  expect((await onlyEntry(Buffer.from(bytes).swap16())).title).toBe('жук');
});

test('F16 and F17 header, prolog and bytes disagree, or name an unknown charset: the bytes decide', async () => {
  for (const charset of ['iso-8859-1', 'utf-16', 'x-none', 'ebcdic-cp-us']) {
    const document = rssItem('<title>é жук</title>').replace('"1.0"', `"1.0" encoding="${charset}"`);
    expect((await onlyEntry(document, { contentType: 'text/xml; charset=windows-1251' })).title).toBe(
      'é жук',
    );
  }
});

test.each([
  [
    'F18 billion laughs',
    `<!ENTITY a "lol">${Array.from({ length: 9 }, (_, n) => `<!ENTITY a${n} "&a;&a;&a;">`).join('')}`,
  ],
  ['F19 quadratic blow-up', `<!ENTITY a "${'x'.repeat(50_000)}">`],
  ['F20 an external entity', '<!ENTITY a SYSTEM "file:///etc/passwd">'],
  ['F21 an external DTD', '<!ENTITY % b SYSTEM "http://127.0.0.1:9/x.dtd"> %b;'],
])('%s: no entity is ever defined or fetched', async (_name, subset) => {
  const document = `<!DOCTYPE rss [${subset}]>${rssItem('<title>x &a; y</title>').replace(/^<\?.*?\?>/, '')}`;
  expect((await onlyEntry(document)).title).toBe('x &a; y');
});

test('F23 numeric entities out of range become the replacement character', async () => {
  expect((await onlyEntry(rssItem('<title>a&#999999999999;b&#xD800;c</title>'))).title).toBe(
    'a\ufffdb\ufffdc',
  );
});

test('F28 names of object members are ordinary elements', async () => {
  const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'];
  const inside = names.map((name) => `<${name} ${name}="x">y</${name}>`).join('');
  const document = `<rss version="2.0" xmlns:__proto__="urn:x"><channel>${inside}<sy:updatePeriod>constructor</sy:updatePeriod>
    <item><title>x</title>${inside}<__proto__:a/></item></channel></rss>`;
  expect(await readable(document)).toMatchObject({ ttlMinutes: null, entries: [{ title: 'x' }] });
  expect(({} as Record<string, unknown>).x).toBeUndefined();
});

test('F33 a guid keeps its words and loses its control characters', async () => {
  expect((await onlyEntry(rssItem('<guid>\n a\x01 b \n</guid>'))).guid).toBe('a b');
});

test('F35 several links: the article, not the feed', async () => {
  const both = '<link rel="self" href="https://a.example/1.xml"/><link href="https://a.example/1"/>';
  expect((await onlyEntry(atomEntry(both))).link).toBe('https://a.example/1');
  const self = '<link rel="self" href="https://a.example/1.xml"/><id>https://a.example/1</id>';
  expect((await onlyEntry(atomEntry(self))).link).toBe('https://a.example/1');
});

test('F36, F37 and F38 a title is always one line of text', async () => {
  const titles = [
    atomEntry('<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">a <b>b</b></div></title>'),
    rssItem('<title>&lt;b&gt;a&lt;/b&gt; b&lt;script&gt;alert(1)&lt;/script&gt;</title>'),
    rssItem('<title>\n a\n\t b </title>'),
  ];
  for (const document of titles) expect((await onlyEntry(document)).title).toBe('a b');
  expect((await onlyEntry(rssItem('<title>AT&amp;amp;T &amp;#8211; x</title>'))).title).toBe('AT&T – x');
});

test('F39 CDATA within CDATA ends at the first end', async () => {
  const entry = await onlyEntry(
    rssItem('<description><![CDATA[a <![CDATA[b]]> c]]></description><guid>g</guid>'),
  );
  expect(entry).toMatchObject({ content: 'a <![CDATA[b c]]>', guid: 'g' });
});

test.each([
  ['', null],
  ['yesterday', null],
  ['Mon, 05 Jan 26 10:00:00 GMT', '2026-01-05T10:00:00Z'],
  ['Fri, 31 Dec 9999 23:59:59 GMT', '9999-12-31T23:59:59Z'],
  ['Mon, 01 Jan 1601 00:00:00 GMT', '1601-01-01T00:00:00Z'],
  ['Mon, 30 Feb 2026 10:00:00 GMT', '2026-03-02T10:00:00Z'],
  ['Mon, 05 Jan 2026 10:00:00 Mars', '2026-01-05T10:00:00Z'],
  ['lun., 05 janv. 2026 10:00:00 +0000', '2026-01-05T10:00:00Z'],
])('F40 the date "%s" is %s, and the item is kept', async (written, instant) => {
  expect((await onlyEntry(rssItem(`<title>x</title><pubDate>${written}</pubDate>`))).publishedAt).toBe(
    instant,
  );
  const atom = atomEntry(`<title>x</title><updated>${written}</updated>`);
  expect((await onlyEntry(atom)).publishedAt).toBe(instant);
});

test('F43 style sheets and other instructions are passed over', async () => {
  const document = `<?xml version="1.0"?><?xml-stylesheet href="x.xsl"?><?php echo 1 ?>${rssItem('<?a b?><title>x</title>')}`;
  expect((await onlyEntry(document)).title).toBe('x');
});

test('F54 an item with nothing but an enclosure is an item without a link', async () => {
  const entry = await onlyEntry(
    rssItem('<title>Episode</title><enclosure url="https://a.example/1.mp3" type="audio/mpeg"/>'),
  );
  expect(entry).toMatchObject({ title: 'Episode', link: null, hasContent: false });
});
