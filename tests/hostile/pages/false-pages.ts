// Pages that pass for something else, or hold more than one thing: what they claim is not believed, and the article is
// still found. The P-numbers of the bad-input catalogue; P29 over several pages is tested in tests/integration/pipeline,
// P35 to P37 in tests/hostile/network, every kind of page that is no article in tests/unit/extract/kinds.
import { encode } from '../../support/encode.ts';
import { type HostilePage, PROSE, story } from './pages.ts';

const ld = (value: unknown) => `<script type="application/ld+json">${JSON.stringify(value)}</script>`;
const bare = (title: string, body: string) =>
  `<!doctype html><html><head><title>${title}</title></head><body>${body}</body></html>`;
const MANY = Array.from(
  { length: 40 },
  (_, n) =>
    `<div class="comment"><p>Reader ${n} wrote at length that the harbour master should be replaced at once.</p></div>`,
).join('');
const TALES: [string, string][] = [
  ['shift_jis', '政府は昨日、橋を春まで閉鎖すると発表しました。作業員は夜の勤務に出ています。'],
  ['gbk', '政府昨天宣布，这座桥在春天以前不会开放，而工人们在夜里出来上班，他们说这是第一年。'],
  ['big5', '政府昨天宣布，這座橋在春天以前不會開放，而工人們在夜裡出來上班，他們說這是第一年。'],
  [
    'koi8-r',
    'Вчера правительство объявило, что мост будет закрыт до весны, и рабочие вышли на ночную смену.',
  ],
];

export function falsePages(lure: string): HostilePage[] {
  const canonical = (to: string): string =>
    story('', `<link rel="canonical" href="${to}"><meta property="og:url" content="${to}">`);
  return [
    {
      name: 'P6 consent wall',
      body: bare(
        'Before you continue',
        '<form action="/consent"><h1>Before you continue</h1><p>We and our partners use cookies to store and access personal data.</p><button>Accept all</button><button>Reject all</button></form>',
      ),
      outcome: ['consent-wall'],
    },
    {
      name: 'P7 paywall stub',
      body: story(
        '<div class="paywall"><p>Subscribe to continue reading this article.</p></div>',
        ld({ '@type': 'NewsArticle', headline: 'The ferry sails again', isAccessibleForFree: false }),
      ),
      outcome: ['done'],
      has: 'ferry left',
      is: { quality: 'summary', kind: 'teaser' },
    },
    {
      name: 'P8 soft 404',
      body: bare(
        '404 - Page not found',
        '<h1>Page not found</h1><p>The page that you are looking for does not exist any more.</p>',
      ),
      outcome: ['soft-404'],
    },
    {
      name: 'P19 canonical link to another site',
      body: canonical('https://rival.example/other'),
      outcome: ['done'],
      is: { canonical: null },
    },
    {
      name: 'P19 canonical link to a private host',
      body: canonical(`${lure}/admin`),
      outcome: ['done'],
      is: { canonical: null },
    },
    {
      name: 'P19 canonical link to the metadata address of a cloud',
      body: canonical('http://169.254.169.254/latest/'),
      outcome: ['done'],
      is: { canonical: null },
    },
    {
      name: 'P19 canonical link that is a script',
      body: canonical('javascript:alert(1)'),
      outcome: ['done'],
      is: { canonical: null },
    },
    {
      name: 'P20 a graph that points at itself, and a list of dates',
      body: story(
        '',
        ld({
          '@graph': [
            {
              '@id': '#a',
              '@type': 'NewsArticle',
              mainEntity: { '@id': '#a' },
              datePublished: ['2026-03-14', '2026-03-15'],
            },
          ],
        }),
      ),
      outcome: ['done'],
      is: { publishedAt: '2026-03-14' },
    },
    ...TALES.map(
      ([charset, text]): HostilePage => ({
        name: `P22 ${charset} that nobody states`,
        body: encode(bare('1', `<article>${`<p>${text}</p>`.repeat(6)}</article>`), charset),
        outcome: ['done'],
        has: text,
      }),
    ),
    {
      name: 'P22 UTF-8 called Latin-1',
      body: story(
        `<p>Ärger über Öl und Straßen am Hafen, sagt die Zeitung der Stadt.</p>`,
        '<meta charset="iso-8859-1">',
      ),
      outcome: ['done'],
      has: 'Ärger über Öl',
    },
    {
      name: 'P28 an error text with status 200',
      body: bare(
        'Error',
        '<h1>500 Internal Server Error</h1><p>The server met an error and could not complete your request.</p>',
      ),
      outcome: ['unreadable'],
    },
    {
      name: 'P29 a next page that is this one',
      body: story('<a rel="next" href="/bad">Next</a>', '<link rel="next" href="/bad">'),
      outcome: ['done'],
      has: 'ferry left',
      hasNot: 'Next',
    },
    {
      name: 'P30 two articles on one page',
      body: story('', '').replace(
        '</main>',
        `<article><h2><a href="/second">A second story</a></h2><p>Gulls came to the market and ate the fish of the day before noon.</p></article></main>`,
      ),
      outcome: ['done'],
      has: 'ferry left',
      hasNot: 'Gulls came',
    },
    {
      name: 'P31 comments longer than the article',
      body: story('', '').replace(
        '</main>',
        `<section id="comments" class="comments">${MANY}</section></main>`,
      ),
      outcome: ['done'],
      has: 'ferry left',
      hasNot: 'harbour master',
    },
    {
      name: 'P32 live blog',
      body: story(
        Array.from(
          { length: 8 },
          (_, n) => `<div class="live-blog-post"><time>1${n % 10}:05</time><p>${PROSE}</p></div>`,
        ).join(''),
        ld({ '@type': 'LiveBlogPosting', headline: 'The ferry sails again' }),
      ),
      url: 'https://harbour.example/live/ferry',
      outcome: ['done'],
      is: { kind: 'live' },
    },
    {
      name: 'P33 AMP page of an article',
      body: story('', '<link rel="canonical" href="https://harbour.example/ferry">').replace(
        '<html',
        '<html amp',
      ),
      url: 'https://harbour.example/ferry/amp',
      outcome: ['done'],
      is: { canonical: 'https://harbour.example/ferry' },
    },
    {
      name: 'P33 print page of an article',
      body: story(),
      url: 'https://harbour.example/ferry?print=1',
      outcome: ['done'],
      is: { canonical: 'https://harbour.example/ferry' },
    },
  ];
}
