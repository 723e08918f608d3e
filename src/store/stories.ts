// Stories: articles whose text is nearly the same. Decided in SQL over sampled shingles (src/tag/story.ts makes them).
import { one, type Sql } from './db.ts';

/** any fixed number: stories are assigned one at a time, or two copies arriving at once would found two stories */
const LOCK = 719_224_002;

export type StoryRule = {
  /** copies later than this are new stories */
  windowHours: number;
  /** share of the smaller text's shingles that must be in the other */
  containment: number;
};

/**
 * The story of an article: its own if it has one, else that of the closest earlier text within the window, else new.
 * Holds a lock until the transaction ends.
 */
export async function assignStory(
  sql: Sql,
  article: { articleId: number; revisionId: number; lang: string | null; fingerprint: number[] },
  rule: StoryRule,
): Promise<{ storyId: number; joined: boolean }> {
  await sql.query('select pg_advisory_xact_lock($1)', [LOCK]);
  await sql.query('update revision set fingerprint = $2 where id = $1', [
    article.revisionId,
    article.fingerprint,
  ]);
  const own = await one<{ story_id: number | null }>(sql, 'select story_id from article where id = $1', [
    article.articleId,
  ]);
  if (own?.story_id) return { storyId: own.story_id, joined: false };
  const near = await nearestStory(sql, article, rule);
  const storyId = near ?? (await foundStory(sql, article.articleId));
  await sql.query('update article set story_id = $2 where id = $1', [article.articleId, storyId]);
  return { storyId, joined: near !== null };
}

async function nearestStory(
  sql: Sql,
  article: { articleId: number; lang: string | null; fingerprint: number[] },
  rule: StoryRule,
): Promise<number | null> {
  if (article.fingerprint.length === 0) return null;
  const row = await one<{ story_id: number }>(
    sql,
    `select story_id from (
       select article.story_id, revision.id,
         (select count(*) from (select unnest(revision.fingerprint) intersect select unnest($1::bigint[])) both_have)::real
           / least(cardinality(revision.fingerprint), cardinality($1::bigint[])) as share
       from revision join article on article.id = revision.article_id
       where revision.fingerprint && $1::bigint[] and article.id <> $2 and article.story_id is not null
         and revision.created_at > now() - $4 * interval '1 hour'
         and (revision.lang is not distinct from $3)
     ) near where share >= $5 order by share desc, id limit 1`,
    [article.fingerprint, article.articleId, article.lang, rule.windowHours, rule.containment],
  );
  return row?.story_id ?? null;
}

async function foundStory(sql: Sql, headArticleId: number): Promise<number> {
  const row = await one<{ id: number }>(sql, 'insert into story (head_article_id) values ($1) returning id', [
    headArticleId,
  ]);
  if (!row) throw new Error('insert into story returned no row');
  return row.id;
}
