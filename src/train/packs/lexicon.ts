// What else a capitalised word may be: an ordinary word, a given name, a surname.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fold } from '../../query/text.ts';

export type Lexicon = {
  /** an ordinary word or a given name */
  isWord(text: string): boolean;
  isSurname(text: string): boolean;
  /** stands in running text in lower case: no spelling without a guard */
  isCommon(text: string): boolean;
};

/** @param names folder of given.txt, common.txt and words.txt @param sources folder of the lists */
export function readLexicon(names: string, sources: string): Lexicon {
  const common = new Set(
    [...wordsOf(join(names, 'words.txt')), ...wordsOf(join(names, 'common.txt'))].map(fold),
  );
  const given = new Set(wordsOf(join(names, 'given.txt')).map(fold));
  const surnames = new Set(wordsOf(join(sources, 'names', 'surnames.txt')).map(fold));
  return {
    isWord: (text) => common.has(fold(text)) || given.has(fold(text)),
    isSurname: (text) => surnames.has(fold(text)),
    isCommon: (text) => common.has(fold(text)),
  };
}

const wordsOf = (path: string): string[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .join(' ')
    .split(/\s+/)
    .filter((word) => word !== '');
