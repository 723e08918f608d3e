// The vocabulary (entity packs, topic rules) that the settings point at, read and compiled.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { BadConfiguration } from '../config/load.ts';
import type { Settings } from '../config/settings.ts';
import { readTopics, readVocabulary } from '../config/vocabulary.ts';
import { topicNamesFile, vocabularySignature } from '../config/vocabulary-files.ts';
import type { AliasesOf } from '../lib/entity-values.ts';
import { createMerges, type Merges, NO_MERGES } from '../lib/merges.ts';
import { type OwnTopics, readTopicNamesFrom, renewTopicNames } from '../match/topic-names.ts';
import type { VocabularySource } from '../pipeline/live-vocabulary.ts';
import { keyValue } from '../query/value.ts';
import type { Judging } from '../standing/examples.ts';
import type { Sql } from '../store/db.ts';
import { listMerges } from '../store/merges.ts';
import { compileVocabulary } from '../tag/compile.ts';
import type { Vocabulary } from '../tag/tag.ts';
import type { House } from './open.ts';
import { type OpenedClassifier, openClassifier, TOPIC_MODEL_FILE } from './open-classifier.ts';
import { type OpenedTagger, openTagger, TAGGER_FILE } from './open-tagger.ts';

const SHIPPED = fileURLToPath(new URL('../../config/', import.meta.url));

/** The folder that holds topics.yaml and entities/. */
export const vocabularyFolder = (settings: Settings): string => settings.tag.vocabulary ?? SHIPPED;

/** Labels and retired codes come from beside the taxonomy in force, own topics from topics.yaml when they are asked for. */
export function followTopicNames(settings: Settings): void {
  let own: OwnTopics | null = null;
  readTopicNamesFrom(topicNamesFile(vocabularyFolder(settings)), () => {
    own ??= readOwnTopics(vocabularyFolder(settings));
    return own;
  });
}

/** Reading hundreds of rules for topics of one's own is worth it only where there are any. */
function readOwnTopics(folder: string): OwnTopics {
  const path = join(folder, 'topics.yaml');
  const isNone = existsSync(path) && !/^[^#\n]*\buser:/m.test(readFileSync(path, 'utf8'));
  return isNone ? new Map() : ownTopics(readTopics(folder).topics.topics);
}

const ownTopics = (topics: readonly { code: string; parent?: string | null | undefined }[]): OwnTopics =>
  new Map(
    topics
      .filter(({ code }) => code.startsWith('user:'))
      .map(({ code, parent }): [string, string | null] => [code, parent ?? null]),
  );

/**
 * The same, read at once: for who judges articles by the vocabulary. Returns whether names of topics mean something else from now on.
 * @throws BadConfiguration when they can't be read
 */
export function readHouseTopicNames(settings: Settings, { tree }: Pick<Vocabulary, 'tree'>): boolean {
  const own = ownTopics(tree.all());
  try {
    return renewTopicNames(topicNamesFile(vocabularyFolder(settings)), () => own);
  } catch (error) {
    throw new BadConfiguration([error instanceof Error ? error.message : String(error)]);
  }
}

/** The name tagger of the vocabulary's folder, else the shipped one; or a sentence on why there is none. */
export const openHouseTagger = (settings: Settings): OpenedTagger =>
  openTagger(vocabularyFolder(settings), SHIPPED);

/** The topic model of the vocabulary's folder, else the shipped one; or a sentence on why there is none. */
export const openHouseClassifier = (settings: Settings): OpenedClassifier =>
  openClassifier(vocabularyFolder(settings), SHIPPED);

/**
 * Says on standard error when there is no name tagger or no topic model; everything else works on without it.
 * @throws BadConfiguration with every mistake of every file
 */
export function openVocabulary(settings: Settings): Vocabulary {
  const models = openModels(settings);
  for (const { notice } of models) if (notice !== null) process.stderr.write(`${notice}\n`);
  return compileHouse(settings, models);
}

/**
 * The vocabulary that a running service takes over: a model that is there and can't be used, such as one half copied, is a
 * mistake like others, since the one before it is still at hand.
 * @throws BadConfiguration with every mistake of every file
 */
function renewedVocabulary(settings: Settings): Vocabulary {
  const models = openModels(settings);
  const damages = models.flatMap((opened) => (opened.notice === null ? [] : (opened.damage ?? [])));
  if (damages.length > 0) throw new BadConfiguration(damages);
  return compileHouse(settings, models);
}

type Models = readonly [OpenedTagger, OpenedClassifier];

const openModels = (settings: Settings): Models => [openHouseTagger(settings), openHouseClassifier(settings)];

const compileHouse = (settings: Settings, [{ tagger }, { classifier }]: Models): Vocabulary =>
  compileVocabulary(readVocabulary(vocabularyFolder(settings)), tagger, classifier);

/** The same, as a running service follows it. */
export const vocabularySource = (settings: Settings): VocabularySource => ({
  signature: () => {
    const folders = [vocabularyFolder(settings), SHIPPED];
    // an operator's own model may appear, or go: all places that are looked at count
    const models = [TAGGER_FILE, TOPIC_MODEL_FILE].flatMap((file) =>
      [...new Set(folders)].map((folder) => join(folder, file)),
    );
    return vocabularySignature(vocabularyFolder(settings), models);
  },
  read: () => renewedVocabulary(settings),
  renewTopicNames: (vocabulary) => readHouseTopicNames(settings, vocabulary),
  aliasesOf,
});

/** All names by which `entity:` may ask for an entity of the vocabulary, and for those that are read as the same. */
export const aliasesOf =
  (vocabulary: Pick<Vocabulary, 'aliases' | 'names'>, merges: Merges = NO_MERGES): AliasesOf =>
  (id) => {
    const family = merges.family(id);
    if (family.length === 1) return vocabulary.aliases.get(id) ?? [];
    const names = family.flatMap((one) => [
      one,
      ...(vocabulary.names.has(one) ? [vocabulary.names.get(one) ?? one] : []),
      ...(vocabulary.aliases.get(one) ?? []),
    ]);
    return [...new Set(names)];
  };

/** Which ids are read as which. */
export const openMerges = async (sql: Sql): Promise<Merges> => createMerges(await listMerges(sql));

/** Names judge as the service does: with the vocabulary of the settings' folder and the merges of the store. */
export type HouseJudging = Judging & { merges: Merges };

/** What examples are judged with; the vocabulary is read when it is first asked for, since most commands never need it. */
export async function openJudging({
  settings,
  store,
}: Pick<House, 'settings' | 'store'>): Promise<HouseJudging> {
  const merges = await openMerges(store);
  let vocabulary: Vocabulary | null = null;
  const read = () => {
    vocabulary ??= openVocabulary(settings);
    return vocabulary;
  };
  return {
    merges,
    get vocabulary() {
      return read();
    },
    aliasesOf: (id) => aliasesOf(read(), merges)(id),
  };
}

/** Both ways between entities and their names, for looking into the archive. */
export function openNames(judging: HouseJudging): {
  aliasesOf: AliasesOf;
  idsOf(name: string): readonly string[];
} {
  const { merges } = judging;
  const key = (value: string) => keyValue('entity', value);
  let ids: Map<string, string[]> | null = null;
  const byName = () => {
    const named = [...judging.vocabulary.aliases].flatMap(([id, names]) =>
      names.map((name) => [name, id] as const),
    );
    // who asks for one of several ids that are read as the same asks for all of them
    const merged = merges.ids.map((id) => [id, id] as const);
    const groups = Map.groupBy([...named, ...merged], ([name]) => key(name));
    return new Map(
      [...groups].map(([name, found]) => [name, found.flatMap(([, id]) => merges.family(id).map(key))]),
    );
  };
  return {
    aliasesOf: judging.aliasesOf,
    idsOf: (name) => {
      ids ??= byName();
      return ids.get(name) ?? [];
    },
  };
}
