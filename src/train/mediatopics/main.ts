// `npm run import:mediatopics -- --iptc FOLDER --out config/mediatopics.json`: writes the tree that every worker reads, and
// beside it the labels of all languages and the retired codes, which are read only when asked for. Same input, same bytes.
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { englishOf, readTaxonomy, type Taxonomy } from './read.ts';

const ATTRIBUTION =
  'Media Topics NewsCodes © IPTC, International Press Telecommunications Council, https://iptc.org, CC BY 4.0';

const { values: options } = parseArgs({ options: { iptc: { type: 'string' }, out: { type: 'string' } } });
if (options.iptc === undefined || options.out === undefined) {
  console.error('Say where things are: --iptc FOLDER --out config/mediatopics.json');
  process.exit(2);
}
const taxonomy = readTaxonomy(options.iptc);
const names = join(dirname(options.out), 'mediatopics-names.json');
writeFileSync(options.out, treeFile(taxonomy));
writeFileSync(names, namesFile(taxonomy));
const retired = taxonomy.subjects.filter((one) => one.retired !== null).length;
console.log(
  `Media Topics of ${taxonomy.version}: ${taxonomy.subjects.length - retired} active concepts, ${retired} retired.`,
);

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
