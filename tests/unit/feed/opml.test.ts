import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readOpml, writeOpml } from '../../../src/feed/opml.ts';

const opml = (...lines: string[]): string =>
  ['<opml version="2.0"><body>', ...lines, '</body></opml>'].join('\n');

test('nested folders, both titles and other spellings of the address are read', () => {
  const list = opml(
    '<outline text="World"><outline text="Asia &amp; Pacific">',
    '<outline type="rss" text="short" title="A  long\ntitle" xmlUrl=" https://a.example/rss?a=1&amp;b=2 "/>',
    '</outline></outline>',
    '<outline text="Bare" xmlurl="feed://b.example/rss"/>',
    '<outline type="atom" url="feed:https://c.example/atom"/>',
    '<outline text="an empty folder"/>',
  );
  expect(readOpml(list)).toEqual({
    kind: 'done',
    value: {
      feeds: [
        { url: 'https://a.example/rss?a=1&b=2', title: 'A long title', folder: 'World / Asia & Pacific' },
        { url: 'http://b.example/rss', title: 'Bare', folder: '' },
        { url: 'https://c.example/atom', title: '', folder: '' },
      ],
      bad: [],
    },
  });
});

test('bad lines are named, and the good ones are taken all the same', () => {
  const list = opml(
    '<outline text="ok" xmlUrl="https://a.example/"/>',
    '<outline text="Daily" type="rss"/>',
    '',
    '<outline text="Files" xmlUrl="file:///etc/passwd"/>',
    '<outline xmlUrl="http://"/>',
    '<outline text="also" xmlUrl="https://b.example/"/>',
  );
  expect(readOpml(list)).toMatchObject({
    kind: 'done',
    value: {
      feeds: [{ title: 'ok' }, { title: 'also' }],
      bad: [
        { line: 3, problem: '"Daily" has no xmlUrl' },
        { line: 5, problem: '"Files" has "file:///etc/passwd", which is no http(s) address' },
        { line: 6, problem: 'a feed has "http://", which is no http(s) address' },
      ],
    },
  });
});

// the shapes in which readers of feeds write their lists
test.each([
  [
    'folders with attributes of their own, an address of the site, categories',
    '<?xml version="1.0" encoding="UTF-8"?>\n<opml version="1.0"><head><title>Subscriptions</title></head><body><outline text="News" title="News"><outline type="rss" text="A" title="A" xmlUrl="https://a.example/f" htmlUrl="https://a.example"/></outline></body></opml>',
    ['News'],
  ],
  [
    'type by reader: folder, vfolder, feeds without a type',
    '<opml version="1.1"><body><outline type="folder" text="News" isOpen="true"><outline text="A" xmlUrl="https://a.example/f" updateInterval="15"/></outline><outline type="vfolder" text="Unread"/></body></opml>',
    ['News'],
  ],
  [
    'a feed nested in a feed, and attributes in capitals',
    '<OPML VERSION="2.0"><BODY><OUTLINE TEXT="News"><OUTLINE TYPE="RSS" TEXT="A" XMLURL="https://a.example/f"></OUTLINE></OUTLINE></BODY></OPML>',
    ['News'],
  ],
  [
    'foreign namespaces, settings and a byte order mark',
    '\ufeff<opml xmlns:frss="https://example.org/opml" version="2.0"><head/><body><outline text="News"><outline text="A" type="rss" xmlUrl="https://a.example/f" frss:priority="feed" frss:opmlUrl=""/></outline><outline text="preferences" setting="1"/></body></opml>',
    ['News'],
  ],
  [
    'bare ampersands and no end',
    '<opml><body><outline text="R&D"><outline text="A & B" xmlUrl="https://a.example/f?x=1&y=2">',
    ['R&D'],
  ],
  [
    'links and comments between, the same feed in two folders',
    '<opml><body><!-- mine --><outline type="link" text="x" url="https://x.example/"/><outline text="One"><outline xmlUrl="https://a.example/f"/></outline><outline text="Two"><outline xmlUrl="https://a.example/f"/></outline></body></opml>',
    ['Two'],
  ],
])('a list with %s is read', (_what, text, folders) => {
  const read = readOpml(text);
  expect(read.kind === 'done' && read.value.bad).toEqual([]);
  expect(read.kind === 'done' && read.value.feeds.map((one) => one.folder)).toEqual(folders);
});

test('what is no OPML is said to be none', () => {
  for (const text of ['', 'https://a.example/rss', '<html><body></body></html>']) {
    expect(readOpml(text)).toMatchObject({ kind: 'reject', detail: expect.stringContaining('no OPML') });
  }
});

test('an address listed twice is one feed', () => {
  const twice = '<outline xmlUrl="https://a.example/rss"/>';
  expect(readOpml(opml(twice, twice))).toMatchObject({
    value: { feeds: [{ url: 'https://a.example/rss' }] },
  });
});

test('an address listed again outside of every folder, or without a title, loses neither', () => {
  const list = opml(
    '<outline text="Agencies"><outline text="Wire" xmlUrl="https://a.example/rss"/></outline>',
    '<outline xmlUrl="https://a.example/rss"/>',
  );
  expect(readOpml(list)).toMatchObject({
    value: { feeds: [{ url: 'https://a.example/rss', title: 'Wire', folder: 'Agencies' }] },
  });
});

test('what is written is read back', () => {
  const word = fc
    .string({ unit: 'grapheme', maxLength: 20 })
    .map((text) => text.replace(/[\s/\0-\x1f\x7f-\x9f]+/g, '').normalize());
  const outline = fc.record({ url: fc.webUrl().map((url) => new URL(url).href), title: word, folder: word });
  fc.assert(
    fc.property(
      fc.uniqueArray(outline, { selector: (one) => one.url, maxLength: 10 }),
      word,
      (list, title) => {
        const read = readOpml(writeOpml(list, title));
        const byUrl = (a: { url: string }, b: { url: string }): number => (a.url < b.url ? -1 : 1);
        expect(read.kind === 'done' && read.value.feeds.toSorted(byUrl)).toEqual(list.toSorted(byUrl));
      },
    ),
  );
});

test('a deep or a long list is read soon', () => {
  const before = process.threadCpuUsage();
  const deep = readOpml(`<opml>${'<outline text="x">'.repeat(500_000)}`);
  expect(deep).toMatchObject({ value: { feeds: [], bad: [{ line: 1, problem: 'it is nested too deep' }] } });
  const bad = readOpml(opml(...Array.from({ length: 5000 }, () => '<outline type="rss"/>')));
  expect(bad.kind === 'done' && bad.value.bad).toHaveLength(5000);
  expect(process.threadCpuUsage(before).user / 1000).toBeLessThan(5000);
});

test('a line that is cut off, and an address with a password, are named and not taken', () => {
  const text = `<opml><body>
<outline type="rss" text="Good" xmlUrl="https://example.org/a.xml"/>
<outline type="rss" text="Private" xmlUrl="https://user:secret@example.org/b.xml"/>
<outline type="rss" text="Last" xmlUrl="https://example.org/c.xml"`;
  const read = readOpml(text);
  expect(read).toMatchObject({
    value: {
      feeds: [{ url: 'https://example.org/a.xml' }],
      bad: [
        {
          line: 3,
          problem: expect.stringContaining('"Private" has an address that carries a user or password'),
        },
        { line: 4, problem: 'the list is cut off here' },
      ],
    },
  });
  expect(JSON.stringify(read)).not.toContain('secret');
});

test('control characters, which neither store nor terminal takes, stay out of names; fragments out of addresses', () => {
  const list = opml(
    '<outline text="W\0orld\u001b[31m"><outline text="A\u009b" xmlUrl="https://a.example/f#top"/>',
    '<outline text="B" xmlUrl="HTTPS://A.example:443/f"/></outline>',
  );
  expect(readOpml(list)).toMatchObject({
    value: { feeds: [{ url: 'https://a.example/f', title: 'B', folder: 'World[31m' }], bad: [] },
  });
});
