// Bytes to text: what proves more wins over what claims more.
import { expect, test } from 'vitest';
import { decode } from '../../../src/extract/decode.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const bytes = (...parts: (string | number[])[]) =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...utf8(part)] : part)));
const CAFE_LATIN = bytes('<p>caf', [0xe9], '</p>');

test('a byte order mark wins over every claim', () => {
  const page = bytes([0xef, 0xbb, 0xbf], '<meta charset=koi8-r>é');
  expect(decode(page, 'text/html; charset=windows-1252')).toEqual({
    text: '<meta charset=koi8-r>é',
    charset: 'utf-8',
  });
});

test('UTF-16 with a mark is read', () => {
  expect(decode(bytes([0xff, 0xfe], [0x41, 0, 0xe9, 0]), null).text).toBe('Aé');
});

test('valid UTF-8 is UTF-8 although the header says Latin', () => {
  expect(decode(utf8('Übergröße'), 'text/html; charset=iso-8859-1').text).toBe('Übergröße');
});

test('the header decides what UTF-8 cannot be', () => {
  expect(decode(CAFE_LATIN, 'text/html; charset=ISO-8859-1')).toEqual({
    text: '<p>café</p>',
    charset: 'windows-1252',
  });
});

test('the meta tag decides when the header is silent or contradicted by the bytes', () => {
  const page = bytes('<meta charset="windows-1251">', [0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2]);
  expect(decode(page, 'text/html; charset=utf-8').text).toContain('Привет');
  expect(decode(page, null).text).toContain('Привет');
});

test('a meta tag that claims UTF-16 is not believed, as it could not have been read', () => {
  expect(decode(utf8('<meta charset=utf-16><p>ö'), null).text).toContain('ö');
});

test('stateful Japanese looks like ASCII and is still decoded', () => {
  const page = bytes(
    '<meta charset=iso-2022-jp>',
    [0x1b, 0x24, 0x42, 0x46, 0x7c, 0x4b, 0x5c, 0x1b, 0x28, 0x42],
  );
  expect(decode(page, null).text).toContain('日本');
});

test('a character cut off at the end does not cost the whole page', () => {
  const page = utf8('Straße ö').subarray(0, -1);
  expect(decode(page, null)).toMatchObject({ charset: 'utf-8' });
});

test('a few broken bytes in a page that says UTF-8 leave it UTF-8', () => {
  const { text, charset } = decode(bytes('<meta charset=utf-8>grün ', [0xff], ' grün'), null);
  expect(charset).toBe('utf-8');
  expect(text).toContain('grün \ufffd grün');
});

const guesses: [string, number[]][] = [
  // "Привет, как дела сегодня" in two charsets
  [
    'windows-1251',
    [0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2, 0x2c, 0x20, 0xea, 0xe0, 0xea, 0x20, 0xe4, 0xe5, 0xeb, 0xe0],
  ],
  [
    'koi8-r',
    [0xf0, 0xd2, 0xc9, 0xd7, 0xc5, 0xd4, 0x2c, 0x20, 0xcb, 0xc1, 0xcb, 0x20, 0xc4, 0xc5, 0xcc, 0xc1],
  ],
  // こんにちは、さようなら
  [
    'shift_jis',
    [
      0x82, 0xb1, 0x82, 0xf1, 0x82, 0xc9, 0x82, 0xbf, 0x82, 0xcd, 0x81, 0x41, 0x82, 0xb3, 0x82, 0xe6, 0x82,
      0xa4,
    ],
  ],
  [
    'euc-jp',
    [
      0xa4, 0xb3, 0xa4, 0xf3, 0xa4, 0xcb, 0xa4, 0xc1, 0xa4, 0xcf, 0xa1, 0xa2, 0xa4, 0xb5, 0xa4, 0xe8, 0xa4,
      0xa6,
    ],
  ],
  // 我们的国家是在中国, 我們的國家是在中國
  [
    'gb18030',
    [
      0xce, 0xd2, 0xc3, 0xc7, 0xb5, 0xc4, 0xb9, 0xfa, 0xbc, 0xd2, 0xca, 0xc7, 0xd4, 0xda, 0xd6, 0xd0, 0xb9,
      0xfa,
    ],
  ],
  [
    'big5',
    [
      0xa7, 0xda, 0xad, 0xcc, 0xaa, 0xba, 0xb0, 0xea, 0xae, 0x61, 0xac, 0x4f, 0xa6, 0x62, 0xa4, 0xa4, 0xb0,
      0xea,
    ],
  ],
  // très fâché à côté
  [
    'windows-1252',
    [...'tr'].map((c) => c.charCodeAt(0)).concat(0xe8, 0x73, 0x20, 0x66, 0xe2, 0x63, 0x68, 0xe9, 0x20, 0xe0),
  ],
];
test.each(guesses)('a page that states nothing is guessed: %s', (charset, page) => {
  expect(decode(bytes('<p>', page, '</p>'), 'text/html').charset).toBe(charset);
});
