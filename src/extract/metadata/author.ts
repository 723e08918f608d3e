// Who wrote it. Many sources, each cleaned the same way: labels, dates, addresses and the site's own name are no names.

import { plain } from '../plain.ts';

import { type Clues, shortText } from './clues.ts';
import type { Head } from './head.ts';
import type { Headline } from './headline.ts';
import { isArticle, isNode, type LdNode, listOf, textOf } from './json-ld.ts';
import { hostName, sameWords } from './words.ts';

const NAME_CHARS = 80;
const PEOPLE = 6;

const LABEL =
  /^(?:(?:(?:article|post|text|story|words?|photos?|reviewed|written|posted|published|reported|created|medically reviewed|contributed|edited|updated)\s+)?(?:by|von|par|por|di|door|af|av|przez)\b|(?:authors?|written|words|writer|autor(?:in)?|auteur|contributors?|text|reporter)\s*[:：]|about the authors?|meet the author|authors?\b(?=\s+\p{Lu}))\s*[:：]?\s*/iu;
const BARE_LABEL =
  /^(?:by|written by|posted by|author|authors|writer|staff|admin|administrator|editor|guest|user|unknown|none|null|undefined|anonymous|n\/?a|published|updated|share|follow|more|read more|contributors?|posts by.*|view all.*|see all.*|all posts.*|about|bio|profile|home|website|default|veterinarian|reporter|correspondent|journalist|staff writer|senior \w+|(?:managing|news|contributing|associate) editor|contributing writer|columnist|founder|ceo|root|super ?user|webmaster|wp[-_ ]?admin)$/iu;
const CUT =
  /\s*(?:[|•·⋅—–]|\s-\s|\/\/|\n|(?:last )?(?:updated|published|posted)\b|\bon (?=\p{L}+ \d)|\bin (?=\p{Lu})|\d+\s*(?:min|minute)|(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.? \d|\b\d{1,2}[./ -]|\bfollow(?:ing)?\b|\b@|\bread (?:more|time)|\breviewed by|\bon behalf of|\bedited by|\bfact[- ]checked|\bmedically|\bphotos? by|\bview (?:all|profile)|\bmore (?:posts|articles)).*$/isu;

/** Names in one piece of text, in order; empty when it holds none. */
export function namesIn(text: string): string[] {
  if (text.length > 4 * NAME_CHARS || /https?:|www\.|[{}<>=]/.test(text)) return [];
  const line = text
    .replace(/\S+@\S+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  // "Dec. 19, 2031 · Ada Lindqvist": the part that holds a full name, else the first that holds any
  const parts = line.split(/\s*[|•·⋅]\s*/).map(namesInPart);
  return (
    parts.find((names) => names.some((name) => name.includes(' '))) ??
    parts.find((names) => names.length > 0) ??
    []
  );
}

function namesInPart(part: string): string[] {
  const rest = part.replace(LABEL, '').trim().replace(LABEL, '').replace(CUT, '').trim();
  const names: string[] = [];
  for (const piece of rest.split(BETWEEN_NAMES)) {
    const name = piece.replace(/^[\s,:;.()-]+|[\s,:;(-]+$/g, '').replace(LABEL, '');
    if (isName(name) && !names.includes(name)) names.push(name);
  }
  return names.slice(0, PEOPLE);
}

const BETWEEN_NAMES =
  /\s*(?:;|\s&\s|\sand\s|\sund\s|,\s*(?:and\s)?(?=\p{Lu}[\p{L}'’.-]+(?:\s\p{L}[\p{L}'’.-]*)+))\s*/u;
const NO_NAME =
  /[?!…]$|\b(?:log ?in|sign ?(?:in|up)|privacy|policy|terms|cookies?|subscribe|newsletter|account|copyright)\b/i;

function isName(name: string): boolean {
  if (name.length < 2 || name.length > NAME_CHARS || BARE_LABEL.test(name) || name.includes('@'))
    return false;
  if (!/\p{L}{2}|^\p{L}$/u.test(name) || /\d{2}/.test(name)) return false;
  return name.split(' ').length <= 8 && !NO_NAME.test(name);
}

export type AuthorSources = {
  nodes: LdNode[];
  head: Head;
  clues: Clues;
  headline: Headline | null;
  site: string | null;
  url: string;
};

/**
 * Names joined by a comma, or null. A full name that the page clearly marks wins over a single word in a better place;
 * the name of the site itself is taken only when nothing else stands anywhere.
 */
export function readAuthor(sources: AuthorSources): string | null {
  let single: string | null = null;
  let own: string | null = null;
  const clear = [fromArticleNodes, fromHead, fromMarkup, fromHeadline, fromLabels];
  for (const source of [...clear, fromBylines, fromDescription]) {
    if (single !== null && !clear.includes(source)) break;
    for (const found of source(sources)) {
      const names = found.filter((name) => !isSite(name, sources));
      if (names.some((name) => isFull(name))) return names.join(', ');
      if (names.length > 0) single ??= names.join(', ');
      else if (found.length > 0) own ??= found.join(', ');
    }
  }
  return single ?? own;
}

const isFull = (name: string) => name.includes(' ') && !/\badmin\b/i.test(name);

function* fromArticleNodes({ nodes }: AuthorSources): Generator<string[]> {
  for (const node of nodes.filter(isArticle)) yield people(node.author, nodes);
  for (const node of nodes.filter(isArticle)) yield people(node.creator, nodes);
  for (const node of nodes.filter((other) => !isArticle(other))) yield people(node.author, nodes);
}

function people(value: unknown, nodes: LdNode[]): string[] {
  const names = listOf(value).flatMap((one) => {
    const whole =
      isNode(one) && one.name == null
        ? (nodes.find((node) => node['@id'] === one['@id'] && node.name != null) ?? one)
        : one;
    const name = textOf(whole, ['name', 'alternateName']);
    return name === null ? [] : namesIn(plain(name, 400));
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
  'sailthru.author',
  'cxenseparse:author',
  'article:author_name',
  'og:article:author',
  'citation_author',
  'twitter:data1',
];

function* fromHead({ head }: AuthorSources): Generator<string[]> {
  for (const name of META_NAMES) {
    if (name === 'twitter:data1' && !/written|author|by/i.test(head.meta('twitter:label1') ?? '')) continue;
    const names = head
      .all(name)
      .slice(0, PEOPLE)
      .flatMap((value) => namesIn(plain(value, 400)));
    yield [...new Set(names)];
  }
}

function* fromMarkup({ clues, headline }: AuthorSources): Generator<string[]> {
  for (const element of clues.props.get('author') ?? []) {
    const inner = element.querySelector('[itemprop=name]') ?? element;
    yield namesOf(inner);
  }
  for (const element of clues.props.get('creator') ?? []) yield namesOf(element);
  // Cards of other articles link to their authors too: the link after the headline is this article's.
  const links = clues.authors.filter(isOfThePage);
  const after = links.filter((link) => headline !== null && follows(headline.element, link));
  for (const link of [...after, ...links]) yield namesOf(link);
}

const follows = (one: Element, other: Element) => (one.compareDocumentPosition(other) & 4) !== 0;

/** "By Ada Lindqvist" in a line under the headline, also when `By` is a line of its own. */
function* fromHeadline({ headline }: AuthorSources): Generator<string[]> {
  const lines = headline?.after ?? [];
  for (const [index, line] of lines.entries()) {
    const by = /(?:^|[\s|·•])(?:by|von|par|por|di|door)[:\s]+(?=\p{Lu})/iu.exec(line);
    if (by !== null && line.length < 160) yield namesIn(line.slice(by.index + by[0].length));
    if (/^(?:(?:written |posted |words )?by|authors?|written|text)\s*:?$/i.test(line))
      yield namesIn(lines[index + 1] ?? '');
  }
}

/** Elements called byline or author whose text says so as well. */
function* fromLabels({ clues }: AuthorSources): Generator<string[]> {
  for (const element of clues.bylines.filter(isOfThePage)) {
    const text = shortText(element, 200) ?? '';
    if (LABEL.test(text)) yield namesIn(text);
  }
}

function* fromBylines({ clues, headline }: AuthorSources): Generator<string[]> {
  // the innermost element says it with least around it
  const inner = clues.bylines
    .filter(isOfThePage)
    .toSorted((a, b) => depthIn(clues.bylines, b) - depthIn(clues.bylines, a));
  const after = inner.filter((element) => headline !== null && follows(headline.element, element));
  for (const element of [...after, ...inner]) yield namesOf(element);
}

/** Menus, forms and the site's footer name nobody. */
const isOfThePage = (element: Element): boolean =>
  element.closest('nav, form') === null &&
  (element.closest('footer') === null || element.closest('article') !== null);

/** "By Ada Lindqvist HARBOUR, 3 May …" and "This post was written by Ada Lindqvist" in the description. */
function* fromDescription({ head }: AuthorSources): Generator<string[]> {
  const found =
    /^(?:By|(?:This|The) (?:\w+ )?(?:post|article|story|blog) was written by) ((?:\p{Lu}[\p{Ll}.'’-]+,? ?){2,4})/u.exec(
      head.meta('description', 'og:description') ?? '',
    );
  if (found !== null) yield namesIn(found[1]!);
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
