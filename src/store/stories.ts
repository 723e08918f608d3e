// Stories: articles whose text is nearly the same. Texts are looked up by a few hashes each, and what is found is
// compared by the caller. All workers agree, since copies share a hash, and whoever looks for it holds it until the
// end of the transaction. Unrelated articles never wait for each other.
import { all, one, type Prepared, type Sql } from './db.ts';
import { moveHead } from './story-heads.ts';
import { keepText, readPrint } from './story-texts.ts';

/** any fixed number: the class of the locks on hashes */
const LOCK = 719_224_002;
/** texts looked at under one hash, the newest: a hash of a phrase that everybody uses says little */
const MOST_PER_KEY = 32;
/** of the texts found, those that share most hashes are compared */
const MOST_COMPARED = 10;

/** A text as copies of it are looked for. */
export type StoryText = {
  articleId: number;
  revisionId: number;
  lang: string | null;
  /** hashes of its shingles, ascending; empty where it has too few words */
  print: Uint32Array;
  /** by which it is looked up */
  keys: Int32Array;
};

/** A text that has hashes in common with the one at hand. */
export type NearText = {
  revisionId: number;
  articleId: number;
  storyId: number;
  title: string;
  url: string;
  print: Uint32Array;
};

export type StoryRule = {
  /** copies later than this are new stories */
  windowHours: number;
  /** How much of one text is in the other if they are copies, and whether one will do to find copies of both. */
  copy(near: NearText): { share: number; same: boolean } | null;
};

/**
 * The story of an article: its own if it has one, else that of the text it is most a copy of, within the window before
 * and after, else new. Locks the article and the text's hashes until the transaction ends.
 */
export async function assignStory(
  sql: Sql,
  text: StoryText,
  rule: StoryRule,
): Promise<{ storyId: number; joined: boolean }> {
  const own = await one<{ story_id: number | null }>(sql, LOCK_ARTICLE, [text.articleId]);
  await lockKeys(sql, text.keys);
  const found = await nearTexts(sql, text, rule.windowHours);
  const copies = found.flatMap((near) => {
    const copy = rule.copy(near);
    return copy === null ? [] : [{ ...near, ...copy }];
  });
  const [best] = copies
    .filter((copy) => copy.articleId !== text.articleId)
    .sort((a, b) => b.share - a.share || a.revisionId - b.revisionId);
  const known = own?.story_id ?? null;
  const joined = known === null && best !== undefined;
  const storyId = known ?? (await setStory(sql, text.articleId, best?.storyId ?? null));
  if (joined) await moveHead(sql, storyId, text.articleId, rule.windowHours);
  const same = copies.find(
    (copy) => copy.same && copy.storyId === storyId && copy.revisionId !== text.revisionId,
  );
  await keepText(sql, text, storyId, same?.revisionId ?? null, rule.windowHours);
  return { storyId, joined };
}

const LOCK_ARTICLE: Prepared = {
  name: 'lock-article',
  text: 'select story_id from article where id = $1 for no key update',
};

const LOCK_KEYS: Prepared = {
  name: 'lock-story-keys',
  text: 'select pg_advisory_xact_lock($1::int, key) from unnest($2::int[]) key',
};

const NEAR_TEXTS: Prepared = {
  name: 'near-texts',
  text: `with near as (
     select one.revision_id, count(*) as shared from unnest($1::int[]) wanted(key)
       cross join lateral (select revision_id from story_key where story_key.key = wanted.key
         order by revision_id desc limit ${MOST_PER_KEY}) one
      group by 1 order by 2 desc, 1 limit ${MOST_COMPARED}
   )
   select text.revision_id as "revisionId", text.article_id as "articleId", text.story_id as "storyId",
       revision.title, article.url, text.print
     from near join story_text text using (revision_id) join revision on revision.id = near.revision_id
       join article on article.id = text.article_id join revision own on own.id = $2
    where text.lang is not distinct from $3
      and text.seen_at between own.created_at - $4 * interval '1 hour' and own.created_at + $4 * interval '1 hour'`,
};

/** One after the other, in one order for everybody. */
async function lockKeys(sql: Sql, keys: Int32Array): Promise<void> {
  if (keys.length === 0) return;
  const ordered = [...keys].sort((a, b) => a - b);
  await sql.query(LOCK_KEYS, [LOCK, ordered]);
}

/** A statement after the locks, so that it sees what their last holders have written. */
async function nearTexts(sql: Sql, text: StoryText, windowHours: number): Promise<NearText[]> {
  if (text.keys.length === 0) return [];
  const rows = await all<Omit<NearText, 'print'> & { print: Buffer }>(sql, NEAR_TEXTS, [
    [...text.keys],
    text.revisionId,
    text.lang,
    windowHours,
  ]);
  return rows.map((row) => ({ ...row, print: readPrint(row.print) }));
}

const FOUND_STORY: Prepared = {
  name: 'found-story',
  text: `with founded as (insert into story (head_article_id) values ($1) returning id)
    update article set story_id = founded.id from founded where article.id = $1 returning story_id`,
};

const JOIN_STORY: Prepared = {
  name: 'join-story',
  text: 'update article set story_id = $2 where id = $1 returning story_id',
};

/** Puts an article into a story, or into a new one where `storyId` is null. */
async function setStory(sql: Sql, articleId: number, storyId: number | null): Promise<number> {
  const row = await (storyId === null
    ? one<{ story_id: number }>(sql, FOUND_STORY, [articleId])
    : one<{ story_id: number }>(sql, JOIN_STORY, [articleId, storyId]));
  if (!row) throw new Error(`article ${articleId} is not stored`);
  return row.story_id;
}
