// Politeness: one row a host says when its next request may start, and whether one is under way.
import { one, type Sql } from './db.ts';

/**
 * Reserves the next `count` starts on a host, `gapMs` apart; returns the first. Reserving when work is enqueued costs one
 * processor run a job; checking on arrival and pushing back costs thirteen.
 */
export async function reserveSlots(sql: Sql, host: string, gapMs: number, count = 1): Promise<Date> {
  const row = await one<{ start_at: Date }>(
    sql,
    `insert into host_slot (host, next_at) values ($1, now() + $2 * interval '1 ms')
     on conflict (host) do update set next_at = greatest(host_slot.next_at, now()) + $2 * interval '1 ms'
     returning next_at - $2 * interval '1 ms' as start_at`,
    [host, gapMs * count],
  );
  return row?.start_at ?? new Date(0);
}

/**
 * Marks a request to the host as under way for at most `forMs`; false while another one is. Whoever was killed in the
 * middle of its request finds its own mark when it runs again, and need not wait until that has run out.
 * @param by the row that the request is for
 */
export async function enterHost(sql: Sql, host: string, by: string, forMs: number): Promise<boolean> {
  const row = await one(
    sql,
    `insert into host_slot (host, busy_by, busy_until) values ($1, $2, now() + $3 * interval '1 ms')
     on conflict (host) do update set busy_until = excluded.busy_until, busy_by = excluded.busy_by
       where host_slot.busy_until is null or host_slot.busy_until < now() or host_slot.busy_by = excluded.busy_by
     returning host`,
    [host, by, forMs],
  );
  return row !== null;
}

/** Gives the host free again, unless somebody else has entered it meanwhile. */
export const leaveHost = (sql: Sql, host: string, by: string): Promise<unknown> =>
  sql.query('update host_slot set busy_until = null where host = $1 and busy_by = $2', [host, by]);

/** Nothing more to this host for `forMs` (Retry-After, crawl delay). */
export const pauseHost = (sql: Sql, host: string, forMs: number): Promise<unknown> =>
  sql.query(
    `insert into host_slot (host, next_at) values ($1, now() + $2 * interval '1 ms')
     on conflict (host) do update set next_at = greatest(host_slot.next_at, excluded.next_at)`,
    [host, forMs],
  );
