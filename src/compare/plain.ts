// A text as it is compared when the question is whether it changed: without what is only typography. Quotation marks,
// dashes, blanks, invisible signs, dots of abbreviations and the grouping of numbers say nothing new.

const QUOTES = /[‘’‚‛′`´]/g;
const INVISIBLE = /[\u00ad\u200b-\u200f\u2060\ufeff]/g;
const ABBREVIATION = /(?<![\p{L}\p{N}])(?:\p{Lu}\.){2,}/gu;
/** 1,200 and 1.200 and 1 200 and 1'200 are 1200 */
const GROUPED = /(?<![\p{N}.,])\d{1,3}(?:[., '\u00a0\u202f\u2009]\d{3}){1,5}(?![\p{N}]|[.,]\d)/gu;
const SENTENCE_END = /(?<=[.!?…][)\]"”»']*)\s+|(?<=[。！？])|\n+/u;

/** One line of text without typography; case and accents stay. */
export const plainText = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(INVISIBLE, '')
    .replace(QUOTES, "'")
    .replace(ABBREVIATION, (dotted) => dotted.replaceAll('.', ''))
    .replace(GROUPED, (number) => number.replace(/\D/g, ''))
    .replace(/[^\S\n]+/g, ' ')
    .trim();

/** Sentences of a paragraph, roughly: both states of a text are cut alike. */
export const sentencesOf = (paragraph: string): string[] =>
  paragraph.split(SENTENCE_END).filter((sentence) => /[\p{L}\p{N}]/u.test(sentence));
