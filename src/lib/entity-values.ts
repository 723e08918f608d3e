// The values by which `entity:` may ask for a mention: one list for topic rules, standing queries and receipts.
import type { Mention } from '../model/model.ts';

/** All names of a known entity that need no context, so that `entity:"Erdogan"` finds Erdoğan. */
export type AliasesOf = (entityId: string) => readonly string[];

/** Id, name, words as written and aliases of one mention; each name also with its type (`PER:Erdogan`). */
export function entityValues(mention: Mention, aliasesOf: AliasesOf): string[] {
  const { entityId, name, text, type } = mention;
  const names = new Set([name, text, ...(entityId === null ? [] : aliasesOf(entityId))]);
  const values = [...names].flatMap((one) => [one, `${type}:${one}`]);
  return entityId === null ? values : [entityId, ...values];
}
