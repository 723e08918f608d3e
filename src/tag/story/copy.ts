// Is one text a copy of another? Verbatim, edited, cut or updated ones are; reports of the same event in other words
// are not. Where it is doubtful they are not: two alerts for one story are a smaller loss than none for a second story.
import { tokenize } from '../../query/text.ts';
import { PRINT_SIZE } from './print.ts';

/** What is compared of a text. */
export type Printed = {
  print: Uint32Array;
  title: string;
  /** host of its address, '' when there is none */
  site: string;
};

/** How much two texts have in common, by their shingles: of both together, and of the one that has fewer. */
export type Likeness = { jaccard: number; containment: number };

/** texts that agree in this share of all that both say are copies; independent reports stay below .1 */
const JACCARD = 0.4;
/**
 * A cut copy has less of all, but nearly everything it has is in the whole: the second figure. With the first, a round-up
 * that quotes a short text whole is no copy of it.
 */
const CUT = { jaccard: 0.2, containment: 0.65 };
/** under the same headline, a teaser of the first paragraphs is a cut copy too */
const TEASER_JACCARD = 0.1;
/** texts of fewer shingles may share most of them by a formula, so they must be nearly the same */
const SHORT = 50;
const SHORT_JACCARD = 0.8;
/** or agree by half, under the same headline */
const TITLED_JACCARD = 0.5;
/** share of the shorter headline's words that makes two headlines alike */
const ALIKE = 0.25;
/** so like that who finds the one finds the other */
const SAME = 0.9;

export function likeness(a: Uint32Array, b: Uint32Array): Likeness {
  const last = Math.min(boundOf(a), boundOf(b));
  let [at, other, shared, inA, inB] = [0, 0, 0, 0, 0];
  for (; at < a.length && (a[at] as number) <= last; at++, inA++) {
    const hash = a[at] as number;
    while (other < b.length && (b[other] as number) < hash) other++;
    if (b[other] === hash) shared++;
  }
  for (; inB < b.length && (b[inB] as number) <= last; ) inB++;
  const smaller = Math.min(inA, inB);
  if (smaller === 0) return { jaccard: 0, containment: 0 };
  return { jaccard: shared / (inA + inB - shared), containment: shared / smaller };
}

/** Up to which hash a print has all of its text: a full one stands for its smallest only. */
const boundOf = (print: Uint32Array): number =>
  print.length < PRINT_SIZE ? 0xffff_ffff : (print[PRINT_SIZE - 1] as number);

/**
 * How much of the smaller text is in the other, where one is a copy of the other; null where none is.
 * `same`: so nearly equal that one of them will do to find copies of both.
 */
export function copyOf(a: Printed, b: Printed): { share: number; same: boolean } | null {
  const { jaccard, containment } = likeness(a.print, b.print);
  if (jaccard < TEASER_JACCARD) return null;
  const short = Math.min(a.print.length, b.print.length) < SHORT;
  // one text under two headlines that share nothing is a site's notice to its readers (subscribe, agree, not here)
  const notice = short || (a.site === b.site && a.site !== '');
  if (notice && !alike(wordsOf(a.title), wordsOf(b.title))) return null;
  const titled = sameTitle(a.title, b.title);
  const copy = short
    ? jaccard >= (titled ? TITLED_JACCARD : SHORT_JACCARD)
    : jaccard >= JACCARD ||
      (containment >= CUT.containment && jaccard >= (titled ? TEASER_JACCARD : CUT.jaccard));
  return copy ? { share: containment, same: jaccard >= SAME } : null;
}

const folded = (title: string): string[] => tokenize(title).map((token) => token.folded);

const sameTitle = (a: string, b: string): boolean => folded(a).join(' ') === folded(b).join(' ');

/** Words of a headline that tell it from others; all of them where it has only short ones. */
function wordsOf(title: string): Set<string> {
  const all = folded(title);
  const telling = all.filter((word) => word.length > 3 || /[^a-z]/.test(word));
  return new Set(telling.length > 0 ? telling : all);
}

function alike(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const shared = [...a].filter((word) => b.has(word)).length;
  return shared >= ALIKE * Math.min(a.size, b.size);
}
