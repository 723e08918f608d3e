// A stored revision against a roster of subscriptions. The same call for live alerts and for replays.
import type { Tags } from '../model/model.ts';
import { type Found, matchArticle } from '../match/match.ts';
import type { ReadableRevision } from '../store/articles.ts';
import type { Deps } from './deps.ts';

/** Subscriptions that say yes to the revision, with receipts. */
export function judgeRevision(revision: ReadableRevision, tags: Tags, deps: Pick<Deps, 'roster' | 'aliasesOf'>): Found[] {
  return matchArticle(
    deps.roster,
    {
      title: revision.title,
      text: revision.text,
      url: revision.url,
      sources: [revision.feed_title, revision.site].flatMap((name) => name || []),
      byline: revision.byline,
      publishedAt: revision.published_at,
      tags,
    },
    { revision: revision.number, quality: revision.quality },
    deps.aliasesOf,
  );
}
