// Who wrote it: every place of a page that may say so, best first. How names are told from labels is in `names.ts`.
import type { Found, Source } from '../../model/about-page.ts';
import { plain } from '../plain.ts';
import { type Clues, follows, shortText } from './clues.ts';
import type { Head } from './head.ts';
import type { Headline } from './headline.ts';
import { isArticle, isNode, type LdNode, listOf, typesOf } from './json-ld.ts';
import { isFull, isLabelled, looksLikePerson, namesIn, PEOPLE } from './names.ts';
import { hostName, sameWords } from './words.ts';

export type AuthorSources = {
  nodes: LdNode[];
  head: Head;
  clues: Clues;
  headline: Headline | null;
  site: string | null;
  url: string;
};

type Named = { names: string[]; source: Source };
type Reader = (sources: AuthorSources) => Generator<Named>;

/**
 * Names, or null. A full name that the page clearly marks wins over a single word in a better place; the name of the
 * site itself is taken only when nothing else stands anywhere.
 */
export function readAuthors(sources: AuthorSources): Found<string[]> | null {
  let single: Found<string[]> | null = null;
  let own: Found<string[]> | null = null;
  const clear: Reader[] = [fromArticleNodes, fromHead, fromMarkup, fromHeadline, fromLabels];
  for (const reader of [...clear, fromBylines, fromIcons, fromDescription, fromBesideDate]) {
    if (single !== null && !clear.includes(reader)) break;
    for (const { names: found, source } of reader(sources)) {
      const names = found.filter((name) => !isSite(name, sources));
      if (names.some((name) => isFull(name))) return { value: names, source };
      if (names.length > 0) single ??= { value: names, source };
      else if (found.length > 0) own ??= { value: found, source };
    }
  }
  return single ?? own;
}

/** Whose author is another's: of a picture, of a reader's comment, of the site. */
const OTHER_AUTHORS =
  /^(?:ImageObject|Comment|Answer|Person|Organization|WebSite|UserReview|Product|Book|Movie)$/;

function* fromArticleNodes({ nodes }: AuthorSources): Generator<Named> {
  const articles = nodes.filter(isArticle);
  for (const key of ['author', 'creator'])
    for (const node of articles) yield { names: people(node[key], nodes), source: `json-ld ${key}` };
  for (const node of nodes)
    if (!isArticle(node) && !typesOf(node).some((type) => OTHER_AUTHORS.test(type)))
      yield { names: people(node.author, nodes), source: 'json-ld author' };
}

function people(value: unknown, nodes: LdNode[]): string[] {
  const names = listOf(value).flatMap((one) => {
    const id = isNode(one) && one.name == null ? one['@id'] : typeof one === 'string' ? one : null;
    const whole = (id == null ? null : nodes.find((node) => node['@id'] === id && node.name != null)) ?? one;
    const stated = isNode(whole) ? listOf(whole.name ?? whole.alternateName) : [whole];
    return stated.flatMap((name) => (typeof name === 'string' ? namesIn(plain(name, 400)) : []));
  });
  return [...new Set(names)].slice(0, PEOPLE);
}

const META_NAMES = [
  'author',
  'article:author',
  'parsely-author',
  'dc.creator',
  'dcterms.creator',
  'dc.contributor',
  'byl',
  'byline',
  'sailthru.author',
  'cxenseparse:author',
  'article:author_name',
  'og:article:author',
  'og:author',
  'article.author',
  'citation_author',
  'authors',
  'content_author',
  'vr:author',
  'twitter:data1',
];

function* fromHead({ head }: AuthorSources): Generator<Named> {
  for (const name of META_NAMES) {
    if (
      name === 'twitter:data1' &&
      !/written|author|by|verfasst|écrit|escrito|scritto/i.test(head.meta('twitter:label1') ?? '')
    )
      continue;
    const names = head
      .all(name)
      .slice(0, PEOPLE)
      .flatMap((value) => namesIn(plain(value, 400)));
    yield { names: [...new Set(names)], source: `${name.startsWith('og:') ? 'og' : 'meta'} ${name}` };
  }
}

function* fromMarkup({ clues, headline }: AuthorSources): Generator<Named> {
  const props = (clues.props.get('author') ?? []).filter(isOfTheArticle);
  for (const element of props) {
    const named = companyOf(element, props).flatMap((one) =>
      namesOf(one.querySelector('[itemprop=name]') ?? one),
    );
    yield { names: [...new Set(named)], source: 'itemprop author' };
  }
  for (const element of clues.props.get('creator') ?? [])
    yield { names: namesOf(element), source: 'itemprop creator' };
  // Cards of other articles link to their authors too: the link after the headline is this article's.
  const links = clues.authors.filter(isOfThePage);
  const after = links.filter((link) => headline !== null && follows(headline.element, link));
  for (const link of [...after, ...links])
    yield { names: [...new Set(companyOf(link, links).flatMap(namesOf))], source: 'link author' };
}

/** Those of the same parent: "By A and B" marks or links both. */
const companyOf = (one: Element, all: Element[]): Element[] => {
  const near = all.filter(
    (other) => other.parentElement === one.parentElement && !OTHER_ROLE.test(textBefore(other)),
  );
  return near.length <= PEOPLE ? near : [one];
};

/** "Reviewed by" and kin before a name: not who wrote it. */
const OTHER_ROLE =
  /\b(?:reviewed|edited|photos?|photograph\w*|pictures?|illustrat\w+|fact[- ]?checked|translated|verified)\s+by\s*:?\s*$/i;
const textBefore = (element: Element): string => element.previousSibling?.textContent?.slice(-40) ?? '';

const isOfTheArticle = (element: Element): boolean =>
  !/comment|review/i.test(element.parentElement?.closest('[itemprop]')?.getAttribute('itemprop') ?? '');

const BY =
  /(?:^|[\s|·•])(?:(?:[Bb]y|BY|[Vv]on)[:\s]+(?=\p{L})|(?:[Pp]ar|[Pp]or|[Dd]i|[Dd]oor|[Aa]v|[Aa]f|(?:[Ww]ords|[Tt]ext[eo]?|[Tt]esto|[Tt]ekst)\s?:)[:\s]+(?=\p{Lu}))/u;
const LABEL_LINE =
  /^(?:(?:(?:article |story |text )?(?:written |posted |words |reported |published )?by|authors?|written|text|words|autor(?:in)?|von|auteur|par|autore|di|por|door|av|автор|作者)\s*[:：]?|about the authors?)$/iu;

/** "By Ada Lindqvist" in a line under the headline, also when `By` is a line of its own. */
function* fromHeadline({ headline }: AuthorSources): Generator<Named> {
  const lines = headline?.after ?? [];
  for (const [index, line] of lines.entries()) {
    const by = BY.exec(line);
    if (by !== null && line.length < 160)
      yield { names: namesIn(line.slice(by.index + by[0].length)), source: 'headline' };
    if (LABEL_LINE.test(line)) yield { names: namesIn(lines[index + 1] ?? ''), source: 'headline' };
  }
}

/** Elements called byline or author whose text says so as well. */
function* fromLabels({ clues }: AuthorSources): Generator<Named> {
  for (const element of clues.bylines.filter(isOfThePage)) {
    const text = shortText(element, 200) ?? '';
    if (isLabelled(text)) yield { names: namesIn(text), source: 'byline' };
  }
}

function* fromBylines({ clues, headline }: AuthorSources): Generator<Named> {
  // the innermost element says it with least around it
  const inner = clues.bylines
    .filter(isOfThePage)
    .toSorted((a, b) => depthIn(clues.bylines, b) - depthIn(clues.bylines, a));
  const after = inner.filter((element) => headline !== null && follows(headline.element, element));
  for (const element of [...after, ...inner]) yield { names: namesOf(element), source: 'byline' };
}

/** A drawing of a person, and the name beside it; only near the headline, for a menu has one for logging in. */
function* fromIcons({ clues, headline }: AuthorSources): Generator<Named> {
  if (headline === null) return;
  const lines = [...headline.after, ...headline.before];
  for (const icon of clues.people.filter(isOfThePage)) {
    const names = namesOf(icon.parentElement ?? icon);
    if (names.some((name) => lines.some((line) => line.includes(name)))) yield { names, source: 'class' };
  }
}

/** Menus, forms and the site's footer name nobody. */
const isOfThePage = (element: Element): boolean =>
  element.closest('nav, form') === null &&
  (element.closest('footer') === null || element.closest('article') !== null);

/** "By Ada Lindqvist HARBOUR, 3 May …" and "This post was written by Ada Lindqvist" in the description. */
function* fromDescription({ head }: AuthorSources): Generator<Named> {
  const found =
    /^(?:By|(?:This|The) (?:\w+ )?(?:post|article|story|blog) was written by) ((?:\p{Lu}[\p{Ll}.'’-]+,? ?){2,4})/u.exec(
      head.meta('description', 'og:description') ?? '',
    );
  if (found !== null) yield { names: namesIn(found[1]!), source: 'description' };
}

const SOME_DATE = /\b(?:19|20)\d\d\b|\b\d{1,2}[./-]\d{1,2}[./-]\d\d|\b\d+ min(?:ute)?s?\b|\b\d+ \w+ ago\b/i;

/** A line that is a person's name and nothing else, right beside the line of the date. */
function* fromBesideDate({ headline }: AuthorSources): Generator<Named> {
  for (const lines of [headline?.after ?? [], headline?.before ?? []])
    for (const [index, line] of lines.entries()) {
      const near = [lines[index - 1], lines[index + 1]].some(
        (other) => other !== undefined && other.length < 60 && SOME_DATE.test(other),
      );
      if (near && looksLikePerson(line)) yield { names: [line], source: 'headline' };
    }
}

const depthIn = (all: Element[], element: Element) =>
  all.filter((other) => other !== element && other.contains(element)).length;

function namesOf(element: Element): string[] {
  const text = shortText(element, 200);
  return text === null ? [] : namesIn(text);
}

function isSite(name: string, { site, url }: AuthorSources): boolean {
  return (site !== null && sameWords(name, site)) || sameWords(name, hostName(url));
}
