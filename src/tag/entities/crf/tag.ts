// The tagger: words of a document → names with their types and how sure it is. English; a plain function of model and
// words. It never sees a knowledge base.
import type { EntityType } from '../../../model/article.ts';
import { calibrate } from './calibrate.ts';
import { createDecoder } from './decode.ts';
import { createDictionary, type Dictionary } from './dictionary.ts';
import { hashText } from './hash.ts';
import { isBegin, isInside, LABELS, TYPES, typeOf } from './labels.ts';
import { bitsOf, COUNTRY, DEMONYM, type Lexicon } from './lexicon.ts';
import type { CrfModel } from './model.ts';
import { createScorer } from './score.ts';
import { trueCase } from './true-case.ts';
import { openView } from './view.ts';
import { phraseHash } from './word.ts';
import { findZones } from './zones.ts';

/** A label this many times less likely than another of the same word, by the word's own features, is left out. */
const NO_CHANCE = 1e-7;

/** Words `first` to `last`, both inside. */
export type Named = { first: number; last: number; type: EntityType; score: number };

export type CrfTagger = {
  /** names the model and its bytes */
  version: string;
  /** is the folded word a country, or a word for its people? */
  isNation(folded: string): boolean;
  /**
   * Tags one document.
   * @param raws its words as written, signs included
   * @param sentences index of each sentence's first word; begins with 0
   * @returns names in reading order, none overlapping; `score` is the share of such names that are right
   */
  tag(raws: readonly string[], sentences: readonly number[]): Named[];
};

export function createTagger(model: CrfModel): CrfTagger {
  const dictionary: Dictionary = createDictionary(model.lexicon);
  const score = createScorer(model);
  const decode = createDecoder(model.transitions, NO_CHANCE);
  const tag: CrfTagger['tag'] = (raws, sentences) => {
    if (raws.length === 0) return [];
    const described = raws.map((raw) => dictionary.word(raw));
    const words = trueCase(described, raws, sentences, dictionary);
    const view = openView(words, sentences, dictionary);
    const zones = findZones(view.layout);
    const scores = new Float64Array(words.length * LABELS);
    score(view, zones, scores);
    const { labels, beliefs } = decode(words, zones, scores);
    return readNames(labels, beliefs).map((named) => ({
      ...named,
      score: calibrate(model.calibration[named.type], named.score),
    }));
  };
  return { version: model.version, isNation: createIsNation(model.lexicon), tag };
}

export const createIsNation =
  (lexicon: Lexicon) =>
  (folded: string): boolean =>
    (bitsOf(lexicon, phraseHash(0, hashText(folded))) & (COUNTRY | DEMONYM)) !== 0;

/** The names of a labelled row; the score of a name is the belief in its least sure word. */
export function readNames(labels: Uint8Array, beliefs: Float64Array): Named[] {
  const names: Named[] = [];
  for (let at = 0; at < labels.length; at++) {
    const label = labels[at] as number;
    if (!isBegin(label)) continue;
    let last = at;
    let score = beliefs[at] as number;
    while (last + 1 < labels.length && labels[last + 1] === label + 1 && isInside(label + 1)) {
      score = Math.min(score, beliefs[++last] as number);
    }
    names.push({ first: at, last, type: TYPES[typeOf(label)] as EntityType, score });
    at = last;
  }
  return names;
}
