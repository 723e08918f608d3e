// What a standing query sees of an article: text, metadata, entities and topics as plain values.

import { type AliasesOf, allNames, type EntityNames } from '../lib/entity-values.ts';
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
export const toDocument = (article: MatchText, aliasesOf: AliasesOf): Doc =>
  documentWith(article, allNames(aliasesOf));

/** The same with the values of entities that the caller gives; who knows the queries may leave out what none asks for. */
export function documentWith(article: MatchText, names: EntityNames): Doc {
  const domain = hostOf(article.url);
  const { mentions } = article.tags;
  return {
    title: article.title,
    body: article.text,
    source: article.sources,
    ...(domain === null ? {} : { domain }),
    ...(article.tags.lang === null ? {} : { lang: article.tags.lang }),
    ...(article.byline === null ? {} : { author: article.byline }),
    ...(article.publishedAt === null ? {} : { published: article.publishedAt.toISOString() }),
    entity: [...new Set(mentions.flatMap((mention) => names.of(mention)))],
    about: [...new Set(mainEvidence(article, names).flatMap(({ values }) => values))],
    topic: [...new Set(article.tags.topics.flatMap((topic) => [topic.code, topic.label, ...topic.broader]))],
  };
}

/** A place in the article that makes it be about an entity, and the values by which `about:` may ask for that. */
export type Evidence = { mention: Mention; id: string | null; name: string; values: readonly string[] };

/**
 * What makes the article be about its main entities. A word such as *Turkish* counts for Turkey here, though it is no
 * mention of it: `entity:` never sees it.
 */
export function mainEvidence({ tags, text }: MatchText, names: EntityNames): Evidence[] {
  return mainEntities(tags.mentions, text.length).flatMap(({ id, namings, demonyms }) => {
    const named = namings.map((mention) => evidenceOf(mention, names));
    if (id === null || demonyms.length === 0) return named;
    const values = names.spoken(id);
    const name = namings[0]?.name ?? values[1] ?? id;
    return [...named, ...demonyms.map((mention) => ({ mention, id, name, values }))];
  });
}

/** A mention, as what `entity:` may ask for. */
export const evidenceOf = (mention: Mention, names: EntityNames): Evidence => ({
  mention,
  id: mention.entityId,
  name: mention.name,
  values: names.of(mention),
});

function hostOf(url: string): string | null {
  return URL.canParse(url) ? new URL(url).hostname : null;
}
