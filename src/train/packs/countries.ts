// The pack of countries and territories: official and short names, former names, nationality words, 25 languages.
import type { Country } from './country.ts';
import { type Draft, type DraftEntity, plain } from './draft.ts';

export function draftCountries(countries: readonly Country[]): Draft {
  return {
    pack: 'countries',
    licence: 'CC0-1.0',
    source: 'datasets/country-codes, Natural Earth, The World Factbook',
    about: [
      'Countries and territories: names, spellings, nationality words, names in other languages.',
      'Facts from datasets/country-codes (PDDL 1.0), Natural Earth (public domain), The World Factbook (public domain).',
    ],
    guards: {},
    entities: countries.map(draftCountry),
  };
}

function draftCountry(country: Country): DraftEntity {
  const { id, name, row, map, facts, demonyms } = country;
  const spelled = [
    row?.get('name') ?? '',
    row?.get('un_short') ?? '',
    row?.get('un_formal') ?? '',
    map?.get('name') ?? '',
    ...(map?.list('alt_names') ?? []),
    facts?.get('short') ?? '',
    facts?.get('long') ?? '',
    ...formerOf(facts?.get('former') ?? ''),
  ];
  const texts = [...new Set(spelled.map(cleaned))].filter(
    (text) =>
      isName(text) && text !== name && text !== facts?.get('capital') && !/-Rhodesia|Netherlands$/.test(text),
  );
  return {
    id,
    type: 'LOC',
    name,
    aliases: texts.map(plain),
    names: namesOf(country),
    demonyms,
  };
}

/** "Iran (Islamic Republic of)" is written "Islamic Republic of Iran" elsewhere; "… (the) **" is a footnote. */
const cleaned = (text: string): string =>
  text
    .replace(/\(the\)|\*+|\(unofficial\)/g, '')
    .replace(/’/g, "'")
    .replace(/^The (?=\p{Lu})/u, '')
    .replace(/\s+/g, ' ')
    .trim();

const isName = (text: string): boolean =>
  text.length > 3 && !/[()[\],;*/.]| or /.test(text) && !/^(none|NA)$/i.test(text) && /^\p{Lu}/u.test(text);

/** Former states that were one with today's; empires and larger unions were not. */
const OTHERS =
  /Empire|East Africa|Indies|Somaliland|West Africa|Antilles|Federation|Trust Territory|Santo Domingo|Western Sahara|Sudan|Sahara|New Guinea|United Arab Republic|Union Islands|Guinea|Curacao/;

const formerOf = (text: string): string[] =>
  text
    .replace(/\([^)]*\)/g, '')
    .split(/[,;]/)
    .map((part) => part.trim())
    .filter((part) => !OTHERS.test(part));

const LANGS = new Map([
  ['fr', 'fr'],
  ['es', 'es'],
  ['ar', 'ar'],
  ['ru', 'ru'],
  ['zh', 'zh'],
]);

/** Names that are ordinary words of their language. */
const WORDS = new Set(['ar مالي', 'ar عمان', 'fr Maurice', 'es Granada', 'fr Grenade', 'it Man', 'de Man']);

function namesOf({ name, row, map }: Country): Record<string, string> {
  const names: Record<string, string> = {};
  for (const [lang, column] of LANGS) {
    const text = row?.get(column) ?? '';
    if (text !== '') names[lang] = text.replace(/’/g, "'");
  }
  for (const pair of map?.list('names_by_lang') ?? []) {
    const [lang = '', text = ''] = pair.split('=');
    if (/^[a-z]{2}$/.test(lang) && lang !== 'en') names[lang] = text.replace(/’/g, "'");
  }
  const kept = Object.entries(names).filter(
    ([lang, text]) =>
      text !== name && !/[(),]/.test(text) && text.length > 1 && !WORDS.has(`${lang} ${text}`),
  );
  return Object.fromEntries(kept.sort(([a], [b]) => (a < b ? -1 : 1)));
}
