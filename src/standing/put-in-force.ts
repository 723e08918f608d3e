// A subscription created or changed: compiled over the saved queries of this moment, and held against its own examples.
import { compileQuery } from '../match/compile.ts';
import type { Sql } from '../store/db.ts';
import { saveChecks } from '../store/examples.ts';
import {
  lockSubscriptions,
  type NewSubscription,
  namedSubscription,
  sameQuestion,
  saveSubscription,
} from '../store/subscriptions.ts';
import { failing, type Judging, runExamples, type Verdict } from './examples.ts';
import { savedQueries } from './saved.ts';

export type PutInForce =
  | ({ kind: 'saved'; broken: Verdict[] } & Awaited<ReturnType<typeof saveSubscription>>)
  /** the change breaks examples, and was not made */
  | { kind: 'refused'; broken: Verdict[] };

/**
 * Creates or changes a subscription. A change that breaks one of its examples is refused unless `force`. Call inside a
 * transaction.
 * @throws QueryError
 */
export async function putInForce(
  sql: Sql,
  wish: NewSubscription,
  deps: Judging,
  force: boolean,
): Promise<PutInForce> {
  await lockSubscriptions(sql);
  const { uses } = compileQuery(wish.query, await savedQueries(sql));
  const asked = { query: wish.query, uses };
  const known = await namedSubscription(sql, wish.subscriber, wish.name);
  const verdicts =
    known === null || sameQuestion(known, asked) ? [] : await runExamples(sql, known.id, asked, deps);
  const broken = failing(verdicts);
  if (broken.length > 0 && !force) return { kind: 'refused', broken };
  const saved = await saveSubscription(sql, { ...wish, uses });
  await noteVerdicts(sql, saved.version, verdicts, deps);
  return { kind: 'saved', broken, ...saved };
}

/** Keeps how examples went on the version that is in force now. */
export async function noteVerdicts(
  sql: Sql,
  version: number,
  verdicts: readonly Verdict[],
  deps: Pick<Judging, 'vocabulary'>,
): Promise<void> {
  if (verdicts.length === 0) return;
  const checks = verdicts.map(({ example, passed }) => ({ id: example.id, passed }));
  await saveChecks(sql, version, deps.vocabulary.version, checks);
}
