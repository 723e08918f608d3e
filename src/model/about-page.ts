// What a page says of its article beside the fields that every article has, and where each field was found.

/** Where a field was found; `modified` marks a date of publishing that is only known as the date of an update. */
export type SourceKind =
  | 'site-rule'
  | 'json-ld'
  | 'og'
  | 'meta'
  | 'itemprop'
  | 'time'
  | 'headline'
  | 'byline'
  | 'class'
  | 'link'
  | 'html'
  | 'title'
  | 'url'
  | 'description'
  | 'text'
  | 'modified'
  | 'readability'
  | 'feed';

/** The kind, then the place within it where there are several: `meta parsely-pub-date`, `json-ld headline`. */
export type Source = SourceKind | `${SourceKind} ${string}`;

/** A value and where it was found. */
export type Found<T> = { value: T; source: Source };

export type SourcedField =
  | 'title'
  | 'byline'
  | 'published'
  | 'modified'
  | 'site'
  | 'section'
  | 'lang'
  | 'canonical'
  | 'image'
  | 'paywalled';

/** Stored as one JSON column, since it is shown and handed on but never joined. Column `revision.about_page`. */
export type AboutPage = {
  /** the people and bodies of the byline, one each */
  authors: string[];
  /** ISO 8601 with the zone the page states; null when it states none or one before it was published */
  modifiedAt: string | null;
  section: string | null;
  /** whether readers must pay or register; null when the page says nothing */
  paywalled: boolean | null;
  /** the page that was read is its canonical page's version for phones or for printers */
  variant: 'amp' | 'print' | null;
  /** notes in the page that say what was wrong before, as written */
  corrections: string[];
  sources: Partial<Record<SourcedField, Source>>;
};

/** Nothing is known: no page was read. */
export const NOTHING_ABOUT: AboutPage = {
  authors: [],
  modifiedAt: null,
  section: null,
  paywalled: null,
  variant: null,
  corrections: [],
  sources: {},
};
