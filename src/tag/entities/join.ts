// The packs as one list of entities: the same id in several packs is one entity, and the later pack decides.
// Never mixes what it joins: each spelling keeps the guard of the last pack that lists it.
import type { AliasData, EntityData, GuardData, PackData } from '../../model/vocabulary.ts';

/** A spelling with its guard looked up. */
export type JoinedAlias = {
  text: string;
  guard: GuardData | null;
  anyCase: boolean;
  /** the pack that says so */
  pack: string;
};

export type JoinedEntity = Omit<EntityData, 'aliases' | 'demonyms' | 'removed'> & {
  aliases: JoinedAlias[];
  demonyms: JoinedAlias[];
};

/** Entities in the order in which packs name them first; without those that a later pack removes. */
export function joinEntities(packs: readonly PackData[]): JoinedEntity[] {
  const joined = new Map<string, { entity: JoinedEntity; aliases: Named; demonyms: Named }>();
  for (const pack of packs) {
    for (const { aliases, demonyms, removed, ...facts } of pack.entities) {
      if (removed === true) {
        joined.delete(facts.id);
        continue;
      }
      const before = joined.get(facts.id);
      const known = before ?? {
        entity: { ...facts, aliases: [], demonyms: [] },
        aliases: new Map(),
        demonyms: new Map(),
      };
      known.entity = {
        ...known.entity,
        ...facts,
        names: { ...known.entity.names, ...facts.names },
        about: [...new Set([...(known.entity.about ?? []), ...(facts.about ?? [])])],
      };
      list(known.aliases, aliases ?? [], pack);
      // the name is a spelling too, unless some pack lists it with a guard
      const name = known.aliases.get(facts.name);
      if (name === undefined)
        known.aliases.set(facts.name, { text: facts.name, guard: null, anyCase: false, pack: pack.pack });
      list(known.demonyms, demonyms ?? [], pack);
      joined.set(facts.id, known);
    }
  }
  return [...joined.values()].map(({ entity, aliases, demonyms }) => ({
    ...entity,
    aliases: [...aliases.values()],
    demonyms: [...demonyms.values()],
  }));
}

type Named = Map<string, JoinedAlias>;

function list(into: Named, aliases: readonly AliasData[], pack: PackData): void {
  for (const alias of aliases) {
    const data = typeof alias === 'string' ? { text: alias } : alias;
    const guard = typeof data.guard === 'string' ? (pack.guards?.[data.guard] ?? null) : (data.guard ?? null);
    into.set(data.text, { text: data.text, guard, anyCase: data.anyCase === true, pack: pack.pack });
  }
}
