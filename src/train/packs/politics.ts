// Parties, intelligence agencies, committees of the US Congress, listed groups. An abbreviation counts only where its
// country is spoken of, and so does a name that parties of several countries share.
import type { GuardData } from '../../model/vocabulary.ts';
import type { Country } from './country.ts';
import { type Draft, type DraftAlias, type DraftEntity, plain, slugId } from './draft.ts';
import type { Row, Sources } from './tsv.ts';

type IdOf = (name: string) => string | null;

const LETTERS = /^[\p{Lu}][\p{Lu}\d-]{1,6}$/u;
const TITLE =
  /^\p{Lu}[\p{L}\p{M}'’.&-]*(?: (?:[\p{Lu}\d][\p{L}\p{M}'’.&\d-]*|of|for|the|and|de|la|le|du|des|del|per|in|to|on|y|e|et|di|da|do|al|el|für|und|der|die|og))*$/u;

/** One guard a country: it, or its people, is spoken of nearby. */
function guardsOf(countries: readonly Country[], example: string): Record<string, GuardData> {
  const guards: Record<string, GuardData> = {};
  for (const { iso2, name, demonyms } of countries) {
    if (iso2 === '') continue;
    guards[iso2] = {
      need: [name, ...demonyms].map((word) => `"${word}"`).join(' OR '),
      within: 40,
      alone: true,
      must: `${example} in ${name}.`,
      mustNot: 'Nobody at the table had heard of {} before.',
    };
  }
  return guards;
}

/** Only the guards that some alias uses. */
function usedGuards(
  guards: Record<string, GuardData>,
  entities: readonly DraftEntity[],
): Record<string, GuardData> {
  const used = new Set(
    entities.flatMap(({ aliases, doubt }) => [doubt, ...aliases.map(({ guard }) => guard)]),
  );
  return Object.fromEntries(Object.entries(guards).filter(([name]) => used.has(name)));
}

export function draftParties(sources: Sources, countries: readonly Country[], idOf: IdOf): Draft {
  const byIso = new Map(
    countries.filter((one) => one.row !== null && one.independent).map((one) => [one.iso2, one]),
  );
  const rows = sources.rows('factbook-parties.tsv').filter((row) => byIso.has(row.get('iso2')));
  const times = new Map<string, number>();
  for (const row of rows) times.set(row.get('name'), (times.get(row.get('name')) ?? 0) + 1);
  const seen = new Set<string>();
  const entities = rows.flatMap((row): DraftEntity[] => {
    const country = byIso.get(row.get('iso2'));
    const name = row
      .get('name')
      .replace(/’/g, "'")
      .replace(/ coalition$/, '');
    const id = slugId('ORG', `${name} ${country?.iso2 ?? ''}`);
    if (country === undefined || !isPartyName(name) || seen.has(id)) return [];
    seen.add(id);
    const shared = (times.get(row.get('name')) ?? 0) > 1 || !isTelling(name, country);
    const others = row.list('aliases').filter((text) => LETTERS.test(text) || isPartyName(text));
    return [
      {
        id: (shared ? null : idOf(name)) ?? id,
        type: 'ORG',
        name,
        aliases: [
          shared ? { text: name, guard: country.iso2 } : plain(name),
          ...others
            .filter((text) => text.length > 2)
            .map((text): DraftAlias => ({ text, guard: country.iso2 })),
        ],
        about: [country.id],
        doubt: country.iso2,
      },
    ];
  });
  return {
    pack: 'parties',
    licence: 'CC0-1.0',
    source: 'The World Factbook',
    about: [
      'Political parties by country. Abbreviations, and names that say no country, count only where it is spoken of.',
      'Facts from The World Factbook (public domain), state of early 2026; Wikidata ids where GUM (CC BY 4.0) has the name.',
    ],
    guards: usedGuards(guardsOf([...byIso.values()], 'The {} won most seats'), entities),
    entities,
  };
}

const PARTY =
  /Part(y|ei|i|ido|ito|ij)|Front|Movement|Alliance|Union|Democra|Congress|League|Coalition|Rally|Bloc|Social|Republic|National|Liberal|People|Labou?r|Green|Kongres|Convention|Forum|Council|Left|Unity|Justice|Freedom|Progress/;

const isPartyName = (name: string): boolean =>
  TITLE.test(name) && name.length > 5 && name.includes(' ') && PARTY.test(name);

/** Says by itself which country it is in, or is long enough to be the only one. */
const isTelling = (name: string, { name: country, adjective }: Country): boolean =>
  name.includes(country) || (adjective !== '' && name.includes(adjective)) || name.split(' ').length > 5;

export function draftAgencies(sources: Sources, countries: readonly Country[], idOf: IdOf): Draft {
  const byIso = new Map(countries.filter((one) => one.row !== null).map((one) => [one.iso2, one]));
  const rows = sources.rows('misp-intelligence-agencies.tsv');
  const seen = new Set<string>();
  const entities = rows.flatMap((row): DraftEntity[] => {
    const country = byIso.get(row.get('iso2'));
    const name = row.get('name').replace(/’/g, "'").replace(/^The /, '');
    const id = slugId('ORG', `${name} ${country?.iso2 ?? ''}`);
    if (
      country === undefined ||
      !TITLE.test(name) ||
      !AGENCY.test(name) ||
      !name.includes(' ') ||
      seen.has(id)
    )
      return [];
    seen.add(id);
    const others = row
      .list('aliases')
      .filter(
        (text) =>
          (LETTERS.test(text) && text.length > 2) ||
          (TITLE.test(text) && AGENCY.test(text) && text.includes(' ')),
      );
    return [
      {
        id: idOf(name) ?? id,
        type: 'ORG',
        name,
        aliases: [name, ...others].map(
          (text): DraftAlias => (isTelling(text, country) ? plain(text) : { text, guard: country.iso2 }),
        ),
        about: [country.id],
        doubt: country.iso2,
      },
    ];
  });
  return {
    pack: 'agencies',
    licence: 'CC0-1.0',
    source: 'MISP galaxy',
    about: [
      'Intelligence and security agencies. Most share their names: they count only where their country is spoken of.',
      'Facts from MISP galaxy (CC0 1.0); Wikidata ids where GUM (CC BY 4.0) has the name.',
    ],
    guards: usedGuards(guardsOf([...byIso.values()], 'Officers of the {} were seen'), entities),
    entities,
  };
}

const AGENCY =
  /Intelligence|Security|Service|Agency|Bureau|Directorate|Investigation|Office|Police|Department|Centre|Center|Command|Inteligencia|Renseignement|Nachrichten|Seguridad|Sécurité|Counter/;

export function draftCommittees(sources: Sources, usId: string, idOf: IdOf): Draft {
  const rows = sources.rows('us-committees.tsv').filter((row) => row.get('parent') === '');
  return {
    pack: 'us-committees',
    licence: 'CC0-1.0',
    source: 'unitedstates/congress-legislators',
    about: ['Committees of the US Congress.', 'Facts from unitedstates/congress-legislators (CC0 1.0).'],
    guards: {},
    entities: rows.map((row) => draftCommittee(row, usId, idOf)),
  };
}

function draftCommittee(row: Row, usId: string, idOf: IdOf): DraftEntity {
  const name = row.get('name').replace(/’/g, "'");
  const found = /^(House|Senate) (?:(Permanent Select|Select|Special) )?Committee on (?:the )?(.+)$/.exec(
    name,
  );
  const [, house = '', , field = ''] = found ?? [];
  const head = field.split(/, | and /)[0] ?? '';
  const texts = found
    ? [
        `${house} ${field} Committee`,
        ...(head === field ? [] : [`${house} ${head} Committee`]),
        `U.S. ${name}`,
        `United States ${name}`,
      ]
    : [];
  return {
    id: idOf(name) ?? idOf(`United States ${name}`) ?? slugId('ORG', name),
    type: 'ORG',
    name,
    aliases: [...new Set([name, ...texts])].map(plain),
    about: [usId],
  };
}

/** Groups under sanctions in Canada, with all their spellings. Names and ids only: a listing is a government's opinion. */
export function draftGroups(sources: Sources, idOf: IdOf): Draft {
  const entities = sources.rows('misp-terrorist-entities-canada.tsv').flatMap((row): DraftEntity[] => {
    const name = row.get('name').replace(/^The /, '');
    if (!/^\p{Lu}[\p{L}' -]+ [\p{L}' -]+$/u.test(name) || /Hekmatyar/.test(name)) return [];
    const spelled = row
      .list('aliases')
      .map((text) => text.replace(/^[Tt]he /, '').replace(/’/g, "'"))
      .filter(
        (text) =>
          /^\p{Lu}[\p{L}'-]+(?: [\p{L}'-]+){1,6}$/u.test(text) &&
          !/ and | or /.test(text) &&
          !VAGUE.test(text),
      );
    const letters = row.get('in_brackets');
    return [
      {
        id: idOf(name) ?? slugId('ORG', name),
        type: 'ORG',
        name,
        aliases: [
          ...[name, ...spelled].map(plain),
          ...(/^[A-Z]{3,5}$/.test(letters) ? [{ text: letters, guard: 'militants' }] : []),
        ],
        doubt: 'militants',
      },
    ];
  });
  return {
    pack: 'listed-groups',
    licence: 'CC0-1.0',
    source: 'MISP galaxy',
    about: [
      'Armed groups under sanctions in Canada, and their spellings. Being listed here says nothing about a group.',
      'Facts from MISP galaxy (CC0 1.0); Wikidata ids where GUM (CC BY 4.0) has the name.',
    ],
    guards: {
      militants: {
        need: 'militant* OR jihad* OR fighter* OR terror* OR attack* OR insurgen* OR rebel* OR bomb* OR guerrilla* OR extremis* OR armed',
        within: 20,
        must: 'Fighters of {} attacked a convoy.',
        mustNot: 'The meeting on {} ended early.',
      },
    },
    entities,
  };
}

const VAGUE =
  /^(Party of God|Islamic Jihad|The Base|The Youth|Revolutionary Justice Organization|Organization of the Oppressed on Earth|The Organization|Islamic Army|Islamic State|The State|Mujahideen Youth Movement|Workers Party|World Tamil|Armed Struggle Cell)/;
