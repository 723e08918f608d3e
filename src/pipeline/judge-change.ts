// What a text just read is to the one that is kept: the pipeline's rows as the comparison wants them.
import { judgeChange } from '../compare/judge.ts';
import type { ExtractedArticle, Judged } from '../model/model.ts';
import type { RevisionRow } from '../store/articles.ts';

/** Judges a new reading against a stored one, notes of correction that the pages' markup names included. */
export function judgeReading(before: RevisionRow, after: ExtractedArticle): Judged {
  // the page itself says that this is only the beginning
  if (after.kind === 'teaser' && after.text.length < before.text.length) return { kind: null, why: 'cut' };
  return judgeChange({ ...before, corrections: before.about_page?.corrections }, stated(after));
}

/** Judges two readings of the same day, of the page as it was and as it is. */
export const judgeReadings = (before: ExtractedArticle, after: ExtractedArticle): Judged =>
  judgeChange(stated(before), stated(after));

const stated = (article: ExtractedArticle) => ({ ...article, corrections: article.about?.corrections });
