// The vocabulary (entity packs, topic rules) that the settings point at, read and compiled.
import type { Settings } from '../config/settings.ts';
import { readVocabulary } from '../config/vocabulary.ts';
import { compileVocabulary } from '../tag/compile.ts';
import type { Vocabulary } from '../tag/tag.ts';

const SHIPPED = new URL('../../config/', import.meta.url).pathname;

/** @throws BadConfiguration with every mistake of every file */
export const openVocabulary = (settings: Settings): Vocabulary =>
  compileVocabulary(readVocabulary(settings.tag.vocabulary ?? SHIPPED));
