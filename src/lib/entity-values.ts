// The values by which `entity:` and `about:` may ask for what an article names: one list for topic rules, standing
// queries and receipts.
import type { Mention } from '../model/model.ts';

/** Names of a known entity, its own first, then those that need no context: so `entity:"Erdogan"` finds Erdoğan. */
export type AliasesOf = (entityId: string) => readonly string[];

/** Where the values come from. */
export type EntityNames = {
  /** those of a mention */
  of(mention: Mention): readonly string[];
  /** those of an entity that an article speaks of without naming it */
  spoken(entityId: string): readonly string[];
};

/** All values there are. */
export const allNames = (aliasesOf: AliasesOf): EntityNames => ({
  of: (mention) => entityValues(mention, aliasesOf),
  spoken: (entityId) => [entityId, ...aliasesOf(entityId)],
});

/** Id, name, words as written and aliases of one mention; each name also with its type (`PER:Erdogan`). */
export function entityValues(mention: Mention, aliasesOf: AliasesOf): string[] {
  const { entityId, name, text, type } = mention;
  const names = new Set([name, text, ...(entityId === null ? [] : aliasesOf(entityId))]);
  const values = [...names].flatMap((one) => [one, `${type}:${one}`]);
  return entityId === null ? values : [entityId, ...values];
}
