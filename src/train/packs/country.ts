// Countries as the lists tell them: id, names, nationality words. What packs about places, people and offices stand on.
import type { Row, Sources } from './tsv.ts';

export type Country = {
  id: string;
  iso2: string;
  gec: string;
  /** as English news writes it */
  name: string;
  /** Turkish; '' where there is none */
  adjective: string;
  /** nationality words: Turkish, Turk, Turks */
  demonyms: string[];
  /** a state, not a territory of another */
  independent: boolean;
  row: Row | null;
  map: Row | null;
  facts: Row | null;
};

/** Names of the lists that news writes otherwise. */
const NAMES: Record<string, string> = {
  US: 'United States',
  CN: 'China',
  GB: 'United Kingdom',
  CD: 'Democratic Republic of the Congo',
  CG: 'Republic of the Congo',
  CI: 'Ivory Coast',
  GM: 'Gambia',
  BS: 'Bahamas',
  MM: 'Myanmar',
  CV: 'Cape Verde',
  SZ: 'Eswatini',
  MK: 'North Macedonia',
  CZ: 'Czech Republic',
  TL: 'East Timor',
  VA: 'Vatican City',
  FM: 'Federated States of Micronesia',
  ST: 'São Tomé and Príncipe',
  MO: 'Macau',
  BQ: 'Caribbean Netherlands',
  VI: 'United States Virgin Islands',
  PN: 'Pitcairn Islands',
  AX: 'Åland Islands',
};

/** A country's own row on the map; some have a territory under the same code before it. */
const MAIN = /^(Sovereign country|Country|Sovereignty|Dependency|Disputed|Indeterminate)$/;

/** All countries and territories, in the order of their ISO codes. */
export function readCountries(sources: Sources): Country[] {
  const maps = sources.rows('countries-natural-earth.tsv').filter((row) => MAIN.test(row.get('kind')));
  const facts = new Map(sources.rows('factbook-countries.tsv').map((row) => [row.get('iso2'), row]));
  const taken = new Set(sources.rows('countries.tsv').map((row) => row.get('wikidata')));
  const listed = sources.rows('countries.tsv').flatMap((row) => {
    const iso2 = row.get('iso2');
    const known = row.get('wikidata');
    const map =
      maps.find((one) => one.get('wikidata') === known) ??
      maps.find((one) => one.get('iso2') === iso2 && !taken.has(one.get('wikidata')));
    const id = known || map?.get('wikidata') || '';
    return id === '' ? [] : [makeCountry(id, iso2, row, map ?? null, facts.get(iso2) ?? null)];
  });
  const ids = new Set(listed.flatMap(({ id, map }) => [id, map?.get('wikidata') ?? id]));
  const others = maps
    .filter((map) => !ids.has(map.get('wikidata')) && map.get('kind') !== 'Dependency')
    .map((map) => makeCountry(map.get('wikidata'), map.get('iso2'), null, map, factsOf(map, sources)));
  return [...listed, ...others];
}

const factsOf = (map: Row, sources: Sources): Row | null =>
  sources.rows('factbook-countries.tsv').find((row) => row.get('short') === map.get('name')) ?? null;

function makeCountry(id: string, iso2: string, row: Row | null, map: Row | null, facts: Row | null): Country {
  const adjectives = facts === null ? [] : adjectivesOf(facts);
  const own =
    row === null ? iso2 === '' || map?.get('kind') !== 'Dependency' : row.get('independent') === 'Yes';
  return {
    id,
    iso2,
    gec: facts?.get('gec') ?? row?.get('gec') ?? '',
    name: NAMES[row === null ? '' : iso2] ?? (map?.get('name') || row?.get('name') || id),
    adjective: adjectives[0] ?? '',
    demonyms: [...new Set([...adjectives, ...(facts === null ? [] : nounsOf(facts))])],
    independent: own,
    row,
    map,
    facts,
  };
}

const WORD = /^[\p{Lu}][\p{L}'-]+(?: [\p{Lu}][\p{L}'-]+)*$/u;

/** "Saudi or Saudi Arabian", "Taiwan (or Taiwanese)", "Aruban; Dutch": every word that is one. */
function adjectivesOf(facts: Row): string[] {
  const text = facts.get('nationality_adjective').replace(/;.*/, '');
  return parts(text).filter((word) => WORD.test(word) && word !== 'NA');
}

/** "Turk(s)", "Frenchman(men), Frenchwoman(women)", "Motswana (singular), Batswana (plural)". */
function nounsOf(facts: Row): string[] {
  const text = facts
    .get('nationality_noun')
    .replace(/;.*/, '')
    .replace(/\((US nationals|US citizens|colloquial)\)/g, '');
  return parts(text).flatMap((part) => {
    const plural = /^(.*?) ?\((s|men|women)\)$/.exec(part);
    const one = plural?.[1] ?? part;
    if (!WORD.test(one)) return [];
    if (plural?.[2] === 's') return [one, `${one}s`];
    return plural === null ? [one] : [one, one.replace(/(wo)?man$/, '$1men')];
  });
}

const parts = (text: string): string[] =>
  text
    .replace(/\((singular and plural|singular|plural|collective plural)\)/g, '')
    .replace(/[()]or /g, ', ')
    .replace(/ \(or (\w+)\)/g, ', $1')
    .split(/,| or |\/| and /)
    .map((part) => part.trim())
    .filter((part) => part !== '');
