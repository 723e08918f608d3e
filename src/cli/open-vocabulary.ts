// The vocabulary (entity packs, topic rules) that the settings point at, read and compiled.
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import type { Settings } from '../config/settings.ts';
import { readVocabulary } from '../config/vocabulary.ts';
import type { AliasesOf } from '../lib/entity-values.ts';
import { keyValue } from '../query/value.ts';
import type { Judging } from '../standing/examples.ts';
import { compileVocabulary } from '../tag/compile.ts';
import type { Vocabulary } from '../tag/tag.ts';
import { type OpenedTagger, openTagger } from './open-tagger.ts';

const SHIPPED = fileURLToPath(new URL('../../config/', import.meta.url));

/** The folder that holds topics.yaml and entities/. */
export const vocabularyFolder = (settings: Settings): string => settings.tag.vocabulary ?? SHIPPED;

/** The name tagger of the vocabulary's folder, else the shipped one; or a sentence on why there is none. */
export const openHouseTagger = (settings: Settings): OpenedTagger =>
  openTagger(vocabularyFolder(settings), SHIPPED);

/**
 * Says on standard error when there is no name tagger; everything else works on without it.
 * @throws BadConfiguration with every mistake of every file
 */
export function openVocabulary(settings: Settings): Vocabulary {
  const { tagger, notice } = openHouseTagger(settings);
  if (notice !== null) process.stderr.write(`${notice}\n`);
  return compileVocabulary(readVocabulary(vocabularyFolder(settings)), tagger);
}

/** All names by which `entity:` may ask for an entity of the vocabulary. */
export const aliasesOf =
  (vocabulary: Vocabulary): AliasesOf =>
  (id) =>
    vocabulary.aliases.get(id) ?? [];

/** What examples are judged with; read when it is first asked for, since most commands never need it. */
export function openJudging(settings: Settings): Judging {
  let vocabulary: Vocabulary | null = null;
  const read = () => {
    vocabulary ??= openVocabulary(settings);
    return vocabulary;
  };
  return {
    get vocabulary() {
      return read();
    },
    aliasesOf: (id) => aliasesOf(read())(id),
  };
}

/** Both ways between entities and their names, for looking into the archive. */
export function openNames(judging: Judging): {
  aliasesOf: AliasesOf;
  idsOf(name: string): readonly string[];
} {
  let ids: Map<string, string[]> | null = null;
  const byName = () => {
    const pairs = [...judging.vocabulary.aliases].flatMap(([id, names]) =>
      names.map((name) => [keyValue('entity', name), keyValue('entity', id)] as const),
    );
    const groups = Map.groupBy(pairs, ([name]) => name);
    return new Map([...groups].map(([name, found]) => [name, found.map(([, id]) => id)]));
  };
  return {
    aliasesOf: judging.aliasesOf,
    idsOf: (name) => {
      ids ??= byName();
      return ids.get(name) ?? [];
    },
  };
}
