// Pages in the charsets of the WHATWG table, stated rightly, wrongly, twice, late or not at all: the text comes out right.
import { describe, expect, test } from 'vitest';
import { decode } from '../../../src/extract/decode.ts';
import { extractPage } from '../../../src/extract/extract.ts';
import { encode } from '../../support/encode.ts';

const POLISH = 'Rząd ogłosił wczoraj, że część mostów zostanie zamknięta, a źródła mówią o opóźnieniach.';
const CZECH = 'Vláda včera oznámila, že část mostů zůstane uzavřena, říká mluvčí; dělníci přišli později.';
const TURKISH =
  'Belediye dün köprünün kapatılacağını açıkladı; işçiler şimdi gece çalışıyor, yağmur sürüyor.';
const LATVIAN =
  'Valdība vakar paziņoja, ka tilts tiks slēgts, un strādnieki naktī strādās ārā bez pārtraukuma.';
const FRENCH =
  'Le maire a annoncé hier que le pont resterait fermé; les élèves prendront déjà le bac à côté.';
const RUSSIAN =
  'Вчера правительство объявило, что мост будет закрыт до весны, и рабочие вышли на ночную смену.';
const UKRAINIAN =
  'Учора уряд оголосив, що міст закриють до весни, і робітники вийшли на нічну зміну її міста.';
const GREEK =
  'Η κυβέρνηση ανακοίνωσε χθες ότι η γέφυρα θα μείνει κλειστή ως την άνοιξη και οι εργάτες έφυγαν.';
const HEBREW = 'הממשלה הודיעה אתמול כי הגשר ייסגר עד האביב והפועלים יצאו למשמרת לילה ליד הנמל הישן של העיר';
const ARABIC =
  'أعلنت الحكومة أمس أن الجسر سيبقى مغلقا حتى الربيع وأن العمال خرجوا إلى وردية الليل قرب الميناء';
const THAI = 'รัฐบาลประกาศเมื่อวานนี้ว่าสะพานจะปิดจนถึงฤดูใบไม้ผลิ และคนงานออกไปทำงานกะกลางคืน';
const JAPANESE = '政府は昨日、橋を春まで閉鎖すると発表しました。作業員は夜の勤務に出ています。';
const KOREAN = '정부는 어제 다리를 봄까지 닫는다고 발표했고 노동자들은 밤 근무를 나갔다고 한다';
const SIMPLIFIED = '政府昨天宣布，这座桥在春天以前不会开放，而工人们在夜里出来上班，他们说这是第一年。';
const TRADITIONAL = '政府昨天宣布，這座橋在春天以前不會開放，而工人們在夜裡出來上班，他們說這是第一年。';

/** charset, text, language of the page */
const CASES: [string, string, string][] = [
  ['windows-1250', POLISH, 'pl'],
  ['iso-8859-2', POLISH, 'pl'],
  ['windows-1250', CZECH, 'cs'],
  ['windows-1251', RUSSIAN, 'ru'],
  ['koi8-r', RUSSIAN, 'ru'],
  ['iso-8859-5', RUSSIAN, 'ru'],
  ['ibm866', RUSSIAN, 'ru'],
  ['koi8-u', UKRAINIAN, 'uk'],
  ['windows-1251', UKRAINIAN, 'uk'],
  ['windows-1252', FRENCH, 'fr'],
  ['iso-8859-15', FRENCH, 'fr'],
  ['windows-1253', GREEK, 'el'],
  ['windows-1254', TURKISH, 'tr'],
  ['windows-1255', HEBREW, 'he'],
  ['windows-1256', ARABIC, 'ar'],
  ['windows-1257', LATVIAN, 'lv'],
  ['windows-874', THAI, 'th'],
  ['shift_jis', JAPANESE, 'ja'],
  ['euc-jp', JAPANESE, 'ja'],
  ['iso-2022-jp', JAPANESE, 'ja'],
  ['euc-kr', KOREAN, 'ko'],
  ['gb18030', SIMPLIFIED, 'zh'],
  ['big5', TRADITIONAL, 'zh-tw'],
  ['utf-16le', POLISH, 'pl'],
  ['utf-16be', JAPANESE, 'ja'],
  ['utf-8', RUSSIAN, 'ru'],
];

const pageOf = (text: string, head = '', lang = '') =>
  `<!doctype html><html${lang && ` lang="${lang}"`}><head>${head}<title>A page</title></head><body><p>${text}</p></body></html>`;
const nameOf = (charset: string) => (charset === 'gb18030' ? 'gb2312' : charset);

test.each(CASES)('%s is read by the header', (charset, text) => {
  const bytes = encode(pageOf(text), charset);
  expect(decode(bytes, `text/html;charset="${nameOf(charset)}"`).text).toContain(text);
});

const IN_ASCII = CASES.filter(([charset]) => !charset.startsWith('utf-16'));
test.each(IN_ASCII)('%s is read by a meta tag, though 60 kB of styles stand before it', (charset, text) => {
  const late = `<style>${'a{}'.repeat(20_000)}</style><meta http-equiv=content-type content='text/html; charset=${nameOf(charset)}'>`;
  expect(decode(encode(pageOf(text, late), charset), 'text/html').text).toContain(text);
});

test.each(CASES)('%s is told by its letters and the language of the page', (charset, text, lang) => {
  expect(decode(encode(pageOf(text, '', lang), charset), null).text).toContain(text);
});

/** their bytes are letters of Western Europe too: only the language tells */
const NEEDS_LANGUAGE = [CZECH, LATVIAN];
test.each(CASES.filter(([, text]) => !NEEDS_LANGUAGE.includes(text)))(
  '%s is told by its letters alone',
  (charset, text) => {
    expect(decode(encode(pageOf(text), charset), 'text/html').text).toContain(text);
  },
);

describe('false claims', () => {
  const falsely: [what: string, bytes: Uint8Array, header: string | null, text: string][] = [
    ['Latin header over UTF-8', encode(pageOf(RUSSIAN), 'utf-8'), 'text/html; charset=iso-8859-1', RUSSIAN],
    [
      'Latin header over windows-1251',
      encode(pageOf(RUSSIAN), 'windows-1251'),
      'text/html; charset=iso-8859-1',
      RUSSIAN,
    ],
    [
      'Latin header over Shift_JIS',
      encode(pageOf(JAPANESE), 'shift_jis'),
      'text/html; charset=ISO-8859-1',
      JAPANESE,
    ],
    [
      'Latin header, true meta',
      encode(pageOf(RUSSIAN, '<meta charset=koi8-r>'), 'koi8-r'),
      'text/html; charset=iso-8859-1',
      RUSSIAN,
    ],
    [
      'UTF-8 header over windows-1252',
      encode(pageOf(FRENCH), 'windows-1252'),
      'text/html; charset=utf-8',
      FRENCH,
    ],
    [
      'UTF-8 header over windows-1250',
      encode(pageOf(POLISH), 'windows-1250'),
      'text/html; charset=utf-8',
      POLISH,
    ],
    [
      'UTF-8 in header and meta over EUC-KR',
      encode(pageOf(KOREAN, '<meta charset=utf-8>'), 'euc-kr'),
      'text/html; charset=utf-8',
      KOREAN,
    ],
    ['a charset nobody knows', encode(pageOf(GREEK), 'windows-1253'), 'text/html; charset=x-ours', GREEK],
    [
      'a meta tag in a comment',
      encode(pageOf(GREEK, '<!-- <meta charset=shift_jis> --><meta charset=windows-1253>'), 'windows-1253'),
      null,
      GREEK,
    ],
    [
      'Latin header over true Latin',
      encode(pageOf(FRENCH), 'windows-1252'),
      'text/html; charset=latin1',
      FRENCH,
    ],
    [
      'header and meta at odds over windows-1251',
      encode(pageOf(RUSSIAN, '<meta charset=windows-1252>'), 'windows-1251'),
      'text/html; charset=windows-1251',
      RUSSIAN,
    ],
  ];
  test.each(falsely)('%s', (_what, bytes, header, text) => {
    expect(decode(bytes, header).text).toContain(text);
  });
});

test('curly quotes of a page that says Latin-1 are those of windows-1252', () => {
  const page = Uint8Array.from([...encode('<p>It', 'utf-8'), 0x92, ...encode('s “fine”', 'windows-1252')]);
  expect(decode(page, 'text/html; charset=iso-8859-1').text).toContain('It’s “fine”');
});

test('a page that says UTF-8 and has a broken character now and then stays UTF-8', () => {
  const page = Uint8Array.from([...encode(pageOf(RUSSIAN), 'utf-8'), 0xff, 0x20]);
  expect(decode(page, 'text/html').text).toContain(RUSSIAN);
});

test('a broken byte in a page of another charset costs that character only', () => {
  const page = Uint8Array.from([...encode(pageOf(JAPANESE), 'euc-jp'), 0xff, 0x20]);
  expect(decode(page, 'text/html; charset=euc-jp').text).toContain(JAPANESE);
  expect(decode(page, 'text/html').text).toContain(JAPANESE);
});

test('UTF-16 without a mark is a page, not binary data', () => {
  const outcome = extractPage({
    bytes: encode(pageOf(POLISH), 'utf-16le'),
    contentType: 'text/html',
    url: 'https://a.example/1',
  });
  expect(outcome).toMatchObject({ kind: 'done', value: { text: POLISH } });
});

test('a head full of comments that never close is read at once', () => {
  const page = Uint8Array.from([...encode('<!--'.repeat(100_000), 'utf-8'), 0xe9]);
  const before = process.cpuUsage();
  decode(page, 'text/html');
  expect(process.cpuUsage(before).user / 1000).toBeLessThan(500);
});
