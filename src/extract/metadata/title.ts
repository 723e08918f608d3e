// The headline: what structured data, social cards, the top heading and the title tag say, in that order.
// The site's name is cut off the title tag only; elsewhere it may be part of the headline.
import { LIMITS } from '../../config/limits.ts';
import { plain } from '../plain.ts';
import { type Clues, shortText } from './clues.ts';
import type { Head } from './head.ts';
import { type LdNode, textOf } from './json-ld.ts';

export type TitleSources = {
  article: LdNode | undefined;
  head: Head;
  clues: Clues;
  documentTitle: string;
  site: string | null;
  url: string;
};

const HEADING_CHARS = 300;

/** Never empty when the page has any title at all. */
export function readTitle({ article, head, clues, documentTitle, site, url }: TitleSources): string {
  const fromTag = withoutSite(plain(documentTitle, LIMITS.titleChars), site, url);
  const stated = [
    textOf(article?.headline),
    head.meta('og:title', 'twitter:title', 'dc.title', 'parsely-title'),
    clues.h1.map((h1) => shortText(h1, HEADING_CHARS)).find((text) => text !== null && text !== '') ?? null,
  ];
  for (const value of stated) {
    const title = value === null ? '' : withoutSite(plain(value, LIMITS.titleChars), site, url);
    if (title !== '') return title;
  }
  return fromTag;
}

const letters = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** "Headline | Site" to "Headline". Splits at the separators only, from the right, so that it stays linear. */
function withoutSite(title: string, site: string | null, url: string): string {
  const own = [
    site ?? '',
    URL.parse(url)
      ?.hostname.replace(/^www\./, '')
      .split('.')[0] ?? '',
    URL.parse(url)?.hostname.replace(/^www\./, '') ?? '',
  ]
    .map(letters)
    .filter((name) => name !== '');
  const parts = title.split(/\s+([|–—·•»:-])\s+/);
  if (parts.length < 3) return title;
  const last = letters(parts.at(-1)!);
  const first = letters(parts[0]!);
  if (own.includes(last))
    return title.slice(0, title.lastIndexOf(parts.at(-2)!, title.length - parts.at(-1)!.length - 1)).trim();
  if (own.includes(first))
    return title.slice(title.indexOf(parts[1]!, parts[0]!.length) + parts[1]!.length).trim();
  return title;
}
