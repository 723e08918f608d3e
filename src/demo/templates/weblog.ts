// The look of a weblog program's default theme: microdata, widgets in a sidebar, sharing below the text.
import { escaped } from '../body.ts';
import {
  commentList,
  cookieBanner,
  dates,
  headStart,
  htmlTag,
  navigation,
  newsletterForm,
  type PageView,
  picture,
  relatedList,
  shareBar,
  wordsOf,
} from './page.ts';

const STYLE = `
body { font: 1rem/1.7 Verdana, sans-serif; margin: 0; background: #eef2f0; color: #222 }
#page { max-width: 58rem; margin: 0 auto; background: #fff; padding: 1rem 2rem }
.menu ul, .main-nav ul, .share-bar { list-style: none; padding: 0; display: flex; gap: 1rem; flex-wrap: wrap }
.widget { border-top: 1px solid #ccc; margin-top: 1rem } .entry-meta, .entry-footer { color: #555 } img { max-width: 100%; height: auto }`;

export function weblog(view: PageView): string {
  const words = wordsOf(view);
  const tags = view.tags.map((tag) => `<a href="/" rel="tag">${escaped(tag)}</a>`);
  return `<!DOCTYPE html>
${htmlTag(view.outlet.lang)}
<head>
${headStart(view)}
<meta name="generator" content="Inkpot 4.2">
<meta property="og:site_name" content="${escaped(view.outlet.name)}">
<meta property="og:title" content="${escaped(view.title)}">
<style id="theme-inline-css">${STYLE}</style>
</head>
<body class="post-template single single-post">
<div id="page" class="site">
<a class="skip-link" href="#content">${words.skip}</a>
<header id="masthead" class="site-header"><p class="site-title"><a href="/" rel="home">${escaped(view.outlet.name)}</a></p>
<p class="site-description">${escaped(view.outlet.tagline)}</p>${navigation(view)}</header>
<main id="content" class="site-main">
<article class="post type-post hentry" itemscope itemtype="https://schema.org/BlogPosting">
<header class="entry-header"><h1 class="entry-title" itemprop="headline">${escaped(view.title)}</h1>
<div class="entry-meta"><span class="byline">${words.by} <span class="author vcard" itemprop="author" itemscope itemtype="https://schema.org/Person"><a class="url fn n" itemprop="name" href="/">${escaped(view.byline)}</a></span></span>
<span class="posted-on">${dates(view)}</span><meta itemprop="datePublished" content="${view.publishedAt.toISOString()}"></div></header>
${picture(view)}
<div class="entry-content" itemprop="articleBody">
${view.body}
</div>
<div class="sharedaddy sharing">${shareBar(view)}</div>
<footer class="entry-footer"><span class="tags-links">${tags.join(', ')}</span></footer>
</article>
<nav class="related-posts" aria-label="${escaped(words.related)}">${relatedList(view)}</nav>
<div id="comments" class="comments-area">${commentList(view)}</div>
</main>
<aside id="secondary" class="widget-area" aria-label="${escaped(words.newsletter)}"><section class="widget widget_newsletter">${newsletterForm(view)}</section></aside>
<footer id="colophon" class="site-footer"><p>${words.footer}</p></footer>
</div>
${cookieBanner(view)}
</body>
</html>
`;
}
