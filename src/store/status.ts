// Counts for people: `status`, the demo's summary, health and metrics.
import { all, one, type Sql } from './db.ts';

export type Counts = {
  feeds: Record<string, number>;
  failingFeeds: number;
  /** feeds that are read without fault and are quieter than their rhythm makes plausible */
  silentFeeds: number;
  items: Record<string, number>;
  articles: number;
  /** of these, articles that were taken down */
  withdrawn: number;
  revisions: number;
  stories: number;
  subscriptions: number;
  matches: number;
  deliveries: Record<string, number>;
  rejected: { stage: string; reason: string; count: number }[];
  oldestWaitingSeconds: number;
};

export async function countAll(sql: Sql): Promise<Counts> {
  const groups = await all<{ what: string; state: string; n: number }>(
    sql,
    `select 'feeds' as what, state, count(*) as n from feed group by state
     union all select 'items', stage, count(*) from item group by stage
     union all select 'deliveries', state, count(*) from delivery group by state
     union all select 'failing', 'n', count(*) from feed where state = 'active' and failures > 0
     union all select 'silent', 'n', count(*) from feed where state = 'active' and silent_from < now()
     union all select 'articles', 'n', count(*) from article
     union all select 'withdrawn', 'n', count(*) from article where withdrawn_at is not null
     union all select 'revisions', 'n', count(*) from revision
     union all select 'stories', 'n', count(*) from story
     union all select 'matches', 'n', count(*) from match
     union all select 'subscriptions', 'n', count(*) from subscription where state = 'active'`,
  );
  const group = (what: string) =>
    Object.fromEntries(groups.filter((row) => row.what === what).map((row) => [row.state, row.n]));
  const single = (what: string) => groups.find((row) => row.what === what)?.n ?? 0;
  return {
    feeds: group('feeds'),
    failingFeeds: single('failing'),
    silentFeeds: single('silent'),
    items: group('items'),
    articles: single('articles'),
    withdrawn: single('withdrawn'),
    revisions: single('revisions'),
    stories: single('stories'),
    subscriptions: single('subscriptions'),
    matches: single('matches'),
    deliveries: group('deliveries'),
    rejected: await rejections(sql),
    oldestWaitingSeconds: await oldestWaiting(sql),
  };
}

/**
 * What was refused and why: feeds that failed, items that ended rejected, pages that could not be used. A visit that finds
 * the article taken down is news of the article, and no refusal.
 */
const rejections = (sql: Sql) =>
  all<{ stage: string; reason: string; count: number }>(
    sql,
    `select stage, coalesce(reason, '') as reason, count(distinct coalesce(item_id, -feed_id)) as count from ledger
      where outcome = 'reject' and not (stage = 'revisit' and reason = 'withdrawn') group by 1, 2 order by 3 desc, 1, 2`,
  );

async function oldestWaiting(sql: Sql): Promise<number> {
  const row = await one<{ seconds: number }>(
    sql,
    `select coalesce(extract(epoch from now() - min(due_at)), 0)::float8 as seconds from (
       select due_at from item where stage in ('fetch', 'extract', 'tag') and due_at <= now()
       union all select due_at from delivery where state = 'pending' and due_at <= now()) waiting`,
  );
  return Math.max(0, row?.seconds ?? 0);
}

/** True when nothing is due now or within `horizonMs`, in any stage; `withFeeds`: and each feed was polled once. */
export async function isIdle(sql: Sql, horizonMs: number, withFeeds = false): Promise<boolean> {
  const row = await one<{ waiting: number }>(
    sql,
    `select (select count(*) from item where stage in ('fetch', 'extract', 'tag') and due_at <= now() + $1 * interval '1 ms')
          + (select count(*) from delivery where state = 'pending' and due_at <= now() + $1 * interval '1 ms')
          + (select count(*) from feed where $2 and state = 'active' and last_poll_at is null)
          as waiting`,
    [horizonMs, withFeeds],
  );
  return Number(row?.waiting ?? 1) === 0;
}
