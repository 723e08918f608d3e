// How many articles have each topic. Counts the latest tagged text of each article, once for a topic and all above it.
import { all, type Sql } from './db.ts';

export type TopicCount = {
  code: string;
  /** as it was called when an article got it; null for one that only narrower ones brought */
  label: string | null;
  day: string | null;
  articles: number;
};

/**
 * Articles first seen at or after a time, by topic, broader topics included; the most frequent first, days ascending.
 * @param broaderNow what lies above a code today, by what was stored above it
 * @param byDay a row for each day (UTC) instead of one in all
 */
export async function countTopics(
  sql: Sql,
  since: Date,
  byDay: boolean,
  broaderNow: (code: string, stored: readonly string[]) => readonly string[],
): Promise<TopicCount[]> {
  const stored = await all<{ code: string; broader: string[] }>(
    sql,
    'select distinct code, broader from topic_tag',
  );
  const places = stored.map(({ code, broader }) => ({ code, broader, above: broaderNow(code, broader) }));
  return all<TopicCount>(
    sql,
    `with latest as (
       select distinct on (revision.article_id) revision.id, revision.article_id,
         case when $2 then to_char(article.first_seen at time zone 'UTC', 'YYYY-MM-DD') end as day
       from article join revision on revision.article_id = article.id
       where article.first_seen >= $1 and revision.tagged_at is not null
       order by revision.article_id, revision.id desc)
     select topic.code, max(topic_tag.label) filter (where topic.code = topic_tag.code) as label, latest.day, count(distinct latest.article_id)::int as articles
     from latest join topic_tag on topic_tag.revision_id = latest.id
       join jsonb_to_recordset($3) as now(code text, broader text[], above text[])
         on now.code = topic_tag.code and now.broader = topic_tag.broader
       cross join lateral unnest(topic_tag.code || now.above) as topic(code)
     group by topic.code, latest.day
     order by latest.day, articles desc, topic.code`,
    [since, byDay, JSON.stringify(places)],
  );
}
