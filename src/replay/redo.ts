// One archived item through the stages again, from the one chosen; in memory, nothing stored.
import type { ExtractedArticle, Tags } from '../model/model.ts';
import type { Deps } from '../pipeline/deps.ts';
import { addressOf, type Extraction, extractItem } from '../pipeline/extract-article.ts';
import { inheritTopics } from '../pipeline/story.ts';
import { tagRevision } from '../pipeline/tag-article.ts';
import { loadRevision, type ReadableRevision } from '../store/articles.ts';
import { loadFeed } from '../store/hubs.ts';
import { type ItemRow, loadItem } from '../store/items.ts';
import type { ReplayStage } from '../store/replays.ts';
import { loadTags } from '../store/tags.ts';

export type Redone = {
  item: ItemRow;
  /** the text judged; a stand-in with id 0 when it was extracted anew and is not stored */
  revision: ReadableRevision;
  tags: Tags;
  /** set when the item was extracted anew */
  extraction: Extraction | null;
};

/** The item's second run; null when there is nothing to judge (the item is gone, or its page still gives no text). */
export async function redo(from: ReplayStage, itemId: number, deps: Deps): Promise<Redone | null> {
  const item = await loadItem(deps.store, itemId);
  if (item === null) return null;
  if (from === 'extract') return extractAgain(item, deps);
  const revision = item.revision_id === null ? null : await loadRevision(deps.store, item.revision_id);
  if (revision === null) return extractAgain(item, deps);
  const tags = from === 'tag' ? await tagAgain(revision, deps) : await loadTags(deps.store, revision);
  return { item, revision, tags, extraction: null };
}

async function extractAgain(item: ItemRow, deps: Deps): Promise<Redone | null> {
  // as in live work: of a page that is gone, the feed's text makes no article
  if (item.page_id === null && item.stage === 'rejected' && item.reason === 'gone') return null;
  const outcome = await extractItem(item, deps);
  if (outcome.kind !== 'done') return null;
  const stored = item.revision_id === null ? null : await loadRevision(deps.store, item.revision_id);
  const feed = await loadFeed(deps.store, item.feed_id);
  const revision = standIn(outcome.value.article, {
    url: addressOf(item, outcome.value).url,
    number: stored?.number ?? 1,
    feed_id: item.feed_id,
    feed_title: feed?.title ?? stored?.feed_title ?? '',
    feed_url: feed?.url ?? stored?.feed_url ?? '',
    story_id: stored?.story_id ?? null,
    article_id: stored?.article_id ?? 0,
    created_at: deps.clock.now(),
  });
  return { item, revision, tags: await tagAgain(revision, deps), extraction: outcome.value };
}

/** As live work would tag it, topics of its story's head included. */
const tagAgain = async (revision: ReadableRevision, deps: Deps): Promise<Tags> =>
  inheritTopics(deps.store, revision, revision.story_id, await tagRevision(revision, deps), deps);

type Place = Pick<
  ReadableRevision,
  'url' | 'number' | 'feed_id' | 'feed_title' | 'feed_url' | 'story_id' | 'article_id' | 'created_at'
>;

function standIn(article: ExtractedArticle, place: Place): ReadableRevision {
  return {
    ...place,
    id: 0,
    title: article.title,
    byline: article.byline,
    site: article.site,
    lang: article.lang,
    image: article.image,
    published_at: article.publishedAt === null ? null : new Date(article.publishedAt),
    text: article.text,
    html: article.html,
    quality: article.quality,
    kind: article.kind ?? 'article',
    method: article.method,
    page_id: null,
    vocabulary: null,
    tagged_at: null,
    change: null,
    words_added: null,
    words_removed: null,
    about_page: article.about,
  };
}
