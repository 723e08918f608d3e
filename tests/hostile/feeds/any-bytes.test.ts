// Whatever the bytes, the answer is an outcome, and what comes out is what the model promises.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { feedItems } from '../../../src/feed/items.ts';
import { parseFeed } from '../../../src/feed/parse.ts';

const PIECES = [
  ...[
    '<rss version="2.0">',
    '<channel>',
    '<item>',
    '</item>',
    '<entry>',
    '<feed xmlns="http://www.w3.org/2005/Atom">',
  ],
  ...[
    '<title>',
    '</title>',
    '<link',
    ' href="',
    'rel=',
    '/>',
    '<![CDATA[',
    ']]>',
    '<!--',
    '-->',
    '&amp;',
    '&#x',
    ';',
    '&',
  ],
  ...[
    '<content type="xhtml">',
    '<div>',
    '</div>',
    '<guid>',
    '<pubDate>',
    'Mon, 05 Jan',
    ' xmlns:a="',
    '<a:b',
    '<?xml',
    '?>',
  ],
  ...[
    '{"version":"https://jsonfeed.org/version/1","items":[',
    '{"id":',
    ']}',
    '\ufeff',
    '\0',
    '\ud83d\ude00',
    'é',
    ' ',
    '"',
  ],
];

const documents = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((pieces) => Buffer.from(pieces.join(''))),
  fc
    .array(fc.constantFrom(...PIECES), { maxLength: 30 })
    .map((pieces) => Buffer.from(pieces.join(''), 'utf16le')),
  fc.uint8Array({ maxLength: 500 }),
);

const hints = fc.record({
  contentType: fc.constantFrom(null, 'text/xml', 'text/xml; charset=utf-16', 'application/json; charset=x'),
  url: fc.constantFrom(null, 'https://a.example/feed', 'no address'),
});

test('any bytes give an outcome, never a throw, and texts that can be stored', async () => {
  await fc.assert(
    fc.asyncProperty(documents, hints, async (bytes, hint) => {
      const outcome = await parseFeed(bytes, hint);
      expect(['done', 'reject']).toContain(outcome.kind);
      if (outcome.kind !== 'done') return;
      for (const item of feedItems(1, outcome.value, new Date('2026-01-05T12:00:00Z')).items) {
        const texts = [item.guid, item.title, item.summary, item.content, item.author, item.url].filter(
          (t) => t !== null,
        );
        expect(texts.every((text) => text.isWellFormed() && !text.includes('\0'))).toBe(true);
        expect(item.url === null || /^https?:\/\//.test(item.url)).toBe(true);
      }
    }),
    { numRuns: 3000 },
  );
});
