// Titles stand outside of people's names; some corpora have them inside now and then.

import { isBegin, isInside } from '../../tag/entities/crf/labels.ts';
import { PERSON_TITLES } from '../../tag/entities/crf/person-titles.ts';
import { labelOf, type TrainDocument } from './document.ts';

const BEGIN = labelOf('B-PER');

/** The same document with each name of a person beginning behind its titles. */
export function cutTitles(document: TrainDocument): TrainDocument {
  const labels = [...document.labels];
  const allowed = [...document.allowed];
  for (let at = 0; at + 1 < labels.length; at++) {
    const next = labels[at + 1] as number;
    const title = PERSON_TITLES.has((document.raws[at] as string).toLowerCase().replace('.', ''));
    if (labels[at] !== BEGIN || !title || !isInside(next) || isBegin(next)) continue;
    labels[at] = 0;
    allowed[at] = 1;
    labels[at + 1] = BEGIN;
    allowed[at + 1] = 1 << BEGIN;
  }
  return { ...document, labels, allowed };
}
