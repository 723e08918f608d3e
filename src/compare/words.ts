// The words of a sentence, each with what it can change: a number, a negation, a name, or one word among others.
import { fold } from '../query/query.ts';

export type Weight = 'number' | 'negation' | 'name' | 'plain';

export type Word = {
  /** what is compared: folded, number words as digits */
  key: string;
  weight: Weight;
};

const WORD =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]\p{M}*|\p{N}+(?:[.,:]\p{N}+)*[\p{L}\p{N}]*|[\p{L}\p{N}\p{M}]+(?:'\p{L}+)*/gu;

const NEGATIONS = new Set(
  'not no never none neither nor without cannot denied denies nicht kein keine keinen keiner nie niemals ohne ne pas jamais aucun aucune sans sin nunca ningún ninguna non nessun nessuno mai senza não nunca sem nem niet geen nooit zonder değil hayır'.split(
    ' ',
  ),
);

const NUMBER_WORDS = new Map(
  (
    [
      [2, 'two zwei deux due twee'],
      [3, 'three drei trois tres tre três drie'],
      [4, 'four vier quatre cuatro quattro quatro'],
      [5, 'five fünf cinq cinco cinque vijf'],
      [6, 'six sechs seis sei zes'],
      [7, 'seven sieben sept siete sette sete zeven'],
      [8, 'eight acht huit ocho otto oito'],
      [9, 'nine neun neuf nueve nove negen'],
      [10, 'ten zehn dix diez dieci dez tien'],
      [11, 'eleven elf onze once undici'],
      [12, 'twelve zwölf douze doce dodici doze twaalf'],
      [13, 'thirteen dreizehn treize trece tredici'],
      [14, 'fourteen vierzehn quatorze catorce quattordici'],
      [15, 'fifteen fünfzehn quinze quince quindici'],
      [16, 'sixteen sechzehn seize'],
      [17, 'seventeen siebzehn'],
      [18, 'eighteen achtzehn'],
      [19, 'nineteen neunzehn'],
      [20, 'twenty zwanzig vingt veinte venti vinte twintig'],
      [30, 'thirty dreißig trente treinta trenta'],
      [40, 'forty vierzig quarante cuarenta quaranta'],
      [50, 'fifty fünfzig cinquante cincuenta cinquanta'],
      [60, 'sixty sechzig soixante sesenta sessanta'],
      [70, 'seventy siebzig'],
      [80, 'eighty achtzig'],
      [90, 'ninety neunzig'],
      [100, 'hundred hundert cent cien cento'],
      [1000, 'thousand tausend mille mil'],
      [1_000_000, 'million millionen millions millones milioni milhões'],
      [1_000_000_000, 'billion milliarden milliards'],
    ] as [number, string][]
  ).flatMap(([value, names]) => names.split(' ').map((name) => [fold(name), String(value)] as const)),
);
const HAN_NUMERAL = /^[一二三四五六七八九十百千万億亿〇零两]$/u;

/** The words of a sentence in plain typography (see plain.ts). @param names folded words known to be names */
export function wordsOf(sentence: string, names: ReadonlySet<string>): Word[] {
  const found = sentence.match(WORD) ?? [];
  return found.map((raw): Word => {
    const folded = fold(raw);
    const number = NUMBER_WORDS.get(folded);
    if (number !== undefined) return { key: number, weight: 'number' };
    if (/\p{N}/u.test(raw) || HAN_NUMERAL.test(raw)) return { key: folded, weight: 'number' };
    if (NEGATIONS.has(folded) || folded.endsWith("n't")) return { key: folded, weight: 'negation' };
    return { key: folded, weight: names.has(folded) ? 'name' : 'plain' };
  });
}

const CAPITAL = /^\p{Lu}/u;
/** share of capitals inside sentences above which a language writes all its nouns so, and they tell no names */
const NOUNS_TOO = 0.25;

/** Folded words that stand with a capital inside a sentence somewhere; none where the language writes nouns so. */
export function namesIn(sentences: readonly string[]): Set<string> {
  const names = new Set<string>();
  let [inside, capitals] = [0, 0];
  for (const sentence of sentences) {
    for (const raw of (sentence.match(WORD) ?? []).slice(1)) {
      inside++;
      if (!CAPITAL.test(raw)) continue;
      capitals++;
      names.add(fold(raw));
    }
  }
  return inside > 40 && capitals / inside > NOUNS_TOO ? new Set() : names;
}
