// What a standing query sees of an article: text, metadata, entities and topics as plain values.

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

/** All names of a known entity, so that `entity:"Erdogan"` finds Erdoğan. */
export type AliasesOf = (entityId: string) => readonly string[];

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

/** The values by which one mention can be asked for: id, name, words as written, aliases, each also with its type. */
export function entityValues(mention: Mention, aliasesOf: AliasesOf): string[] {
  const names = [
    mention.name,
    mention.text,
    ...(mention.entityId === null ? [] : aliasesOf(mention.entityId)),
  ];
  const values = mention.entityId === null ? names : [mention.entityId, ...names];
  return [...values, ...names.map((name) => `${mention.type}:${name}`)];
}

function hostOf(url: string): string | null {
  return URL.canParse(url) ? new URL(url).hostname : null;
}
