// The look of a large daily: JSON-LD for machines, semantic elements for people, boxes on all sides.
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
:root { --ink: #1b1b1f; --rule: #c9c5bd; }
body { margin: 0 auto; max-width: 62rem; padding: 0 1rem; font: 1.06rem/1.6 Georgia, serif; color: var(--ink); background: #fffdf8; }
.skip { position: absolute; left: -99rem; } .skip:focus { position: static; }
.masthead { border-bottom: 4px double var(--rule); text-align: center; } .masthead p a { font-size: 2.2rem; color: inherit; text-decoration: none; }
nav ul, .share-bar { display: flex; gap: 1rem; flex-wrap: wrap; justify-content: center; list-style: none; padding: 0; }
.columns { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 1fr); gap: 2rem; } @media (max-width: 45rem) { .columns { display: block; } }
img { max-width: 100%; height: auto; } figcaption, .meta { color: #55514a; font-size: .9rem; }
.cookie-banner { position: sticky; bottom: 0; background: #efe9dc; padding: .5rem 1rem; }`;

export function broadsheet(view: PageView): string {
  const words = wordsOf(view);
  return `<!doctype html>
${htmlTag(view.outlet.lang)}
<head>
${headStart(view)}
<meta name="description" content="${escaped(view.summary)}">
<script type="application/ld+json">${jsonInScript(linkedData(view))}</script>
<style>${STYLE}</style>
<script>window.dataLayer = window.dataLayer || []; dataLayer.push(${jsonInScript({ event: 'page', section: view.section })});</script>
</head>
<body>
<a class="skip" href="#article">${words.skip}</a>
<header class="masthead"><p><a href="/">${escaped(view.outlet.name)}</a></p><p>${escaped(view.outlet.tagline)}</p>${navigation(view)}</header>
<div class="columns">
<main id="article">
<article class="story">
<header><p class="kicker">${escaped(view.section)}</p><h1>${escaped(view.title)}</h1>
<p class="meta">${words.by} <a rel="author" href="/">${escaped(view.byline)}</a> · ${dates(view)}</p></header>
${shareBar(view)}
${picture(view)}
<div class="article-body">
${view.body}
</div>
</article>
<section class="comments" aria-label="${escaped(words.comments)}">${commentList(view)}</section>
</main>
<aside>
<section class="related">${relatedList(view)}</section>
<section class="newsletter">${newsletterForm(view)}</section>
</aside>
</div>
<footer class="site-footer"><p>${words.footer}</p></footer>
${cookieBanner(view)}
</body>
</html>
`;
}

// https://schema.org/NewsArticle
function linkedData(view: PageView): object {
  return {
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    mainEntityOfPage: view.url,
    headline: view.title,
    description: view.summary,
    inLanguage: view.outlet.lang,
    datePublished: view.publishedAt.toISOString(),
    dateModified: (view.updatedAt ?? view.publishedAt).toISOString(),
    author: [{ '@type': 'Person', name: view.byline }],
    publisher: { '@type': 'NewsMediaOrganization', name: view.outlet.name, url: view.home },
    image: [view.image],
    keywords: view.tags.join(', '),
    articleSection: view.section,
  };
}
