// Feeds of one host, when the host itself is away: one of them asks for all, and all come back with it. Politeness
// between single requests is in hosts.ts.
import { all, type Sql } from './db.ts';
import type { FeedRow } from './feeds.ts';

type Probe = Pick<FeedRow, 'id' | 'host'>;

/** so many feeds in a row that fail alike are the host's failure, not theirs */
const PROOF = 3;
/** why a feed waits: see `BECAUSE` in src/feed/schedule.ts */
export const HOST_AWAY = 'host-away';

/**
 * Puts the other feeds of a host off until behind `probeAt`, when this one is asked again, one a minute. Only when the
 * host is away by all evidence: its last three polls or more, of feeds of their own, failed for one of `reasons`, and
 * none was good since the first of these. Returns how many were put off.
 */
export async function holdHostMates(
  sql: Sql,
  probe: Probe,
  probeAt: Date,
  reasons: readonly string[],
): Promise<number> {
  const held = await all<{ id: number }>(
    sql,
    `with mates as (select * from feed where host = $1 and state = 'active'),
       down as (select last_poll_at from mates where failures > 0 and last_reason = any($4)
                 order by last_poll_at desc limit ${PROOF}),
       proof as (select min(last_poll_at) as since from down having count(*) = ${PROOF})
     update feed set next_poll_at = $3::timestamptz + (1 + id % 30) * interval '1 minute', next_because = '${HOST_AWAY}'
      where id in (
       select feed.id from feed, proof where feed.host = $1 and feed.id <> $2 and feed.state = 'active'
          and feed.next_poll_at <= $3 and (feed.claimed_until is null or feed.claimed_until < now())
          and not exists (select from mates where last_ok_at >= proof.since) for update of feed skip locked)
     returning id`,
    [probe.host, probe.id, probeAt, reasons],
  );
  return held.length;
}

/** A host that was away is back: its other feeds that failed for such a reason, or waited for it, come soon, one a minute. */
export const wakeHostMates = (sql: Sql, feed: Probe, reasons: readonly string[]): Promise<unknown> =>
  sql.query(
    `update feed set next_poll_at = now() + (1 + id % 30) * interval '1 minute', next_because = null where id in (
       select id from feed where host = $1 and id <> $2 and state = 'active'
          and (failures > 0 and last_reason = any($3) or next_because = '${HOST_AWAY}')
          and next_poll_at > now() + interval '31 minutes' for update skip locked)`,
    [feed.host, feed.id, reasons],
  );
