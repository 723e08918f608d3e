// How late news was seen: from the time a feed gives for an item to the poll that showed it. Only items that came out
// while their feed was watched count, and only those with a date.
import { all, type Sql } from './db.ts';

export type Delay = {
  items: number;
  /** half of the items were seen within this, and nineteen of twenty, seconds */
  p50: number;
  p95: number;
};

const measured = (group: string): string =>
  `select ${group} as feed_id, count(*)::int as items,
     percentile_disc(array[0.5, 0.95]) within group (
       order by greatest(0, extract(epoch from item.seen_at - item.published_at))::float8) as shares
     from item join feed on feed.id = item.feed_id
    where item.seen_at > now() - $1::float8 * interval '1 day' and item.published_at > feed.added_at
      and item.reason is distinct from 'old-item' and item.reason is distinct from 'baseline'
    group by 1`;

type Row = { feed_id: number | null; items: number; shares: number[] };

const delayOf = ({ items, shares: [p50 = 0, p95 = 0] }: Row): Delay => ({
  items,
  p50: Math.round(p50),
  p95: Math.round(p95),
});

/** Of all feeds together over the last `days`; null when nothing came. */
export async function delayOfAll(sql: Sql, days: number): Promise<Delay | null> {
  const [row] = await all<Row>(sql, measured('null::bigint'), [days]);
  return row ? delayOf(row) : null;
}

/** Of each feed over the last `days`, by id; those without news are missing. */
export async function delaysByFeed(sql: Sql, days: number): Promise<Map<number, Delay>> {
  const rows = await all<Row>(sql, measured('item.feed_id'), [days]);
  return new Map(rows.flatMap((row) => (row.feed_id === null ? [] : [[row.feed_id, delayOf(row)]])));
}
