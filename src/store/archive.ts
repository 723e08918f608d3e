// The archive as queries read it: latest revisions with their tags, newest first, narrowed by the words and values they
// must hold. Reads of each only what is asked for: texts and tags are most of the archive.
import type { Mention, TopicTag } from '../model/model.ts';
import type { ReadableRevision } from './articles.ts';
import { all, one, type Sql, type Store } from './db.ts';

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

/** What must hold of a revision to be read at all. */
export type Condition = {
  lexemes: Lexemes;
  /** seen at or after */
  since: Date | null;
  /** what the article states as its time, bounds included; null leaves that side open */
  published: { from: Date | null; to: Date | null };
};

/** Ids of the revisions that may be meant, newest first; some may have a later one, which `readArchive` knows. */
export function findRevisions(store: Store, condition: Condition): Promise<number[]> {
  const { since, published } = condition;
  const query = tsquery(condition.lexemes);
  const values: unknown[] = [];
  const bound = (column: string, sign: string, value: unknown) =>
    value === null ? [] : [`${column} ${sign} $${values.push(value)}`];
  const conditions = [
    'tagged_at is not null',
    ...bound('created_at', '>=', since),
    ...bound('published_at', '>=', published.from),
    ...bound('published_at', '<=', published.to),
    ...bound('words', '@@', query),
  ];
  return store.tx(async (sql) => {
    // the planner does not count what it costs to unpack the words of every row: by their index it never has to
    if (query !== null) await sql.query('set local enable_seqscan = off; set local enable_indexscan = off');
    const row = await one<{ ids: number[] | null }>(
      sql,
      `select json_agg(id order by id desc) as ids from revision where ${conditions.join(' and ')}`,
      values,
    );
    return row?.ids ?? [];
  });
}

/** Whether any revision has the lexeme. */
export function isHeld(store: Store, text: string): Promise<boolean> {
  return store.tx(async (sql) => {
    await sql.query('set local enable_seqscan = off; set local enable_indexscan = off');
    const row = await one<{ held: boolean }>(
      sql,
      'select exists (select 1 from revision where words @@ $1::tsquery) as held',
      [lexeme(text)],
    );
    return row?.held ?? false;
  });
}

const EMPTY = `'[]'::json`;
/** by columns: objects with their keys take three times as long on both sides */
const MENTIONS = `(select json_build_array(json_agg(field), json_agg(start), json_agg("end"), json_agg(mention.text),
    json_agg(type), json_agg(entity_id), json_agg(name), json_agg(alias), json_agg(score), json_agg(about))
    from mention where revision_id = revision.id)`;
const TOPICS = `coalesce((select json_agg(json_build_object('code', code, 'label', label, 'score', score,
    'broader', broader, 'because', because, 'via', via) order by score desc, code) from topic_tag where revision_id = revision.id), ${EMPTY})`;

type Columns = [
  field: Mention['field'][] | null,
  start: number[],
  end: number[],
  text: string[],
  type: Mention['type'][],
  entityId: (string | null)[],
  name: string[],
  alias: (string | null)[],
  score: number[],
  about: (string[] | null)[],
];
type Row = Omit<Archived, 'mentions'> & { mentions: Columns | [] };

/** Of these ids the latest revisions of their articles, newest first. */
export async function readArchive(store: Store, ids: readonly number[], wanted: Wanted): Promise<Archived[]> {
  const rows = await store.tx(async (sql) => {
    // a few hundred rows by their ids: a walk over a whole table for them, or helpers, would cost more
    await sql.query('set local random_page_cost = 1.1; set local max_parallel_workers_per_gather = 0');
    return all<Row>(
      sql,
      `select revision.id, revision.article_id, number, revision.title, byline, site, lang, published_at,
          ${wanted.text ? 'text' : `''`} as text, quality, vocabulary, created_at,
          article.url, article.story_id, article.feed_id, feed.title as feed_title, feed.url as feed_url,
          ${wanted.mentions ? MENTIONS : EMPTY} as mentions, ${wanted.topics ? TOPICS : EMPTY} as topics
         from revision join article on article.id = revision.article_id join feed on feed.id = article.feed_id
        where revision.id = any($1) and not exists (select 1 from revision later where later.tagged_at is not null
                and later.article_id = revision.article_id and later.number > revision.number)
        order by revision.id desc`,
      [ids],
    );
  });
  return rows.map((row) => ({ ...row, mentions: mentionsOf(row.mentions) }));
}

/** Columns to mentions, in reading order. */
function mentionsOf(columns: Columns | []): Mention[] {
  const [fields, starts, ends, texts, types, ids, names, aliases, scores, abouts] = columns;
  if (!fields) return [];
  const mentions = fields.map(
    (field, at) =>
      ({
        field,
        start: starts?.[at] ?? 0,
        end: ends?.[at] ?? 0,
        text: texts?.[at] ?? '',
        type: types?.[at] ?? 'MISC',
        entityId: ids?.[at] ?? null,
        name: names?.[at] ?? '',
        alias: aliases?.[at] ?? null,
        score: scores?.[at] ?? 0,
        ...(abouts?.[at] ? { about: abouts[at] } : {}),
      }) satisfies Mention,
  );
  return mentions.sort((a, b) => (a.field === b.field ? a.start - b.start : a.field === 'title' ? -1 : 1));
}

/** When the oldest text that can be asked was stored; null while there is none. */
export async function archiveBegins(sql: Sql): Promise<Date | null> {
  const row = await one<{ at: Date | null }>(sql, 'select min(created_at) as at from revision');
  return row?.at ?? null;
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
