// Which texts the tagger learns from, how far each is believed, and under which licence it came.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IsNation } from '../../tag/entities/crf/tokens.ts';
import { readConll, type Split } from './conll.ts';
import { labelOf, type TrainDocument } from './document.ts';
import { readGold } from './gold.ts';
import { cutDocument } from './pseudo-documents.ts';
import { cutTitles } from './titles.ts';

/** `gold`: labels are true. `no-misc`: MISC is not marked, O may be it. `silver`: labels are a guess. */
export type Trust = 'gold' | 'no-misc' | 'silver';

export type Corpus = { name: string; trust: Trust; weight: number; licence: string };

const WIKIPEDIA = 'MIT; texts from Wikipedia, CC BY-SA 3.0';

export const CORPORA: readonly Corpus[] = [
  { name: 'redocred', trust: 'gold', weight: 1, licence: WIKIPEDIA },
  { name: 'crossner-politics', trust: 'gold', weight: 1, licence: WIKIPEDIA },
  { name: 'crossner-science', trust: 'gold', weight: 1, licence: WIKIPEDIA },
  { name: 'crossner-music', trust: 'gold', weight: 1, licence: WIKIPEDIA },
  { name: 'crossner-literature', trust: 'gold', weight: 1, licence: WIKIPEDIA },
  { name: 'crossner-ai', trust: 'gold', weight: 1, licence: WIKIPEDIA },
  { name: 'gum-news', trust: 'gold', weight: 1, licence: 'CC BY 4.0; texts from Wikinews, CC BY 2.5' },
  { name: 'gum-other', trust: 'gold', weight: 1, licence: 'CC BY 4.0; texts CC BY-SA 3.0 and CC BY 4.0' },
  { name: 'uner-ewt', trust: 'no-misc', weight: 1, licence: 'CC BY-SA 4.0' },
  { name: 'wnut17', trust: 'gold', weight: 1, licence: 'CC BY 4.0' },
  { name: 'gmb', trust: 'silver', weight: 0.5, licence: 'public domain; labels ODbL 1.0 and DbCL 1.0' },
];

/** Our own gold text counts for more: it is the kind of text that the product reads. */
export const OWN: Corpus = { name: 'own', trust: 'gold', weight: 2, licence: 'CC BY-SA 4.0' };

/** Text on which the tagger is measured, never trained. */
export const MEASURED = [
  'uner-pud',
  'redocred-dev',
  'crossner-politics-dev',
  'uner-ewt-dev',
  'gmb-dev',
] as const;
/** Those on which confidence is calibrated. */
export const CALIBRATED = ['redocred-dev', 'crossner-politics-dev', 'uner-ewt-dev'] as const;

const MISC = (1 << labelOf('B-MISC')) | (1 << labelOf('I-MISC'));

/** @param data folder with `train` */
export function readCorpus(data: string, corpus: Corpus, split: Split): TrainDocument[] {
  const source = readFileSync(join(data, 'train', `${corpus.name}.conll`), 'utf8');
  const documents = readConll(source, corpus.name, corpus.weight, split);
  const trusted = documents.map((document) => loosen(cutTitles(document), corpus.trust));
  return corpus.trust === 'silver' ? trusted.flatMap(cutDocument) : trusted;
}

/** Every .txt file of a folder of our own gold text. */
export function readOwn(folder: string, isNation: IsNation): TrainDocument[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .sort();
  return names.flatMap((name) =>
    readGold(readFileSync(join(folder, name), 'utf8'), OWN.name, OWN.weight, isNation),
  );
}

/** Where a corpus does not mark MISC, or marks it badly, an O may be MISC. */
function loosen(document: TrainDocument, trust: Trust): TrainDocument {
  if (trust === 'gold') return document;
  const firsts = new Set(document.sentences);
  const allowed = document.allowed.map((bits, at) => {
    if (document.labels[at] !== 0) return bits;
    if (trust === 'no-misc') return bits | MISC;
    return /^\p{Lu}/u.test(document.raws[at] as string) && !firsts.has(at) ? bits | MISC : bits;
  });
  return { ...document, allowed };
}
