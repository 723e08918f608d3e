// The texts by which copies are found: written together with the article's place in a story, kept while the story may
// grow, forgotten afterwards. Never decides which story that is.
import { one, type Prepared, type Sql } from './db.ts';

/** A text as copies of it are looked for. */
export type StoryText = {
  articleId: number;
  revisionId: number;
  lang: string | null;
  title: string;
  url: string;
  /** when its revision was stored */
  seenAt: Date;
  /** hashes of its shingles, ascending; empty where it has too few words */
  print: Uint32Array;
  /** by which it is looked up */
  keys: Int32Array;
};

/** Where a text goes: into the story its article is in, into that of a copy, or (null) into a new one. */
export type Place = { known: number } | { joins: number } | null;

/** a text that copies keep in the window is marked as seen this often at most */
const MARK_EVERY = "interval '1 hour'";

/**
 * One statement a text, since most of the cost of a short one is the way to the server and back. A text that is kept
 * already stays as it is, with the hashes it is found by.
 */
const placing = (name: string, placed: string): Prepared => ({
  name,
  text: `with ${placed}, kept as (
     insert into story_text (revision_id, article_id, story_id, lang, seen_at, title, url, print, keys)
     select $2, $1, story_id, $3, $4, $5, $6, $7, $8 from placed
      where $9::boolean and $4::timestamptz > now() - $10 * interval '1 hour'
     on conflict (revision_id) do nothing
     returning revision_id
   ), keyed as (
     insert into story_key (key, revision_id) select key, revision_id from kept, unnest($8::int[]) key
   )
   select story_id from placed`,
});

const FOUND = placing(
  'found-story',
  `founded as (insert into story (head_article_id) values ($1) returning id),
   placed as (update article set story_id = founded.id from founded where article.id = $1 returning story_id)`,
);
const JOIN = placing(
  'join-story',
  'placed as (update article set story_id = $11 where id = $1 returning story_id)',
);
const KEEP = placing(
  'keep-story-text',
  `placed as (select $11::bigint as story_id),
   relabelled as (update story_text set lang = $3 where revision_id = $2 and lang is distinct from $3)`,
);

/**
 * Puts an article into its story and keeps the text to be found by copies to come, unless another one `stands` for it: a
 * report that five hundred sites print is kept once. Says which story it is.
 */
export async function placeText(
  sql: Sql,
  text: StoryText,
  place: Place,
  stands: number | null,
  windowHours: number,
): Promise<number> {
  if (stands !== null) await sql.query(MARK, [stands, text.seenAt]);
  const keep = stands === null && text.keys.length > 0;
  if (place !== null && 'known' in place && !keep) return place.known;
  const values = [
    text.articleId,
    text.revisionId,
    text.lang,
    text.seenAt,
    text.title,
    text.url,
    writePrint(text.print),
    asArray(text.keys),
    keep,
    windowHours,
  ];
  const placed = (statement: Prepared, more: number[]) =>
    one<{ story_id: number }>(sql, statement, [...values, ...more]);
  const row = await (place === null
    ? placed(FOUND, [])
    : 'joins' in place
      ? placed(JOIN, [place.joins])
      : placed(KEEP, [place.known]));
  if (!row) throw new Error(`article ${text.articleId} is not stored`);
  return row.story_id;
}

const MARK: Prepared = {
  name: 'mark-story-text',
  text: `update story_text set seen_at = $2::timestamptz
     where revision_id = $1 and $2::timestamptz > seen_at + ${MARK_EVERY}`,
};

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

/** Numbers as the server reads an array; several times as fast as element by element. */
export const asArray = (numbers: Int32Array): string => `{${numbers.join()}}`;

const HASH_BYTES = 4;

function writePrint(print: Uint32Array): Buffer {
  const bytes = Buffer.allocUnsafe(print.length * HASH_BYTES);
  for (let at = 0; at < print.length; at++) bytes.writeUInt32BE(print[at] as number, at * HASH_BYTES);
  return bytes;
}

export function readPrint(bytes: Buffer): Uint32Array {
  const print = new Uint32Array(bytes.length / HASH_BYTES);
  for (let at = 0; at < print.length; at++) print[at] = bytes.readUInt32BE(at * HASH_BYTES);
  return print;
}
