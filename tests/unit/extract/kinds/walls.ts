// Pages that stand before an article: challenges, consent walls, logins.
import { ASKED, HEADLINE, SITE, type Wild, wild } from './furniture.ts';

// ── bot challenges ──
export const CHALLENGES: Wild[] = [
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
export const CONSENT_WALLS: Wild[] = [
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
export const LOGIN_PAGES: Wild[] = LOGINS.flatMap(([lang, title, text, fields, button], n) => {
  const body = `<section class="login"><h1>${title.split(/ [|–] /)[0]}</h1><p>${text}</p><form method="post"><label>${fields[0]}<input type="email"></label><label>${fields[1]}<input type="password"></label><button>${button}</button></form><p><a href="/register">Register</a> <a href="/reset">Forgotten?</a></p></section>`;
  const place = n % 2 === 0 ? { url: `${SITE}/login?next=%2F2026%2F11%2Fcouncil`, askedUrl: ASKED } : {};
  return [wild('login-page', lang, { title, lang, body }, place)];
});
