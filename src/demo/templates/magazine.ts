// The look of a modern magazine site: generic elements with coded class names, OpenGraph, boxes inside the text.
import { escaped } from '../body.ts';
import {
  commentList,
  cookieBanner,
  dates,
  headStart,
  htmlTag,
  jsonInScript,
  navigation,
  newsletterForm,
  type PageView,
  picture,
  relatedList,
  shareBar,
  wordsOf,
} from './page.ts';

const STYLE = `
body{margin:0;font:1.1rem/1.65 system-ui,sans-serif;color:#14213d}a{color:#0b5394}
.l-top{display:flex;flex-wrap:wrap;gap:1.5rem;align-items:center;padding:.6rem 1.2rem;background:#14213d}.l-top a{color:#fff}
.l-top ul{display:flex;gap:1rem;list-style:none;padding:0;margin:0;flex-wrap:wrap}.l-wrap{max-width:44rem;margin:0 auto;padding:1rem}
.c-hed{font-size:2.2rem;line-height:1.15}.c-box{border-inline-start:4px solid #fca311;padding:.2rem 1rem;margin:1.5rem 0;background:#f6f6f6}
.share-bar{display:flex;gap:1rem;list-style:none;padding:0}img{width:100%;height:auto}.cookie-banner{background:#fff3d6;padding:1rem}`;

export function magazine(view: PageView): string {
  const words = wordsOf(view);
  const [first = '', ...rest] = view.body.split('\n');
  return `<!doctype html>
${htmlTag(view.outlet.lang)}
<head>
${headStart(view)}
${openGraph(view)}
<style>${STYLE}</style>
<script>(function (w) { w.__page = ${jsonInScript({ tags: view.tags, template: 'c-art', ads: false })}; })(window);</script>
</head>
<body class="t-art">
${cookieBanner(view)}
<header class="l-top" role="banner"><a href="/"><strong>${escaped(view.outlet.name)}</strong></a>${navigation(view)}</header>
<div class="l-wrap" role="main">
<div class="c-art">
<span class="c-label">${escaped(view.section)}</span>
<h1 class="c-hed">${escaped(view.title)}</h1>
<p class="c-dek">${escaped(view.summary)}</p>
<p class="c-by">${words.by} <span class="author-name">${escaped(view.byline)}</span> | ${dates(view)}</p>
${shareBar(view)}
${picture(view)}
<div class="c-txt">
${first}
<div class="c-box newsletter-promo">${newsletterForm(view)}</div>
${rest.join('\n')}
</div>
</div>
<div class="c-box related-stories">${relatedList(view)}</div>
<div class="c-talk comments">${commentList(view)}</div>
</div>
<footer class="l-foot l-wrap"><small>${words.footer}</small></footer>
</body>
</html>
`;
}

// https://ogp.me
function openGraph(view: PageView): string {
  const properties: [string, string][] = [
    ['og:type', 'article'],
    ['og:title', view.title],
    ['og:description', view.summary],
    ['og:url', view.url],
    ['og:site_name', view.outlet.name],
    ['og:image', view.image],
    ['article:author', view.byline],
    ['article:section', view.section],
    ['article:published_time', view.publishedAt.toISOString()],
    ...(view.updatedAt === null
      ? []
      : [['article:modified_time', view.updatedAt.toISOString()] satisfies [string, string]]),
    ...view.tags.map((tag): [string, string] => ['article:tag', tag]),
  ];
  return properties
    .map(([name, value]) => `<meta property="${name}" content="${escaped(value)}">`)
    .join('\n');
}
