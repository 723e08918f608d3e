// What tagging said of a revision: mentions and topics. Saving again replaces, so a repeat is harmless.
import type { Mention, Tags, TopicTag } from '../model/model.ts';
import { all, type Sql } from './db.ts';

/** `lexemes` are the words and values by which the revision is found; without them those of its text stay. */
export async function saveTags(
  sql: Sql,
  revisionId: number,
  tags: Tags,
  lexemes: string[] | null = null,
): Promise<void> {
  await sql.query('delete from mention where revision_id = $1', [revisionId]);
  await sql.query('delete from topic_tag where revision_id = $1', [revisionId]);
  await sql.query(
    `insert into mention (revision_id, field, start, "end", text, type, entity_id, name, alias, score, about, method,
       candidates)
     select $1, x.field, x.start, x."end", x.text, x.type, x."entityId", x.name, x.alias, x.score, x.about, x.method,
       x.candidates
       from jsonb_to_recordset($2) as x(field text, start int, "end" int, text text, type text, "entityId" text,
            name text, alias text, score real, about text[], method text, candidates text[]) on conflict do nothing`,
    [revisionId, JSON.stringify(tags.mentions)],
  );
  await sql.query(
    `insert into topic_tag (revision_id, code, label, score, broader, because, via)
     select $1, x.code, x.label, x.score, x.broader, x.because, x.via
       from jsonb_to_recordset($2) as x(code text, label text, score real, broader text[], because text[],
            via text)
     on conflict do nothing`,
    [revisionId, JSON.stringify(tags.topics)],
  );
  await sql.query(
    `update revision set lang = coalesce($2, lang), vocabulary = $3, tagged_at = now(),
       words = case when $4::text[] is null then words else array_to_tsvector($4) end where id = $1`,
    [revisionId, tags.lang, tags.vocabulary, lexemes],
  );
}

type Found = 'method' | 'about' | 'candidates';
type StoredMention = Omit<Mention, Found> & { [one in Found]: NonNullable<Mention[one]> | null };

/** The stored tags of a revision, mentions in reading order, topics by score. */
export async function loadTags(
  sql: Sql,
  revision: { id: number; lang: string | null; vocabulary: string | null },
): Promise<Tags> {
  const rows = await all<StoredMention>(
    sql,
    `select field, start, "end", text, type, entity_id as "entityId", name, alias, score, about, method, candidates
       from mention where revision_id = $1 order by field desc, start`,
    [revision.id],
  );
  const mentions = rows.map(withoutNulls);
  const topics = await all<TopicTag>(
    sql,
    'select code, label, score, broader, because, via from topic_tag where revision_id = $1 order by score desc, code',
    [revision.id],
  );
  return { lang: revision.lang, mentions, topics, vocabulary: revision.vocabulary ?? '' };
}

/** What is not known of a mention is left out, as the tagger does. */
function withoutNulls({ method, about, candidates, ...rest }: StoredMention): Mention {
  return { ...rest, ...(method && { method }), ...(about && { about }), ...(candidates && { candidates }) };
}
