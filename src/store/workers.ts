// Processes at work, each with the subscription rev it judges by: what makes "in force everywhere" a fact and not a hope.
import { all, one, type Sql } from './db.ts';

export type WorkerRow = {
  id: string;
  host: string;
  pid: number;
  roles: string[];
  /** null in a process that judges nothing */
  rev: number | null;
  /** version of the packs and rules it tags by; null in a process that does not tag */
  vocabulary: string | null;
  /** what is wrong with newer files, which it refused */
  vocabulary_problem: string | null;
  started_at: Date;
  seen_at: Date;
};

/** A worker that said nothing this long has gone; it beats every second, and a busy machine may hold it up a little. */
const GONE_MS = 10_000;
const AT_WORK = `seen_at > now() - ${GONE_MS} * interval '1 ms'`;

/** Says that a process is at work, and up to which rev it has followed; drops those that have gone. */
export async function seeWorker(sql: Sql, worker: Omit<WorkerRow, 'started_at' | 'seen_at'>): Promise<void> {
  await sql.query(
    `insert into worker (id, host, pid, roles, rev, vocabulary, vocabulary_problem)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (id) do update set rev = excluded.rev, vocabulary = excluded.vocabulary,
       vocabulary_problem = excluded.vocabulary_problem, seen_at = now()`,
    [
      ...[worker.id, worker.host, worker.pid, worker.roles, worker.rev],
      ...[worker.vocabulary, worker.vocabulary_problem],
    ],
  );
  await sql.query(`delete from worker where not (${AT_WORK})`);
}

export const forgetWorker = (sql: Sql, id: string): Promise<unknown> =>
  sql.query('delete from worker where id = $1', [id]);

/** Processes at work, oldest first. */
export const listWorkers = (sql: Sql): Promise<WorkerRow[]> =>
  all<WorkerRow>(sql, `select * from worker where ${AT_WORK} order by started_at, id`);

/**
 * Notes the time for subscriptions that every worker at work judges by now. Call after `seeWorker` has committed: of
 * two workers that catch up at once, the later one then sees both.
 */
export const markInForce = (sql: Sql): Promise<unknown> =>
  sql.query(
    `update subscription set in_force_at = clock_timestamp() where in_force_at is null
        and rev <= (select min(rev) from worker where rev is not null and ${AT_WORK})`,
  );

export type Force = {
  /** workers that judge articles */
  workers: number;
  /** those that do not judge by the rev yet */
  behind: WorkerRow[];
  /** since when all judge by it */
  since: Date | null;
};

/** Where a subscription's present rev is in force. */
export async function forceOf(sql: Sql, subscriptionId: number): Promise<Force> {
  const row = await one<{ rev: number; in_force_at: Date | null }>(
    sql,
    'select rev, in_force_at from subscription where id = $1',
    [subscriptionId],
  );
  const judging = (await listWorkers(sql)).filter((worker) => worker.rev !== null);
  const behind = judging.filter((worker) => (worker.rev ?? 0) < (row?.rev ?? 0));
  return { workers: judging.length, behind, since: row?.in_force_at ?? null };
}
