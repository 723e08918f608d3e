// What is doubtful about queries, without a store: their words, and their values as far as the vocabulary knows.
import { readVocabulary } from '../../config/vocabulary.ts';
import type { Compiled } from '../../match/compile.ts';
import { valueWarnings } from '../../standing/value-warnings.ts';
import { compileVocabulary } from '../../tag/compile.ts';
import type { QueryWarning } from '../check-query.ts';
import { readSettings } from '../open.ts';
import { vocabularyFolder } from '../open-vocabulary.ts';

/** Reads the vocabulary once; the result gives a query's warnings in their order. */
export function openWarnings(): (compiled: Compiled) => Promise<QueryWarning[]> {
  const vocabulary = compileVocabulary(readVocabulary(vocabularyFolder(readSettings())));
  return async ({ ast, warnings }) => {
    const values = await valueWarnings(ast, { vocabulary: () => vocabulary });
    return [...warnings, ...values].sort((a, b) => a.start - b.start);
  };
}
