// The title: the headline a reader sees, when the page's other titles back it; else what structured data, social cards
// and the title tag say. The site's name is cut off where a separator sets it apart.
import { LIMITS } from '../../config/limits.ts';
import { plain } from '../plain.ts';
import type { Head } from './head.ts';
import type { Headline } from './headline.ts';
import { type LdNode, textOf } from './json-ld.ts';
import { hostName, lettersOf, sameWords } from './words.ts';

export type TitleSources = {
  article: LdNode | undefined;
  head: Head;
  documentTitle: string;
  site: string | null;
  url: string;
};

/** fewer words before a bar may be a section: "Weather | Storm hits the coast" */
const HEADLINE_WORDS = 4;

/** Titles stated outside the page's text, best first, without the site's name. */
export function statedTitles({ article, head, documentTitle, site, url }: TitleSources): string[] {
  const own = [site ?? '', hostName(url), URL.parse(url)?.hostname.replace(/^www\./, '') ?? '']
    .map(lettersOf)
    .filter((name) => name !== '');
  const stated = [
    textOf(article?.headline),
    head.meta('og:title'),
    head.meta('twitter:title', 'dc.title', 'parsely-title'),
    documentTitle,
  ];
  return stated
    .map((value) => withoutSite(plain(value ?? '', LIMITS.titleChars), own))
    .filter((title) => title !== '' && !own.includes(lettersOf(title)));
}

/** Never empty when the page has any title at all. */
export function chooseTitle(headline: Headline | null, stated: string[], documentTitle: string): string {
  if (headline !== null) {
    const shown = plain(headline.text, LIMITS.titleChars);
    return stated.find((title) => shown.startsWith(`${title} | `)) ?? shown;
  }
  return stated[0] ?? plain(documentTitle, LIMITS.titleChars);
}

/** "Headline | Site" to "Headline". Splits at separators only, so that it stays linear on any title. */
function withoutSite(title: string, own: string[]): string {
  const parts = title.split(/(\s+[|–—·•»:-]\s+)/);
  if (parts.length < 3) return title;
  if (own.some((name) => sameWords(parts.at(-1)!, name) || lettersOf(parts.at(-1)!).startsWith(name)))
    return parts.slice(0, -2).join('').trim();
  if (own.some((name) => sameWords(parts[0]!, name))) return parts.slice(2).join('').trim();
  // A bar sets a headline apart from sections and sites, and stands in few headlines.
  const bar = parts.findIndex((part, index) => index % 2 === 1 && part.trim() === '|');
  const left = bar < 0 ? '' : parts.slice(0, bar).join('');
  return left.split(' ').length >= HEADLINE_WORDS ? left.trim() : title;
}
