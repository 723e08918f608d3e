// Reads what the tagger should know from a folder: entities/*.yaml, topics.yaml, mediatopics.json, names/*.txt.
// All mistakes of all files are told at once, each with file, line and what to do; nothing half reads.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import type { AliasData, Concept, GuardData, PackData, VocabularyData } from '../model/vocabulary.ts';
import { BadConfiguration } from './load.ts';
import { fileTeller, shaped, type Tell } from './mistakes.ts';
import { type Keys, readSource } from './source.ts';
import { readText } from './text-file.ts';
import { type CheckedTopics, checkTopics, queryProblem, retiredCodes } from './topic-rules.ts';
import { topicNamesFile } from './vocabulary-files.ts';
import { packSchema, taxonomySchema, topicsSchema } from './vocabulary-schema.ts';

/**
 * The vocabulary data of a configuration folder. Packs are read in order of their file names; entities with the same
 * id add up, and the last name wins, so an operator's own pack is called zz-own.yaml.
 * @throws BadConfiguration with every mistake found
 */
export function readVocabulary(dir: string): VocabularyData {
  const mistakes: string[] = [];
  const packs = packFiles(join(dir, 'entities'), mistakes).flatMap((file) => {
    const pack = readYaml(file, packSchema, mistakes, checkPack);
    return pack === null ? [] : [pack];
  });
  const { concepts, checked } = topicFiles(dir, mistakes);
  const givenNames = readWords(join(dir, 'names', 'given.txt'), mistakes);
  const commonWords = readWords(join(dir, 'names', 'common.txt'), mistakes);
  const words = join(dir, 'names', 'words.txt');
  const frequentWords = existsSync(words) ? readWords(words, mistakes) : [];
  if (mistakes.length > 0 || checked === null) throw new BadConfiguration(mistakes);
  return { packs, ...checked, concepts, givenNames, commonWords, frequentWords };
}

/**
 * The topics by themselves, without packs and names: for who looks at them and tags no text.
 * @throws BadConfiguration with every mistake of the two files
 */
export function readTopics(dir: string): Pick<VocabularyData, 'topics' | 'concepts' | 'notices'> {
  const mistakes: string[] = [];
  const { concepts, checked } = topicFiles(dir, mistakes);
  if (mistakes.length > 0 || checked === null) throw new BadConfiguration(mistakes);
  return { ...checked, concepts };
}

function topicFiles(dir: string, mistakes: string[]): { checked: CheckedTopics | null; concepts: Concept[] } {
  const taxonomy = readYaml(join(dir, 'mediatopics.json'), taxonomySchema, mistakes, () => {});
  const concepts = (taxonomy?.concepts ?? []).map(([code, parent, label]) => ({ code, parent, label }));
  const codes = {
    active: new Set(concepts.map(({ code }) => code)),
    retired: () => retiredCodes(topicNamesFile(dir)),
  };
  let checked: CheckedTopics | null = null;
  readYaml(join(dir, 'topics.yaml'), topicsSchema, mistakes, (data, tell) => {
    checked = checkTopics(data, codes, tell);
  });
  return { checked, concepts };
}

/**
 * One pack by itself.
 * @throws BadConfiguration with every mistake in it
 */
export function readPack(file: string): PackData {
  const mistakes: string[] = [];
  const pack = readYaml(file, packSchema, mistakes, checkPack);
  if (pack === null || mistakes.length > 0) throw new BadConfiguration(mistakes);
  return pack;
}

function packFiles(folder: string, mistakes: string[]): string[] {
  if (!existsSync(folder)) {
    mistakes.push(`${folder}: there is no such folder; entity packs (*.yaml) belong there`);
    return [];
  }
  const names = readdirSync(folder).filter((name) => /\.ya?ml$/.test(name));
  // places-hand comes after places, and zz-own after all
  const bare = (name: string) => name.replace(/\.ya?ml$/, '');
  return names.sort((a, b) => (bare(a) < bare(b) ? -1 : 1)).map((name) => join(folder, name));
}

function readYaml<T>(
  path: string,
  schema: z.ZodType<T>,
  mistakes: string[],
  check: (data: T, tell: Tell) => void,
): T | null {
  const source = readText(path, mistakes);
  if (source === null) return null;
  const before = mistakes.length;
  const read = readSource(source, path, mistakes);
  if (mistakes.length > before) return null;
  const tell = fileTeller(mistakes, path, read);
  const data = shaped(schema, read.data, { tell });
  if (data !== null) check(data, tell);
  return data;
}

function readWords(path: string, mistakes: string[]): string[] {
  const lines = (readText(path, mistakes) ?? '').split('\n').filter((line) => !line.startsWith('#'));
  return lines
    .join(' ')
    .split(/\s+/)
    .filter((word) => word !== '');
}

function checkPack(pack: PackData, tell: Tell): void {
  const ids = new Set<string>();
  for (const [name, guard] of Object.entries(pack.guards ?? {})) checkGuard(guard, ['guards', name], tell);
  pack.entities.forEach((entity, number) => {
    if (ids.has(entity.id))
      tell(['entities', number, 'id'], `${entity.id} stands twice in this pack; join the two`);
    ids.add(entity.id);
    const checkAlias = (alias: AliasData, keys: Keys): void => {
      if (typeof alias === 'string' || alias.guard === undefined) return;
      if (typeof alias.guard !== 'string') checkGuard(alias.guard, [...keys, 'guard'], tell);
      else if (pack.guards?.[alias.guard] === undefined) {
        tell([...keys, 'guard'], `no guard "${alias.guard}" in this pack; define it under guards`);
      }
    };
    entity.aliases?.forEach((alias, at) => {
      checkAlias(alias, ['entities', number, 'aliases', at]);
    });
    entity.demonyms?.forEach((alias, at) => {
      checkAlias(alias, ['entities', number, 'demonyms', at]);
    });
  });
}

function checkGuard(guard: GuardData, keys: Keys, tell: Tell): void {
  for (const part of ['need', 'ban'] as const) {
    const problem = guard[part] === undefined ? null : queryProblem(guard[part]);
    if (problem !== null) tell([...keys, part], problem);
  }
}
