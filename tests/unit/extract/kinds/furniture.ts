// The furniture that real pages stand in, and the one made-up site that all pages of the table are of. All words are ours.

export type Wild = {
  /** what it is, and in which language */
  name: string;
  /** verdicts that are right: a kind of article, or the reason it is refused with */
  right: string;
  html: string;
  url: string;
  askedUrl?: string;
  expectedTitle?: string;
};

export const SITE = 'https://www.harbour-post.example';
export const ASKED = `${SITE}/2026/11/council-votes-on-the-new-harbour-wall-481516`;

export const sentence = (n: number, subject = 'the harbour wall'): string =>
  `On day ${n} the council spoke about ${subject} again, and the engineers said that stone number ${n * 7} had held through the storm.`;
export const paragraphs = (count: number, subject?: string): string =>
  Array.from(
    { length: count },
    (_, n) => `<p>${sentence(n + 1, subject)} ${sentence(n + 31, subject)}</p>`,
  ).join('\n');

const card = (n: number, summary = true): string =>
  `<div class="card"><a href="/2026/11/story-${n}"><img src="/i/${n}.jpg" alt=""></a><h3><a href="/2026/11/story-${n}">The ${n} boats of the northern quay come home</a></h3>${summary ? `<p>${sentence(n)}</p>` : ''}<time datetime="2026-11-0${(n % 9) + 1}">${n} November</time></div>`;
export const cards = (count: number, summary = true): string =>
  Array.from({ length: count }, (_, n) => card(n + 1, summary)).join('\n');

const NAV = `<header class="site-header"><a href="/">Harbour Post</a><nav><ul>${['News', 'Sport', 'Culture', 'Weather', 'Opinion', 'Podcasts'].map((one) => `<li><a href="/${one.toLowerCase()}">${one}</a></li>`).join('')}</ul></nav><form action="/search"><input name=q type=search></form></header>`;
const FOOTER = `<aside class="most-read"><h2>Most read</h2><ol>${[1, 2, 3, 4, 5].map((n) => `<li><a href="/read/${n}">Why ${n} gulls came to the market</a></li>`).join('')}</ol></aside><div id="cookie-banner" hidden><p>We use cookies.</p><button>Accept all</button></div><footer><p>© Harbour Post. <a href="/imprint">Imprint</a> <a href="/privacy">Privacy policy</a> <a href="/subscribe">Subscribe</a></p></footer>`;

export type Parts = {
  title: string;
  head?: string;
  body: string;
  lang?: string;
  bodyClass?: string;
  bare?: boolean;
};
export const htmlOf = ({
  title,
  head = '',
  body,
  lang = 'en',
  bodyClass = '',
  bare = false,
}: Parts): string =>
  `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>${title}</title><meta name="viewport" content="width=device-width">${head}<script>window.dataLayer=[];</script><style>.a{color:red}</style></head><body class="${bodyClass}">${bare ? body : `${NAV}<main>${body}</main>${FOOTER}`}<script src="/app.js"></script></body></html>`;

export const ld = (node: object): string =>
  `<script type="application/ld+json">${JSON.stringify({ '@context': 'https://schema.org', ...node })}</script>`;
export const HEADLINE = 'Council votes on the new harbour wall';
export const articleHead = (extra: object = {}, title = HEADLINE): string =>
  `<meta property="og:type" content="article"><meta property="og:title" content="${title}"><meta property="article:published_time" content="2026-11-03T08:00:00Z">${ld({ '@type': 'NewsArticle', headline: title, datePublished: '2026-11-03T08:00:00Z', author: { '@type': 'Person', name: 'Ada Lindqvist' }, ...extra })}`;
export const headed = (title: string, body: string): string =>
  `<article><h1>${title}</h1><p class="byline">By Ada Lindqvist</p>${body}</article>`;

export const wild = (right: string, name: string, parts: Parts, place: Partial<Wild> = {}): Wild => ({
  name: `${right}: ${name}`,
  right,
  html: htmlOf(parts),
  url: ASKED,
  expectedTitle: HEADLINE,
  ...place,
});
