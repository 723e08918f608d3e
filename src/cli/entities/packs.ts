// The packs as the commands look at them: read from the folder that the settings name, joined by id.
import { readVocabulary } from '../../config/vocabulary.ts';
import type { GuardData, VocabularyData } from '../../model/vocabulary.ts';
import { type JoinedEntity, joinEntities } from '../../tag/entities/join.ts';
import { readSettings } from '../open.ts';
import { vocabularyFolder } from '../open-vocabulary.ts';

/** @throws BadConfiguration with every mistake of every file */
export const readPacks = (): VocabularyData => readVocabulary(vocabularyFolder(readSettings()));

export const allEntities = (data: VocabularyData): JoinedEntity[] => joinEntities(data.packs);

/** A guard as a sentence: what it asks for. */
export function guardSentence({ need, ban, within, alone }: GuardData): string {
  const where = within === undefined ? 'in the text' : `within ${within} words`;
  const parts = [
    ...(need === undefined ? [] : [`needs ${where}: ${need}`]),
    ...(ban === undefined ? [] : [`not with ${where}: ${ban}`]),
    ...(alone ? ['no capitalised word may touch it'] : []),
  ];
  return parts.join('; ');
}
