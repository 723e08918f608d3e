// The title: the headline a reader sees, when the page's other titles back it; else what structured data, social cards
// and the title tag say. The site's name is cut off where a separator sets it apart.
import { LIMITS } from '../../config/limits.ts';
import type { Found, Source } from '../../model/about-page.ts';
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
/** a kicker above a headline, within the same heading */
const KICKER_CHARS = 40;

/** Titles stated outside the page's text, best first, without the site's name. */
export function statedTitles({ article, head, documentTitle, site, url }: TitleSources): Found<string>[] {
  const names = [
    site,
    hostName(url),
    URL.parse(url)?.hostname.replace(/^www\./, ''),
    head.meta('application-name'),
  ];
  const own = names.map((name) => lettersOf(name ?? '')).filter((name) => name !== '');
  const stated: [string | null, Source][] = [
    [textOf(article?.headline), 'json-ld headline'],
    [head.meta('og:title'), 'og og:title'],
    [head.meta('twitter:title'), 'meta twitter:title'],
    [head.meta('dc.title', 'dcterms.title', 'parsely-title', 'sailthru.title'), 'meta dc.title'],
    [documentTitle, 'title'],
  ];
  const titles = stated
    .map(([value, source]) => ({ value: withoutSite(plain(value ?? '', LIMITS.titleChars), own), source }))
    .filter(({ value }) => value !== '' && !own.includes(lettersOf(value)));
  return titles.map((title) => ({ ...title, value: completed(title.value, titles) }));
}

/** A title that was cut off with dots, as another one writes it in full. */
function completed(title: string, all: Found<string>[]): string {
  const cut = /^(.{15,}?)\s*(?:…|\.{3})$/.exec(title)?.[1];
  if (cut === undefined) return title;
  return all.find(({ value }) => value.startsWith(cut) && !/(?:…|\.{3})$/.test(value))?.value ?? title;
}

/** Never empty when the page has any title at all. */
export function chooseTitle(
  headline: Headline | null,
  stated: Found<string>[],
  documentTitle: string,
): Found<string> {
  if (headline === null)
    return stated[0] ?? { value: plain(documentTitle, LIMITS.titleChars), source: 'title' };
  const shown = plain(headline.text, LIMITS.titleChars);
  const inner = stated.find(({ value }) => shown.startsWith(`${value} | `) || isBelowKicker(shown, value));
  return { value: inner?.value ?? shown, source: 'headline' };
}

/** "Opinion The harbour needs a wall": a heading that holds a label and the title that the page states elsewhere. */
const isBelowKicker = (shown: string, title: string): boolean =>
  shown.endsWith(` ${title}`) &&
  shown.length - title.length <= KICKER_CHARS &&
  title.length > shown.length - title.length;

/** "Headline | Site" to "Headline". Splits at separators only, so that it stays linear on any title. */
function withoutSite(title: string, own: string[]): string {
  const parts = title.split(/(\s+[|–—·•»«:-]\s+|\s*[|｜]\s*|:\s+)/);
  if (parts.length < 3) return title;
  const last = lettersOf(parts.at(-1)!);
  const isColon = parts.at(-2)!.trim() === ':';
  if (own.some((name) => sameWords(parts.at(-1)!, name) || (!isColon && last.startsWith(name))))
    return parts.slice(0, -2).join('').trim();
  if (own.some((name) => sameWords(parts[0]!, name))) return parts.slice(2).join('').trim();
  // A bar sets a headline apart from sections and sites, and stands in few headlines.
  const bar = parts.findIndex((part, index) => index % 2 === 1 && /^\s*[|｜]\s*$/.test(part));
  const left = bar < 0 ? '' : parts.slice(0, bar).join('');
  return left.split(' ').length >= HEADLINE_WORDS ? left.trim() : title;
}
