// What an operator knows of one site: where on its pages an article's parts stand. Written in `config/sites.yaml`.

/** CSS selectors, each optional; what none is given for is read as on any page. */
export type SiteRule = {
  /** all elements found, in order, are the body; Readability is not asked */
  body?: string;
  /** the first element found */
  title?: string;
  byline?: string;
  date?: string;
  /** taken out before anything else is read */
  remove?: string[];
};

export type RulePart = keyof SiteRule;

/** What one selector of a rule met on a page. */
export type RuleFinding = {
  part: RulePart;
  selector: string;
  /** elements that it chose */
  found: number;
  /** first words of the first one */
  words: string | null;
};

/** Something that was taken out of a page on the way to its text. */
export type Removed = {
  step: 'rule' | 'prune' | 'filter';
  /** which rule, in words */
  by: string;
  /** tag with class or id; null for a paragraph of the text */
  element: string | null;
  words: string;
  characters: number;
};

/** How a page was read; only made when somebody asks for it. */
export type Explained = { removed: Removed[]; findings: RuleFinding[] };
