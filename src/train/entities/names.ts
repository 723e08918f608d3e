// Lists of names for the tagger's lexicon, from the tables of open name data. Phrases with what they can be.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  CITY,
  COUNTRY,
  DEMONYM,
  GIVEN,
  ORGANISATION,
  REGION,
  SURNAME,
} from '../../tag/entities/crf/lexicon.ts';

/** Phrase as written → bits. */
export type Names = Map<string, number>;

const BIG_CITY = 100_000;
const DEMONYMS = `British Kurds Kurd Kurdish Jews Jew Jewish Muslims Muslim Islamist Islamists Islamic Soviet Arab Arabs
  Sunni Sunnis Shia Shiite Shiites Hindu Hindus Christian Christians Catholic Catholics Protestant Orthodox Buddhist
  Buddhists Uyghur Uyghurs Uighur Rohingya Tamil Tamils Hutu Tutsi Palestinians Palestinian European Europeans African
  Africans Asian Asians American Americans Western Westerners Hispanic Latino Tibetan Chechen Chechens Basque Catalan
  Scottish Scots Welsh Irish English Druze Alawite Alawites Yazidi Yazidis Houthi Coptic Copts Balkan Nordic Pashtun
  Dutch Danes Swedes Turks Poles Finns Czechs Bosniak Serb Serbs Croats Slavic Persian Mongol Ottoman Roman Greek`;
const REGIONS = `Middle East,Gaza Strip,West Bank,Balkans,West,East Asia,Southeast Asia,South Asia,Central Asia,Western Europe,
  Eastern Europe,Central Europe,Latin America,North America,South America,Central America,Africa,Asia,Europe,North Africa,
  West Africa,East Africa,Horn of Africa,Sahel,Caucasus,North Caucasus,South Caucasus,Scandinavia,Maghreb,Levant,Arctic,Antarctica,
  Oceania,Caribbean,Persian Gulf,Gulf,Mediterranean,Black Sea,Baltic,Baltic Sea,Donbas,Donbass,Kashmir,Siberia,Golan
  Heights,Kurdistan,Sub-Saharan Africa,Far East,Asia-Pacific,Indian Ocean,Pacific,Atlantic,Red Sea,Great Britain`;
const LEGAL_FORM =
  /[,]? (?:Inc\.?|Corp\.?|Corporation|Company|Co\.|Ltd\.?|plc|Group|Holdings?|\(The\)|\(Class \w\))+$/i;

/** Reads the lists of a folder laid out as its README says. */
export function readNames(folder: string): Names {
  const names: Names = new Map();
  const add = (phrase: string | undefined, bit: number): void => {
    const clean = phrase?.replace(/^the /i, '').trim() ?? '';
    if (/\p{L}{2}/u.test(clean)) names.set(clean, (names.get(clean) ?? 0) | bit);
  };
  const table = (file: string): Record<string, string>[] => readTable(join(folder, file));
  const list = (cell: string | undefined): string[] => (cell ?? '').split('|').filter((name) => name !== '');
  addPlaces(table, list, add);
  addOrganisations(table, list, add);
  for (const row of table('names/given-en.tsv')) add(row.name, GIVEN);
  for (const name of readLines(join(folder, 'names/given.txt'))) add(name, GIVEN);
  for (const name of readLines(join(folder, 'names/surnames.txt'))) add(name, SURNAME);
  return names;
}

type Table = (file: string) => Record<string, string>[];
type List = (cell: string | undefined) => string[];
type Add = (phrase: string | undefined, bit: number) => void;

function addPlaces(table: Table, list: List, add: Add): void {
  for (const row of table('countries.tsv')) {
    for (const name of [row.name, row.un_short, row.un_formal]) add(name, COUNTRY);
    add(row.capital, CITY);
  }
  for (const row of table('countries-natural-earth.tsv'))
    for (const name of [row.name, ...list(row.alt_names)]) add(name, COUNTRY);
  for (const row of table('factbook-countries.tsv')) {
    for (const name of [row.short, row.long, ...list(row.former), ...list(row.abbreviation)])
      add(name, COUNTRY);
    for (const word of (row.nationality_adjective ?? '').split(/ or |, |;/)) add(word, DEMONYM);
    for (const word of (row.nationality_noun ?? '').split(/ or |, |;/)) {
      const plain = word.replace(/\(.*$/, '').trim();
      add(plain, DEMONYM);
      if (/\((?:e?s)\)/.test(word)) add(`${plain}s`, DEMONYM);
    }
  }
  for (const row of table('places-natural-earth.tsv'))
    for (const name of [row.name, ...list(row.alt_names)]) add(name, CITY);
  for (const row of table('cities15000.tsv')) if (Number(row.population) > BIG_CITY) add(row.name, CITY);
  for (const word of DEMONYMS.split(/\s+/)) add(word, DEMONYM);
  for (const name of REGIONS.split(',')) add(name.replace(/\s+/g, ' '), REGION);
}

function addOrganisations(table: Table, list: List, add: Add): void {
  for (const row of table('companies-sp500.tsv')) {
    add(row.name, ORGANISATION);
    add(row.name?.replace(LEGAL_FORM, ''), ORGANISATION);
  }
  for (const file of [
    'factbook-parties',
    'misp-intelligence-agencies',
    'factbook-terrorist-groups',
    'misp-terrorist-entities-canada',
  ]) {
    for (const row of table(`${file}.tsv`)) {
      for (const name of [row.name, ...list(row.aliases), ...list(row.in_brackets)]) add(name, ORGANISATION);
    }
  }
  for (const row of table('news-media.tsv')) add(row.name, ORGANISATION);
  for (const row of table('us-committees.tsv')) add(row.name, ORGANISATION);
  for (const row of table('phoenix-militant-groups.tsv'))
    if (/\s/.test(row.name ?? '')) add(row.name, ORGANISATION);
  for (const row of table('phoenix-organisations.tsv')) {
    if (/^(?:IGO|NGO|MNC)/.test(row.codes ?? '') && /\s/.test(row.name ?? '')) add(row.name, ORGANISATION);
  }
}

function readTable(path: string): Record<string, string>[] {
  const [head = '', ...lines] = readLines(path);
  const columns = head.split('\t');
  return lines.map((line) => {
    const cells = line.split('\t');
    return Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? '']));
  });
}

const readLines = (path: string): string[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
