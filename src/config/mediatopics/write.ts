// Media Topics as the two files that Presswatch reads: the tree that every worker loads, and beside it the labels of all languages
// with the retired codes, which are read only when asked for. Same input, same bytes; each file is replaced as a whole.
import { renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Taxonomy } from '../../model/model.ts';
import { englishOf } from './read.ts';

const ATTRIBUTION =
  'Media Topics NewsCodes © IPTC, International Press Telecommunications Council, https://iptc.org, CC BY 4.0';

/** Writes the tree to `path`, and `mediatopics-names.json` beside it. */
export function writeTaxonomy(path: string, taxonomy: Taxonomy): void {
  replace(join(dirname(path), 'mediatopics-names.json'), namesFile(taxonomy));
  replace(path, treeFile(taxonomy));
}

/** A reader sees the old file or the new one, never a part. */
function replace(path: string, text: string): void {
  writeFileSync(`${path}.new`, text);
  renameSync(`${path}.new`, path);
}

function treeFile({ version, subjects }: Taxonomy): string {
  const active = subjects.filter(({ retired }) => retired === null);
  const rows = active.map(({ code, parent, names }) => [code, parent, englishOf(names)]);
  return file({ version, changes: 'code, parent and English label of the active concepts only' }, rows);
}

function namesFile({ version, subjects }: Taxonomy): string {
  const locales = [...new Set(subjects.flatMap(({ names }) => Object.keys(names)))].sort();
  const rows = subjects.map(({ code, parent, wikidata, retired, names }) => [
    code,
    parent,
    wikidata,
    retired,
    locales.map((locale) => names[locale] ?? null),
  ]);
  const changes = 'code, parent, Wikidata id, day of retirement and labels by locale; no definitions';
  return file({ version, changes, locales }, rows);
}

type Facts = { version: string; changes: string; locales?: string[] };

/** One row a line, so that a newer version reads well as a difference. */
function file({ version, ...facts }: Facts, rows: unknown[][]): string {
  const head = {
    scheme: 'medtop',
    title: 'IPTC Media Topics NewsCodes',
    version,
    licence: 'CC BY 4.0',
    attribution: ATTRIBUTION,
    ...facts,
    uri: 'http://cv.iptc.org/newscodes/mediatopic/',
  };
  const lines = Object.entries(head).map(
    ([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)},\n`,
  );
  return `{\n${lines.join('')}  "concepts": [\n${rows.map((row) => `    ${JSON.stringify(row)}`).join(',\n')}\n  ]\n}\n`;
}
