// The examples of subscriptions: articles on which a query must, or must not, be true, and how the last run went.
// They point into the archive; no text is copied.
import { all, one, type Sql } from './db.ts';

export type ExampleKind = 'must' | 'must-not';

export type ExampleRow = {
  id: number;
  subscription_id: number;
  article_id: number;
  revision_id: number;
  kind: ExampleKind;
  note: string;
  created_at: Date;
  /** the last run: what came out, for which version of the query, with which vocabulary; null before the first */
  passed: boolean | null;
  version: number | null;
  vocabulary: string | null;
  title: string;
  url: string;
};

const EXAMPLE = `select example.id, example.subscription_id, example.article_id, example.revision_id, example.kind,
    example.note, example.created_at, example.passed, example.version, example.vocabulary, revision.title, article.url
  from subscription_example example join article on article.id = example.article_id
  join revision on revision.id = example.revision_id`;

export type NewExample = {
  subscriptionId: number;
  articleId: number;
  revisionId: number;
  kind: ExampleKind;
  note: string;
};

/** Keeps an example; one an article, so that a second thought replaces the first. Returns its id. */
export async function keepExample(sql: Sql, example: NewExample): Promise<number> {
  const row = await one<{ id: number }>(
    sql,
    `insert into subscription_example (subscription_id, article_id, revision_id, kind, note) values ($1, $2, $3, $4, $5)
     on conflict (subscription_id, article_id) do update set revision_id = excluded.revision_id, kind = excluded.kind,
       note = excluded.note, passed = null, version = null, vocabulary = null, checked_at = null
     returning id`,
    [example.subscriptionId, example.articleId, example.revisionId, example.kind, example.note],
  );
  if (!row) throw new Error('insert into subscription_example returned no row');
  return row.id;
}

/** Returns whether there was one. */
export async function dropExample(sql: Sql, subscriptionId: number, articleId: number): Promise<boolean> {
  const dropped =
    'delete from subscription_example where subscription_id = $1 and article_id = $2 returning id';
  return (await one(sql, dropped, [subscriptionId, articleId])) !== null;
}

/** The examples of a subscription, oldest first. */
export const examplesOf = (sql: Sql, subscriptionId: number): Promise<ExampleRow[]> =>
  all<ExampleRow>(sql, `${EXAMPLE} where example.subscription_id = $1 order by example.id`, [subscriptionId]);

/** Ids of active subscriptions with an example that was not yet run with this vocabulary on their present query. */
export async function subscriptionsToCheck(sql: Sql, vocabulary: string): Promise<number[]> {
  const rows = await all<{ id: number }>(
    sql,
    `select distinct subscription.id from subscription_example example
       join subscription on subscription.id = example.subscription_id and subscription.state = 'active'
      where example.vocabulary is distinct from $1 or example.version is distinct from subscription.version
      order by 1`,
    [vocabulary],
  );
  return rows.map((row) => row.id);
}

/** Notes how a run of examples went. */
export const saveChecks = (
  sql: Sql,
  version: number,
  vocabulary: string,
  checks: readonly { id: number; passed: boolean }[],
): Promise<unknown> =>
  sql.query(
    `update subscription_example set passed = x.passed, version = $2, vocabulary = $3, checked_at = now()
       from jsonb_to_recordset($1) as x(id bigint, passed boolean) where subscription_example.id = x.id`,
    [JSON.stringify(checks.map(({ id, passed }) => ({ id, passed }))), version, vocabulary],
  );

export type ExampleCounts = {
  examples: number;
  failing: { subscription_id: number; name: string; count: number }[];
};

/** How many examples active subscriptions keep, and which fail as of their last run. */
export async function countExamples(sql: Sql): Promise<ExampleCounts> {
  const rows = await all<{ subscription_id: number; name: string; count: number; failing: number }>(
    sql,
    `select subscription.id as subscription_id, subscription.name, count(*) as count,
        count(*) filter (where not passed) as failing
       from subscription_example example
       join subscription on subscription.id = example.subscription_id and subscription.state = 'active'
      group by 1, 2 order by 1`,
  );
  return {
    examples: rows.reduce((sum, row) => sum + row.count, 0),
    failing: rows
      .filter((row) => row.failing > 0)
      .map(({ subscription_id, name, failing }) => ({ subscription_id, name, count: failing })),
  };
}
