// The archive as queries read it: latest revisions with their tags, newest first, narrowed by the words and values they
// must hold. Reads of each only what is asked for: texts and tags are most of the archive.
import type { Mention, TopicTag } from '../model/model.ts';
import type { ReadableRevision } from './articles.ts';
import { all, one, type Store } from './db.ts';

/** A condition on the lexemes of a revision. */
export type Lexemes =
  | { kind: 'word' | 'prefix'; text: string }
  | { kind: 'all' | 'any'; of: Lexemes[] }
  | { kind: 'unknown' };

export type Archived = Omit<ReadableRevision, 'html' | 'image' | 'page_id' | 'method' | 'tagged_at'> & {
  mentions: Mention[];
  topics: TopicTag[];
};

/** What to read beside the metadata; without `text` it comes empty. */
export type Wanted = { text: boolean; mentions: boolean; topics: boolean };

/** Ids of the revisions that may be meant, newest first; some may have a later one, which `readArchive` knows. */
export function findRevisions(store: Store, since: Date | null, condition: Lexemes): Promise<number[]> {
  const query = tsquery(condition);
  return store.tx(async (sql) => {
    // the planner does not count what it costs to unpack the words of every row: by the index it never has to
    if (query !== null) await sql.query('set local enable_seqscan = off');
    const held = query === null ? '' : 'and words @@ $2::tsquery';
    const row = await one<{ ids: number[] | null }>(
      sql,
      `select json_agg(id order by id desc) as ids from revision
        where tagged_at is not null and ($1::timestamptz is null or created_at >= $1) ${held}`,
      query === null ? [since] : [since, query],
    );
    return row?.ids ?? [];
  });
}

const EMPTY = `'[]'::json`;
const MENTIONS = `coalesce((select json_agg(json_build_object('field', field, 'start', start, 'end', "end",
    'text', mention.text, 'type', type, 'entityId', entity_id, 'name', name, 'alias', alias, 'score', score)
    order by field desc, start) from mention where revision_id = revision.id), ${EMPTY})`;
const TOPICS = `coalesce((select json_agg(json_build_object('code', code, 'label', label, 'score', score,
    'broader', broader, 'because', because) order by score desc, code) from topic_tag where revision_id = revision.id), ${EMPTY})`;

/** Of these ids the latest revisions of their articles, newest first. */
export const readArchive = (store: Store, ids: readonly number[], wanted: Wanted): Promise<Archived[]> =>
  all<Archived>(
    store,
    `select revision.id, revision.article_id, number, revision.title, byline, site, lang, published_at,
        ${wanted.text ? 'text' : `''`} as text, quality, vocabulary, created_at,
        article.url, article.story_id, feed.title as feed_title, feed.url as feed_url,
        ${wanted.mentions ? MENTIONS : EMPTY} as mentions, ${wanted.topics ? TOPICS : EMPTY} as topics
       from revision join article on article.id = revision.article_id join feed on feed.id = article.feed_id
      where revision.id = any($1) and not exists (select 1 from revision later where later.tagged_at is not null
              and later.article_id = revision.article_id and later.number > revision.number)
      order by revision.id desc`,
    [ids],
  );

const BEGINNING_CHARS = 300;

/** How texts begin, by id. */
export async function readBeginnings(store: Store, ids: readonly number[]): Promise<Map<number, string>> {
  if (ids.length === 0) return new Map();
  const rows = await all<{ id: number; text: string }>(
    store,
    `select id, left(text, ${BEGINNING_CHARS}) as text from revision where id = any($1)`,
    [ids],
  );
  return new Map(rows.map(({ id, text }) => [id, text]));
}

/** The condition as a tsquery; null when it narrows nothing. */
function tsquery(condition: Lexemes): string | null {
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
      if (parts.length === 0 || (condition.kind === 'any' && parts.length < condition.of.length)) return null;
      return `(${parts.join(condition.kind === 'all' ? ' & ' : ' | ')})`;
    }
  }
}

const lexeme = (word: string): string => `'${word.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
