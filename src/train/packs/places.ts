// Cities: those of Natural Earth with Wikidata ids and names in 25 languages, and those of GeoNames above 100,000
// inhabitants. A name that means more than the city counts only where its country is named too.
import type { GuardData } from '../../model/vocabulary.ts';
import type { Country } from './country.ts';
import { type Draft, type DraftEntity, plain } from './draft.ts';
import type { Lexicon } from './lexicon.ts';
import { US_STATES } from './states.ts';
import type { Row, Sources } from './tsv.ts';

/** Names alone say enough of a city this large, unless others claim them. */
const SURE_POPULATION = 750_000;
/** below this a city is not news by itself */
const LEAST_POPULATION = 100_000;

/** how far from a doubtful city its country may stand */
const NEAR_WORDS = 8;

const NAMES = /^[\p{L}][\p{L}\p{M}'’. -]+$/u;

/** Both packs. */
export function draftPlaces(sources: Sources, countries: readonly Country[], lexicon: Lexicon): Draft[] {
  const byIso = new Map(countries.filter(({ row }) => row !== null).map((one) => [one.iso2, one]));
  const places = sources.rows('places-natural-earth.tsv').filter((row) => row.get('wikidata') !== '');
  const heads = new Set(places.map((row) => row.get('name')));
  const mapped = new Set(places.map((row) => row.get('geonames')));
  const named = new Set(places.map((row) => `${row.get('iso2')} ${row.get('name')}`));
  const cities = sources
    .rows('cities15000.tsv')
    .filter((row) => Number(row.get('population')) >= LEAST_POPULATION)
    .filter((row) => !mapped.has(row.get('geonames')) && !named.has(`${row.get('iso2')} ${row.get('name')}`));
  const base = { licence: 'CC0-1.0', source: 'Natural Earth' };
  return [
    {
      ...base,
      pack: 'places',
      about: [
        'Capitals and big cities. A name that is also a person or a word needs its country in the text.',
        'Facts and Wikidata ids from Natural Earth (public domain).',
      ],
      guards: guardsOf(byIso, places),
      entities: once(places.flatMap((row) => draftPlace(row, byIso, heads, lexicon))),
    },
    {
      pack: 'cities',
      licence: 'CC-BY-4.0',
      source: 'GeoNames',
      about: [
        'Cities above 100,000 inhabitants. Most count only in a text that names their country.',
        'Contains data from GeoNames (geonames.org), CC BY 4.0; changes: rows selected, guards added. Ids are theirs.',
      ],
      guards: guardsOf(byIso, cities),
      entities: once(cities.flatMap((row) => draftCity(row, byIso, lexicon))),
    },
  ];
}

/** Two guards a country, and two a state of the US: named somewhere in the text, or beside the city. */
function guardsOf(byIso: ReadonlyMap<string, Country>, rows: readonly Row[]): Record<string, GuardData> {
  const guards: Record<string, GuardData> = {};
  for (const region of [...new Set(rows.map(regionOf))].sort()) {
    const country = byIso.get(region);
    const name = country?.name ?? US_STATES[region.slice(3)];
    if (name === undefined) continue;
    const words = [name, ...(country?.demonyms ?? [])].map((word) => `"${word}"`).join(' OR ');
    const texts = {
      must: `The mayor of {} in ${name} resigned.`,
      mustNot: 'The mayor spoke of {} for an hour.',
    };
    guards[region] = { need: country ? `entity:${country.id}` : words, alone: true, ...texts };
    guards[`${region}-near`] = { need: words, within: NEAR_WORDS, alone: true, ...texts };
  }
  return guards;
}

/** Country, or for the US country and state: "TR", "US-TX". */
function regionOf(row: Row): string {
  const iso2 = row.get('iso2');
  if (iso2 !== 'US') return iso2;
  const admin = row.get('admin1');
  const code = admin in US_STATES ? admin : Object.keys(US_STATES).find((one) => US_STATES[one] === admin);
  return code === undefined ? iso2 : `US-${code}`;
}

function draftPlace(
  row: Row,
  byIso: ReadonlyMap<string, Country>,
  heads: ReadonlySet<string>,
  lexicon: Lexicon,
): DraftEntity[] {
  const country = byIso.get(row.get('iso2'));
  const name = row.get('name');
  if (country === undefined || !NAMES.test(name)) return [];
  const population = Number(row.get('pop_max'));
  const capital = row.get('kind') === 'Admin-0 capital';
  const near = lexicon.isWord(name) || (lexicon.isSurname(name) && population < SURE_POPULATION);
  const doubt = near ? `${regionOf(row)}-near` : regionOf(row);
  const least = lexicon.isWord(name)
    ? SURE_POPULATION * 4
    : lexicon.isSurname(name)
      ? SURE_POPULATION * 2
      : SURE_POPULATION;
  const guarded = !capital && population < least;
  if (name === country.name) return []; // Kuwait the city is written Kuwait City
  const other = row
    .list('alt_names')
    .filter((text) => NAMES.test(text) && text.length > 3 && text !== country.name && !heads.has(text));
  return [
    {
      id: row.get('wikidata'),
      type: 'LOC',
      name,
      aliases: [name, ...other.filter((text) => !/-/.test(text) || name.includes('-'))].map((text) =>
        guarded || (text !== name && lexicon.isWord(text)) ? { text, guard: doubt } : plain(text),
      ),
      names: namesOf(row, name),
      about: [country.id],
      doubt,
    },
  ];
}

function draftCity(row: Row, byIso: ReadonlyMap<string, Country>, lexicon: Lexicon): DraftEntity[] {
  const country = byIso.get(row.get('iso2'));
  const name = row.get('name');
  if (country === undefined || !NAMES.test(name) || name.length < 4) return [];
  const near = lexicon.isWord(name) || lexicon.isSurname(name) || country.iso2 === 'US';
  const doubt = near ? `${regionOf(row)}-near` : regionOf(row);
  return [
    {
      id: `gn:${row.get('geonames')}`,
      type: 'LOC',
      name,
      aliases: [{ text: name, guard: doubt }],
      about: [country.id],
      doubt,
    },
  ];
}

/** The first of those that share an id. */
const once = (entities: DraftEntity[]): DraftEntity[] =>
  [...new Map(entities.toReversed().map((one) => [one.id, one])).values()].toReversed();

function namesOf(row: Row, name: string): Record<string, string> {
  const pairs = row.list('names_by_lang').flatMap((pair) => {
    const [lang = '', text = ''] = pair.split('=');
    const bare = text.replace(/’/g, "'").trim();
    const usable =
      /^[a-z]{2}$/.test(lang) && lang !== 'en' && bare !== name && bare.length > 2 && !/[(),]/.test(bare);
    return usable ? [[lang, bare] as const] : [];
  });
  return Object.fromEntries(pairs.sort(([a], [b]) => (a < b ? -1 : 1)));
}
