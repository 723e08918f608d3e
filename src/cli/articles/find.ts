// The article that a command is about, with its revisions; or a sentence on why there is none.
import { type ArticleRow, findArticle, listRevisions, type ReadableRevision } from '../../store/articles.ts';
import type { Sql } from '../../store/db.ts';
import { CommandFailed, when } from '../output.ts';

export type FoundArticle = {
  article: ArticleRow;
  /** oldest first */
  revisions: ReadableRevision[];
  latest: ReadableRevision;
};

/** By id, address or key. @throws CommandFailed when there is none, or it has no text */
export async function mustFindArticle(sql: Sql, which: string): Promise<FoundArticle> {
  const article = await findArticle(sql, which);
  if (!article) {
    const hint = URL.canParse(which)
      ? `"presswatch why ${which}" may know why.`
      : '"presswatch articles search QUERY" finds articles.';
    throw new CommandFailed(`There is no article "${which}". ${hint}`);
  }
  const revisions = await listRevisions(sql, article.id);
  const latest = revisions.at(-1);
  if (!latest) throw new CommandFailed(`Article ${article.id} has no text yet.`);
  return { article, revisions, latest };
}

const SIGNS: Record<string, string> = {
  gone: 'its page is gone',
  legal: 'its page is unavailable for legal reasons',
  home: 'its address leads to the front page',
  elsewhere: 'its address leads to another page',
  notice: 'its page says so',
  emptied: 'its page has no text any more',
};

/** "Withdrawn since …: …"; null for an article that stands. */
export function withdrawnLine(article: ArticleRow): string | null {
  const { withdrawn_at: at, withdrawn_reason: reason, withdrawn_detail: detail } = article;
  if (at === null) return null;
  const how = reason === null ? '' : (SIGNS[reason] ?? reason);
  return `Withdrawn since ${when(at)}: ${how}${detail === null ? '' : ` (${detail})`}`;
}
