// Guesses the charset of a page that states none and is not UTF-8. Scores a few likely ones by the letters that come out.
// Western European is what is left when nothing scores.

const SAMPLE_BYTES = 64 * 1024;
/** share of non-ASCII characters that must be everyday letters of the script; wrong decodings stay near 0.3 */
const CONVINCING = 0.7;

const RUN_CHARS = 2;

type Candidate = { charset: string; everyday: RegExp };

const KANA = /[\u3041-\u30fe\u3001\u3002\u300c\u300d]/g;
// The commonest characters of running text; a wrong decoding gives rare ones.
const HAN_SIMPLIFIED =
  /[的一是不了在人有我他这为之大来以个中上们到说国和地也子时道出而要于就下得可你年生，。]/g;
const HAN_TRADITIONAL =
  /[的一是不了在人有我他這為之大來以個中上們到說國和地也子時道出而要於就下得可你年生，。]/g;
// Lower case only: KOI8-R read as windows-1251, or the other way round, swaps the cases.
const CYRILLIC = /[а-яё]/g;
const HANGUL = /[\uac00-\ud7a3]/g;
const GREEK = /[α-ωάέήίόύώ]/g;

const CANDIDATES: Candidate[] = [
  { charset: 'windows-1251', everyday: CYRILLIC },
  { charset: 'koi8-r', everyday: CYRILLIC },
  { charset: 'shift_jis', everyday: KANA },
  { charset: 'euc-jp', everyday: KANA },
  { charset: 'euc-kr', everyday: HANGUL },
  { charset: 'gb18030', everyday: HAN_SIMPLIFIED },
  { charset: 'big5', everyday: HAN_TRADITIONAL },
  { charset: 'windows-1253', everyday: GREEK },
];

/** Han text has far more letters than the list; a tenth of everyday ones is already sure. */
const needed = (candidate: Candidate) =>
  candidate.everyday === HAN_SIMPLIFIED || candidate.everyday === HAN_TRADITIONAL
    ? 0.1
    : candidate.everyday === KANA
      ? 0.3
      : CONVINCING;

/** A label that TextDecoder knows; `windows-1252` when nothing else is likely. */
export function guessCharset(bytes: Uint8Array): string {
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  let best = 'windows-1252';
  let bestScore = 1;
  for (const candidate of CANDIDATES) {
    const score = share(sample, candidate) / needed(candidate);
    if (score <= bestScore) continue;
    best = candidate.charset;
    bestScore = score;
  }
  return best;
}

function share(sample: Uint8Array, { charset, everyday }: Candidate): number {
  const runs = new TextDecoder(charset).decode(sample, { stream: true }).match(/[^\x00-\x7f]+/g) ?? [];
  const text = runs.join('');
  // Accents of a Western language stand alone between ASCII letters; other scripts fill whole words.
  if (text.length < RUN_CHARS * runs.length || text === '' || text.includes('\ufffd')) return 0;
  return (text.match(everyday)?.length ?? 0) / text.length;
}
