// The texts by which copies are found: kept while a story may grow, forgotten afterwards.
import type { Prepared, Sql } from './db.ts';
import type { StoryText } from './stories.ts';

/** a text that copies keep in the window is marked as seen this often at most */
const MARK_EVERY = "interval '1 hour'";

const KEEP_TEXT: Prepared = {
  name: 'keep-story-text',
  text: `with kept as (
     insert into story_text (revision_id, article_id, story_id, lang, seen_at, print, keys)
     select id, $2, $3, $4, created_at, $5, $6 from revision
      where id = $1 and created_at > now() - $7 * interval '1 hour'
     on conflict (revision_id) do update set lang = excluded.lang, print = excluded.print
     returning revision_id
   )
   insert into story_key (key, revision_id) select key, revision_id from kept, unnest($6::int[]) key
   on conflict do nothing`,
};

/**
 * Keeps a text to be found by copies to come. Where a text of its story is nearly the same, that one stands for both:
 * a report that five hundred sites print is kept once.
 */
export async function keepText(
  sql: Sql,
  text: StoryText,
  storyId: number,
  stands: number | null,
  windowHours: number,
): Promise<void> {
  if (text.keys.length === 0) return;
  if (stands !== null) {
    await sql.query(
      `update story_text set seen_at = revision.created_at from revision
        where story_text.revision_id = $1 and revision.id = $2
          and revision.created_at > story_text.seen_at + ${MARK_EVERY}`,
      [stands, text.revisionId],
    );
    return;
  }
  await sql.query(KEEP_TEXT, [
    text.revisionId,
    text.articleId,
    storyId,
    text.lang,
    writePrint(text.print),
    [...text.keys],
    windowHours,
  ]);
}

/** Forgets texts that have left the window, `most` at a time; says how many. Safe from several processes at once. */
export async function forgetTexts(sql: Sql, windowHours: number, most: number): Promise<number> {
  const { rows } = await sql.query<{ count: number }>(
    `with old as (
       select revision_id from story_text where seen_at < now() - $1 * interval '1 hour'
        order by seen_at limit $2 for update skip locked
     ), gone as (
       delete from story_text using old where story_text.revision_id = old.revision_id
       returning story_text.revision_id, keys
     ), unkeyed as (
       delete from story_key using (select unnest(keys) as key, revision_id from gone) of
        where story_key.key = of.key and story_key.revision_id = of.revision_id
     )
     select count(*) as count from gone`,
    [windowHours, most],
  );
  return rows[0]?.count ?? 0;
}

const HASH_BYTES = 4;

function writePrint(print: Uint32Array): Buffer {
  const bytes = Buffer.alloc(print.length * HASH_BYTES);
  for (const [at, hash] of print.entries()) bytes.writeUInt32BE(hash, at * HASH_BYTES);
  return bytes;
}

export const readPrint = (bytes: Buffer): Uint32Array =>
  Uint32Array.from({ length: bytes.length / HASH_BYTES }, (_, at) => bytes.readUInt32BE(at * HASH_BYTES));
