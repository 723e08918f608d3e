// A trained tagger: weights, word lexicon, lists of names, calibration. Plain data, read from one file by `read-model`.
import type { EntityType } from '../../../model/article.ts';
import type { FeatureTable } from './feature-table.ts';
import type { Lexicon } from './lexicon.ts';

/** Raw confidence → share of such mentions that are right; both rise. */
export type Curve = { raw: readonly number[]; real: readonly number[] };

export type CrfModel = {
  /** name and the first hex digits of the file's hash: goes into the vocabulary's version */
  version: string;
  lang: string;
  lexicon: Lexicon;
  features: FeatureTable;
  /** weight of one unit in the table's rows */
  scale: number;
  /** weight for each pair of labels: before · LABELS + label */
  transitions: Float64Array;
  calibration: Readonly<Record<EntityType, Curve>>;
};
