// Guesses the charset of a page that states none, or a false one, and is not UTF-8. Scores likely ones by the letters
// that come out, with the page's language as a hint. Western European is what is left when nothing scores.

const SAMPLE_BYTES = 64 * 1024;
/** accents of a Western language stand alone between ASCII letters; other scripts fill whole words */
const RUN_CHARS = 2;
/** broken characters that a sample may hold: real pages have some */
const BROKEN_SHARE = 0.005;
/** what the page's own language adds to a charset that is used for it */
const HINT = 1.3;
/** a hint decides between Latin charsets, where most letters are the same */
const LATIN_MARGIN = 0.1;

type Candidate = {
  charset: string;
  /** letters that running text is made of, and the share of the non-ASCII characters they make at least */
  everyday: RegExp;
  needed: number;
  /** the most frequent letters and their usual share, for scripts whose charsets look alike */
  common?: [letters: RegExp, share: number];
};

const KANA = /[\u3041-\u30fe\u3001\u3002\u300c\u300d]/g;
// The commonest characters of running text; a wrong decoding gives rare ones.
const HAN_SIMPLIFIED =
  /[的一是不了在人有我他这为之大来以个中上们到说国和地也子时道出而要于就下得可你年生，。]/g;
const HAN_TRADITIONAL =
  /[的一是不了在人有我他這為之大來以個中上們到說國和地也子時道出而要於就下得可你年生，。]/g;
// Lower case only: KOI8-R read as windows-1251, or the other way round, swaps the cases.
const CYRILLIC = /[а-яёђѓєѕіїјљњћќўџґ]/g;
const RUSSIAN: [RegExp, number] = [/[оеаинтсрвлі]/g, 0.62];
const GREEK: [RegExp, number] = [/[αοιετσνηυςρκπ]/g, 0.75];
const HEBREW: [RegExp, number] = [/[יוהלארבתשמ]/g, 0.7];
const ARABIC: [RegExp, number] = [/[البيونمترهعة]/g, 0.72];

// Where two candidates score alike, the first one wins.
const CANDIDATES: Candidate[] = [
  { charset: 'windows-1251', everyday: CYRILLIC, needed: 0.7, common: RUSSIAN },
  { charset: 'koi8-r', everyday: CYRILLIC, needed: 0.7, common: RUSSIAN },
  { charset: 'koi8-u', everyday: CYRILLIC, needed: 0.7, common: RUSSIAN },
  { charset: 'iso-8859-5', everyday: CYRILLIC, needed: 0.7, common: RUSSIAN },
  { charset: 'ibm866', everyday: CYRILLIC, needed: 0.7, common: RUSSIAN },
  // Han text has far more letters than the list; a tenth of everyday ones is already sure.
  { charset: 'shift_jis', everyday: KANA, needed: 0.3 },
  { charset: 'euc-jp', everyday: KANA, needed: 0.3 },
  { charset: 'euc-kr', everyday: /[\uac00-\ud7a3]/g, needed: 0.7 },
  { charset: 'gb18030', everyday: HAN_SIMPLIFIED, needed: 0.1 },
  { charset: 'big5', everyday: HAN_TRADITIONAL, needed: 0.1 },
  { charset: 'windows-1253', everyday: /[α-ωάέήίόύώ]/g, needed: 0.7, common: GREEK },
  { charset: 'windows-1255', everyday: /[א-ת]/g, needed: 0.7, common: HEBREW },
  { charset: 'windows-1256', everyday: /[\u0621-\u064a]/g, needed: 0.7, common: ARABIC },
  { charset: 'iso-8859-6', everyday: /[\u0621-\u064a]/g, needed: 0.7, common: ARABIC },
  { charset: 'windows-874', everyday: /[\u0e01-\u0e4e]/g, needed: 0.9 },
];

// Letters that a language family writes; what a wrong charset makes of them (¹ ³ ¿ for ą ł ż) is in no list.
const LATIN: [charset: string, letters: RegExp][] = [
  ['windows-1252', /[àáâãäåæçèéêëìíîïñòóôõöøœùúûüÿßšžÀ-ÖØ-Ü«»“”‘’„–—…°€©®·\u00a0]/g],
  ['windows-1250', /[ąćęłńóśźżáčďéěíňřšťúůýžőűăâîţşäöüôĺľŕßĄĆĘŁŃÓŚŹŻÁČÉÍŘŠŤÚÝŽÄÖÜ«»“”‘’„–—…°€©®·\u00a0]/g],
  ['iso-8859-2', /[ąćęłńóśźżáčďéěíňřšťúůýžőűăâîţşäöüôĺľŕßĄĆĘŁŃÓŚŹŻÁČÉÍŘŠŤÚÝŽÄÖÜ°\u00a0]/g],
  ['windows-1254', /[çğıöşüâîûÇĞİÖŞÜ“”‘’–—…°€©®·\u00a0]/g],
  ['windows-1257', /[āčēģīķļņšūžąęėįųäöüõĀČĒĢĪĶĻŅŠŪŽĄĘĖĮŲ“”‘’„–—…°€©®·\u00a0]/g],
];

/** Charsets in which pages of a language are usually written, as in the locale table of the HTML standard. */
const OF_LANGUAGE: [languages: string, charsets: string[]][] = [
  ['ru uk be bg sr mk kk', ['windows-1251', 'koi8-r', 'koi8-u', 'iso-8859-5', 'ibm866']],
  ['ja', ['shift_jis', 'euc-jp']],
  ['ko', ['euc-kr']],
  ['zh', ['gb18030', 'big5']],
  ['el', ['windows-1253']],
  ['he iw yi', ['windows-1255']],
  ['ar fa ur', ['windows-1256', 'iso-8859-6']],
  ['th', ['windows-874']],
  ['pl cs sk hu sl hr ro bs sq', ['windows-1250', 'iso-8859-2']],
  ['tr az', ['windows-1254']],
  ['lt lv et', ['windows-1257']],
  ['vi', ['windows-1258']],
];

/** A label that TextDecoder knows. `lang` is what the page says of its language, or null. */
export function guessCharset(bytes: Uint8Array, lang: string | null = null): string {
  return guessScript(bytes, lang) ?? guessLatin(bytes, lang);
}

/** The charset of a page in another script than Latin; null when it shows none. */
export function guessScript(bytes: Uint8Array, lang: string | null = null): string | null {
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  const hinted = charsetsOf(lang);
  let best: string | null = null;
  let bestScore = 1;
  for (const candidate of CANDIDATES) {
    const score = scoreOf(sample, candidate) * (hinted.includes(candidate.charset) ? HINT : 1);
    if (score <= bestScore) continue;
    best = candidate.charset;
    bestScore = score;
  }
  return best;
}

function scoreOf(sample: Uint8Array, { charset, everyday, needed, common }: Candidate): number {
  const runs = foreignRuns(sample, charset);
  const text = runs.join('');
  if (text.length < RUN_CHARS * runs.length || text === '') return 0;
  if (count(text, /\ufffd/g) > Math.max(1, BROKEN_SHARE * text.length)) return 0;
  const share = count(text, everyday) / text.length / needed;
  if (common === undefined || share <= 1) return share;
  return share * Math.min(1.1, count(text, common[0]) / text.length / common[1]);
}

function guessLatin(bytes: Uint8Array, lang: string | null): string {
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  const hinted = charsetsOf(lang);
  // too few letters differ to tell it by them: Vietnamese writes its tones as characters of their own
  if (hinted[0] === 'windows-1258') return hinted[0];
  let best = 'windows-1252';
  let bestShare = 0;
  for (const [charset, letters] of LATIN) {
    const text = foreignRuns(sample, charset).join('');
    const hint = hinted.includes(charset) ? LATIN_MARGIN : charset === 'windows-1252' ? 0 : -LATIN_MARGIN;
    const share = text === '' ? 0 : count(text, letters) / text.length + hint;
    if (share <= bestShare) continue;
    best = charset;
    bestShare = share;
  }
  return best;
}

const foreignRuns = (sample: Uint8Array, charset: string): string[] =>
  new TextDecoder(charset).decode(sample, { stream: true }).match(/[^\x00-\x7f]+/g) ?? [];

const count = (text: string, letters: RegExp): number => text.match(letters)?.length ?? 0;

function charsetsOf(lang: string | null): string[] {
  const primary = lang?.toLowerCase().split(/[-_]/)[0] ?? '';
  return OF_LANGUAGE.find(([languages]) => languages.split(' ').includes(primary))?.[1] ?? [];
}

/** UTF-16 without a byte order mark, told by where the NULs of its markup stand; null for all else. */
export function unmarkedUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const head = bytes.subarray(0, 1024);
  const zeros = [0, 0];
  for (let i = 0; i < head.length; i++) if (head[i] === 0) zeros[i % 2]!++;
  const [even = 0, odd = 0] = zeros;
  const half = head.length / 2;
  if (half < 8) return null;
  if (odd > 0.6 * half && even < 0.02 * half) return 'utf-16le';
  if (even > 0.6 * half && odd < 0.02 * half) return 'utf-16be';
  return null;
}
