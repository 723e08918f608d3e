// Pages that hold an article of a kind of its own: teasers, live blogs, films, galleries.
import {
  articleHead,
  HEADLINE,
  headed,
  ld,
  paragraphs,
  SITE,
  sentence,
  type Wild,
  wild,
} from './furniture.ts';

// ── teasers ──
const TEASERS: [lang: string, wall: string][] = [
  ['en', 'Subscribe to continue reading. Already a subscriber? Log in.'],
  ['en', 'This article is for subscribers only.'],
  ['en', 'You have reached your limit of free articles this month.'],
  ['de', 'Jetzt weiterlesen mit Harbour Plus. Das Abo ist jederzeit kündbar.'],
  ['de', 'Melden Sie sich an, um den ganzen Artikel zu lesen.'],
  ['fr', 'La suite est réservée aux abonnés. Déjà abonné ? Identifiez-vous.'],
  ['es', 'Suscríbete para seguir leyendo. ¿Ya eres suscriptor?'],
  ['it', 'Abbonati per continuare a leggere.'],
  ['pt', 'Assine para continuar lendo esta matéria.'],
  ['nl', 'Neem een abonnement om verder te lezen.'],
  ['sv', 'Logga in för att läsa hela artikeln.'],
  ['pl', 'Wykup dostęp, aby czytać dalej.'],
  ['tr', 'Haberin devamını okumak için abone olun: giriş yapın ve okumaya devam edin.'],
  ['ru', 'Оформите подписку, чтобы читать дальше.'],
  ['zh', '订阅后继续阅读本文。'],
  ['ja', 'この記事は有料会員限定です。ログインして続きを読む。'],
];
export const TEASER_PAGES: Wild[] = [
  ...TEASERS.map(([lang, wall], n) =>
    wild('teaser', `${lang} ${n}`, {
      title: `${HEADLINE} | Harbour Post`,
      lang,
      head: articleHead(),
      body: headed(
        HEADLINE,
        `${paragraphs(n % 2 === 0 ? 1 : 2)}<div class="paywall-box"><h3>${wall}</h3><a href="/subscribe">Plans</a></div>`,
      ),
    }),
  ),
  wild('teaser', 'stated in structured data', {
    title: HEADLINE,
    head: articleHead({
      isAccessibleForFree: 'False',
      hasPart: { '@type': 'WebPageElement', isAccessibleForFree: false, cssSelector: '.wall' },
    }),
    body: headed(HEADLINE, `${paragraphs(2)}<div class="wall"></div>`),
  }),
  wild('teaser', 'far fewer words than stated, cut off', {
    title: HEADLINE,
    head: articleHead({ wordCount: 1400, isAccessibleForFree: false }),
    body: headed(HEADLINE, `${paragraphs(4)}<p>And then the tide came in, which nobody had…</p>`),
  }),
];

// ── live, films, galleries ──
const entries = (count: number): string =>
  Array.from(
    { length: count },
    (_, n) =>
      `<div class="live-blog-entry" id="e${n}"><time datetime="2026-11-03T${10 + (n % 10)}:15">${10 + (n % 10)}:15</time><h3>Update ${n}</h3><p>${sentence(n)}</p></div>`,
  ).join('');
export const SPECIAL: Wild[] = [
  wild('live', 'structured data', {
    title: 'Storm live',
    head: ld({
      '@type': 'LiveBlogPosting',
      headline: HEADLINE,
      liveBlogUpdate: [{ '@type': 'BlogPosting', headline: 'One' }],
    }),
    body: headed(HEADLINE, entries(8)),
  }),
  wild('live', 'build and title', {
    title: 'Live blog: the storm reaches the coast',
    body: headed('Live blog: the storm reaches the coast', entries(9)),
  }),
  wild(
    'live',
    'Liveticker, de',
    {
      title: 'Liveticker: Der Sturm erreicht die Küste',
      lang: 'de',
      body: headed('Liveticker: Der Sturm erreicht die Küste', entries(9)),
    },
    { url: `${SITE}/liveticker/sturm-an-der-kueste` },
  ),
  wild(
    'live',
    'en direct, fr',
    {
      title: 'EN DIRECT - La tempête atteint la côte',
      lang: 'fr',
      body: headed('EN DIRECT - La tempête atteint la côte', entries(7)),
    },
    { url: `${SITE}/live/tempete` },
  ),
  wild(
    'video',
    'type of the page',
    {
      title: HEADLINE,
      head: '<meta property="og:type" content="video.other">',
      body: `<h1>${HEADLINE}</h1><div class="video-player"><video src="/v.mp4"></video></div><p>${sentence(3)}</p>`,
    },
    { url: `${SITE}/video/council-votes` },
  ),
  wild('video', 'structured data', {
    title: HEADLINE,
    head: ld({ '@type': 'VideoObject', name: HEADLINE, uploadDate: '2026-11-03' }),
    body: `<h1>${HEADLINE}</h1><iframe src="https://www.youtube.com/embed/abc"></iframe><p>${sentence(4)}</p>`,
  }),
  wild(
    'video',
    'player at a video address',
    {
      title: HEADLINE,
      body: `<h1>${HEADLINE}</h1><iframe src="https://player.vimeo.com/video/1"></iframe><p>${sentence(5)}</p>`,
    },
    { url: `${SITE}/videos/council-votes-on-wall` },
  ),
  wild('gallery', 'structured data', {
    title: HEADLINE,
    head: ld({ '@type': 'ImageGallery', name: HEADLINE }),
    body: `<h1>${HEADLINE}</h1><p>${sentence(2)}</p>${Array.from({ length: 12 }, (_, n) => `<figure><img src="/g/${n}.jpg"><figcaption>The quay at hour ${n}</figcaption></figure>`).join('')}`,
  }),
  wild(
    'gallery',
    'build and address',
    {
      title: HEADLINE,
      body: `<h1>${HEADLINE}</h1><p>${sentence(2)}</p><div class="gallery"><div class="gallery-item">${Array.from({ length: 14 }, (_, n) => `<p>${n + 1} / 14</p><img src="/g/${n}.jpg">`).join('')}</div></div>`,
    },
    { url: `${SITE}/photos/council-votes` },
  ),
];
