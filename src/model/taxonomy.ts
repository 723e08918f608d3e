// The subjects of IPTC Media Topics in all languages, as `config/mediatopics-names.json` keeps them. Opens no file.

/** One subject, active or retired. */
export type Subject = {
  code: string;
  parent: string | null;
  wikidata: string | null;
  /** the day on which IPTC retired it; such codes stay in old articles */
  retired: string | null;
  /** labels by locale */
  names: Record<string, string>;
};

export type Taxonomy = { version: string; subjects: Subject[] };

type NamesFile = {
  version: string;
  locales: string[];
  concepts: [string, string | null, string | null, string | null, (string | null)[]][];
};

/** What a text of that form holds. @throws SyntaxError or TypeError when it is none */
export function parseNames(text: string): Taxonomy & { locales: string[] } {
  const { version, locales, concepts } = JSON.parse(text) as NamesFile;
  const subjects = concepts.map(([code, parent, wikidata, retired, labels]) => {
    const named = locales.flatMap((locale, at) => (labels[at] == null ? [] : [[locale, labels[at]]]));
    return { code, parent, wikidata, retired, names: Object.fromEntries(named) as Record<string, string> };
  });
  return { version, locales, subjects };
}
