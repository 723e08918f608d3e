// The values by which `entity:` may ask for a mention: one list for topic rules, standing queries and receipts.
import type { Mention } from '../model/model.ts';

/** Names of a known entity, its own first, then those that need no context: so `entity:"Erdogan"` finds Erdoğan. */
export type AliasesOf = (entityId: string) => readonly string[];

/** Id, name, words as written and aliases of one mention; each name also with its type (`PER:Erdogan`). */
export function entityValues(mention: Mention, aliasesOf: AliasesOf): string[] {
  const { entityId, name, text, type } = mention;
  const names = new Set([name, text, ...(entityId === null ? [] : aliasesOf(entityId))]);
  const values = [...names].flatMap((one) => [one, `${type}:${one}`]);
  return entityId === null ? values : [entityId, ...values];
}

/** The values by which `about:` may ask for an entity that an article speaks of without naming it. */
export const spokenOfValues = (entityId: string, aliasesOf: AliasesOf): string[] => [
  entityId,
  ...aliasesOf(entityId),
];
