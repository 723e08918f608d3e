// A front page: the outlet's articles as links, and its feed announced for discovery. Also the page that the
// broken outlet sends where its feed should be.
import { escaped } from '../body.ts';
import { htmlTag } from './page.ts';
import type { Lang } from './words.ts';

export type FrontView = {
  outlet: { name: string; tagline: string; lang: Lang };
  feed: { url: string; type: string } | null;
  links: { title: string; url: string }[];
};

export function front({ outlet, feed, links }: FrontView): string {
  const announced =
    feed === null
      ? ''
      : `\n<link rel="alternate" type="${feed.type}" title="${escaped(outlet.name)}" href="${escaped(feed.url)}">`;
  const items = links.map(({ title, url }) => `<li><a href="${escaped(url)}">${escaped(title)}</a></li>`);
  return `<!doctype html>
${htmlTag(outlet.lang)}
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(outlet.name)}</title>${announced}
<style>body { font: 1.1rem/1.6 Georgia, serif; max-width: 44rem; margin: 0 auto; padding: 1rem; }</style>
</head>
<body>
<header><h1>${escaped(outlet.name)}</h1><p>${escaped(outlet.tagline)}</p></header>
<main><ul>${items.join('')}</ul></main>
</body>
</html>
`;
}
