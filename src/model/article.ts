// An article: what a person would read. A page is what the server sent; an article is what we made of it.

import type { AboutPage } from './about-page.ts';
import type { Explained } from './site-rule.ts';

/** Which text we have: the page's own body, or only what the feed said. */
export type Quality = 'full' | 'summary';

/**
 * What kind of article a page is: the beginning of one whose rest is for subscribers, a live blog that changes all day,
 * a film or a gallery with little text; else plain.
 */
export type PageKind = 'article' | 'teaser' | 'live' | 'video' | 'gallery';

export type ExtractedArticle = {
  title: string;
  byline: string | null;
  /** ISO 8601 with the zone the page states, else null */
  publishedAt: string | null;
  site: string | null;
  lang: string | null;
  /** canonical URL when the page gives a believable one, else null */
  canonical: string | null;
  image: string | null;
  /** plain text, paragraphs separated by one blank line */
  text: string;
  /** body HTML through the allow list, safe to show */
  html: string;
  /** which method won: readability, readability-unpruned, fallback, json-ld, feed-content, feed-summary */
  method: string;
  quality: Quality;
  /** what else the page says of itself, and where each field was found */
  about: AboutPage;
  /** only when it was asked for; never stored */
  explained?: Explained;
  /** absent: a plain article */
  kind?: PageKind;
  /** where the rest stands, of a page that is one part of several; never stored */
  parts?: { next: string | null; whole: string | null };
};

export type EntityType = 'PER' | 'ORG' | 'LOC' | 'MISC';

export type MentionMethod = 'pack' | 'acronym' | 'cluster' | 'model' | 'shape';

/** One naming of an entity in the text. Offsets are UTF-16, into the title or the body. */
export type Mention = {
  field: 'title' | 'body';
  start: number;
  end: number;
  /** the text as written */
  text: string;
  type: EntityType;
  /** id from an entity pack; `local:…` for a name that no pack knows, the same in every article; null where it says too little */
  entityId: string | null;
  /** canonical name, or the text itself where nothing is known */
  name: string;
  /** which alias fired, as the pack writes it; null without a pack */
  alias: string | null;
  /** 0..1 */
  score: number;
  /** what found it: a pack's alias, an acronym explained in the text, a longer name in the text,
   * the trained model, or its shape */
  method?: MentionMethod;
  /** ids that this naming speaks of without naming them: Turkish is about Turkey */
  about?: string[];
  /** ids of a pack that all claim this spelling; none is chosen */
  candidates?: string[];
};

/** One topic of an article: an IPTC Media Topics code or a code of the user's own. */
export type TopicTag = {
  code: string;
  label: string;
  /** 0..1 */
  score: number;
  /** codes of all broader topics, nearest first */
  broader: string[];
  /** words that speak for it, for the receipt */
  because: string[];
  /** what found it: the trained model, a rule for a subject of the taxonomy, a rule of the operator's own, or any of
   * them in the first article of its story, of which this one is a copy */
  via: 'model' | 'rule' | 'user' | 'story';
};

/** What tagging says about a text, with the version of the vocabulary that said it. */
export type Tags = {
  lang: string | null;
  mentions: Mention[];
  topics: TopicTag[];
  vocabulary: string;
};
