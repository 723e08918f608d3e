// Storing what a second run made: a changed text as a new revision, tags, story. Only for `--apply fill`.
import { wordsOf } from '../match/words.ts';
import type { Deps } from '../pipeline/deps.ts';
import { addressOf } from '../pipeline/extract-article.ts';
import { inheritTopics, storyOf } from '../pipeline/story.ts';
import { storeTags } from '../pipeline/tag-article.ts';
import { loadRevision, saveRevision } from '../store/articles.ts';
import type { Sql } from '../store/db.ts';
import { writeLedger } from '../store/ledger.ts';
import type { ReplayRow } from '../store/replays.ts';
import type { Redone } from './redo.ts';

/** Stores the run's result and returns it as it is stored now, with the story it belongs to. */
export async function fill(
  sql: Sql,
  replay: ReplayRow,
  redone: Redone,
  deps: Deps,
): Promise<{ redone: Redone; storyId: number }> {
  const { revision, tags: own, ...run } = redone.extraction === null ? redone : await storeText(sql, redone);
  const storyId = await storyOf(sql, revision, own.lang, deps);
  // a run that only matches takes the tags as they are
  const tags = replay.from_stage === 'match' ? own : await inheritTopics(sql, revision, storyId, own, deps);
  const stored = { ...run, revision, tags };
  await storeTags(sql, revision, tags);
  await writeLedger(sql, {
    stage: 'replay',
    itemId: redone.item.id,
    feedId: redone.item.feed_id,
    outcome: 'done',
    facts: { replay: replay.id, from: replay.from_stage, revision: stored.revision.number, story: storyId },
  });
  return { redone: stored, storyId };
}

async function storeText(sql: Sql, redone: Redone): Promise<Redone> {
  const { item, extraction } = redone;
  if (extraction === null) return redone;
  const source = {
    ...addressOf(item, extraction),
    feedId: item.feed_id,
    pageId: extraction.pageId,
    words: wordsOf(extraction.article.title, extraction.article.text),
  };
  const saved = await saveRevision(sql, source, extraction.article);
  const revision = await loadRevision(sql, saved.revisionId);
  if (revision === null) throw new Error(`revision ${saved.revisionId} was saved but can't be read`);
  return { ...redone, revision };
}
