// A page that only a script could fill: no text of the article stands in it. Readers without one get a sentence.
import { escaped } from '../body.ts';
import { headStart, htmlTag, jsonInScript, type PageView, wordsOf } from './page.ts';

export function shell(view: PageView): string {
  return `<!doctype html>
${htmlTag(view.outlet.lang)}
<head>
${headStart(view)}
<meta property="og:title" content="${escaped(view.title)}">
<meta property="og:site_name" content="${escaped(view.outlet.name)}">
<style>.spinner { width: 3rem; height: 3rem; border: 4px solid #ddd; border-radius: 50%; }</style>
</head>
<body>
<div id="root"><div class="spinner" role="status" aria-label="…"></div></div>
<noscript>${wordsOf(view).noScript}</noscript>
<script>window.__STATE__ = ${jsonInScript({ route: new URL(view.url).pathname, user: null })};</script>
</body>
</html>
`;
}
