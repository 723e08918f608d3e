// The look of an agency or an old trade paper: little markup, plain `meta` names, a table for the layout.
import { escaped } from '../body.ts';
import {
  cookieBanner,
  dates,
  headStart,
  htmlTag,
  navigation,
  newsletterForm,
  type PageView,
  relatedList,
  shareBar,
  wordsOf,
} from './page.ts';

export function wire(view: PageView): string {
  const words = wordsOf(view);
  return `<!DOCTYPE html>
${htmlTag(view.outlet.lang)}
<head>
${headStart(view)}
<meta name="author" content="${escaped(view.byline)}">
<meta name="date" content="${view.publishedAt.toISOString()}">
<meta name="description" content="${escaped(view.summary)}">
<meta name="keywords" content="${escaped(view.tags.join(', '))}">
<meta name="application-name" content="${escaped(view.outlet.name)}">
<style>body{font-family:Arial,sans-serif;max-width:60em;margin:auto;padding:0 1em}td{vertical-align:top;padding:.5em}ul{padding-left:1em}</style>
</head>
<body>
<p><a href="#text">${words.skip}</a></p>
<div id="header"><p><a href="/"><b>${escaped(view.outlet.name)}</b></a> ${escaped(view.outlet.tagline)}</p>${navigation(view)}</div>
<table role="presentation"><tr>
<td width="70%">
<div id="text" role="main">
<h1>${escaped(view.title)}</h1>
<p class="byline">${words.by} ${escaped(view.byline)}<br>${dates(view)}</p>
${view.body}
${shareBar(view)}
</div>
</td>
<td class="sidebar" width="30%">
<div class="related">${relatedList(view)}</div>
<div class="newsletter">${newsletterForm(view)}</div>
</td>
</tr></table>
<div id="footer"><p>${words.footer}</p></div>
${cookieBanner(view)}
</body>
</html>
`;
}
