// What a template gets, and the pieces that all templates share. Each piece is whole, escaped HTML.
import { escaped } from '../body.ts';
import { type Lang, WORDS, type Words } from './words.ts';

export type PageView = {
  outlet: { name: string; tagline: string; lang: Lang };
  /** what the page declares; whoever sends it encodes the bytes accordingly */
  charset: string;
  title: string;
  byline: string;
  summary: string;
  section: string;
  tags: string[];
  /** body as HTML */
  body: string;
  /** canonical address */
  url: string;
  image: string;
  /** front page and feed of the outlet */
  home: string;
  feed: { url: string; type: string };
  publishedAt: Date;
  updatedAt: Date | null;
  related: { title: string; url: string }[];
};

export function wordsOf(view: PageView): Words {
  return WORDS[view.outlet.lang];
}

/** `<html …>` with language and direction. */
export function htmlTag(lang: Lang): string {
  return `<html lang="${lang}"${lang === 'ar' ? ' dir="rtl"' : ''}>`;
}

/** Encoding, viewport, title, canonical address and feed: what every `head` begins with. */
export function headStart(view: PageView): string {
  return `<meta charset="${view.charset}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(view.title)} | ${escaped(view.outlet.name)}</title>
<link rel="canonical" href="${escaped(view.url)}">
<link rel="alternate" type="${view.feed.type}" title="${escaped(view.outlet.name)}" href="${escaped(view.feed.url)}">`;
}

/** A value as JSON that may stand inside a script element: no `<` can end it. */
export function jsonInScript(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}

/** When it was published and, if so, corrected; machine-readable, in UTC. */
export function dates(view: PageView): string {
  const words = wordsOf(view);
  const shown = (label: string, date: Date, kind: string) =>
    `<span class="${kind}">${label} <time datetime="${date.toISOString()}">${date.toISOString().slice(0, 16).replace('T', ' ')} UTC</time></span>`;
  const corrected = view.updatedAt === null ? '' : ` ${shown(words.corrected, view.updatedAt, 'updated')}`;
  return shown(words.published, view.publishedAt, 'published') + corrected;
}

export function navigation(view: PageView): string {
  const words = wordsOf(view);
  const items = words.sections.map((name) => `<li><a href="/">${escaped(name)}</a></li>`);
  return `<nav class="main-nav" aria-label="${escaped(words.menu)}"><ul>${items.join('')}</ul></nav>`;
}

/** The banner and the script that takes it away. */
export function cookieBanner(view: PageView): string {
  const words = wordsOf(view);
  return `<div class="cookie-banner" role="region" aria-label="Cookies">
<p>${words.cookies}</p>
<button type="button" data-consent="all">${words.accept}</button>
<button type="button" data-consent="none">${words.refuse}</button>
</div>
<script>
for (const button of document.querySelectorAll('[data-consent]')) {
  button.addEventListener('click', () => document.querySelector('.cookie-banner').remove());
}
</script>`;
}

export function shareBar(view: PageView): string {
  const words = wordsOf(view);
  return `<ul class="share-bar" aria-label="${escaped(words.share)}">
<li><button type="button" onclick="navigator.clipboard.writeText(location.href)">${words.copyLink}</button></li>
<li><a href="mailto:?subject=${encodeURIComponent(view.title)}&amp;body=${encodeURIComponent(view.url)}">${words.mail}</a></li>
<li><button type="button" onclick="print()">${words.print}</button></li>
</ul>`;
}

export function picture(view: PageView): string {
  const { picture: caption } = wordsOf(view);
  return `<figure><img src="${escaped(view.image)}" width="960" height="540" alt=""><figcaption>${caption}</figcaption></figure>`;
}

export function relatedList(view: PageView): string {
  if (view.related.length === 0) return '';
  const items = view.related.map(
    ({ title, url }) => `<li><a href="${escaped(url)}">${escaped(title)}</a></li>`,
  );
  return `<h2>${wordsOf(view).related}</h2><ul>${items.join('')}</ul>`;
}

export function newsletterForm(view: PageView): string {
  const words = wordsOf(view);
  return `<h2>${words.newsletter}</h2><p>${words.newsletterText}</p>
<form action="/" method="get"><label for="letter">${words.email}</label>
<input id="letter" name="letter" type="email" autocomplete="email"> <button type="submit">${words.subscribe}</button></form>`;
}

export function commentList(view: PageView): string {
  const words = wordsOf(view);
  return `<h2>${words.comments} (1)</h2><article class="comment"><h3>K. M.</h3><p>${words.comment}</p></article>`;
}
