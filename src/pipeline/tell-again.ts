// Who hears of a change: a subscription that was told of the story already hears again only of changes that it asked
// for. A text that matches for the first time, also because it changed, is told as any other.
import { LIMITS } from '../config/limits.ts';
import type { ChangeKind } from '../model/model.ts';
import type { Sql } from '../store/db.ts';
import { promisedOfStory, type UpdateLevel, updatesOf } from '../store/updates.ts';

type Told = { article_id: number; revision: number };

/** Whether a match of this revision is to be told. The first alert of a story always is. */
export async function isTold(
  sql: Sql,
  revision: { article_id: number; number: number; change: ChangeKind | null },
  to: { subscriptionId: number; storyId: number; channel: string },
): Promise<boolean> {
  if (revision.number === 1) return true; // copies of a story share one delivery by its key
  const told = await promisedOfStory(sql, to.subscriptionId, to.storyId, to.channel);
  if (told.length === 0) return true;
  return tellsAgain(revision, told, await updatesOf(sql, to.subscriptionId));
}

/**
 * Corrections are told of any copy of the story; updates only of the article that was told of, and not without end: a
 * live blog changes all day.
 */
export function tellsAgain(
  { article_id, change }: { article_id: number; change: ChangeKind | null },
  told: readonly Told[],
  level: UpdateLevel,
): boolean {
  if (level === 'none' || change === 'fuller' || change === 'reread' || change === 'first') return false;
  if (change === 'correction') return true;
  if (level === 'corrections') return false;
  if (level === 'substantial' && (change === 'headline' || change === 'minor')) return false;
  const ofThis = told.filter((one) => one.article_id === article_id).length;
  return ofThis > 0 && ofThis <= LIMITS.updatesPerArticle;
}
