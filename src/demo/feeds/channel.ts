// What every feed format is made from. Formats differ only in how they write it.

export type Entry = {
  /** never changes, whatever happens to the link */
  guid: string;
  link: string;
  title: string;
  summary: string;
  /** the whole body as HTML where the outlet sends it along, else null */
  html: string | null;
  author: string;
  tags: string[];
  publishedAt: Date;
  /** last change, the publication itself included */
  updatedAt: Date;
};

export type Channel = {
  title: string;
  tagline: string;
  lang: string;
  /** front page */
  home: string;
  /** the feed's own address */
  self: string;
  updatedAt: Date;
  entries: Entry[];
};
