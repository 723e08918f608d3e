// Feeds that change their address, and feeds that turn out to be one and the same. Items stay with the row that told of
// them; when a move is to be believed is for src/feed/moved.ts to say.
import { one, type Sql } from './db.ts';

/** `taken`: another poll holds the row that has the address; ask again at the next one. */
export type Moved = { how: 'moved' } | { how: 'taken' } | { how: 'merged'; into: number };

/**
 * Takes a new address for a feed, keeps the old one, and forgets what only the old one meant. Where a feed that is polled
 * has that address, the two are one: that one stays, with what the operator said of either, and this one is polled no
 * more. A row that nobody polls gives the address up. Call it in a transaction that holds the feed.
 */
export async function moveFeed(sql: Sql, id: number, url: string): Promise<Moved> {
  const other = await one<{ id: number; active: boolean }>(
    sql,
    // two feeds that lead to each other must not wait for each other
    `select id, state = 'active' as active from feed where url = $2 and id <> $1 for update skip locked`,
    [id, url],
  );
  if (other?.active) {
    await merge(sql, id, other.id);
    return { how: 'merged', into: other.id };
  }
  if (other === null && (await one(sql, 'select from feed where url = $2 and id <> $1', [id, url])) !== null)
    return { how: 'taken' };
  if (other !== null) await yieldAddress(sql, other.id, id);
  await sql.query(
    `update feed set former_urls = array_append(array_remove(former_urls, $2), url), url = $2, moved_to = null,
       moved_polls = 0, moved_days = 0, moved_on = null, etag = case when validators_of = $2 then etag end,
       last_modified = case when validators_of = $2 then last_modified end, validators_of = null
     where id = $1 and url <> $2`,
    [id, url],
  );
  return { how: 'moved' };
}

const merge = (sql: Sql, id: number, into: number): Promise<unknown> =>
  sql.query(
    `with lost as (update feed set state = 'removed', merged_into = $2, claimed_until = null, moved_to = null,
         moved_polls = 0, moved_days = 0, moved_on = null where id = $1 returning url, former_urls, folder, title, floor_ms)
     update feed set folder = case when feed.folder = '' then lost.folder else feed.folder end,
         title = case when feed.title = '' then lost.title else feed.title end,
         floor_ms = least(feed.floor_ms, lost.floor_ms),
         former_urls = array(select distinct x from unnest(feed.former_urls || lost.former_urls || lost.url) x
                              where x <> feed.url)
       from lost where feed.id = $2`,
    [id, into],
  );

/** A row that is not polled makes room: its address goes to `to`, and it is remembered under what cannot be an address. */
const yieldAddress = (sql: Sql, id: number, to: number): Promise<unknown> =>
  sql.query(
    `update feed set state = 'removed', merged_into = $2, claimed_until = null, url = url || '#' || id where id = $1`,
    [id, to],
  );

export type SameFeed = {
  id: number;
  url: string;
  /** it leads to the address for good, so its server says; not taken over yet */
  leadsThere: boolean;
};

/** The feed that is polled under an address, was before, or leads there for good; the surest first. */
export const findSame = (sql: Sql, url: string): Promise<SameFeed | null> =>
  one<SameFeed>(
    sql,
    `select id, url, moved_to is not distinct from $1 as "leadsThere" from feed
      where state = 'active' and (url = $1 or former_urls @> array[$1] or moved_to = $1)
      order by url = $1 desc, former_urls @> array[$1] desc, id limit 1`,
    [url],
  );

/** The feed into which one was merged; null: it was not. */
export const mergedInto = (sql: Sql, id: string): Promise<{ id: number; url: string } | null> =>
  one<{ id: number; url: string }>(
    sql,
    `select other.id, other.url from feed join feed other on other.id = feed.merged_into
      where feed.id::text = $1 and feed.state = 'removed' and other.state <> 'removed'`,
    [id],
  );
