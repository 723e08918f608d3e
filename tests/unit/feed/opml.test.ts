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
    value: [
      { url: 'https://a.example/rss?a=1&b=2', title: 'A long title', folder: 'World / Asia & Pacific' },
      { url: 'http://b.example/rss', title: 'Bare', folder: '' },
      { url: 'https://c.example/atom', title: '', folder: '' },
    ],
  });
});

test('every mistake is named with its line', () => {
  const list = opml(
    '<outline text="ok" xmlUrl="https://a.example/"/>',
    '<outline text="Daily" type="rss"/>',
    '',
    '<outline text="Files" xmlUrl="file:///etc/passwd"/>',
  );
  expect(readOpml(list)).toMatchObject({
    kind: 'reject',
    reason: 'unreadable',
    detail:
      'line 3: "Daily" has no xmlUrl; line 5: "Files" has "file:///etc/passwd", which is no http(s) address',
  });
});

test('what is no OPML is said to be none', () => {
  for (const text of ['', 'https://a.example/rss', '<html><body></body></html>']) {
    expect(readOpml(text)).toMatchObject({ kind: 'reject', detail: expect.stringContaining('no OPML') });
  }
});

test('an address listed twice is one feed', () => {
  const twice = '<outline xmlUrl="https://a.example/rss"/>';
  expect(readOpml(opml(twice, twice))).toMatchObject({ value: [{ url: 'https://a.example/rss' }] });
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
        expect(read.kind === 'done' && read.value.toSorted(byUrl)).toEqual(list.toSorted(byUrl));
      },
    ),
  );
});

test('a deep or a long list ends in a sentence, soon', () => {
  const before = process.threadCpuUsage();
  expect(readOpml(`<opml>${'<outline text="x">'.repeat(500_000)}`)).toMatchObject({ kind: 'reject' });
  const bad = readOpml(opml(...Array.from({ length: 5000 }, () => '<outline type="rss"/>')));
  expect(bad.kind === 'reject' && bad.detail).toContain('and 4980 more');
  expect(process.threadCpuUsage(before).user / 1000).toBeLessThan(5000);
});
