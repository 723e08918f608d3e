// Collects, during the one walk over the page, the elements that may tell title, author and date.
// Keeps references only; their text is read afterwards, and never more of it than a byline needs.
import { isSkippedName, squeeze } from '../blocks.ts';
import type { Witness } from '../survey.ts';
import { walk } from '../walk.ts';

export type Clues = {
  h1: Element[];
  h2: Element[];
  /** elements with itemprop author, creator, name, headline, datePublished, dateModified, dateCreated */
  props: Map<string, Element[]>;
  times: Element[];
  /** links that say `rel=author` or lead to an author's page */
  authors: Element[];
  bylines: Element[];
  dates: Element[];
  /** drawings of a person, of which sites put one before the author's name */
  people: Element[];
  /** elements that are called a correction or an editor's note */
  corrections: Element[];
  witness: Witness;
};

const PROPS = new Set('author creator headline datepublished datemodified datecreated'.split(' '));
const BYLINE =
  /author(?!i[sz]|ity)|by-?line|(?:^|[\s_-])(?:writers?|written-?by|posted-?by|contributors?|reporter|journalist|autor|auteur|redakteur)(?=$|[\s_-])/i;
const PERSON_ICON =
  /(?:^|[\s_-])(?:fa|bi|icon|ti|ri|feather|glyphicon|la|dashicons|mdi|uil?)[-_](?:\w+[-_])?(?:user|person|author|pen|pencil|admin-users)(?=$|[\s_-])/i;
const CORRECTION = /correction|clarification|erratum|errata|editor-?s?-?note|retraction|korrektur|rectific/i;
const DATE = /date|publi|time|byline|meta|posted|datum|fecha/i;
/** such classes hold lists, not the byline of this article */
const NOT_A_BYLINE = /comment|related|avatar|authors-list|widget|footer|menu|nav(?:$|[\s_-])|sidebar/i;
const KEPT = 30;
const CLASS_CHARS = 300;

export function createClues(): Clues {
  const clues: Omit<Clues, 'witness'> = {
    h1: [],
    h2: [],
    props: new Map(),
    times: [],
    authors: [],
    bylines: [],
    dates: [],
    people: [],
    corrections: [],
  };
  const keep = (list: Element[], element: Element) => {
    if (list.length < KEPT) list.push(element);
  };
  const witness: Witness = (element, name, classAndId) => {
    if (name === 'h1') keep(clues.h1, element);
    else if (name === 'h2') keep(clues.h2, element);
    else if (name === 'time') keep(clues.times, element);
    const prop = element.getAttribute('itemprop')?.toLowerCase();
    if (prop !== undefined && PROPS.has(prop)) {
      const list = clues.props.get(prop) ?? [];
      clues.props.set(prop, list);
      keep(list, element);
    }
    if (name === 'a' && isAuthorLink(element)) keep(clues.authors, element);
    if (classAndId === '' || classAndId.length > CLASS_CHARS) return;
    if (BYLINE.test(classAndId) && !NOT_A_BYLINE.test(classAndId)) keep(clues.bylines, element);
    if (DATE.test(classAndId)) keep(clues.dates, element);
    if ((name === 'i' || name === 'span' || name === 'em') && PERSON_ICON.test(classAndId))
      keep(clues.people, element);
    if (CORRECTION.test(classAndId)) keep(clues.corrections, element);
  };
  return { ...clues, witness };
}

/** An address such as /authors/ada-lindqvist. */
const AUTHOR_PAGE =
  /\/(?:authors?|by|people|profiles?|contributors?|writers?|journalists?|autor(?:en)?|auteurs?)\/[^/]+\/?(?:[?#].*)?$/i;

const isAuthorLink = (link: Element): boolean =>
  /(?:^|\s)author(?:\s|$)/i.test(link.getAttribute('rel') ?? '') ||
  AUTHOR_PAGE.test(link.getAttribute('href') ?? '');

/** Text of an element, pieces separated by `between`; null when it is longer than `most` characters. */
export function shortText(root: Element, most: number, between = ' '): string | null {
  let text = '';
  walk(root, {
    text({ data }) {
      if (text.length <= 3 * most) text += between + data.trim();
    },
    enter: ({ localName }) => text.length <= 3 * most && !isSkippedName(localName),
    leave() {},
  });
  const squeezed = squeeze(text).trim();
  return squeezed.length > most ? null : squeezed;
}

/** Does `other` stand behind `one`, or inside it? */
export const follows = (one: Element, other: Element): boolean =>
  (one.compareDocumentPosition(other) & 4) !== 0;
