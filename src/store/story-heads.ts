// Which article of a story is its head: the one that was published first.
import { one, type Prepared, type Sql } from './db.ts';

/**
 * When an article was told, as far as it can be believed: the date it claims if that lies before we saw it, but not
 * longer than a story may grow, and is more than a day without a time. Else when we first saw it.
 */
const TOLD_AT = `case
    when claim.published_at <= article.first_seen
      and claim.published_at > article.first_seen - $3 * interval '1 hour'
      and extract(epoch from claim.published_at)::bigint % 86400 <> 0
    then claim.published_at else article.first_seen end`;

const MOVE_HEAD: Prepared = {
  name: 'move-head',
  text: `with told as (
     select article.id, ${TOLD_AT} as at from article
       cross join lateral (select published_at from revision where article_id = article.id order by number limit 1) claim
      where article.id = $2 or article.id = (select head_article_id from story where id = $1)
   )
   update story set head_article_id = $2 where id = $1
     and (select at from told where id = $2) < (select at from told where id = story.head_article_id)`,
};

/**
 * Makes an article that has joined a story its head if it was told before the present one: copies come in the order in
 * which feeds were asked. The story and what was sent of it stay.
 */
export async function moveHead(
  sql: Sql,
  storyId: number,
  articleId: number,
  windowHours: number,
): Promise<void> {
  await sql.query(MOVE_HEAD, [storyId, articleId, windowHours]);
}

/** The article that was first with a story. */
export async function headOf(sql: Sql, storyId: number): Promise<number | null> {
  const row = await one<{ head_article_id: number }>(sql, 'select head_article_id from story where id = $1', [
    storyId,
  ]);
  return row?.head_article_id ?? null;
}
