// Stories: articles whose text is nearly the same. Texts are looked up by a few hashes each, and what is found is
// compared by the caller. All workers agree, since copies share a hash, and whoever looks for it holds it until the
// end of the transaction. Unrelated articles never wait for each other.
import { all, one, type Prepared, type Sql } from './db.ts';
import { moveHead } from './story-heads.ts';
import { asArray, placeText, readPrint, type StoryText } from './story-texts.ts';

/** any fixed number: the class of the locks on hashes */
const LOCK = 719_224_002;
const HOUR_MS = 3_600_000;
/** texts looked at under one hash, the newest: a hash of a phrase that everybody uses says little */
const MOST_PER_KEY = 16;
/** of the texts found, those that share most hashes are compared */
const MOST_COMPARED = 10;
/** a text of so few hashes may be found by one of them even if everybody uses it */
const FEW_KEYS = 8;

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
  const known = await lock(sql, text);
  const copies = (await nearTexts(sql, text, rule.windowHours)).flatMap((near) => {
    const copy = rule.copy(near);
    return copy === null ? [] : [{ ...near, ...copy }];
  });
  const [best] = copies
    .filter((copy) => copy.articleId !== text.articleId)
    .sort((a, b) => b.share - a.share || a.revisionId - b.revisionId);
  const joins = known ?? best?.storyId ?? null;
  const same = copies.find(
    (copy) => copy.same && copy.storyId === joins && copy.revisionId !== text.revisionId,
  );
  const place = known !== null ? { known } : joins !== null ? { joins } : null;
  const storyId = await placeText(sql, text, place, same?.revisionId ?? null, rule.windowHours);
  const joined = known === null && joins !== null;
  if (joined) await moveHead(sql, storyId, text.articleId, rule.windowHours);
  return { storyId, joined };
}

/** The hashes one after the other, in one order for everybody. */
const LOCKS: Prepared = {
  name: 'lock-story',
  text: `with own as materialized (select story_id from article where id = $1 for no key update)
   select (select story_id from own) as story_id,
       (select count(pg_advisory_xact_lock($2::int, key)) from unnest($3::int[]) key) as locks`,
};

/** Locks the article and the hashes, and says which story the article is in. */
async function lock(sql: Sql, { articleId, keys }: StoryText): Promise<number | null> {
  const row = await one<{ story_id: number | null }>(sql, LOCKS, [articleId, LOCK, asArray(keys.toSorted())]);
  return row?.story_id ?? null;
}

/**
 * A text that shares but one hash, and one that is full of others, shares a phrase. Copies share several: in the made
 * ones of the development set three at least.
 */
const NEAR_TEXTS: Prepared = {
  name: 'near-texts',
  text: `with near as (
     select one.revision_id from unnest($1::int[]) wanted(key)
       cross join lateral (select revision_id, count(*) over () as texts
         from (select revision_id from story_key where story_key.key = wanted.key
           order by revision_id desc limit ${MOST_PER_KEY}) newest) one
      group by 1
     having count(*) > 1 or min(texts) < ${MOST_PER_KEY} or cardinality($1::int[]) < ${FEW_KEYS}
      order by count(*) desc, 1 limit ${MOST_COMPARED}
   )
   select text.revision_id as "revisionId", text.article_id as "articleId", text.story_id as "storyId",
       text.title, text.url, text.print
     from near join story_text text using (revision_id)
    where text.lang is not distinct from $2 and text.seen_at between $3::timestamptz and $4::timestamptz`,
};

/** What texts were compared by that were kept before migration 016. */
const OLD_NAMES: Prepared = {
  name: 'old-story-names',
  text: `select revision.id, revision.title, article.url from revision join article on article.id = article_id
     where revision.id = any($1::bigint[])`,
};

type NearRow = Pick<NearText, 'revisionId' | 'articleId' | 'storyId'> & {
  title: string | null;
  url: string | null;
  print: Buffer;
};

/** A statement after the locks, so that it sees what their last holders have written. */
async function nearTexts(sql: Sql, text: StoryText, windowHours: number): Promise<NearText[]> {
  if (text.keys.length === 0) return [];
  const [seen, window] = [text.seenAt.getTime(), windowHours * HOUR_MS];
  const rows = await all<NearRow>(sql, NEAR_TEXTS, [
    asArray(text.keys),
    text.lang,
    new Date(seen - window),
    new Date(seen + window),
  ]);
  const unnamed = rows.filter(({ title }) => title === null).map(({ revisionId }) => revisionId);
  const old =
    unnamed.length === 0
      ? []
      : await all<{ id: number; title: string; url: string }>(sql, OLD_NAMES, [unnamed]);
  return rows.map((row) => {
    const named = old.find(({ id }) => id === row.revisionId) ?? row;
    return { ...row, title: named.title ?? '', url: named.url ?? '', print: readPrint(row.print) };
  });
}
