// Other names of items within their feed, and the rule by which a feed's items are told apart. Which names there are, and
// whether a name is proof, is for src/feed to say.
import { all, type Sql } from './db.ts';
import type { ItemRow } from './items.ts';

export type KnownItem = {
  id: number;
  key: string;
  title: string;
  publishedAt: string | null;
  names: string[];
};

/**
 * Items of the feed that have one of `keys` as their key, or any of `names` as an alias, each with those that led to it.
 * Keys are names as well: items that were stored under others keep them as aliases.
 */
export async function findKnown(
  sql: Sql,
  feedId: number,
  keys: readonly string[],
  names: readonly string[],
): Promise<KnownItem[]> {
  const rows = await all<Omit<KnownItem, 'publishedAt'> & { published_at: Date | null }>(
    sql,
    `select item.id, item.key, item.title, item.published_at, x.names
       from (select id, array_agg(name) as names
               from (select id, key as name from item where key = any($2) and feed_id = $1
                     union all select item_id, alias from item_alias where feed_id = $1 and alias = any($3)) found
              group by id) x
       join item using (id)`,
    [feedId, keys, names],
  );
  return rows.map(({ published_at, ...row }) => ({
    ...row,
    publishedAt: published_at?.toISOString() ?? null,
  }));
}

/** Where two items want one name, the later one has it: an address used again stands for what is there now. */
export async function addAliases(
  sql: Sql,
  feedId: number,
  wishes: readonly { alias: string; itemId: number }[],
): Promise<void> {
  if (wishes.length === 0) return;
  await sql.query(
    `insert into item_alias (feed_id, alias, item_id)
       select $1, alias, max(item_id) from unnest($2::text[], $3::bigint[]) as x(alias, item_id) group by alias
     on conflict (feed_id, alias) do update set item_id = excluded.item_id
       where item_alias.item_id < excluded.item_id`,
    [feedId, wishes.map((wish) => wish.alias), wishes.map((wish) => wish.itemId)],
  );
}

/** Remembers how the feed's items are told apart. */
export const saveIdentity = (sql: Sql, feedId: number, rule: string, doubts: number): Promise<unknown> =>
  sql.query('update feed set identity = $2, identity_doubts = $3 where id = $1', [feedId, rule, doubts]);

/** Items by an alias that each feed would have given. */
export const findItemsByAlias = (
  sql: Sql,
  wishes: readonly { feedId: number; alias: string }[],
): Promise<ItemRow[]> =>
  all<ItemRow>(
    sql,
    `select distinct item.* from unnest($1::bigint[], $2::text[]) as x(feed_id, alias)
       join item_alias using (feed_id, alias) join item on item.id = item_alias.item_id order by item.id`,
    [wishes.map((wish) => wish.feedId), wishes.map((wish) => wish.alias)],
  );
