// A poll's items into the store: what the feed told of before, under whatever name, is updated and gets the new name;
// the rest is new. Runs in the transaction that holds the feed's row, so two polls of a feed never meet here.
import { type Known, namesOf, type Recognised, recognise, remember } from '../feed/recognise.ts';
import type { FeedItem } from '../model/model.ts';
import { addAliases, findKnown, saveIdentity } from '../store/aliases.ts';
import type { Sql } from '../store/db.ts';
import type { FeedRow } from '../store/feeds.ts';
import { type InsertedItem, insertItems, type NewItem } from '../store/items.ts';
import type { Poll } from './poll.ts';

/**
 * Stores the items of a good poll. Returns those with work to do: new ones, and known ones that say something else now.
 * @param toNew what becomes of an item; `isKnown` when the feed told of it before
 */
export async function storeItems(
  sql: Sql,
  feed: FeedRow,
  poll: Pick<Poll, 'items' | 'identity'>,
  toNew: (item: FeedItem, isKnown: boolean) => NewItem,
): Promise<InsertedItem[]> {
  if (poll.items.length === 0) return [];
  const names = new Set(poll.items.flatMap(namesOf));
  const recognised = recognise(poll.items, await findKnown(sql, feed.id, [...names]));
  // a known item keeps its key, which replays and articles without an address go by
  const wishes = recognised.map(({ item, known }) => ({
    ...toNew(item, known !== null),
    id: known?.key ?? item.id,
  }));
  const changed = await insertItems(sql, wishes);
  const idOf = new Map(changed.map((row) => [row.key, row.id]));
  const fresh = recognised.flatMap(({ item, known }) =>
    newNames(item, known, known?.id ?? idOf.get(item.id)),
  );
  await addAliases(sql, feed.id, fresh);
  await keepMemory(sql, feed, poll, recognised);
  return changed;
}

/** Names that do not lead to the item yet. Its key does by itself. */
function newNames(item: FeedItem, known: Known | null, itemId: number | undefined) {
  if (itemId === undefined) return [];
  const key = known?.key ?? item.id;
  return [item.id, ...item.aliases]
    .filter((alias) => alias !== key && !known?.names.includes(alias))
    .map((alias) => ({ alias, itemId }));
}

async function keepMemory(
  sql: Sql,
  feed: FeedRow,
  poll: Pick<Poll, 'identity'>,
  recognised: readonly Recognised[],
) {
  if (!poll.identity) return;
  const before = { rule: poll.identity, doubts: feed.identity_doubts };
  const after = remember(before, recognised);
  if (feed.identity === after.rule && feed.identity_doubts === after.doubts) return;
  await saveIdentity(sql, feed.id, after.rule, after.doubts);
}
