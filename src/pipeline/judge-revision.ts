// A stored revision against a roster of subscriptions. The same call for live alerts and for replays.

import type { MatchText } from '../match/document.ts';
import { type Found, matchArticle } from '../match/match.ts';
import { topicsNow } from '../match/topic-names.ts';
import type { Tags } from '../model/model.ts';
import type { ReadableRevision } from '../store/articles.ts';
import type { Deps } from './deps.ts';

/** Subscriptions that say yes to the revision, with receipts. */
export const judgeRevision = (
  revision: ReadableRevision,
  tags: Tags,
  deps: Pick<Deps, 'roster' | 'aliasesOf'>,
): Found[] =>
  matchArticle(
    deps.roster,
    matchTextOf(revision, tags),
    { revision: revision.number, quality: revision.quality },
    deps.aliasesOf,
  );

type Judged = Pick<
  ReadableRevision,
  'title' | 'text' | 'url' | 'feed_title' | 'site' | 'byline' | 'published_at'
>;

/** What of a stored revision takes part in matching; its topics as they lie today, whenever it was tagged. */
export const matchTextOf = (revision: Judged, tags: Tags): MatchText => ({
  title: revision.title,
  text: revision.text,
  url: revision.url,
  sources: [revision.feed_title, revision.site].flatMap((name) => name || []),
  byline: revision.byline,
  publishedAt: revision.published_at,
  tags: { ...tags, topics: topicsNow(tags.topics) },
});
