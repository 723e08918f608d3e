// The shipped vocabulary, read and compiled once for all tests of a file; and small ones made on the spot.
import { fileURLToPath } from 'node:url';
import { openClassifier } from '../../src/cli/open-classifier.ts';
import { openTagger } from '../../src/cli/open-tagger.ts';
import { readVocabulary } from '../../src/config/vocabulary.ts';
import type { VocabularyData } from '../../src/model/vocabulary.ts';
import { compileVocabulary, type Vocabulary } from '../../src/tag/compile.ts';

const folder = fileURLToPath(new URL('../../config', import.meta.url));

export const shippedData: VocabularyData = readVocabulary(folder);
export const shipped: Vocabulary = compileVocabulary(
  shippedData,
  openTagger(folder).tagger,
  openClassifier(folder).classifier,
);

/** A vocabulary of one pack and some rules; everything else is empty. */
export function smallData(
  pack: Partial<VocabularyData['packs'][number]>,
  topics: VocabularyData['topics']['topics'] = [],
): VocabularyData {
  const base = { pack: 'small', version: '2026-01-01', licence: 'CC0-1.0', source: 'test', entities: [] };
  return {
    packs: [{ ...base, ...pack }],
    topics: { threshold: 5, max: 6, topics },
    concepts: [
      { code: '11000000', parent: null, label: 'politics' },
      { code: '20000574', parent: '11000000', label: 'election' },
      { code: '20000579', parent: '20000574', label: 'national elections' },
    ],
    givenNames: ['Maria', 'Paris', 'Tom'],
    commonWords: ['once', 'roast', 'review', 'office'],
  };
}
