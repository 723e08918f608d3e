// What an operator tells the tagger: entity packs, topic rules, the subject tree. Plain data, as the files under
// `config` say it; `src/config/vocabulary.ts` reads and checks it, `src/tag` compiles it.
import type { EntityType } from './article.ts';

/** When an alias counts. `need` and `ban` are queries; every condition that is given must hold. */
export type GuardData = {
  /** must be true of the text (or of the window) */
  need?: string | undefined;
  /** must not be true of the text (or of the window) */
  ban?: string | undefined;
  /** tokens on each side that the queries see; the whole article when absent */
  within?: number | undefined;
  /** true: no other capitalised word may touch the alias */
  alone?: boolean | undefined;
  /** proof: a text in which the alias, written where {} stands, means its entity */
  must?: string | undefined;
  /** proof: one in which it does not */
  mustNot?: string | undefined;
};

/** A spelling of an entity; a plain string is one without conditions. */
export type AliasData =
  | string
  | {
      text: string;
      /** a guard, or the name of one of the pack's guards */
      guard?: string | GuardData | undefined;
      /** true: letter case does not matter. Else capitals must stand where the alias has them */
      anyCase?: boolean | undefined;
    };

export type EntityData = {
  /** Wikidata id copied from a source, else `pw:<type>:<slug>` */
  id: string;
  type: EntityType;
  /** canonical name; also an alias, unless `aliases` lists the same text with a guard */
  name: string;
  aliases?: AliasData[] | undefined;
  /** names in other languages by code; used for texts in that language only */
  names?: Record<string, string> | undefined;
  /** nationality words: MISC mentions that are about this entity without naming it */
  demonyms?: AliasData[] | undefined;
  /** ids this entity is tied to */
  about?: string[] | undefined;
  /** office held, and the days it began and ended (ISO dates) */
  office?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  /** true: nothing of this id is known any more, whatever packs before said */
  removed?: boolean | undefined;
};

/** A text with the mentions it must give, as `[surface, id]` pairs in reading order. */
export type PackTest = { text: string; title?: string | undefined; expect: [string, string][] };

export type PackData = {
  pack: string;
  /** ISO date of the last review; facts age */
  version: string;
  licence: string;
  source: string;
  guards?: Record<string, GuardData> | undefined;
  entities: EntityData[];
  /** words for peoples, faiths, languages: MISC mentions that stand for no single entity */
  words?: string[] | undefined;
  tests?: PackTest[] | undefined;
};

/** A subject and the words that speak for it. */
export type TopicRuleData = {
  /** IPTC Media Topics code, or `user:<slug>` */
  code: string;
  /** needed for a topic of the user's own; else the taxonomy's label is used */
  label?: string | undefined;
  /** broader code of a topic of the user's own */
  parent?: string | undefined;
  /** query → weight: 1 hint, 2 typical, 3 nearly proves it */
  terms?: Record<string, number> | undefined;
  /** a query that makes the rule fire by itself */
  query?: string | undefined;
  /** queries that must all be true besides */
  all?: string[] | undefined;
  /** queries that cancel the rule */
  not?: string[] | undefined;
  /** language the rule is written for; `any` for all, which is the default of one's own topics; else en */
  lang?: string | undefined;
  /** score that `terms` must reach */
  threshold?: number | undefined;
  /** texts on which the rule must and must not fire */
  must: string[];
  mustNot: string[];
};

export type TopicData = { threshold: number; max: number; topics: TopicRuleData[] };

/** One subject of the taxonomy. */
export type Concept = { code: string; parent: string | null; label: string };

export type VocabularyData = {
  packs: PackData[];
  topics: TopicData;
  concepts: Concept[];
  /** given names, as written */
  givenNames: string[];
  /** ordinary lower-case words, which no capital at the start of a sentence makes a name */
  commonWords: string[];
  /** frequent lower-case words: no spelling may be one of them without a guard */
  frequentWords?: string[] | undefined;
  /** what is set aside, in sentences: rules of retired codes */
  notices?: string[] | undefined;
};
