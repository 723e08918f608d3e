// Pages in the place of an article: soft 404s, lists, empty shells.
import { ASKED, cards, ld, type Parts, SITE, type Wild, wild } from './furniture.ts';

// ── soft 404s ──
const MISSING: [lang: string, title: string, text: string][] = [
  [
    'en',
    '404 - Page not found',
    'The page you were looking for may have moved, or it never was. Try the search, or go back to the front page.',
  ],
  ['en', "Oops! That page can't be found.", 'It looks like nothing was found at this location.'],
  [
    'de',
    'Seite nicht gefunden',
    'Die gewünschte Seite gibt es leider nicht mehr. Versuchen Sie es über die Startseite.',
  ],
  ['fr', 'Page introuvable', 'La page que vous cherchez a été déplacée ou supprimée.'],
  ['es', 'Página no encontrada', 'La página que busca ya no está o cambió de dirección.'],
  ['pt', 'Página não encontrada', 'A página que procura mudou de lugar ou já não existe.'],
  ['it', 'Pagina non trovata', 'La pagina che cerchi è stata spostata o non esiste più.'],
  ['nl', 'Pagina niet gevonden', 'De pagina die je zoekt is verplaatst of bestaat niet meer.'],
  ['sv', 'Sidan hittades inte', 'Sidan du söker har flyttats eller tagits bort.'],
  ['pl', 'Nie znaleziono strony', 'Strona, której szukasz, została przeniesiona lub usunięta.'],
  ['tr', 'Aradığınız sayfa bulunamadı', 'Sayfa taşınmış ya da kaldırılmış olabilir.'],
  ['ru', 'Ошибка 404. Страница не найдена', 'Возможно, страница была удалена или переехала.'],
  ['ar', 'الصفحة غير موجودة', 'ربما نقلت الصفحة أو حذفت. حاول البحث من الصفحة الأولى.'],
  ['zh', '您访问的页面不存在', '该页面可能已被移动或删除，请返回首页。'],
  ['ja', 'お探しのページは見つかりませんでした', 'ページが移動したか、削除された可能性があります。'],
];
export const MISSING_PAGES: Wild[] = [
  ...MISSING.map(([lang, title, text], n) =>
    wild('soft-404', `${lang} ${n}`, {
      title: `${title} | Harbour Post`,
      lang,
      bodyClass: n % 2 === 0 ? 'error404' : '',
      body: `<h1>${title}</h1><p>${text}</p>${n % 3 === 0 ? `<h2>You may like</h2>${cards(9)}` : ''}`,
    }),
  ),
  wild(
    'soft-404',
    'leads to the front page',
    {
      title: 'Harbour Post – news from the northern coast',
      head: '<meta property="og:type" content="website">',
      body: cards(24),
    },
    { url: `${SITE}/`, askedUrl: ASKED },
  ),
  wild(
    'soft-404',
    'leads to the section above',
    { title: 'News | Harbour Post', body: `<h1>News</h1>${cards(14)}` },
    { url: `${SITE}/news/`, askedUrl: `${SITE}/news/council-votes-on-the-new-harbour-wall-481516.html` },
  ),
];

// ── lists ──
const listOfWild = (name: string, parts: Parts, path: string): Wild =>
  wild('list-page', name, parts, { url: SITE + path, expectedTitle: 'Something else that the feed said' });
export const LISTS: Wild[] = [
  listOfWild(
    'front page',
    {
      title: 'Harbour Post | News from the coast',
      bodyClass: 'home',
      head: '<meta property="og:type" content="website">',
      body: cards(24),
    },
    '/',
  ),
  listOfWild(
    'front page without summaries',
    { title: 'Harbour Post | News from the coast', body: cards(40, false) },
    '/',
  ),
  listOfWild(
    'section',
    {
      title: 'Politics | Harbour Post',
      bodyClass: 'section-front',
      head: '<meta property="og:type" content="website">',
      body: `<h1>Politics</h1>${cards(16)}`,
    },
    '/politics/',
  ),
  listOfWild(
    'category of a blog',
    {
      title: 'Weather Archives - Harbour Post',
      bodyClass: 'archive category category-weather',
      body: `<h1>Category: Weather</h1>${cards(12)}<a rel="next" href="/category/weather/page/2/">Older</a>`,
    },
    '/category/weather/',
  ),
  listOfWild(
    'tag, de',
    {
      title: 'Thema: Hafen | Harbour Post',
      lang: 'de',
      head: '<link rel="next" href="/thema/hafen?page=2">',
      body: `<h1>Hafen</h1>${cards(15)}`,
    },
    '/thema/hafen',
  ),
  listOfWild(
    'search results',
    {
      title: 'Search results for harbour',
      bodyClass: 'search search-results',
      body: `<h1>Search results for “harbour”</h1><p>231 results</p>${cards(10)}`,
    },
    '/?s=harbour',
  ),
  listOfWild(
    'search results, fr',
    {
      title: 'Résultats de recherche pour digue',
      lang: 'fr',
      body: `<h1>Résultats de recherche pour digue</h1>${cards(12)}`,
    },
    '/recherche/?q=digue',
  ),
  listOfWild(
    'author',
    {
      title: 'Ada Lindqvist, Author at Harbour Post',
      bodyClass: 'archive author',
      head: ld({ '@type': 'ProfilePage', name: 'Ada Lindqvist' }),
      body: `<h1>Ada Lindqvist</h1><p>Ada writes about water.</p>${cards(12)}`,
    },
    '/author/ada-lindqvist/',
  ),
  listOfWild(
    'collection in structured data',
    {
      title: 'Storms',
      head: ld({ '@type': 'CollectionPage', name: 'Storms' }),
      body: `<h1>Storms</h1>${cards(13)}`,
    },
    '/storms',
  ),
  listOfWild(
    'archive of a month',
    {
      title: 'November 2026 - Harbour Post',
      bodyClass: 'archive date',
      head: '<meta property="og:type" content="website">',
      body: `<h1>November 2026</h1>${cards(20)}`,
    },
    '/archive/2026/11/',
  ),
];

// ── shells ──
export const SHELLS: Wild[] = [
  ['en', 'You need to enable JavaScript to run this app.'],
  ['de', 'Bitte aktivieren Sie JavaScript, um diese Seite zu sehen.'],
  ['fr', 'Veuillez activer JavaScript pour continuer.'],
  ['es', 'Para ver esta página debe habilitar JavaScript.'],
  ['zh', '请启用 JavaScript 来运行此应用。'],
].map(([lang = '', text]) =>
  wild('needs-script', lang, {
    title: 'Harbour Post',
    lang,
    bare: true,
    body: `<noscript>${text}</noscript><div id="root"></div>`,
  }),
);
SHELLS.push(
  wild('needs-script', 'says nothing', {
    title: 'Harbour Post',
    bare: true,
    body: '<div id="__next"></div>',
  }),
);
