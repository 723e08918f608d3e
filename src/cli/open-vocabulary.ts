// The vocabulary (entity packs, topic rules) that the settings point at, read and compiled.
import type { Settings } from '../config/settings.ts';
import { readVocabulary } from '../config/vocabulary.ts';
import type { AliasesOf } from '../lib/entity-values.ts';
import { compileVocabulary } from '../tag/compile.ts';
import type { Vocabulary } from '../tag/tag.ts';

const SHIPPED = new URL('../../config/', import.meta.url).pathname;

/** The folder that holds topics.yaml and entities/. */
export const vocabularyFolder = (settings: Settings): string => settings.tag.vocabulary ?? SHIPPED;

/** @throws BadConfiguration with every mistake of every file */
export const openVocabulary = (settings: Settings): Vocabulary =>
  compileVocabulary(readVocabulary(vocabularyFolder(settings)));

/** All names by which `entity:` may ask for an entity of the vocabulary. */
export const aliasesOf =
  (vocabulary: Vocabulary): AliasesOf =>
  (id) =>
    vocabulary.aliases.get(id) ?? [];
