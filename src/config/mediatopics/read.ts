// Reads Media Topics in the two forms in which they are passed on: IPTC's own JSON (conceptSet), and ours of the spreadsheet.
// Never guesses: a concept without code or English label is refused.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Taxonomy } from '../../model/model.ts';

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const codeIn = (value: unknown): string | null =>
  typeof value === 'string' ? (/(?:^|[:/])(\d{8})$/.exec(value)?.[1] ?? null) : null;
const dayIn = (value: unknown): string | null =>
  typeof value === 'string' ? (/^\d{4}-\d\d-\d\d/.exec(value)?.[0] ?? null) : null;

/**
 * The taxonomy in IPTC's own file, or in a folder: there a file with a `conceptSet` wins, else `medtop-multilingual.json` with
 * the tree of `medtop.json`.
 * @throws Error with a sentence when there is neither, or a concept is not whole
 */
export function readTaxonomy(path: string): Taxonomy {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) throw new Error(`There is no file or folder ${path}.`);
  return stat.isDirectory() ? readFolder(path) : whole(ofConceptSet(readJson(path)));
}

function readFolder(folder: string): Taxonomy {
  for (const name of readdirSync(folder).sort()) {
    if (!/^cptall.*\.json$/.test(name)) continue;
    return whole(ofConceptSet(readJson(join(folder, name))));
  }
  const [names, tree] = ['medtop-multilingual.json', 'medtop.json'].map((name) => join(folder, name));
  if (names === undefined || tree === undefined || !existsSync(names) || !existsSync(tree))
    throw new Error(`${folder} holds neither cptall….json nor medtop-multilingual.json with medtop.json.`);
  return whole(ofSpreadsheet(readJson(names), readJson(tree)));
}

function readJson(path: string): Json {
  const text = readFileSync(path, 'utf8');
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    throw new Error(`${path} is no JSON. IPTC publishes the taxonomy as JSON with a "conceptSet".`);
  }
  if (!isObject(data)) throw new Error(`${path} holds no object.`);
  return data;
}

/** IPTC's form. @see https://iptc.org/std/NewsCodes/guidelines/ */
export function ofConceptSet(data: Json): Taxonomy {
  const subjects = listOf(data.conceptSet)
    .filter(isObject)
    .map((concept) => ({
      code: codeIn(concept.qcode) ?? codeIn(concept.uri) ?? '',
      parent: listOf(concept.broader).map(codeIn).find(Boolean) ?? null,
      wikidata:
        listOf(concept.exactMatch)
          .map((match) =>
            typeof match === 'string' ? (/wikidata\.org\/\w+\/(Q\d+)$/.exec(match)?.[1] ?? null) : null,
          )
          .find(Boolean) ?? null,
      retired: dayIn(concept.retired),
      names: namesIn(concept.prefLabel),
    }));
  return {
    version: dayIn(data.dateReleased) ?? dayIn(data.versionDate) ?? dayIn(data.modified) ?? '',
    subjects,
  };
}

function ofSpreadsheet(all: Json, active: Json): Taxonomy {
  const tree = new Map(
    listOf(active.concepts)
      .filter(isObject)
      .map((concept) => [concept.code, concept]),
  );
  const subjects = listOf(all.concepts)
    .filter(isObject)
    .map((concept) => {
      const placed = tree.get(concept.code);
      const wikidata = placed?.wikidata;
      return {
        code: codeIn(concept.code) ?? '',
        parent: codeIn(placed?.parent),
        wikidata: typeof wikidata === 'string' ? wikidata : null,
        retired: dayIn(concept.retired),
        names: namesIn(concept.name),
      };
    });
  return { version: dayIn(all.version) ?? '', subjects };
}

const namesIn = (value: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries(isObject(value) ? value : {}).flatMap(([locale, name]) =>
      typeof name === 'string' && name.trim() !== '' ? [[locale, name.trim()]] : [],
    ),
  );

function whole(taxonomy: Taxonomy): Taxonomy {
  if (taxonomy.version === '') throw new Error('The taxonomy says no version (a day).');
  if (taxonomy.subjects.length === 0) throw new Error('The taxonomy holds no concepts.');
  const codes = new Set(taxonomy.subjects.map(({ code }) => code));
  for (const { code, parent, names } of taxonomy.subjects) {
    if (code === '') throw new Error(`A concept has no code of eight digits: ${JSON.stringify(names)}.`);
    if (englishOf(names) === '') throw new Error(`${code} has no English label.`);
    if (parent !== null && !codes.has(parent))
      throw new Error(`${code} lies under ${parent}, which is missing.`);
  }
  const parents = new Map(taxonomy.subjects.map(({ code, parent }) => [code, parent]));
  for (const code of codes) {
    const path = new Set<string>();
    for (let at = parents.get(code) ?? null; at !== null && !path.has(at); at = parents.get(at) ?? null)
      path.add(at);
    if (path.has(code)) throw new Error(`${code} lies below itself.`);
  }
  return taxonomy;
}

/** British English first, as the taxonomy is written in it. */
export const englishOf = (names: Record<string, string>): string =>
  names['en-GB'] ?? names['en-US'] ?? names.en ?? '';
