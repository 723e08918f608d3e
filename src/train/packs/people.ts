// People in office: heads of state and of government, members of the US Congress. Public office only, no private life.
import type { Country } from './country.ts';
import { type Draft, type DraftAlias, type DraftEntity, plain, slugId } from './draft.ts';
import { US_STATES } from './states.ts';
import type { Row, Sources } from './tsv.ts';

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);

/** Names so frequent that office or place must stand beside them. */
const FREQUENT = new Set(
  `smith johnson williams brown jones miller davis wilson anderson taylor thomas moore martin jackson thompson white
  harris clark lewis robinson walker young allen king wright scott green baker adams nelson hill campbell mitchell
  roberts carter phillips evans turner parker collins edwards stewart morris murphy cook rogers morgan cooper peterson
  reed bailey bell kelly howard ward cox richardson watson brooks wood james bennett gray hughes price myers long foster
  sanders ross powell sullivan russell jordan hamilton graham wallace cole west hayes bryant ford crawford simpson ryan
  kennedy warren lee garcia rodriguez martinez hernandez lopez gonzalez perez sanchez ramirez torres flores rivera gomez
  diaz cruz reyes ortiz morales moran kim khan ali singh fields carson carey johnston smucker bishop burns murray kelly
  paul rose moore scott mann case hunt barr self stanton good grant stone fry day dean moody banks green daines himes
  wicker cotton grassley booker warner kaine fine haley steel thompson jack hoyle frost fallon`.split(/\s+/),
);

const isFrequent = (name: string): boolean => FREQUENT.has((name.split(' ').at(-1) ?? '').toLowerCase());

export function draftLeaders(
  sources: Sources,
  countries: readonly Country[],
  idOf: (name: string) => string | null,
): Draft {
  const byIso = new Map(countries.map((one) => [one.iso2, one]));
  const seen = new Set<string>();
  const entities = sources.rows('factbook-leaders.tsv').flatMap((row): DraftEntity[] => {
    const country = byIso.get(row.get('iso2'));
    const name = nameOf(row);
    if (country === undefined || !country.independent || seen.has(name) || !/^\p{Lu}\S+ \S+/u.test(name))
      return [];
    seen.add(name);
    const from = dayOf(row.get('since'));
    return [
      {
        id: idOf(name) ?? slugId('PER', name),
        type: 'PER',
        name,
        aliases: spellings(name, row.get('surname_part')).map((text) =>
          guarded(text, 'office', isFrequent(name)),
        ),
        about: [country.id],
        office: `${titleOf(row.get('title'))} of ${country.name}`,
        ...(from !== null && { from }),
        doubt: 'office',
      },
    ];
  });
  return {
    pack: 'leaders',
    licence: 'CC0-1.0',
    source: 'The World Factbook',
    about: [
      'Heads of state and of government, each with the day the office began. Offices end: look at the version.',
      'Facts from The World Factbook (public domain), state of early 2026; Wikidata ids where GUM (CC BY 4.0) has the name.',
    ],
    guards: {
      office: {
        need: 'president* OR minister* OR premier OR chancellor OR king OR emir OR sultan OR pope OR government OR leader OR parliament OR election*',
        within: 40,
        must: 'President {} spoke to the nation.',
        mustNot: 'The song was written by {} in a garage.',
      },
    },
    entities,
  };
}

const guarded = (text: string, guard: string, doubtful: boolean): DraftAlias =>
  doubtful ? { text, guard } : plain(text);

/** "XI Jinping" is printed with a family name in capitals; nicknames stand in brackets. */
const nameOf = (row: Row): string =>
  row
    .get('name')
    .replace(/ \([^)]*\)/g, '')
    .replace(/\b(\p{Lu})(\p{Lu}{2,})\b/gu, (all, first: string, rest: string) =>
      /^[IVX]+$/.test(all) ? all : first + rest.toLowerCase(),
    )
    .replace(/^XI /, 'Xi ')
    .replace(/\s+/g, ' ')
    .trim();

const titleOf = (title: string): string => title.replace(/ \(.*?\)| General$|^GNU Interim /g, '');

/** Given name and the part that the press uses, and the usual transcriptions of Mohammed. */
function spellings(name: string, surname: string): string[] {
  const given = name.split(' ')[0] ?? '';
  const short = surname !== '' && given !== surname ? `${given} ${surname}` : name;
  const both = [...new Set([name, short])].filter((text) => text.includes(' '));
  return both.flatMap((text) => [text, ...transcribed(text)]);
}

const MOHAMMED = /\b(Mohammed|Mohamed|Muhammad|Mohammad|Muhammed)\b/;

const transcribed = (text: string): string[] =>
  MOHAMMED.test(text)
    ? ['Mohammed', 'Mohamed', 'Muhammad', 'Mohammad']
        .map((form) => text.replace(MOHAMMED, form))
        .filter((one) => one !== text)
    : [];

/** "12 December 2019" as an ISO day. */
function dayOf(text: string): string | null {
  const found = /^(\d{1,2}) (\w+) (\d{4})$/.exec(text);
  const month = MONTHS.indexOf(found?.[2] ?? '') + 1;
  if (found === null || month === 0) return null;
  return `${found[3]}-${String(month).padStart(2, '0')}-${(found[1] ?? '').padStart(2, '0')}`;
}

export function draftCongress(sources: Sources, usId: string): Draft {
  const rows = sources.rows('us-congress.tsv').filter((row) => row.get('wikidata') !== '');
  return {
    pack: 'us-congress',
    licence: 'CC0-1.0',
    source: 'unitedstates/congress-legislators',
    about: [
      'Sitting members of the US Congress. Names that many people share count only beside words of that work.',
      'Facts from unitedstates/congress-legislators (CC0 1.0), state of June 2026, with its Wikidata ids.',
    ],
    guards: {
      congress: {
        need: 'senator* OR senate OR congress* OR representative OR rep OR sen OR lawmaker* OR "house speaker" OR caucus OR republican* OR democrat*',
        within: 40,
        must: 'Senator {} voted against the bill.',
        mustNot: '{} opened a bakery.',
      },
    },
    entities: rows.map((row) => draftMember(row, usId)),
  };
}

function draftMember(row: Row, usId: string): DraftEntity {
  const [first, middle, last] = [row.get('first'), row.get('middle'), row.get('last')];
  const suffix = row.get('suffix');
  const nick = row.get('nickname');
  const name = row.get('wikipedia').replace(/ \(.*\)/, '') || row.get('name');
  const initial = middle.replace('.', '')[0];
  const texts = [
    name,
    `${first} ${last}`,
    ...(nick === '' ? [] : [`${nick} ${last}`]),
    ...(initial === undefined ? [] : [`${first} ${initial}. ${last}`]),
    ...(middle.length > 2 ? [`${first} ${middle} ${last}`] : []),
    ...(suffix === '' ? [] : [`${first} ${last} ${suffix}`]),
    row.get('name'),
  ];
  const frequent = [name, `${first} ${last}`].some(isFrequent);
  const house = row.get('chamber') === 'Senate' ? 'US senator' : 'US representative';
  return {
    id: row.get('wikidata'),
    type: 'PER',
    name,
    aliases: [...new Set(texts)]
      .filter((text) => /^\S+ \S/.test(text))
      .map((text) => guarded(text, 'congress', frequent)),
    about: [usId],
    office: `${house}, ${US_STATES[row.get('state')] ?? row.get('state')}`,
    from: row.get('first_term'),
    doubt: 'congress',
  };
}
