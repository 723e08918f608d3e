// Fronts, sections, tags, search results: pages of links to articles. Told by their build (headings that are links, text
// in scraps between them) and by what they call themselves; a page that an article speaks for is never one.
import { type Facts, isOfType } from './facts.ts';
import { wholeOf } from './wording.ts';

const TYPES = /^(?:CollectionPage|SearchResultsPage|ItemList|ProfilePage|WebSite|Blog)$/;
const BODY =
  /(?:^|[\s_-])(?:home(?:-?page)?|front-?page|archive|category|tag|search(?:-results?)?|section(?:-?(?:front|page))?|taxonomy-term|term-\d+|listing|landing(?:-?page)?|author|index-?page|paged|rubrik|ressort|blog)(?=$|[\s_-])/i;
const NO_LIST =
  /(?:^|[\s_-])(?:single(?:-post|-article)?|article(?:-?page)?|post-template\S*|postid-\d+|story(?:-?page)?|node--?type-article|is-article)(?=$|[\s_-])/i;
const PATH =
  /^\/(?:[a-z]{2}(?:[-_][a-z]{2})?\/?)?$|\/(?:index|home|default)(?:\.\w+)?$|\/(?:tags?|topics?|category|categories|kategorie|categorie|categoria|rubrik|rubrique|seccion|secao|sezione|section|sections|thema|themen|tema|temas|search|suche|recherche|buscar|busca|cerca|zoeken|sok|author|authors|autor|autoren|archive|archives|archiv|page)\/|\/(?:search|suche|recherche|buscar|busca|archive|archives|archiv)\/?$/i;
const TITLES = wholeOf([
  'home',
  'home ?page',
  'front ?page',
  'startseite',
  'accueil',
  'inicio',
  'portada',
  'início',
  'página inicial',
  'strona główna',
  'anasayfa',
  'ana sayfa',
  'главная(?: страница)?',
  'головна',
  'الرئيسية',
  'αρχική',
  '首页',
  '首頁',
  'ホーム',
  'トップ(?:ページ)?',
  '홈',
  '(?:search|suche|suchergebnisse?|recherche|resultados|buscar|búsqueda|risultati|ricerca|zoekresultaten|sökresultat|søgeresultater|wyniki wyszukiwania|arama sonuçları|результаты поиска|поиск|نتائج البحث|搜索结果|搜尋結果|検索結果|검색 ?결과)(?: (?:results?|de|da|for|für|pour|para|per|voor|za|по|.)?.{0,80})?',
  '(?:results|ergebnisse|résultats) (?:for|für|pour|de) .{1,80}',
  '(?:tag|tags|category|categories|topic|topics|archives?|kategorie|schlagwort|thema|étiquette|catégorie|categoría|etiqueta|categoria|tema|rubrik|archiv|etiket|kategori|тег|рубрика|категория|标签|分类|タグ|カテゴリー)s?(?: .{1,80})?',
  '.{1,60} (?:archives?|archiv)',
  '(?:latest|top|all|more|breaking) (?:news|stories|headlines|articles)(?: .{0,60})?',
  '(?:aktuelle|neueste|alle) (?:nachrichten|meldungen|artikel)(?: .{0,60})?',
  '.{1,60}(?:: | )?(?:latest news|news and updates|nachrichten und hintergründe|toute l.actualité.{0,40}|últimas noticias.{0,40}|ultime notizie.{0,40}|laatste nieuws.{0,40}|son dakika haberleri.{0,40}|последние новости.{0,40})',
  '.{0,40}page \\d+(?: of \\d+)?',
]);

const CARDS = 8;
const MANY_CARDS = 20;

/** Whether the page is a list of other pages. */
export function isList(facts: Facts): boolean {
  if (facts.evidence() > 2 || isArticleByBuild(facts)) return false;
  const { linkedHeadings } = facts.census;
  const scraps = facts.run <= 2;
  // what was read is itself links with scraps of text, or next to nothing beside the cards
  const listed = facts.linkBlocks >= 5 && facts.linkBlocks >= 0.6 * facts.proseBlocks;
  const little = facts.prose < 900;
  const cards = linkedHeadings >= CARDS || facts.linkBlocks >= 12;
  if (!scraps || !cards || !(listed || little)) return false;
  const signs = signsOf(facts);
  return (
    signs >= 2 ||
    (signs === 1 && facts.evidence() <= 1) ||
    (linkedHeadings >= MANY_CARDS && facts.evidence() === 0)
  );
}

function isArticleByBuild(facts: Facts): boolean {
  return facts.run >= 5 || (facts.head().meta('og:type') === 'article' && facts.run >= 3);
}

/** How many ways the page says that it is a list. */
function signsOf(facts: Facts): number {
  const { pathname = '' } = URL.parse(facts.url) ?? {};
  const ogType = facts.head().meta('og:type') ?? '';
  const classes = facts.census.bodyClasses;
  let signs = 0;
  if (PATH.test(pathname)) signs++;
  if (BODY.test(classes) && !NO_LIST.test(classes)) signs++;
  if (isOfType(facts.nodes(), TYPES) && !isOfType(facts.nodes(), /Article$|^BlogPosting$|^Report$|^Review$/))
    signs++;
  if (/^(?:website|blog|object|profile)$/i.test(ogType)) signs++;
  if (facts.names().some((name) => TITLES.test(name))) signs++;
  if (facts.head().link('next') !== null && facts.head().meta('og:type') !== 'article') signs++;
  return signs;
}
