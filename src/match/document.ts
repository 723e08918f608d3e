// What a standing query sees of an article: text, metadata, entities and topics as plain values.

import { type AliasesOf, entityValues } from '../lib/entity-values.ts';
import { mainEntities } from '../lib/list-entities.ts';
import type { Mention, Tags } from '../model/model.ts';
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
  const valuesOf = (mentions: readonly Mention[]) => [
    ...new Set(mentions.flatMap((mention) => entityValues(mention, aliasesOf))),
  ];
  return {
    title: article.title,
    body: article.text,
    source: article.sources,
    ...(domain === null ? {} : { domain }),
    ...(article.tags.lang === null ? {} : { lang: article.tags.lang }),
    ...(article.byline === null ? {} : { author: article.byline }),
    ...(article.publishedAt === null ? {} : { published: article.publishedAt.toISOString() }),
    entity: valuesOf(article.tags.mentions),
    about: valuesOf(mainMentions(article)),
    topic: [...new Set(article.tags.topics.flatMap((topic) => [topic.code, topic.label, ...topic.broader]))],
  };
}

/** The mentions of those entities that the article is about, not only mentions: what `about:` asks for. */
export const mainMentions = ({ tags, text }: MatchText): Mention[] =>
  mainEntities(tags.mentions, text.length).flatMap((entity) => entity.mentions);

function hostOf(url: string): string | null {
  return URL.canParse(url) ? new URL(url).hostname : null;
}
