// Where a written word ends, when spaces do not say it: at a hyphen beside a name, before or behind a dot.
import { ABBREVIATIONS } from '../cues.ts';
import type { Word } from '../word.ts';

const set = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));

/** Behind a name and a hyphen, besides all in -ed and -ing. */
const TAILS = set(`
  born led held run made style era wide bound free only based like sponsor owned built hit torn born friendly loving
  friend type level speaking language backed linked funded held aligned affiliated inspired dominated controlled
  occupied administered trained sized registered flagged listed
`);

/** Before a name and a hyphen. */
const HEADS = set('anti pro ex non post mid pre pan trans cross inter neo');

/** Lose their dot only at the end of a text; behind them a sentence may end all the same. */
const SHORTENED = set(`
  inc corp co ltd bros jr sr no vs etc dept univ assn jan feb mar apr jun jul aug sept sep oct nov dec mon tue wed thu
  fri sat sun ave blvd mt ft
`);

/** Is a hyphen between these two words the joint of two things, rather than part of one name? */
export function partsAtHyphen(before: Word, word: Word, isNation: (folded: string) => boolean): boolean {
  if (HEADS.has(before.folded)) return word.cap;
  if (!before.cap) return false;
  if (!word.cap) return /..(?:ed|ing)$/.test(word.folded) || TAILS.has(word.folded);
  return isNation(before.folded) && isNation(word.folded);
}

/** Does a dot behind this token belong to it? U.S, D.C, J, Mr, Inc. */
export function attachesDot(raw: string): boolean {
  if (raw.length === 1) return /\p{Lu}/u.test(raw);
  if (/^(?:\p{L}\.)+\p{L}$/u.test(raw)) return true;
  const small = raw.toLowerCase();
  return (
    raw.length <= 6 && (ABBREVIATIONS.has(small) || SHORTENED.has(small)) && /^\p{Lu}|^vs$|^etc$/u.test(raw)
  );
}

/** @param dotted the dot between them belongs to the word before */
export function endsSentence(before: Word, word: Word, dotted: boolean): boolean {
  if (before.paragraph !== word.paragraph) return true;
  if (before.sentence === word.sentence || dotted) return false;
  return word.cap || /\d/.test(word.raw[0] ?? '') || /["“(]$/.test(word.gap);
}
