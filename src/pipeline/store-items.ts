// A poll's items into the store: what the feed told of before, under whatever name, is updated and gets the new name;
// the rest is new. Runs in the transaction that holds the feed's row, so two polls of a feed never meet here.
import { type Known, namesOf, type Recognised, recognise, remember } from '../feed/recognise.ts';
import type { FeedItem } from '../model/model.ts';
import { addAliases, findKnown, saveIdentity } from '../store/aliases.ts';
import type { Sql } from '../store/db.ts';
import type { FeedRow } from '../store/feeds.ts';
import { type InsertedItem, insertItems, type NewItem } from '../store/items.ts';
import type { Poll } from './poll.ts';

/** Late and backdated articles are days late, not weeks. */
const OLD_MS = 14 * 86_400_000;

/**
 * Stores the items of a good poll. Returns those with work to do: new ones, and known ones that say something else now.
 * @param toNew what becomes of an item that is new
 */
export async function storeItems(
  sql: Sql,
  feed: FeedRow,
  poll: Pick<Poll, 'items' | 'identity'>,
  toNew: (item: FeedItem) => NewItem,
): Promise<InsertedItem[]> {
  if (poll.items.length === 0) return [];
  const keys = poll.items.flatMap(({ id, formerId }) => (formerId === null ? [id] : [id, formerId]));
  const names = poll.items.flatMap(namesOf);
  const recognised = recognise(poll.items, await findKnown(sql, feed.id, keys, names));
  // a known item keeps its key, which replays and articles without an address go by
  const wishes = recognised.map(({ item, known }) =>
    known === null ? newOrOld(toNew(item), feed) : { ...toNew(item), id: known.key },
  );
  const changed = await insertItems(sql, wishes);
  const idOf = new Map(changed.map((row) => [row.key, row.id]));
  const fresh = recognised.flatMap(({ item, known }) =>
    newNames(item, known, known?.id ?? idOf.get(item.id)),
  );
  await addAliases(sql, feed.id, fresh);
  await keepMemory(sql, feed, poll, recognised);
  return changed;
}

/** What a feed dates long before we last read it would have been there then: it was dug out, and is no news. */
function newOrOld(item: NewItem, feed: FeedRow): NewItem {
  if (item.publishedAt === null || feed.last_ok_at === null) return item;
  const isOld = Date.parse(item.publishedAt) < feed.last_ok_at.getTime() - OLD_MS;
  return isOld && item.stage !== 'done' ? { ...item, stage: 'done', reason: 'old-item' } : item;
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
