import { expect, test } from 'vitest';
import { detectLanguage, languageOfTag } from '../../../src/tag/language.ts';

const english =
  'The harbour was closed for two days after the storm, and the ferries stayed in port until Sunday.';
const german = 'Der Hafen blieb nach dem Sturm zwei Tage geschlossen, und die Fähren lagen bis Sonntag fest.';
const turkish = 'Fırtınadan sonra liman iki gün kapalı kaldı ve feribotlar pazar gününe kadar bekledi.';

test('the language of running text is found', () => {
  expect(detectLanguage('', english, null)).toBe('en');
  expect(detectLanguage('', german, null)).toBe('de');
  expect(detectLanguage('', turkish, null)).toBe('tr');
});

test('a short title is judged together with the lead', () => {
  expect(detectLanguage('Sturm', german, null)).toBe('de');
});

test('a wrong declaration does not win over clear text', () => {
  expect(detectLanguage('', german, 'en-GB')).toBe('de');
});

test('where there is too little to judge the declaration wins, without its region', () => {
  expect(detectLanguage('OK', '', 'pt-BR')).toBe('pt');
  expect(detectLanguage('', '', 'tr')).toBe('tr');
});

test('nothing said and nothing to read gives null; nonsense is no declaration', () => {
  expect(detectLanguage('', '', null)).toBeNull();
  expect(detectLanguage('', '', 'und')).toBeNull();
  expect(detectLanguage('', '', 'english please')).toBeNull();
});

test('a word or two that many languages have are in none of them, unless somebody says so', () => {
  for (const word of ['Terror', 'war', 'OK', 'x']) expect(detectLanguage(word, '', null)).toBeNull();
  expect(detectLanguage('Terror', '', 'de')).toBe('de');
  expect(detectLanguage('Wahl in Hessen', '', null)).toBe('de');
});

// names outweigh the words in each
test.each([
  ['en', 'Apple unveiled a new iPhone in Cupertino.'],
  ['en', 'Siemens and Bosch open a factory in Stuttgart'],
  ['de', 'Rishi Sunak ist mit Joe Biden im Weißen Haus'],
  ['fr', 'Kylian Mbappé quitte le Paris Saint-Germain pour le Real'],
  ['it', 'Giorgia Meloni a Berlino con il cancelliere Scholz'],
  ['es', 'El Manchester City gana al Inter en Estambul'],
  ['pt', 'O Benfica joga com o Bayern em Munique'],
  ['nl', 'Ajax verliest van Bayern in de Johan Cruijff Arena'],
  ['cs', 'Petr Pavel jednal s Emmanuelem Macronem v Praze'],
  ['sk', 'Peter Pellegrini bude rokovať s Macronom aj v Bratislave'],
  ['sl', 'Nataša Pirc Musar ne bo več v Bruslju, pravi Golob'],
  ['hr', 'Andrej Plenković ima novi plan za Rijeku i Split'],
  ['az', 'İlham Əliyev və Emmanuel Makron Bakıda olan'],
  ['et', 'Kaja Kallas ei ole Brüsselis, vaid Tallinnas'],
  ['hi', 'मुंबई में राहुल गांधी की सभा'],
  ['mr', 'पुणे व मुंबई मध्ये राहुल गांधी यांनी सभा'],
])('a headline of names is in the language of its little words: %s, %s', (lang, title) => {
  expect(detectLanguage(title, '', null)).toBe(lang);
});

test('in a headline of names the declaration wins unless the words speak clearly against it', () => {
  expect(detectLanguage('Real Madrid beat Bayern Munich', '', 'en')).toBe('en');
  expect(detectLanguage('Volkswagen cuts 5,000 jobs in Wolfsburg', '', 'en-GB')).toBe('en');
  expect(detectLanguage('', german.slice(0, 90), 'en')).toBe('de');
});

// a site that says lang="en" of everything
test.each([
  ['ja', '首相が辞任を表明'],
  ['ja', '新型iPhoneを発表、来月から発売'],
  ['zh', '总理宣布辞职'],
  ['ko', '총리 사임 발표'],
  ['th', 'นายกฯ ลาออก'],
  ['ur', 'وزیراعظم نے استعفیٰ دے دیا'],
  ['ar', 'الرئيس يستقيل'],
])('a headline in letters that the declared language never has is not in it: %s, %s', (lang, title) => {
  expect(detectLanguage(title, '', 'en')).toBe(lang);
  expect(detectLanguage(title, '', lang)).toBe(lang);
});

test('a language that has several scripts is believed in each', () => {
  expect(detectLanguage('Влада поднела оставку', '', 'sr')).toBe('sr');
  expect(detectLanguage('Vlada podnela ostavku', '', 'sr')).toBe('sr');
});

test('accents that stand apart from their letters change nothing', () => {
  const vietnamese = 'Thủ tướng từ chức sau cuộc bầu cử';
  for (const form of ['NFC', 'NFD']) expect(detectLanguage(vietnamese.normalize(form), '', null)).toBe('vi');
});

test('of languages that no detector can tell apart the declared one is believed', () => {
  expect(detectLanguage('Jokowi bertemu Biden di Washington', '', 'id')).toBe('id');
});

test.each([
  ['km', 'ប្រធានាធិបតីទៅវ៉ាស៊ីនតោន'],
  ['my', 'သမ္မတ ဝါရှင်တန်သို့ သွား'],
  ['si', 'ජනාධිපති වොෂින්ටන් ගියේය'],
  ['dv', 'ރައީސް ވޮޝިންގޓަނަށް'],
])('a language that the detector does not have is told by its script: %s', (lang, title) => {
  expect(detectLanguage(title, '', null)).toBe(lang);
  expect(detectLanguage(title, '', 'en')).toBe(lang);
});

test('a script of several languages leaves the choice to the declaration', () => {
  expect(detectLanguage('སྲིད་འཛིན་ཝ་ཤིང་ཊོན་ལ་ཕེབས་པ', '', 'dz')).toBe('dz');
  expect(detectLanguage('སྲིད་འཛིན་ཝ་ཤིང་ཊོན་ལ་ཕེབས་པ', '', null)).toBe('bo');
});

test('a language tag is read whatever its case, script and region; what is none gives null', () => {
  for (const [tag, lang] of [
    ['EN', 'en'],
    ['pt_BR', 'pt'],
    ['zh-Hans-CN', 'zh'],
    [' de ', 'de'],
  ])
    expect(languageOfTag(tag ?? '')).toBe(lang);
  for (const tag of ['', 'und', 'klingon', '12', null]) expect(languageOfTag(tag)).toBeNull();
});
