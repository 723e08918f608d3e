// What a standing query sees of an article: text, metadata, entities and topics as plain values.

import { type AliasesOf, entityValues } from '../lib/entity-values.ts';
import type { Tags } from '../model/model.ts';
import type { Doc } from '../query/query.ts';

/** What of an article takes part in matching. */
export type MatchText = {
  title: string;
  text: string;
  url: string;
  /** the feed's name, and the site's name when the page states one */
  sources: string[];
  byline: string | null;
  publishedAt: Date | null;
  tags: Tags;
};

/** The document that queries are judged on; live alerts, previews and replays all build it here. */
export function toDocument(article: MatchText, aliasesOf: AliasesOf): Doc {
  const domain = hostOf(article.url);
  return {
    title: article.title,
    body: article.text,
    source: article.sources,
    ...(domain === null ? {} : { domain }),
    ...(article.tags.lang === null ? {} : { lang: article.tags.lang }),
    ...(article.byline === null ? {} : { author: article.byline }),
    ...(article.publishedAt === null ? {} : { published: article.publishedAt.toISOString() }),
    entity: [...new Set(article.tags.mentions.flatMap((mention) => entityValues(mention, aliasesOf)))],
    topic: [...new Set(article.tags.topics.flatMap((topic) => [topic.code, topic.label, ...topic.broader]))],
  };
}

function hostOf(url: string): string | null {
  return URL.canParse(url) ? new URL(url).hostname : null;
}
