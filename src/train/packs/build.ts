// All packs that are made from lists, in the order of who keeps a spelling that several claim.
import type { PackData } from '../../model/vocabulary.ts';
import { draftCompanies, draftMedia } from './companies.ts';
import { draftCountries } from './countries.ts';
import { readCountries } from './country.ts';
import type { Draft } from './draft.ts';
import { readIds } from './ids.ts';
import { readLexicon } from './lexicon.ts';
import { draftOffices } from './offices.ts';
import { draftCongress, draftLeaders } from './people.ts';
import { draftPlaces } from './places.ts';
import { draftAgencies, draftCommittees, draftGroups, draftParties } from './politics.ts';
import { settle } from './settle.ts';
import { openSources } from './tsv.ts';

/** The day of the last review, written into every pack; change it when lists or rules change. */
export const PACKS_VERSION = '2026-11-23';

/**
 * @param folder of the lists @param names folder of the word lists @param hand packs made by hand, which decide
 * @throws when a list or a column is missing
 */
export function buildPacks(folder: string, names: string, hand: readonly PackData[]): Draft[] {
  const sources = openSources(folder);
  const lexicon = readLexicon(names, folder);
  const countries = readCountries(sources);
  const ids = readIds(sources);
  const us = countries.find(({ iso2 }) => iso2 === 'US')?.id ?? '';
  const drafts = [
    draftCountries(countries),
    ...draftPlaces(sources, countries, lexicon),
    draftLeaders(sources, countries, ids.person),
    draftCongress(sources, us),
    draftCompanies(sources, lexicon, ids.organisation),
    draftMedia(sources, lexicon, ids.organisation),
    ...draftOffices(countries),
    draftCommittees(sources, us, ids.organisation),
    draftGroups(sources, ids.organisation),
    draftAgencies(sources, countries, ids.organisation),
    draftParties(sources, countries, ids.organisation),
  ];
  return settle(drafts, hand, lexicon);
}
