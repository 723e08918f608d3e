// A feed as it was read, and the items in it. Wire shapes stay in `src/feed`.

/** One entry of a feed document, as the feed states it; every field type-checked, none trusted. */
export type FeedEntry = {
  /** guid or Atom id as written, else null */
  guid: string | null;
  /** address of the article, absolute where the feed or its own address gives a base, else as written; any scheme */
  link: string | null;
  /** plain text, at most LIMITS.titleChars; '' when there is none */
  title: string;
  /** plain text, at most LIMITS.summaryChars */
  summary: string;
  /** HTML the feed carries as content, unsanitised; null when there is none */
  content: string | null;
  author: string | null;
  /** ISO 8601 instant as the feed claims it, else null */
  publishedAt: string | null;
  /** the feed carries a text of the article, be it only a summary */
  hasContent: boolean;
  /** what the source itself says it is about; only news sitemaps do */
  keywords?: readonly string[];
  /** BCP 47 tag where the entry states one of its own */
  language?: string | null;
};

export type FeedFormat = 'rss' | 'atom' | 'rdf' | 'json' | 'sitemap' | 'sitemap-index';

/** A sitemap that an index lists. */
export type SitemapChild = {
  url: string;
  /** ISO 8601 instant as the index claims it, else null */
  modifiedAt: string | null;
};

export type ParsedFeed = {
  format: FeedFormat;
  title: string;
  link: string | null;
  language: string | null;
  entries: FeedEntry[];
  /** of a sitemap index, what is to be read in its place: names with `news` first, then the newest; few */
  children?: readonly SitemapChild[];
  /** of a sitemap index, how many sitemaps it lists in all */
  listed?: number;
  /** polling hint of the feed itself (ttl, sy:update…), minutes; null when absent */
  ttlMinutes: number | null;
  /** hours of the day in GMT, 0-23, in which the feed asks not to be polled */
  skipHours: number[];
  /** days of the week in GMT, 0 = Sunday, on which the feed asks not to be polled */
  skipDays: number[];
  /** hubs that tell of news (WebSub), absolute addresses; absent: none */
  hubs?: string[];
  /** the feed's own address as it states it, which is the topic at its hubs */
  self?: string;
  /** what had to be mended before it could be read, for `feeds check`; empty when nothing */
  repairs: string[];
};

/** What tells a feed's entries apart: their guids, their addresses, or their headlines with dates. */
export type IdentityRule = 'guid' | 'link' | 'title';

/** What a feed claims about one article, with the id that every repeat meets again. */
export type FeedItem = {
  /** hash of feed id and (guid, else canonical URL, else title and date) */
  id: string;
  /** the id by the rules of version 0.1.0, where that is another one */
  formerId: string | null;
  /** hashes of other names under which the feed may have told of it before, the strongest first; see feed/identity.ts */
  aliases: readonly string[];
  feedId: number;
  guid: string | null;
  url: string | null;
  title: string;
  summary: string;
  content: string | null;
  author: string | null;
  publishedAt: string | null;
  /** as FeedEntry has them */
  keywords: readonly string[];
  language: string | null;
};
