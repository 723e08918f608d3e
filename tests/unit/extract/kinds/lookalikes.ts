// Articles that look like something else, and must be read as what they are.
import {
  ASKED,
  articleHead,
  cards,
  HEADLINE,
  headed,
  type Parts,
  paragraphs,
  SITE,
  sentence,
  type Wild,
  wild,
} from './furniture.ts';

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
export const ARTICLES: Wild[] = [
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
