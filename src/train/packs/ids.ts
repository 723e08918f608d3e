// Wikidata ids, copied from where a corpus links the very same title to one. Never guessed: no title, no id.
import type { Sources } from './tsv.ts';

export type Ids = { person(name: string): string | null; organisation(name: string): string | null };

export function readIds(sources: Sources): Ids {
  const people = new Map<string, string>();
  const organisations = new Map<string, string>();
  for (const row of sources.rows('gum-wikidata.tsv')) {
    const types = row.list('types').join(' ');
    for (const title of [row.get('title'), row.get('other_title')]) {
      if (title === '') continue;
      if (types.startsWith('person')) people.set(title, row.get('wikidata'));
      if (types.startsWith('organization')) organisations.set(title, row.get('wikidata'));
    }
  }
  return {
    person: (name) => people.get(name) ?? null,
    organisation: (name) => organisations.get(name) ?? null,
  };
}
