// A saved query created, changed or removed. That is a change of every query that names it: all of them are compiled
// again over the new state, and where one would break, nothing is changed at all.
import { compileQuery, namesIn } from '../match/compile.ts';
import type { UsedQueries } from '../model/model.ts';
import { QueryError } from '../query/query.ts';
import type { Sql } from '../store/db.ts';
import { addSavedQuery } from '../store/saved-queries.ts';
import {
  lockSubscriptions,
  type SubscriptionRow,
  saveSubscription,
  subscriptionsWithNames,
} from '../store/subscriptions.ts';
import { failing, type Judging, runExamples, type Verdict } from './examples.ts';
import { noteVerdicts } from './put-in-force.ts';
import { savedQueries } from './saved.ts';

/** Who names a saved query: other saved queries, and active subscriptions. */
export type Users = { queries: string[]; subscriptions: { id: number; name: string }[] };

export type Broken = { subscription: { id: number; name: string }; verdicts: Verdict[] };

export type SaveQuery =
  | { kind: 'saved'; version: number; changed: Users['subscriptions']; broken: Broken[] }
  | { kind: 'unchanged'; version: number }
  /** it would stand for itself, by way of these names */
  | { kind: 'circle'; path: string[] }
  /** whose query would not be valid any more, and why */
  | { kind: 'invalid'; who: string; problem: QueryError }
  /** examples of subscriptions that would fail */
  | { kind: 'refused'; broken: Broken[] };

/**
 * Saves a query under a name. Every subscription that uses it gets a new version, and with it a new rev that all workers
 * follow. Refused where that would break a query, or (unless `force`) an example. Call inside a transaction.
 * @throws QueryError when the query itself is bad
 */
export async function saveQuery(
  sql: Sql,
  name: string,
  query: string,
  deps: Judging,
  force: boolean,
): Promise<SaveQuery> {
  await lockSubscriptions(sql);
  const before = await savedQueries(sql);
  const known = Object.hasOwn(before, name) ? before[name] : undefined;
  if (known?.query === query) return { kind: 'unchanged', version: known.version };
  const path = circleFrom(name, query, before);
  if (path !== null) return { kind: 'circle', path };
  checkPart(query, before);
  const after = withQuery(before, name, { version: 0, query });
  const users = await usersOver(sql, name, after);
  if ('kind' in users) return users;
  const judged: { row: SubscriptionRow; verdicts: Verdict[] }[] = [];
  for (const { row, uses } of users) {
    judged.push({ row, verdicts: await runExamples(sql, row.id, { query: row.query, uses }, deps) });
  }
  const broken = judged
    .map(({ row, verdicts }) => ({ subscription: nameOf(row), verdicts: failing(verdicts) }))
    .filter((one) => one.verdicts.length > 0);
  if (broken.length > 0 && !force) return { kind: 'refused', broken };
  const version = await addSavedQuery(sql, name, query);
  for (const [at, { row, uses }] of users.entries()) {
    const saved = await saveSubscription(sql, { ...row, uses: withQuery(uses, name, { version, query }) });
    await noteVerdicts(sql, saved.version, judged[at]?.verdicts ?? [], deps);
  }
  return { kind: 'saved', version, changed: users.map(({ row }) => nameOf(row)), broken };
}

/** Removes a saved query unless somebody names it. Call inside a transaction. */
export async function removeQuery(
  sql: Sql,
  name: string,
): Promise<{ kind: 'removed' } | { kind: 'unknown' } | { kind: 'in-use'; users: Users }> {
  await lockSubscriptions(sql);
  const saved = await savedQueries(sql);
  if (!Object.hasOwn(saved, name)) return { kind: 'unknown' };
  const users = await usersOf(sql, name);
  if (users.queries.length + users.subscriptions.length > 0) return { kind: 'in-use', users };
  await addSavedQuery(sql, name, null);
  return { kind: 'removed' };
}

/** Who names a saved query, directly or by way of others. */
export async function usersOf(sql: Sql, name: string): Promise<Users> {
  const saved = await savedQueries(sql);
  const queries = Object.entries(saved).flatMap(([other, { query }]) =>
    other !== name && namesIn(query).has(name) ? [other] : [],
  );
  const rows = await subscriptionsWithNames(sql);
  return { queries, subscriptions: rows.filter((row) => Object.hasOwn(row.uses, name)).map(nameOf) };
}

const nameOf = ({ id, name }: SubscriptionRow) => ({ id, name });

const withQuery = (saved: UsedQueries, name: string, now: { version: number; query: string }): UsedQueries =>
  Object.fromEntries([...Object.entries(saved).filter(([other]) => other !== name), [name, now]]);

type Using = { row: SubscriptionRow; uses: UsedQueries };

/** Active subscriptions that use `name` in the state `saved`, or the first query that is not valid over it. */
async function usersOver(
  sql: Sql,
  name: string,
  saved: UsedQueries,
): Promise<Using[] | Extract<SaveQuery, { kind: 'invalid' }>> {
  for (const [other, { query }] of Object.entries(saved)) {
    const problem = attempt(() => checkPart(query, saved));
    if (problem instanceof QueryError) return { kind: 'invalid', who: `@${other}`, problem };
  }
  const users: Using[] = [];
  for (const row of await subscriptionsWithNames(sql)) {
    const compiled = attempt(() => compileQuery(row.query, saved));
    if (compiled instanceof QueryError) {
      // what was bad before, under an older grammar, is not this change's doing
      if (!Object.hasOwn(row.uses, name) && !namesIn(row.query).has(name)) continue;
      return { kind: 'invalid', who: `subscription ${row.id} "${row.name}"`, problem: compiled };
    }
    if (Object.hasOwn(compiled.uses, name)) users.push({ row, uses: compiled.uses });
  }
  return users;
}

function attempt<T>(work: () => T): T | QueryError {
  try {
    return work();
  } catch (error) {
    if (error instanceof QueryError) return error;
    throw error;
  }
}

/** A saved query may be only the negative part of those who use it; everything else must be right by itself. */
function checkPart(query: string, saved: UsedQueries): void {
  const problem = attempt(() => compileQuery(query, saved));
  if (problem instanceof QueryError && problem.code !== 'E_UNBOUNDED') throw problem;
}

/** The names from `name` back to itself that saving the query would close into a circle; null when there is none. */
function circleFrom(name: string, query: string, saved: UsedQueries): string[] | null {
  const seen = new Set<string>();
  const walk = (text: string, path: string[]): string[] | null => {
    for (const next of namesIn(text)) {
      if (next === name) return [...path, name];
      if (seen.has(next) || !Object.hasOwn(saved, next)) continue;
      seen.add(next);
      const found = walk(saved[next]?.query ?? '', [...path, next]);
      if (found) return found;
    }
    return null;
  };
  return walk(query, [name]);
}
