// Which feeds' pages were no articles lately, so that an operator sees a site that began to send walls. Reads only.
import { all, type Sql } from './db.ts';

export type InsteadCount = {
  feedId: number;
  feed: string;
  reason: string;
  count: number;
  /** of the feed's pages that were read in the same time */
  of: number;
  lastAt: Date;
};

const DAYS = 7;
const MOST_ROWS = 20;

/** Pages of the last week in whose place something else stood, by feed, most first. */
export const pagesInsteadByFeed = (sql: Sql): Promise<InsteadCount[]> =>
  all<InsteadCount>(
    sql,
    `with lately as (
       select feed_id, reason, count(distinct item_id) as n, max(at) as last_at from ledger
        where stage = 'extract' and reason is not null and outcome in ('done', 'reject')
          and at > now() - $1 * interval '1 day' group by 1, 2)
     select feed.id as "feedId", coalesce(nullif(feed.title, ''), feed.url) as feed, reason, n::int as count,
        (select count(*) from item where item.feed_id = feed.id and seen_at > now() - $1 * interval '1 day')::int as of,
        last_at as "lastAt"
       from lately join feed on feed.id = feed_id order by n desc, feed.id, reason limit $2`,
    [DAYS, MOST_ROWS],
  );
