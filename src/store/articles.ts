// Articles and their revisions: one article for each canonical URL, one revision for each state of its text.
import { sha256 } from '../lib/hash.ts';
import type {
  AboutPage,
  ChangeKind,
  ExtractedArticle,
  Judged,
  PageKind,
  RevisionChange,
} from '../model/model.ts';
import { all, one, type Sql } from './db.ts';

export type RevisionRow = {
  id: number;
  article_id: number;
  number: number;
  title: string;
  byline: string | null;
  site: string | null;
  lang: string | null;
  image: string | null;
  published_at: Date | null;
  text: string;
  html: string;
  quality: 'full' | 'summary';
  kind: PageKind;
  method: string;
  page_id: number | null;
  vocabulary: string | null;
  tagged_at: Date | null;
  created_at: Date;
  /** what it is to the one before; null: made before this was judged */
  change: ChangeKind | null;
  /** words that came and went with it, outside of what changes by itself */
  words_added: number | null;
  words_removed: number | null;
  /** empty: read before this was kept */
  about_page: Partial<AboutPage>;
};

export type ArticleRow = {
  id: number;
  key: string;
  url: string;
  feed_id: number;
  story_id: number | null;
  first_seen: Date;
  /** when it was found to be taken down, and how that showed */
  withdrawn_at: Date | null;
  withdrawn_reason: string | null;
  withdrawn_detail: string | null;
};

/** A revision together with what its article and feed add; what tagging and matching read. */
export type ReadableRevision = RevisionRow & {
  url: string;
  story_id: number | null;
  feed_id: number;
  feed_title: string;
  feed_url: string;
};

/** What a text is to the last one kept; a text that is no news to it is not kept. */
export type Judge = (before: RevisionRow) => Judged;

/** Another reading of what is archived: always kept, and no change of the article. */
export const rereading: Judge = () => ({ kind: 'reread', added: 0, removed: 0 });

export type SavedRevision = {
  articleId: number;
  revisionId: number;
  number: number;
  fresh: boolean;
  /** null: this very text is known */
  judged: Judged | null;
};

/**
 * Stores what was extracted. Same canonical URL: same article; same text: same revision; changed text: the next one,
 * unless `judge` finds the change too small. `key` is the article's identity (urlKey of its canonical address); `words`
 * are its folded words, each once.
 */
export async function saveRevision(
  sql: Sql,
  source: { key: string; url: string; feedId: number; pageId: number | null; words: string[] },
  article: ExtractedArticle,
  judge: Judge = rereading,
): Promise<SavedRevision> {
  const { id: articleId } = await lockArticle(sql, source);
  const textHash = sha256(`${article.title}\n${article.text}`);
  const known = await one<{ id: number; number: number }>(
    sql,
    'select id, number from revision where article_id = $1 and text_hash = $2',
    [articleId, textHash],
  );
  if (known) return { articleId, revisionId: known.id, number: known.number, fresh: false, judged: null };
  const before = await latestRevision(sql, articleId);
  const judged: Judged = before === null ? FIRST : judge(before);
  if (before !== null && judged.kind === null)
    return { articleId, revisionId: before.id, number: before.number, fresh: false, judged };
  const change = judged.kind === null ? FIRST : judged;
  const row = await insertRevision(sql, articleId, { ...source, textHash, change }, article);
  return { articleId, revisionId: row.id, number: row.number, fresh: true, judged: change };
}

const FIRST: RevisionChange = { kind: 'first', added: 0, removed: 0 };

/** Of a revision all but what it is found by: its words make as much as its text, and only the server reads them. */
const REVISION = (
  'id article_id number title byline site lang image published_at text html quality kind method page_id vocabulary ' +
  'tagged_at created_at change words_added words_removed about_page'
)
  .split(' ')
  .map((column) => `revision.${column}`)
  .join(', ');

/** The last state of an article's text that was kept. */
export const latestRevision = (sql: Sql, articleId: number): Promise<RevisionRow | null> =>
  one<RevisionRow>(
    sql,
    `select ${REVISION} from revision where article_id = $1 order by number desc limit 1`,
    [articleId],
  );

async function insertRevision(
  sql: Sql,
  articleId: number,
  source: { pageId: number | null; words: string[]; textHash: string; change: RevisionChange },
  article: ExtractedArticle,
): Promise<{ id: number; number: number }> {
  const row = await one<{ id: number; number: number }>(
    sql,
    `insert into revision (article_id, number, text_hash, title, byline, site, lang, image, published_at, text, html,
        quality, method, page_id, words, change, words_added, words_removed, about_page, kind)
     select $1, 1 + coalesce(max(number), 0), $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, array_to_tsvector($14), $15, $16, $17, $18, $19 from revision
      where article_id = $1 returning id, number`,
    [
      articleId,
      source.textHash,
      article.title,
      article.byline,
      article.site,
      article.lang,
      article.image,
      article.publishedAt,
      article.text,
      article.html,
      article.quality,
      article.method,
      source.pageId,
      source.words,
      source.change.kind,
      source.change.added,
      source.change.removed,
      JSON.stringify(article.about),
      article.kind ?? 'article',
    ],
  );
  if (!row) throw new Error('insert into revision returned no row');
  return row;
}

/** The article's row, held for the rest of the transaction, so that revision numbers have no gaps and no twins. */
async function lockArticle(
  sql: Sql,
  source: { key: string; url: string; feedId: number },
): Promise<{ id: number }> {
  const row = await one<{ id: number }>(
    sql,
    `insert into article (key, url, feed_id) values ($1, $2, $3)
     on conflict (key) do update set key = excluded.key returning id`,
    [source.key, source.url, source.feedId],
  );
  if (!row) throw new Error('insert into article returned no row');
  return row;
}

const READABLE = `select ${REVISION}, article.url, article.story_id, article.feed_id, feed.title as feed_title, feed.url as feed_url
  from revision join article on article.id = revision.article_id join feed on feed.id = article.feed_id`;

export const loadRevision = (sql: Sql, id: number): Promise<ReadableRevision | null> =>
  one<ReadableRevision>(sql, `${READABLE} where revision.id = $1`, [id]);

export const findArticle = (sql: Sql, idOrUrl: string): Promise<ArticleRow | null> =>
  one<ArticleRow>(
    sql,
    `select * from article where id::text = $1 or url = $1 or key = $1
        or id = (select article_id from item where url = $1 and article_id is not null order by id desc limit 1)
      order by id limit 1`,
    [idOrUrl],
  );

/** The newest text of an article that was tagged. */
export const latestTagged = (sql: Sql, articleId: number): Promise<ReadableRevision | null> =>
  one<ReadableRevision>(
    sql,
    `${READABLE} where revision.article_id = $1 and tagged_at is not null order by number desc limit 1`,
    [articleId],
  );

/** Revisions of an article, oldest first. */
export const listRevisions = (sql: Sql, articleId: number): Promise<ReadableRevision[]> =>
  all<ReadableRevision>(sql, `${READABLE} where revision.article_id = $1 order by number`, [articleId]);
