// What a term is expected to cost as a key: the share of articles that will hold it. Orders of magnitude suffice.
import { frequency } from '../frequency.ts';
import { fold } from '../text.ts';
import { EXACT, META, WILD } from './dictionary.ts';

const META_SHARES: Record<string, number> = {
  lang: 0.5,
  country: 0.2,
  topic: 0.1,
  source: 0.02,
  domain: 0.02,
  entity: 0.01,
  about: 0.003,
  author: 0.002,
};
/** share of a wildcard with three literal letters; each further letter divides it by four */
const WILD_SHARE = 0.1;
const LEAST_SHARE = 0.00001;

/** Share of articles expected to hold the term with this dictionary text. */
export function expectedShare(text: string): number {
  const kind = text[0];
  if (kind === META) return META_SHARES[text.slice(1, text.indexOf(':'))] ?? 0.1;
  if (kind === WILD) {
    const stem = Math.max(text.slice(1).search(/[*?]/), text.length - 1 - lastWildcard(text));
    return Math.max(LEAST_SHARE, WILD_SHARE / 4 ** Math.max(0, stem - 3));
  }
  if (kind === EXACT) return wordShare(fold(text.slice(1))) / 2;
  return wordShare(text);
}

const lastWildcard = (text: string): number => Math.max(text.lastIndexOf('*'), text.lastIndexOf('?'));

/** Among words nobody counted, longer ones are rarer. */
function wordShare(word: string): number {
  const share = frequency(word);
  return share > 0.001 ? share : (share * 10) / (4 + word.length);
}

/** A pair of neighbours is rarer than either; the commoner word matters little. */
export function pairCost(first: number, second: number): number {
  return Math.min(first, second) / 8 + Math.max(first, second) / 1000;
}
