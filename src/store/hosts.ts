// Politeness: one row a host says when its next request may start, whether one is under way, and whether the host asked
// to be left alone. Times are the server's, so that all machines agree.
import { all, one, type Sql } from './db.ts';

/**
 * Reserves the next `count` starts on a host, `gapMs` apart; returns the first. Reserving when work is enqueued costs one
 * processor run a job; checking on arrival and pushing back costs thirteen.
 */
export async function reserveSlots(sql: Sql, host: string, gapMs: number, count = 1): Promise<Date> {
  const starts = await reserveOnHosts(sql, new Map([[host, count]]), gapMs);
  return starts.get(host) ?? new Date(0);
}

/** Reserves starts on many hosts at once: how many on each; returns the first start of each. */
export async function reserveOnHosts(
  sql: Sql,
  counts: ReadonlyMap<string, number>,
  gapMs: number,
): Promise<Map<string, Date>> {
  if (counts.size === 0) return new Map();
  // in one order for all, so that two who reserve never wait for each other in a circle
  const hosts = [...counts.keys()].sort();
  const rows = await all<{ host: string; start_at: Date }>(
    sql,
    `with wish as (select host, ms * interval '1 ms' as span from unnest($1::text[], $2::float8[]) as x(host, ms)),
       slot as (insert into host_slot (host, next_at) select host, now() + span from wish
         on conflict (host) do update
           set next_at = greatest(host_slot.next_at, now()) + (excluded.next_at - now()) returning host, next_at)
     select slot.host, slot.next_at - wish.span as start_at from slot join wish using (host)`,
    [hosts, hosts.map((host) => gapMs * (counts.get(host) ?? 1))],
  );
  return new Map(rows.map((row) => [row.host, row.start_at]));
}

/** Entered, or how long until it is worth asking again; `held`: the host itself asked for that. */
export type Entry = { entered: true } | { entered: false; waitMs: number; held: boolean };

/**
 * Marks a request to the host as under way for at most `forMs`, unless another one is, or ended a moment ago, or the
 * host asked to be left alone. Whoever was killed in the middle of its request finds its own mark when it runs again, and
 * need not wait until that has run out.
 * @param by the row that the request is for
 */
export async function enterHost(sql: Sql, host: string, by: string, forMs: number): Promise<Entry> {
  const entered = await one(
    sql,
    `insert into host_slot (host, busy_by, busy_until) values ($1, $2, now() + $3 * interval '1 ms')
     on conflict (host) do update set busy_until = excluded.busy_until, busy_by = excluded.busy_by
       where (host_slot.busy_until is null or host_slot.busy_until < now() or host_slot.busy_by = excluded.busy_by)
         and (host_slot.free_at is null or host_slot.free_at <= now())
         and (host_slot.held_until is null or host_slot.held_until <= now())
     returning host`,
    [host, by, forMs],
  );
  if (entered !== null) return { entered: true };
  const row = await one<{ busy: number; free: number; held: number }>(
    sql,
    `select coalesce(extract(epoch from busy_until - now()), 0)::float8 as busy,
       coalesce(extract(epoch from free_at - now()), 0)::float8 as free,
       coalesce(extract(epoch from held_until - now()), 0)::float8 as held from host_slot where host = $1`,
    [host],
  );
  const { busy = 0, free = 0, held = 0 } = row ?? {};
  // a request under way ends long before its mark runs out
  const soon = Math.max(free, busy > 0 ? Math.min(busy, BUSY_LOOK_SECONDS) : 0);
  return { entered: false, waitMs: Math.max(1, Math.ceil(Math.max(soon, held) * 1000)), held: held > soon };
}

const BUSY_LOOK_SECONDS = 2;

/** Gives the host free again, `gapMs` from now, unless somebody else has entered it meanwhile. */
export const leaveHost = (sql: Sql, host: string, by: string, gapMs: number): Promise<unknown> =>
  sql.query(
    `update host_slot set busy_until = null, free_at = now() + $3 * interval '1 ms',
       next_at = greatest(next_at, now() + $3 * interval '1 ms')
     where host = $1 and busy_by = $2`,
    [host, by, gapMs],
  );

/** Nothing more to this host for `forMs` (Retry-After, crawl delay); kept over restarts. */
export const pauseHost = (sql: Sql, host: string, forMs: number): Promise<unknown> =>
  sql.query(
    `insert into host_slot (host, next_at, held_until)
       values ($1, now() + $2 * interval '1 ms', now() + $2 * interval '1 ms')
     on conflict (host) do update set next_at = greatest(host_slot.next_at, excluded.next_at),
       held_until = greatest(host_slot.held_until, excluded.held_until)`,
    [host, forMs],
  );

/** Until when each of these hosts asked to be left alone; those that ask for nothing are missing. */
export async function heldHosts(sql: Sql, hosts: readonly string[]): Promise<Map<string, Date>> {
  const rows = await all<{ host: string; held_until: Date }>(
    sql,
    'select host, held_until from host_slot where host = any($1) and held_until > now()',
    [hosts],
  );
  return new Map(rows.map((row) => [row.host, row.held_until]));
}
