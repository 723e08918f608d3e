// Made-up pages of every kind, in the furniture that real ones stand in. All words are ours.

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

const SITE = 'https://www.harbour-post.example';
const ASKED = `${SITE}/2026/11/council-votes-on-the-new-harbour-wall-481516`;

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

type Parts = {
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

const ld = (node: object): string =>
  `<script type="application/ld+json">${JSON.stringify({ '@context': 'https://schema.org', ...node })}</script>`;
const HEADLINE = 'Council votes on the new harbour wall';
const articleHead = (extra: object = {}, title = HEADLINE): string =>
  `<meta property="og:type" content="article"><meta property="og:title" content="${title}"><meta property="article:published_time" content="2026-11-03T08:00:00Z">${ld({ '@type': 'NewsArticle', headline: title, datePublished: '2026-11-03T08:00:00Z', author: { '@type': 'Person', name: 'Ada Lindqvist' }, ...extra })}`;
const headed = (title: string, body: string): string =>
  `<article><h1>${title}</h1><p class="byline">By Ada Lindqvist</p>${body}</article>`;

const wild = (right: string, name: string, parts: Parts, place: Partial<Wild> = {}): Wild => ({
  name: `${right}: ${name}`,
  right,
  html: htmlOf(parts),
  url: ASKED,
  expectedTitle: HEADLINE,
  ...place,
});

// ── bot challenges ──
const CHALLENGES: Wild[] = [
  wild('bot-challenge', 'Cloudflare, en', {
    title: 'Just a moment...',
    bare: true,
    head: '<meta name="robots" content="noindex,nofollow">',
    body: '<div class="main-wrapper"><h1>harbour-post.example</h1><h2>Verifying you are human. This may take a few seconds.</h2><p>harbour-post.example needs to review the security of your connection before proceeding.</p><script>window._cf_chl_opt={cvId:"3"};</script><noscript>Enable JavaScript and cookies to continue</noscript><p>Ray ID: 8f00aa</p></div>',
  }),
  wild('bot-challenge', 'Cloudflare, de', {
    title: 'Nur einen Moment…',
    lang: 'de',
    bare: true,
    body: '<h1>harbour-post.example</h1><p>Bestätigen Sie, dass Sie ein Mensch sind. Dies kann einige Sekunden dauern.</p><script src="/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1"></script>',
  }),
  wild('bot-challenge', 'Cloudflare, ja', {
    title: '少々お待ちください...',
    lang: 'ja',
    bare: true,
    body: '<h1>harbour-post.example</h1><p>人間であることを確認します。これには数秒かかる場合があります。</p><script>window._cf_chl_opt={}</script>',
  }),
  wild('bot-challenge', 'DataDome', {
    title: 'harbour-post.example',
    bare: true,
    body: `<p id="cmsg">Please enable JS and disable any ad blocker</p><script data-cfasync="false">var dd={'rt':'c','cid':'AHr','host':'geo.captcha-delivery.com'}</script>`,
  }),
  wild('bot-challenge', 'PerimeterX', {
    title: 'Access to this page has been denied',
    bare: true,
    body: '<div><h1>Before we continue...</h1><p>Press &amp; Hold to confirm you are a human (and not a bot).</p><div id="px-captcha"></div><p>Reference ID 1f2e</p></div><script>window._pxAppId="PX12"</script>',
  }),
  wild('bot-challenge', 'Akamai', {
    title: 'Access Denied',
    bare: true,
    body: `<h1>Access Denied</h1>You don't have permission to access "http://harbour-post.example/2026" on this server.<p>Reference #18.2d35.1700.abc<p>https://errors.edgesuite.net/18.2d35</p>`,
  }),
  wild('bot-challenge', 'Imperva', {
    title: 'Pardon Our Interruption',
    bare: true,
    body: '<h1>Pardon Our Interruption</h1><p>As you were browsing something about your browser made us think you were a bot. There are a few reasons this might happen:</p><ul><li>You are moving through the pages with super-human speed.</li><li>A plugin keeps scripts from running.</li></ul><script src="/_Incapsula_Resource?SWJIYLWA=1"></script>',
  }),
  wild('bot-challenge', 'AWS WAF', {
    title: 'Human Verification',
    bare: true,
    body: '<div id="captcha-container"></div><noscript><h1>JavaScript is disabled</h1>In order to continue, we need to verify that you are not a robot. Turn on scripts and reload.</noscript><script src="https://x.token.awswaf.com/challenge.js"></script>',
  }),
  wild('bot-challenge', 'a captcha, ru', {
    title: 'Вы не робот?',
    lang: 'ru',
    bare: true,
    body: '<h1>Подтвердите, что вы не робот</h1><p>С вашего адреса идут подозрительные запросы.</p><div class="SmartCaptcha-Container"></div>',
  }),
  wild('bot-challenge', 'proof of work', {
    title: "Making sure you're not a bot!",
    bare: true,
    body: '<h1>Making sure you&#39;re not a bot!</h1><p>Loading...</p><p>The people who run this site keep scrapers out so that readers can read.</p><script id="anubis_challenge" type="application/json">{"rules":{}}</script>',
  }),
  wild('bot-challenge', 'zh', {
    title: '请稍候…',
    lang: 'zh',
    bare: true,
    body: '<h1>安全验证</h1><p>正在检查您的浏览器，请稍候。</p><div class="cf-turnstile"></div>',
  }),
  wild('bot-challenge', 'es', {
    title: 'Un momento…',
    lang: 'es',
    bare: true,
    body: '<h2>Verificando que eres humano. Puede tardar unos segundos.</h2><script>window._cf_chl_opt={}</script>',
  }),
];

// ── consent walls ──
const CONSENT: [lang: string, title: string, text: string[], buttons: string[]][] = [
  [
    'en',
    'Before you continue',
    [
      'We and our 842 partners store and/or access information on a device, such as unique IDs in cookies, to process personal data.',
      'You may accept or manage your choices by clicking below, including your right to object where legitimate interest is used. You can withdraw your consent at any time.',
      'We process data to provide: personalised advertising and content, advertising and content measurement, audience research.',
    ],
    ['Accept all', 'Reject all', 'Manage options'],
  ],
  [
    'de',
    'Harbour Post: Weiterlesen mit Werbung',
    [
      'Besuchen Sie uns wie gewohnt mit Werbung und Tracking. Ihre Einwilligung können Sie jederzeit widerrufen.',
      'Wir und unsere Partner speichern Informationen auf einem Gerät, etwa Cookies, und zeigen personalisierte Anzeigen.',
      'Oder lesen Sie im PUR-Abo ohne Werbetracking für 4,99 € im Monat.',
    ],
    ['Akzeptieren und weiter', 'Jetzt abonnieren'],
  ],
  [
    'fr',
    'Votre vie privée nous importe',
    [
      'Avec votre accord, nos partenaires et nous utilisons des cookies pour stocker des données personnelles sur un terminal.',
      'Vous pouvez retirer votre consentement à tout moment, ou vous opposer aux traitements fondés sur l’intérêt légitime.',
      'Publicités personnalisées, mesure d’audience et développement de services.',
    ],
    ['Accepter et fermer', 'Continuer sans accepter', 'Paramétrer'],
  ],
  [
    'es',
    'Su privacidad es importante',
    [
      'Nosotros y nuestros socios guardamos información en un dispositivo, como las cookies, y tratamos datos personales.',
      'Puede retirar su consentimiento en cualquier momento y oponerse al interés legítimo.',
      'Publicidad personalizada, medición de anuncios y estudios de público.',
    ],
    ['Aceptar y continuar', 'Rechazar todo', 'Más opciones'],
  ],
  [
    'it',
    'Il rispetto della tua privacy è la nostra priorità',
    [
      'Noi e i nostri partner archiviamo informazioni su un dispositivo, come i cookie, e trattiamo dati personali.',
      'Puoi revocare il consenso in qualsiasi momento e opporti al legittimo interesse.',
      'Annunci personalizzati, misurazione dei contenuti.',
    ],
    ['Accetta tutto', 'Continua senza accettare'],
  ],
  [
    'nl',
    'Privacy-instellingen',
    [
      'Wij en onze partners plaatsen cookies op een apparaat en verwerken persoonsgegevens.',
      'Je kunt je toestemming op elk moment intrekken en bezwaar maken tegen gerechtvaardigd belang.',
      'Gepersonaliseerde advertenties en metingen.',
    ],
    ['Akkoord', 'Alles weigeren', 'Instellingen beheren'],
  ],
  [
    'pl',
    'Szanujemy Twoją prywatność',
    [
      'My i nasi partnerzy przechowujemy na urządzeniu pliki cookie i przetwarzamy dane, w tym do celów spersonalizowanych reklam.',
      'W każdej chwili możesz wycofać zgodę lub sprzeciwić się, gdy podstawą jest uzasadniony interes.',
    ],
    ['Zgadzam się', 'Ustawienia zaawansowane'],
  ],
  [
    'sv',
    'Vi värnar om din integritet',
    [
      'Vi och våra partner lagrar information på en enhet, till exempel kakor, och behandlar personuppgifter för anpassade annonser.',
      'Du kan återkalla ditt samtycke när du vill.',
    ],
    ['Godkänn alla', 'Neka alla', 'Hantera val'],
  ],
  [
    'tr',
    'Gizliliğinize önem veriyoruz',
    [
      'Biz ve iş ortaklarımız, bir cihazdaki çerez gibi bilgilere erişir ve kişisel verileri işleriz.',
      'Onayınızı istediğiniz zaman geri çekebilirsiniz. Kişiselleştirilmiş reklam ve ölçüm için.',
    ],
    ['Tümünü kabul et', 'Tümünü reddet'],
  ],
  [
    'ru',
    'Мы ценим вашу конфиденциальность',
    [
      'Мы и наши партнеры храним на устройстве файлы cookie и обрабатываем персональные данные для персонализированной рекламы.',
      'Вы можете отозвать согласие в любое время.',
    ],
    ['Принять все', 'Отклонить все'],
  ],
  [
    'ja',
    'お客様のプライバシーについて',
    [
      '当社とパートナーは、クッキーなどの情報をデバイスに保存し、個人データを処理して、パーソナライズされた広告を表示します。',
      '同意はいつでも撤回できます。',
    ],
    ['すべて同意', 'すべて拒否'],
  ],
  [
    'zh',
    '我们重视您的隐私',
    [
      '我们和合作伙伴会在设备上存储 Cookie 等信息，并处理个人数据，以提供个性化广告。',
      '您可以随时撤回同意。',
    ],
    ['全部接受', '全部拒绝'],
  ],
  [
    'ar',
    'نحن نقدر خصوصيتك',
    [
      'نحن وشركاؤنا نخزن معلومات على الجهاز مثل ملفات تعريف الارتباط ونعالج البيانات الشخصية لعرض إعلانات مخصصة.',
      'يمكنك سحب موافقتك في أي وقت.',
    ],
    ['قبول الكل', 'رفض الكل'],
  ],
  [
    'pt',
    'Valorizamos a sua privacidade',
    [
      'Nós e os nossos parceiros armazenamos cookies num dispositivo e tratamos dados pessoais para anúncios personalizados.',
      'Pode retirar o seu consentimento a qualquer momento ou opor-se ao interesse legítimo.',
    ],
    ['Aceitar tudo', 'Rejeitar tudo'],
  ],
];
const consentBody = (title: string, text: string[], buttons: string[]) =>
  `<div class="cmp-container"><h1>${title}</h1>${text.map((one) => `<p>${one}</p>`).join('')}${buttons.map((one) => `<button>${one}</button>`).join('')}<p><a href="/privacy">Privacy policy</a></p></div>`;
const CONSENT_WALLS: Wild[] = [
  ...CONSENT.map(([lang, title, text, buttons]) =>
    wild('consent-wall', lang, { title, lang, bare: true, body: consentBody(title, text, buttons) }),
  ),
  // the wall keeps the article's title, and stands at another address
  ...CONSENT.slice(0, 4).map(([lang, title, text, buttons]) =>
    wild(
      'consent-wall',
      `on a host of its own under the article's title, ${lang}`,
      { title: `${HEADLINE} | Harbour Post`, lang, bare: true, body: consentBody(title, text, buttons) },
      { url: 'https://consent.harbour-post.example/collectConsent?sessionId=3_cc', askedUrl: ASKED },
    ),
  ),
];

// ── logins ──
const LOGINS: [lang: string, title: string, text: string, fields: [string, string], button: string][] = [
  [
    'en',
    'Log in | Harbour Post',
    'Welcome back. Use the address you subscribed with.',
    ['Email', 'Password'],
    'Log in',
  ],
  [
    'de',
    'Anmelden – Harbour Post',
    'Bitte geben Sie Ihre Zugangsdaten ein.',
    ['E-Mail', 'Passwort'],
    'Anmelden',
  ],
  [
    'fr',
    'Connexion – Harbour Post',
    'Heureux de vous revoir parmi nous.',
    ['Adresse', 'Mot de passe'],
    'Se connecter',
  ],
  ['es', 'Iniciar sesión | Harbour Post', 'Escriba su correo y su clave.', ['Correo', 'Clave'], 'Entrar'],
  ['pl', 'Zaloguj się – Harbour Post', 'Podaj adres i hasło do konta.', ['Adres', 'Hasło'], 'Zaloguj'],
  ['ru', 'Вход на сайт | Harbour Post', 'Введите почту и пароль.', ['Почта', 'Пароль'], 'Войти'],
  [
    'ja',
    'ログイン | Harbour Post',
    'メールアドレスとパスワードを入力してください。',
    ['メール', 'パスワード'],
    'ログイン',
  ],
];
const LOGIN_PAGES: Wild[] = LOGINS.flatMap(([lang, title, text, fields, button], n) => {
  const body = `<section class="login"><h1>${title.split(/ [|–] /)[0]}</h1><p>${text}</p><form method="post"><label>${fields[0]}<input type="email"></label><label>${fields[1]}<input type="password"></label><button>${button}</button></form><p><a href="/register">Register</a> <a href="/reset">Forgotten?</a></p></section>`;
  const place = n % 2 === 0 ? { url: `${SITE}/login?next=%2F2026%2F11%2Fcouncil`, askedUrl: ASKED } : {};
  return [wild('login-page', lang, { title, lang, body }, place)];
});

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
const MISSING_PAGES: Wild[] = [
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
const LISTS: Wild[] = [
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
const SHELLS: Wild[] = [
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
const TEASER_PAGES: Wild[] = [
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
const SPECIAL: Wild[] = [
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

// ── articles that look like something else ──
const article = (
  name: string,
  title: string,
  body: string,
  parts: Partial<Parts> = {},
  place: Partial<Wild> = {},
): Wild =>
  wild(
    'article',
    name,
    { title: `${title} | Harbour Post`, head: articleHead({}, title), body: headed(title, body), ...parts },
    { expectedTitle: title, ...place },
  );
const bare = { head: '' };
const ARTICLES: Wild[] = [
  article('plain', HEADLINE, paragraphs(8)),
  article('plain, no metadata', HEADLINE, paragraphs(8), bare),
  article('a brief of two paragraphs', HEADLINE, paragraphs(1)),
  article('a brief, no metadata', HEADLINE, `<p>${sentence(1)}</p><p>${sentence(2)}</p>`, bare),
  article(
    'about cookie law',
    'Regulator fines firms over cookie banners',
    `<p>Firms that hide the reject all button must pay, the regulator said. Readers withdraw consent too rarely, it found, since legitimate interest was claimed for personalised advertising.</p>${paragraphs(7, 'cookies and consent')}`,
  ),
  article(
    'about cookie law, brief, no metadata',
    'Regulator fines firms over cookie banners',
    `<p>Firms that hide the button to reject all must pay a fine, the regulator said on Monday. It spoke of cookies on a million screens.</p>${paragraphs(2, 'the fine')}`,
    bare,
  ),
  article(
    'about lost pages',
    '404: the art of the page not found',
    paragraphs(6, 'pages that were lost'),
    bare,
  ),
  article('named like an error', 'Not found', paragraphs(5, 'the missing ship'), bare),
  article(
    'about logins',
    'How to log in safely',
    `${paragraphs(5, 'passwords')}<div class="modal" hidden><form><input type="password"><button>Log in</button></form></div>`,
  ),
  article(
    'with a login box beside it, brief',
    HEADLINE,
    `${paragraphs(1)}<aside><form><input type="email"><input type="password"></form></aside>`,
    bare,
  ),
  article(
    'about robots',
    'Are you a robot? The question that annoys readers',
    paragraphs(6, 'captchas'),
    bare,
  ),
  article(
    'on a guarded site',
    HEADLINE,
    `${paragraphs(2)}<script src="/cdn-cgi/challenge-platform/scripts/jsd/main.js"></script><script>window._pxAppId="PX1"</script>`,
  ),
  article(
    'asks for scripts in a corner',
    HEADLINE,
    `${paragraphs(3)}<noscript>Enable JavaScript to see comments.</noscript>`,
  ),
  article(
    'whole, with an offer to subscribe at the end',
    HEADLINE,
    `${paragraphs(9)}<div class="promo"><p>Subscribe to read more reporting like this.</p></div>`,
  ),
  article(
    'brief, with a letter offered',
    HEADLINE,
    `${paragraphs(2)}<div class="newsletter"><p>Sign up for our morning letter.</p></div>`,
  ),
  article('about paywalls', 'Why papers ask readers to subscribe', paragraphs(8, 'paywalls and subscribers')),
  article('behind a wall, but all of it is there', HEADLINE, paragraphs(20), {
    head: articleHead({ isAccessibleForFree: false }),
  }),
  article('has as many words as stated', HEADLINE, paragraphs(2), {
    head: articleHead({ isAccessibleForFree: false, wordCount: 92 }),
  }),
  article(
    'list of ten things',
    'Ten harbours to see before winter',
    Array.from(
      { length: 10 },
      (_, n) =>
        `<h2>${n + 1}. <a href="https://h${n}.example/">Harbour number ${n}</a></h2><p>${sentence(n)} ${sentence(n + 40)}</p>`,
    ).join(''),
  ),
  article(
    'list of ten things, no metadata',
    'Ten harbours to see before winter',
    Array.from(
      { length: 10 },
      (_, n) => `<h2>${n + 1}. Harbour number ${n}</h2><p>${sentence(n)} ${sentence(n + 40)}</p>`,
    ).join(''),
    bare,
  ),
  article('with many related cards below', HEADLINE, `${paragraphs(3)}`, {
    body: `${headed(HEADLINE, paragraphs(3))}<section class="related">${cards(14)}</section>`,
  }),
  article('with many cards below, no metadata', HEADLINE, '', {
    ...bare,
    body: `${headed(HEADLINE, paragraphs(3))}<section>${cards(14)}</section>`,
  }),
  article(
    'with a film in it',
    HEADLINE,
    `<iframe src="https://www.youtube.com/embed/x"></iframe>${paragraphs(6)}`,
  ),
  article(
    'with pictures in it',
    HEADLINE,
    paragraphs(5) +
      Array.from(
        { length: 9 },
        (_, n) => `<figure><img src="/${n}.jpg"><figcaption>Picture ${n}</figcaption></figure>`,
      ).join(''),
  ),
  article('about a live concert', 'Live music returns to the harbour', paragraphs(6, 'the live band')),
  article(
    'redirected to its new address',
    HEADLINE,
    paragraphs(4),
    {},
    { askedUrl: `${SITE}/?p=4815`, url: ASKED },
  ),
  article('moved to another section, no metadata', HEADLINE, paragraphs(4), bare, {
    askedUrl: `${SITE}/news/481516`,
    url: `${SITE}/politics/481516-council`,
  }),
  article(
    'in German',
    'Rat stimmt über die Hafenmauer ab',
    `<p>Der Rat hat am Montag über die neue Mauer am Hafen beraten und will im Frühjahr bauen, sagte die Bürgermeisterin.</p><p>Die Arbeiten sollen zwei Jahre dauern; die Fischer fürchten um ihre Liegeplätze.</p>`,
    { lang: 'de' },
  ),
  article(
    'in Japanese',
    '港の壁をめぐり議会が採決',
    `<p>${'議会は月曜日に新しい港の壁について話し合い、春に工事を始めると市長が述べた。'.repeat(3)}</p><p>${'漁師たちは船を置く場所がなくなることを心配している。'.repeat(3)}</p>`,
    { lang: 'ja' },
  ),
];

export const WILD: readonly Wild[] = [
  ...CHALLENGES,
  ...CONSENT_WALLS,
  ...LOGIN_PAGES,
  ...MISSING_PAGES,
  ...LISTS,
  ...SHELLS,
  ...TEASER_PAGES,
  ...SPECIAL,
  ...ARTICLES,
];
