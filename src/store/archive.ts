// The archive as queries read it: latest revisions with their tags, newest first, narrowed by the words they must hold.
import type { Mention, TopicTag } from '../model/model.ts';
import type { ReadableRevision } from './articles.ts';
import { all, one, type Sql } from './db.ts';

/** A condition on the words of a text; the shape of the query language's `neededWords`. */
export type WordCondition =
  | { kind: 'word' | 'prefix'; text: string }
  | { kind: 'all' | 'any'; of: WordCondition[] }
  | { kind: 'unknown' };

export type Archived = ReadableRevision & { mentions: Mention[]; topics: TopicTag[] };

export type Range = { since: Date | null; condition: WordCondition };

const WHERE = `revision.tagged_at is not null and ($1::timestamptz is null or revision.created_at >= $1)
  and ($2::tsquery is null or revision.words @@ $2::tsquery)
  and not exists (select 1 from revision later where later.article_id = revision.article_id and later.number > revision.number
                    and later.tagged_at is not null)`;

const values = ({ since, condition }: Range) => [since, tsquery(condition)];

/** How many texts `scanArchive` would give. */
export async function countArchive(sql: Sql, range: Range): Promise<number> {
  const row = await one<{ n: number }>(
    sql,
    `select count(*) as n from revision where ${WHERE}`,
    values(range),
  );
  return row?.n ?? 0;
}

/** The next texts below `before` (an id), newest first. */
export const scanArchive = (sql: Sql, range: Range, before: number, limit: number): Promise<Archived[]> =>
  all<Archived>(
    sql,
    `select revision.id, revision.article_id, number, revision.title, byline, site, lang, image, published_at, text, html,
        quality, method, page_id, vocabulary, tagged_at, created_at,
        article.url, article.story_id, feed.title as feed_title, feed.url as feed_url,
        coalesce((select jsonb_agg(jsonb_build_object('field', field, 'start', start, 'end', "end", 'text', mention.text,
           'type', type, 'entityId', entity_id, 'name', name, 'alias', alias, 'score', score)
           order by field desc, start) from mention where revision_id = revision.id), '[]') as mentions,
        coalesce((select jsonb_agg(jsonb_build_object('code', code, 'label', label, 'score', score, 'broader', broader,
           'because', because) order by score desc) from topic_tag where revision_id = revision.id), '[]') as topics
       from revision join article on article.id = revision.article_id join feed on feed.id = article.feed_id
      where ${WHERE} and revision.id < $3 order by revision.id desc limit $4`,
    [...values(range), before, limit],
  );

/** The condition as a tsquery; null when it narrows nothing. */
function tsquery(condition: WordCondition): string | null {
  switch (condition.kind) {
    case 'unknown':
      return null;
    case 'word':
      return lexeme(condition.text);
    case 'prefix':
      return `${lexeme(condition.text)}:*`;
    case 'all':
    case 'any': {
      const parts = condition.of.map(tsquery).filter((part) => part !== null);
      return parts.length === 0 ? null : `(${parts.join(condition.kind === 'all' ? ' & ' : ' | ')})`;
    }
  }
}

const lexeme = (word: string): string => `'${word.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
