import { expect, test } from 'vitest';
import { decode } from '../../../src/feed/decode.ts';

const prolog = (charset: string): string => `<?xml version="1.0" encoding="${charset}"?>`;
const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');
const utf16 = (text: string, big: boolean): Buffer => {
  const bytes = Buffer.from(text, 'utf16le');
  return big ? bytes.swap16() : bytes;
};
const utf32 = (text: string): Buffer => {
  const points = [...text].map((one) => one.codePointAt(0) ?? 0);
  return Buffer.from(new Uint32Array(points).buffer);
};

test('byte 0x80 of windows-1252 is the euro sign in this Node', () => {
  expect(new TextDecoder('windows-1252').decode(Uint8Array.of(0x80))).toBe('€');
});

test.each([
  ['UTF-8 with a mark', Buffer.from('\ufeff<a>é</a>'), null, 'utf-8'],
  ['UTF-16 LE with a mark', utf16('\ufeff<a>é</a>', false), null, 'utf-16le'],
  ['UTF-16 BE with a mark', utf16('\ufeff<a>é</a>', true), null, 'utf-16be'],
  ['UTF-32 LE with a mark', utf32('\ufeff<a>é</a>'), null, 'utf-32le'],
  ['UTF-16 LE without a mark', utf16('<a>é</a>', false), null, 'utf-16le'],
  ['UTF-16 BE without a mark', utf16('<a>é</a>', true), 'text/xml; charset=utf-8', 'utf-16be'],
  ['UTF-8 that the header calls Latin-1', Buffer.from('<a>é</a>'), 'text/xml; charset=iso-8859-1', 'utf-8'],
  ['Latin-1 by the header', latin1('<a>é</a>'), 'text/xml; charset="ISO-8859-1"', 'iso-8859-1'],
  ['Latin-1 that is called UTF-8', latin1('<a>é</a>'), 'text/xml; charset=utf-8', 'windows-1252'],
  ['an unknown charset name', latin1('<a>é</a>'), 'text/xml; charset=klingon', 'windows-1252'],
])('%s is read', (_what, bytes, contentType, charset) => {
  const decoded = decode(bytes, contentType);
  expect(decoded.text).toBe('<a>é</a>');
  expect(decoded.charset).toBe(charset);
});

test('the prolog counts when the header says nothing', () => {
  const bytes = Buffer.concat([
    latin1(`${prolog('koi8-r')}<a>`),
    Buffer.from([0xd0, 0xd2, 0xc9]),
    latin1('</a>'),
  ]);
  expect(decode(bytes, 'text/xml').text).toContain('<a>при</a>');
});

test('a false label is noted, a right one is not', () => {
  expect(decode(Buffer.from(`${prolog('iso-8859-1')}<a>é</a>`), null).repairs).toEqual(['charset']);
  expect(decode(Buffer.from(`${prolog('UTF-8')}<a>é</a>`), null).repairs).toEqual([]);
  expect(decode(Buffer.from(`${prolog('iso-8859-1')}<a>e</a>`), null).repairs).toEqual([]);
});

test('a few broken bytes in UTF-8 do not make it another charset', () => {
  const bytes = Buffer.concat([Buffer.from('<a>äöüÄÖÜß'), Buffer.from([0xff]), Buffer.from('</a>')]);
  expect(decode(bytes, null).text).toBe('<a>äöüÄÖÜß\ufffd</a>');
});

test('control characters are gone, tabs and line ends stay', () => {
  expect(decode(Buffer.from('a\0b\tc\nd\x1be\x7f'), null)).toMatchObject({
    text: 'ab\tc\nde',
    repairs: ['control-character'],
  });
});
