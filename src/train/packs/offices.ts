// What nearly every state has: ministries, armed forces, a central bank, a parliament. Named by the state or its
// nationality word, so each spelling says whose it is.
import type { Country } from './country.ts';
import { type Draft, type DraftEntity, plain, slugId } from './draft.ts';

/** short name, and the long names after "Ministry of" */
const MINISTRIES: [string, string[]][] = [
  ['Foreign Ministry', ['Foreign Affairs']],
  ['Defense Ministry', ['Defense', 'Defence', 'National Defense', 'National Defence']],
  ['Interior Ministry', ['Interior', 'the Interior', 'Internal Affairs']],
  ['Finance Ministry', ['Finance']],
  ['Health Ministry', ['Health', 'Public Health']],
  ['Justice Ministry', ['Justice']],
  ['Energy Ministry', ['Energy']],
  ['Education Ministry', ['Education']],
];

const FORCES: [string, string[]][] = [
  ['Army', []],
  ['Navy', []],
  ['Air Force', []],
  ['Armed Forces', []],
];

/** These call their departments otherwise, or stand in packs made by hand. */
const NO_MINISTRIES = new Set(['US', 'VA', 'CH', 'HK']);

export function draftOffices(countries: readonly Country[]): Draft[] {
  const states = countries.filter((one) => one.independent && one.adjective !== '' && one.row !== null);
  const base = { licence: 'CC0-1.0', source: 'The World Factbook, datasets/country-codes', guards: {} };
  return [
    {
      ...base,
      pack: 'ministries',
      about: [
        'Ministries of states, in the forms that news uses: Turkish Foreign Ministry, Ministry of Health of Ghana.',
        'Made by rule from names and nationality words (public domain); a state may call one of them otherwise.',
      ],
      entities: states.filter((one) => !NO_MINISTRIES.has(one.iso2)).flatMap(ministriesOf),
    },
    {
      ...base,
      pack: 'forces',
      about: [
        'Armed forces of states by nationality word: Turkish Army, Indian Air Force.',
        'Made by rule from names and nationality words (public domain).',
      ],
      entities: states.flatMap(forcesOf),
    },
    {
      ...base,
      pack: 'central-banks',
      about: [
        'Central banks by the name of their state; those with names of their own stand in a pack made by hand.',
        'Made by rule from names and nationality words (public domain).',
      ],
      entities: states.map(centralBankOf),
    },
    {
      ...base,
      pack: 'parliaments',
      about: [
        'Parliaments by nationality word, and by their own name where no other has it.',
        'Facts from The World Factbook (public domain).',
      ],
      entities: states.flatMap(parliamentOf),
    },
  ];
}

function ministriesOf(country: Country): DraftEntity[] {
  const { name, adjective } = country;
  return MINISTRIES.map(([short, long]) => {
    const both = short === 'Defense Ministry' ? [short, 'Defence Ministry'] : [short];
    const texts = [
      ...both.flatMap((one) => [`${adjective} ${one}`, `${name} ${one}`, `${one} of ${name}`]),
      ...long.flatMap((field) => [
        `${adjective} Ministry of ${field}`,
        `Ministry of ${field} of ${name}`,
        `${name} Ministry of ${field}`,
      ]),
    ];
    const canonical = `${adjective} ${short}`;
    return office(country, canonical, texts, slugId('ORG', `${short} of ${name}`));
  });
}

const forcesOf = (country: Country): DraftEntity[] =>
  FORCES.map(([force]) => {
    const texts = [`${country.adjective} ${force}`, `${country.name} ${force}`];
    return office(
      country,
      `${country.adjective} ${force}`,
      texts,
      slugId('ORG', `${force} of ${country.name}`),
    );
  });

function centralBankOf(country: Country): DraftEntity {
  const { name, adjective } = country;
  const texts = [
    `Central Bank of ${name}`,
    `${adjective} Central Bank`,
    `${name} Central Bank`,
    `${name}n Central Bank`,
  ].slice(0, 3);
  return office(country, `Central Bank of ${name}`, texts, slugId('ORG', `Central Bank of ${name}`));
}

const GENERIC =
  /^(National|Federal|General|House|Legislat|Parl|Congress|Council|People|Legislative|Supreme|Grand|Great|Houses|Transitional|Council|Chamber|Assembly|None|none|bicameral|unicameral)/;

function parliamentOf(country: Country): DraftEntity[] {
  const { name, adjective, facts } = country;
  const text = facts?.get('legislature') ?? '';
  if (text === '') return [];
  const [, outside = '', inside = ''] = /^([^(]*)(?:\(([^)]*)\))?/.exec(text) ?? [];
  const own = [outside.trim(), inside.trim()].filter(
    (one) => /^\p{Lu}[\p{L}' -]{4,}$/u.test(one) && !GENERIC.test(one) && !/^Parl/i.test(one),
  );
  const long =
    own.length === 0 && /^\p{Lu}[\p{L}' ]+$/u.test(outside.trim()) ? [`${outside.trim()} of ${name}`] : [];
  const texts = [
    `${adjective} Parliament`,
    `Parliament of ${name}`,
    ...own.filter((one) => one.length > 4),
    ...long,
  ];
  return [office(country, `${adjective} Parliament`, texts, slugId('ORG', `Parliament of ${name}`))];
}

function office({ id }: Country, name: string, texts: string[], officeId: string): DraftEntity {
  return { id: officeId, type: 'ORG', name, aliases: [...new Set([name, ...texts])].map(plain), about: [id] };
}
